// <time datetime data-relative> counts on while the page is open, from what the server has written; its title gets the
// reader's own time zone. What words them is made when it is first needed: it takes long to make.
const STEPS = [
  [60, 1, "second"],
  [3600, 60, "minute"],
  [86400, 3600, "hour"],
  [86400 * 30, 86400, "day"],
  [86400 * 365, 86400 * 30, "month"],
  [Infinity, 86400 * 365, "year"],
];
let words = null;
let full = null;

export function keepTimesFresh() {
  for (const place of document.querySelectorAll("[data-time-zone]")) place.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone;
  setInterval(() => document.hidden || refresh(), 10_000);
  document.addEventListener("pointerover", ({ target }) => target.matches?.("time[data-relative]") && tellExactly(target));
}

function tellExactly(element) {
  full ??= new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });
  element.title = `${full.format(new Date(element.dateTime))}\n${element.dateTime}`;
}

function refresh() {
  words ??= new Intl.RelativeTimeFormat("en", { numeric: "always", style: "narrow" });
  for (const element of document.querySelectorAll("time[data-relative]")) {
    const at = new Date(element.dateTime);
    const seconds = Math.round((at - Date.now()) / 1000);
    const [, unit, name] = STEPS.find(([limit]) => Math.abs(seconds) < limit);
    element.textContent = Math.abs(seconds) < 5 ? "now" : words.format(Math.trunc(seconds / unit), name);
  }
}
