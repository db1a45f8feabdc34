// Single keys that do something anywhere but where somebody types.
export function onKey(key, work) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== key || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, select, textarea, dialog, [contenteditable=true]")) return;
    event.preventDefault();
    work();
  });
}
