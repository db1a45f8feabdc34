// Keeps a part of the page up to date: the part asks for the page again (hx-trigger="refresh") and takes itself out of
// the answer, so what the server no longer lists goes away.
//   <div id="x" data-refresh="10" …>      every 10 s
//   <button data-live="#log">             every 2 s while it is pressed; key: l
// Nothing is asked while the page is hidden, when somebody reads further down, or while the keyboard is on something in
// that part that would not be found again (which needs an id).
import { onKey } from "./keys.js";

const LIVE_SECONDS = 2;

export function keepLive() {
  for (const { id, dataset } of document.querySelectorAll("[data-refresh]")) every(Number(dataset.refresh), () => refresh(id));
  const button = document.querySelector("[data-live]");
  if (button) follow(button);
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    known = new Set([...detail.target.querySelectorAll("[data-key]")].map((row) => row.dataset.key));
  });
  document.addEventListener("htmx:load", ({ target }) => {
    if (refreshed === target.id) markNew(target);
  });
}

let known = new Set();
let refreshed = null;

function follow(button) {
  const pressed = () => button.getAttribute("aria-pressed") === "true";
  const toggle = () => {
    button.setAttribute("aria-pressed", !pressed());
    document.dispatchEvent(new Event("live"));
  };
  button.hidden = false;
  button.addEventListener("click", toggle);
  onKey("l", toggle);
  every(LIVE_SECONDS, () => pressed() && refresh(button.dataset.live.slice(1)));
}

function every(seconds, work) {
  setInterval(() => document.hidden || work(), seconds * 1000);
}

function refresh(id) {
  const part = document.getElementById(id);
  if (!part || isRead(part)) return;
  refreshed = id;
  part.dispatchEvent(new Event("refresh"));
}

function isRead(part) {
  const active = document.activeElement;
  return (part.contains(active) && !active.id) || (part.matches("[data-endless]") && scrollY > 200);
}

function markNew(part) {
  for (const row of part.querySelectorAll("[data-key]")) row.classList.toggle("fresh", !known.has(row.dataset.key));
  refreshed = null;
}
