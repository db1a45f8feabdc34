// The next page of a list is brought as its end comes near (hx-trigger="near"). Pages far from view leave only their height
// behind, and those that were left long ago not even their rows: these are asked for again (hx-trigger="back"). So a list of
// any length scrolls as lightly as a short one. A list that is kept live stays at its first page until somebody scrolls.
const KEPT = 20; // parked pages whose rows are kept

export function continueLists() {
  watch();
  document.addEventListener("htmx:load", watch);
  document.addEventListener("live", lookAgain);
  const heading = document.querySelector("h1");
  if (heading) top.observe(heading);
}

function watch() {
  for (const link of document.querySelectorAll("a[rel=next]")) coming.observe(link);
  for (const table of document.querySelectorAll("[data-endless] table")) {
    if (table.tBodies.length > 1) for (const rows of table.tBodies) parking.observe(rows);
  }
}

let atTop = true;

const top = new IntersectionObserver(([{ isIntersecting }]) => {
  atTop = isIntersecting;
  lookAgain();
});

let waiting = null;

const coming = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      waiting = isIntersecting && isLive() ? target : null;
      if (isIntersecting && !waiting) target.dispatchEvent(new Event("near"));
    }
  },
  { rootMargin: "2400px 0px" },
);

const isLive = () => atTop && document.querySelector("[data-live][aria-pressed=true]");

function lookAgain() {
  if (!waiting || isLive()) return;
  waiting.dispatchEvent(new Event("near"));
  waiting = null;
}

const parking = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      if (isIntersecting) unpark(target);
      else if (target.dataset.parked === undefined && !target.contains(document.activeElement)) park(target, boundingClientRect.height);
    }
  },
  { rootMargin: "3000px 0px" },
);

const parked = new Map(); // the longest parked first

function park(rows, height) {
  const place = document.createElement("tr");
  place.style.height = `${height}px`;
  const kept = document.createDocumentFragment();
  kept.append(...rows.childNodes);
  rows.dataset.parked = "";
  rows.append(place);
  parked.set(rows, kept);
  if (parked.size > KEPT) forgetOldest();
}

function forgetOldest() {
  for (const rows of parked.keys()) {
    if (!rows.isConnected || rows.hasAttribute("hx-get")) return parked.delete(rows);
  }
}

function unpark(rows) {
  if (rows.dataset.parked === undefined) return;
  if (!parked.has(rows)) return rows.dispatchEvent(new Event("back")); // what comes takes its place
  delete rows.dataset.parked;
  rows.replaceChildren(parked.get(rows));
  parked.delete(rows);
}
