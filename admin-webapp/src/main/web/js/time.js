// <time datetime data-relative> counts on while the page is open; its title gets the reader's own time zone.
const STEPS = [
  [60, 1, "second"],
  [3600, 60, "minute"],
  [86400, 3600, "hour"],
  [86400 * 30, 86400, "day"],
  [86400 * 365, 86400 * 30, "month"],
  [Infinity, 86400 * 365, "year"],
];
const words = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "narrow" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

export function keepTimesFresh() {
  for (const place of document.querySelectorAll("[data-time-zone]")) place.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone;
  refresh(document);
  setInterval(() => document.hidden || refresh(document), 10_000);
  document.addEventListener("htmx:load", (event) => refresh(event.target));
}

function refresh(root) {
  for (const element of root.querySelectorAll("time[data-relative]")) {
    const at = new Date(element.dateTime);
    const seconds = Math.round((at - Date.now()) / 1000);
    const [, unit, name] = STEPS.find(([limit]) => Math.abs(seconds) < limit);
    element.textContent = Math.abs(seconds) < 5 ? "now" : words.format(Math.trunc(seconds / unit), name);
    element.title = `${full.format(at)}\n${element.dateTime}`;
  }
}
