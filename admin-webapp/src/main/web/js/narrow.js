// <input data-narrow="#list"> shows only the items that hold what is typed, and the groups that hold such items.
export function narrowLists() {
  document.addEventListener("input", ({ target }) => {
    const list = target.dataset?.narrow && document.querySelector(target.dataset.narrow);
    if (!list) return;
    const wanted = target.value.trim().toLowerCase();
    for (const item of list.querySelectorAll("[data-narrow-item]")) {
      item.hidden = !item.textContent.toLowerCase().includes(wanted);
    }
    for (const group of list.querySelectorAll("[data-narrow-group]")) {
      group.hidden = !group.querySelector("[data-narrow-item]:not([hidden])");
    }
  });
}
