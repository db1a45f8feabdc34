// The drawer beside a list. Its address is the list's with one more parameter, so links, back and reload just work.
// Esc closes it, j and k go down and up the list.
import { onKey } from "./keys.js";
import { skeleton } from "./skeleton.js";

const LATE_MILLIS = 200;

export function openDrawer() {
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "drawer") wasOpen = !detail.target.hidden;
  });
  document.addEventListener("htmx:beforeSend", ({ detail }) => detail.target.id === "drawer" && awaitDetails(detail.xhr));
  document.addEventListener("htmx:afterSettle", () => {
    const drawer = current();
    if (!drawer || drawer.hidden || drawer.dataset.shown) return;
    drawer.dataset.shown = "";
    if (!wasOpen) drawer.classList.add("entering");
    markRow();
    drawer.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:load", () => current() && markRow());
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-drawer-close]")) {
      event.preventDefault();
      close();
    }
  });
  onKey("Escape", close);
  onKey("j", () => step(1));
  onKey("k", () => step(-1));
}

let wasOpen = false;

const current = () => document.getElementById("drawer");

// What takes longer than one notices is awaited where it will stand.
function awaitDetails(request) {
  const late = setTimeout(() => {
    const drawer = current();
    const body = Object.assign(document.createElement("div"), { className: "drawer-body", ariaBusy: true });
    body.append(skeleton(), skeleton(), skeleton());
    drawer.replaceChildren(body);
    drawer.hidden = false;
    request.addEventListener("loadend", () => (drawer.hidden = request.status !== 200));
  }, LATE_MILLIS);
  request.addEventListener("loadend", () => clearTimeout(late));
}

const links = () => [...document.querySelectorAll(".log .row-link")];

function close() {
  const drawer = current();
  if (!drawer || drawer.hidden) return;
  drawer.hidden = true;
  history.pushState(null, "", drawer.dataset.closed);
  document.querySelector("tr[aria-selected] .row-link")?.focus({ preventScroll: true });
  markRow();
}

// In the log j and k open the next and the last; in other lists they move the focus, and Enter opens.
function step(by) {
  const log = current() !== null;
  const all = log ? links() : [...document.querySelectorAll("main .row-link, main .row")].filter((link) => link.checkVisibility());
  const at = all.findIndex((link) => (log ? link.closest("tr").hasAttribute("aria-selected") : link === document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (!next) return;
  next.scrollIntoView({ block: "nearest" });
  if (!log) return next.focus();
  select(next); // at once: the next key may come before the drawer has
  next.click();
}

function markRow() {
  const shown = current().hidden ? null : new URLSearchParams(location.search).get("delivery");
  select(shown && document.getElementById(`row-${shown}`));
}

function select(link) {
  const row = link?.closest("tr");
  for (const other of document.querySelectorAll(".log tr[aria-selected]")) if (other !== row) other.removeAttribute("aria-selected");
  row?.setAttribute("aria-selected", "true");
}
