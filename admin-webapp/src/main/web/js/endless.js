// The next page of a list is brought as its end comes near (hx-trigger="near"). Pages far from view leave only their height
// behind, so a list of any length scrolls as lightly as a short one. A list that is kept live stays at its first page until
// somebody scrolls.
export function continueLists() {
  watch(document);
  document.addEventListener("htmx:load", () => watch(document));
  for (const event of ["live", "scroll"]) document.addEventListener(event, lookAgain, { passive: true });
}

function watch(root) {
  for (const link of root.querySelectorAll("a[rel=next]")) coming.observe(link);
  for (const table of root.querySelectorAll("[data-endless] table")) {
    if (table.tBodies.length > 1) for (const rows of table.tBodies) parking.observe(rows);
  }
}

const coming = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      waiting = isIntersecting && isLive() ? target : null;
      if (isIntersecting && !waiting) target.dispatchEvent(new Event("near"));
    }
  },
  { rootMargin: "1200px 0px" },
);

let waiting = null;

const isLive = () => scrollY <= 200 && document.querySelector("[data-live][aria-pressed=true]");

function lookAgain() {
  if (!waiting || isLive()) return;
  waiting.dispatchEvent(new Event("near"));
  waiting = null;
}

const parking = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      if (isIntersecting) unpark(target);
      else if (!parked.has(target) && !target.contains(document.activeElement)) park(target, boundingClientRect.height);
    }
  },
  { rootMargin: "3000px 0px" },
);

const parked = new WeakMap();

function park(rows, height) {
  const place = document.createElement("tr");
  place.style.height = `${height}px`;
  const kept = document.createDocumentFragment();
  kept.append(...rows.childNodes);
  parked.set(rows, kept);
  rows.append(place);
}

function unpark(rows) {
  if (!parked.has(rows)) return;
  rows.replaceChildren(parked.get(rows));
  parked.delete(rows);
}
