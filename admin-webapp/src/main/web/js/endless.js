// The next page of a list is brought as its end comes near (hx-trigger="near"). A list that is kept live stays at its first
// page until somebody scrolls.
export function continueLists() {
  watch(document);
  document.addEventListener("htmx:load", ({ target }) => {
    watch(target); // by then the link listens
    if (target.matches("[data-endless] tbody")) showOnce(target);
  });
  document.addEventListener("live", lookAgain);
  const heading = document.querySelector("h1");
  if (heading) top.observe(heading);
}

function watch(part) {
  for (const link of part.querySelectorAll("a[rel=next]")) coming.observe(link);
}

// A page that is asked for again after rows have left the list reaches into the next one.
function showOnce(page) {
  const others = [...page.parentElement.tBodies].filter((body) => body !== page);
  const shown = new Set(others.flatMap((body) => [...body.querySelectorAll("[data-key]")].map((row) => row.dataset.key)));
  for (const row of page.querySelectorAll("[data-key]")) if (shown.has(row.dataset.key)) row.remove();
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
