// <a data-dialog="id" href="?confirm=id"> opens the dialog; without scripts the link loads the page with it open.
export function openDialogs() {
  for (const dialog of document.querySelectorAll("dialog.dialog[open]")) show(dialog);
  for (const typed of document.querySelectorAll("[data-typed]")) awaitTyped(typed);
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      opener.closest("dialog:modal")?.close();
      show(dialog);
      return;
    }
    const left = event.target.matches?.("dialog:modal") ? event.target : null;
    const open = left ?? event.target.closest?.("[data-close]")?.closest("dialog:modal");
    if (open) {
      event.preventDefault();
      open.close();
    }
  });
  document.addEventListener("close", ({ target }) => leave(target), true);
  document.addEventListener("input", (event) => {
    if (event.target.dataset?.typed !== undefined) awaitTyped(event.target);
  });
}

function show(dialog) {
  dialog.close();
  dialog.showModal();
}

// The browser gives the focus back to what opened the dialog, but not to its successor in a list that was brought anew.
function leave(dialog) {
  const lost = document.activeElement === document.body || dialog.contains(document.activeElement);
  if (lost) document.querySelector(`[data-dialog="${dialog.id}"]`)?.focus();
}

// A typed confirmation: the button answers once the text matches. The server checks it as well.
function awaitTyped(input) {
  input.form.querySelector("[type=submit]").disabled = input.value.trim() !== input.dataset.typed;
}
