// <button data-copy="text"> puts the text on the clipboard and says so for a moment; data-copy-from="address" gets it first.
export function copyOnClick() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy], [data-copy-from]");
    if (!button) return;
    if (button.dataset.copyFrom) return copyFrom(button);
    await write(button.dataset.copy);
    button.dataset.copied = "";
    const label = button.getAttribute("aria-label");
    button.setAttribute("aria-label", "Copied");
    setTimeout(() => {
      delete button.dataset.copied;
      button.setAttribute("aria-label", label);
    }, 1600);
  });
}

async function copyFrom(button) {
  const label = button.querySelector("span");
  const words = label.textContent;
  const response = await fetch(button.dataset.copyFrom).catch(() => null);
  if (response?.ok) await write(await response.text());
  label.textContent = response?.ok ? "Copied" : "Cannot be copied now";
  setTimeout(() => (label.textContent = words), 1600);
}

async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Browsers offer the clipboard on secure pages only; an intranet without TLS gets the old way.
  const area = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
