// Rows of a list that are picked for something to be done with all of them: <form data-pick="#log"> is shown while a box in
// that list is ticked. The box in the head ticks all that have been listed so far, shift a range, key x the open or focused
// row; all of them also where their page is out of view.
import { onKey } from "./keys.js";
import { choicesOf } from "./parking.js";

export function pickRows() {
  const form = document.querySelector("form[data-pick]");
  if (!form) return;
  const list = form.dataset.pick;
  const most = Number(form.dataset.most);
  const picked = new Set();
  const all = () => [...document.querySelectorAll(`${list} table`)].flatMap(choicesOf);
  let last = null;

  function show() {
    for (const box of document.querySelectorAll(`${list} tbody input[type=checkbox]`)) box.checked = picked.has(box.value);
    const head = document.querySelector(`${list} thead input[type=checkbox]`);
    if (head) {
      head.checked = picked.size > 0 && all().every((value) => picked.has(value));
      head.indeterminate = !head.checked && picked.size > 0;
    }
    const tooMany = picked.size > most;
    form.hidden = picked.size === 0;
    form.querySelector("[data-picked]").textContent = picked.size.toLocaleString("en");
    form.querySelector("[data-picked-too-many]").hidden = !tooMany;
    form.querySelector("[data-picked-more]").hidden = !tooMany && !(head?.checked && document.querySelector(`${list} a[rel=next]`));
    form.querySelector("[data-picked-send]").disabled = tooMany;
    form.elements.ids.value = [...picked].join(" ");
  }

  function set(value, on) {
    if (on) picked.add(value);
    else picked.delete(value);
  }

  document.addEventListener("click", ({ target, shiftKey }) => {
    if (!target.matches?.(`${list} input[type=checkbox]`)) return;
    if (target.closest("thead")) all().forEach((value) => set(value, target.checked));
    else {
      const values = shiftKey ? all() : [];
      const [from, to] = [values.indexOf(last), values.indexOf(target.value)].sort((a, b) => a - b);
      const range = from >= 0 ? values.slice(from, to + 1) : [target.value];
      range.forEach((value) => set(value, target.checked));
      last = target.value;
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
