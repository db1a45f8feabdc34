// <button data-theme-switch> goes from light to dark and back. A cookie tells the server, so that no page flashes.
export function switchTheme() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-switch]");
    if (!button) return;
    const root = document.documentElement;
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const shown = root.dataset.theme === "auto" ? (dark ? "dark" : "light") : root.dataset.theme;
    root.dataset.theme = shown === "dark" ? "light" : "dark";
    document.cookie = `atlas_theme=${root.dataset.theme}; path=${button.dataset.themeSwitch}; max-age=31536000; samesite=lax`;
  });
}
