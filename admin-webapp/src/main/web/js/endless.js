// The next page of a list is brought as its end comes near (hx-trigger="near"). A list that is kept live stays at its first
// page until somebody scrolls.
export function continueLists() {
  watch(document);
  document.addEventListener("htmx:load", ({ target }) => watch(target)); // by then the link listens
  document.addEventListener("live", lookAgain);
  const heading = document.querySelector("h1");
  if (heading) top.observe(heading);
}

function watch(part) {
  for (const link of part.querySelectorAll("a[rel=next]")) coming.observe(link);
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
