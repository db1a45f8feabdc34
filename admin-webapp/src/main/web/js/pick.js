// Rows of a list that are picked for something to be done with all of them: <form data-pick="#log"> is shown while a box in
// that list is ticked. The box in the head ticks the whole page, shift a range, key x the open or focused row.
import { onKey } from "./keys.js";

export function pickRows() {
  const form = document.querySelector("form[data-pick]");
  if (!form) return;
  const list = form.dataset.pick;
  const picked = new Set();
  const boxes = () => [...document.querySelectorAll(`${list} tbody input[type=checkbox]:not(:disabled)`)];
  let last = null;

  function show() {
    for (const box of boxes()) box.checked = picked.has(box.value);
    const all = boxes();
    const head = document.querySelector(`${list} thead input[type=checkbox]`);
    if (head) {
      head.checked = all.length > 0 && all.every((box) => box.checked);
      head.indeterminate = !head.checked && all.some((box) => box.checked);
    }
    form.hidden = picked.size === 0;
    form.querySelector("[data-picked]").textContent = picked.size.toLocaleString("en");
    form.elements.ids.value = [...picked].join(" ");
  }

  function set(box, on) {
    if (on) picked.add(box.value);
    else picked.delete(box.value);
  }

  document.addEventListener("click", ({ target, shiftKey }) => {
    if (!target.matches?.(`${list} input[type=checkbox]`)) return;
    if (target.closest("thead")) boxes().forEach((box) => set(box, target.checked));
    else {
      const all = boxes();
      const [from, to] = [all.indexOf(last), all.indexOf(target)].sort((a, b) => a - b);
      const range = shiftKey && from >= 0 ? all.slice(from, to + 1) : [target];
      range.forEach((box) => set(box, target.checked));
      last = target;
    }
    show();
  });
  form.addEventListener("reset", () => {
    picked.clear();
    setTimeout(show);
  });
  onKey("x", () => {
    const row = document.querySelector(`${list} tr[aria-selected]`) ?? document.activeElement.closest(`${list} tr`);
    row?.querySelector("input[type=checkbox]:not(:disabled)")?.click();
  });
  document.addEventListener("htmx:load", show);
}
