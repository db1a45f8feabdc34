// <form data-unsaved>: whoever has typed into it and leaves is asked first. A refused form takes the reader to what is wrong.
export function keepUnsaved() {
  let typed = null;
  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-unsaved]");
    if (form && document.body.dataset.ready !== undefined) typed = form;
  });
  document.addEventListener("submit", (event) => {
    if (event.target === typed && !event.defaultPrevented) typed = null;
  });
  addEventListener("beforeunload", (event) => typed?.isConnected && event.preventDefault());
  document.querySelector("[data-unsaved] [aria-invalid=true]:not([hidden])")?.focus();
}
