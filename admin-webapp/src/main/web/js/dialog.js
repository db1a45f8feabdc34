// <a data-dialog="id" href="…?confirm=id"> opens the dialog; without scripts the link loads the page with it open.
export function openDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.close();
      dialog.showModal();
      return;
    }
    const closer = event.target.closest?.("[data-close]");
    const open = closer?.closest("dialog:modal");
    if (open) {
      event.preventDefault();
      open.close();
    } else if (event.target.matches?.("dialog:modal")) {
      event.target.close();
    }
  });
  // A typed confirmation: the button answers once the text matches. The server checks it as well.
  document.addEventListener("input", (event) => {
    const expected = event.target.dataset?.typed;
    if (expected !== undefined) {
      event.target.form.querySelector("[type=submit]").disabled = event.target.value.trim() !== expected;
    }
  });
}
