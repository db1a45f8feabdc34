// The drawer beside a list. Its address is the list's with one more parameter, so links, back and reload just work.
// Esc closes it, j and k go down and up the list.
export function openDrawer() {
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "drawer") wasOpen = !detail.target.hidden;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const drawer = current();
    if (!drawer || drawer.hidden || drawer.dataset.shown) return;
    drawer.dataset.shown = "";
    if (!wasOpen) drawer.classList.add("entering");
    markRow();
    drawer.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-drawer-close]")) {
      event.preventDefault();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, dialog")) return;
    if (event.key === "Escape") close();
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
}

let wasOpen = false;

const current = () => document.getElementById("drawer");
const links = () => [...document.querySelectorAll(".log .row-link")];

function close() {
  const drawer = current();
  if (!drawer || drawer.hidden) return;
  drawer.hidden = true;
  history.pushState(null, "", drawer.dataset.closed);
  document.querySelector("tr[aria-selected] .row-link")?.focus({ preventScroll: true });
  markRow();
}

function step(by) {
  const all = links();
  const at = all.findIndex((link) => link.closest("tr").hasAttribute("aria-selected"));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.scrollIntoView({ block: "nearest" });
  next?.click();
}

function markRow() {
  const shown = current().hidden ? null : new URLSearchParams(location.search).get("delivery");
  for (const link of links()) {
    const mine = new URL(link.href).searchParams.get("delivery");
    link.closest("tr").toggleAttribute("aria-selected", mine === shown);
    if (mine === shown) link.closest("tr").setAttribute("aria-selected", "true");
  }
}
