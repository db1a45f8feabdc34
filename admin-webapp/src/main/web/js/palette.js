// Ctrl-K (or Cmd-K): goes anywhere by a few letters. Ids of events, deliveries and endpoints can be pasted.
// "/" goes to the page's search, "?" shows the keys.
import { onKey } from "./keys.js";

const KEYS = [
  ["Ctrl K", "go anywhere"],
  ["/", "search on this page"],
  ["j  k", "down and up a list"],
  ["Enter", "open"],
  ["Esc", "close"],
  ["x", "choose a delivery"],
  ["l", "follow deliveries live"],
  ["?", "these keys"],
];

// What is done on the spot: a button of the frame is pressed.
const DEEDS = [
  { title: "Switch between light and dark", hint: "Do", work: () => document.querySelector("[data-theme-switch]").click() },
  { title: "Show the keys", hint: "Do", work: showKeys },
  { title: "Log out", hint: "Do", work: () => document.querySelector("form[action$='/logout'] button").click() },
];

export function openPalette() {
  const root = document.body.dataset.root;
  if (root === undefined) return;
  const palette = new Palette(root);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    palette.open();
  });
  document.addEventListener("click", (event) => event.target.closest?.("[data-palette]") && palette.open());
  onKey("/", () => document.querySelector("[data-search]")?.focus());
  onKey("?", showKeys);
}

class Palette {
  constructor(root) {
    this.root = root;
    this.entries = [];
    this.dialog = element("dialog", { className: "palette" });
    this.dialog.setAttribute("aria-label", "Go to");
    this.input = element("input", { type: "text", placeholder: "Go to a page, an endpoint, or paste an id", autocomplete: "off", spellcheck: false });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-label": "Go to" })) this.input.setAttribute(name, value);
    this.list = element("ul", { id: "palette-list" });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Places");
    this.dialog.append(this.input, this.list);
    document.body.append(this.dialog);
    this.input.addEventListener("input", () => this.show());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close());
  }

  async open() {
    if (this.dialog.open) return;
    this.input.value = "";
    this.dialog.showModal();
    this.show();
    const response = await fetch(`${this.root}/ui/palette`).catch(() => null);
    if (response?.ok && !response.redirected) this.entries = await response.json();
    this.show();
  }

  show() {
    const words = this.input.value.trim().toLowerCase().split(/\s+/);
    const found = byId(this.input.value.trim()) ?? [...this.entries, ...DEEDS].filter(({ title, hint }) => words.every((word) => `${title} ${hint}`.toLowerCase().includes(word)));
    this.list.replaceChildren(...found.slice(0, 30).map((entry, at) => this.option(entry, at)));
    if (found.length === 0) this.list.append(element("li", { className: "palette-none", textContent: this.entries.length ? "Nothing is called that" : "…" }));
    this.choose(0);
  }

  option({ title, hint, path, work }, at) {
    const option = element("li", { id: `palette-${at}` });
    option.setAttribute("role", "option");
    const choice = work ? element("button", { type: "button", tabIndex: -1 }) : element("a", { href: this.root + path, tabIndex: -1 });
    if (work) choice.addEventListener("click", () => (this.dialog.close(), work()));
    choice.append(element("span", { textContent: title }), element("span", { className: "faint tiny", textContent: hint }));
    option.append(choice);
    return option;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.choose(this.chosen + step);
    }
    if (event.key === "Enter") this.options()[this.chosen]?.firstElementChild.click();
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  choose(at) {
    const options = this.options();
    this.chosen = options.length ? (at + options.length) % options.length : 0;
    options.forEach((option, index) => option.setAttribute("aria-selected", index === this.chosen));
    options[this.chosen]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options.length ? `palette-${this.chosen}` : "");
  }
}

function byId(text) {
  const path = { evt: "/events/", dlv: "/deliveries/", ep: "/endpoints/" }[text.match(/^(evt|dlv|ep)_[A-Za-z0-9]+$/)?.[1]];
  return path ? [{ title: text, hint: "Open", path: path + text }] : null;
}

function showKeys() {
  const dialog = element("dialog", { className: "dialog" });
  dialog.setAttribute("aria-label", "Keys");
  const list = element("dl", { className: "keys" });
  for (const [keys, what] of KEYS) {
    const row = element("div", {});
    const names = element("dt", {});
    for (const key of keys.split(/\s+/)) names.append(element("kbd", { textContent: key }), " ");
    row.append(names, element("dd", { textContent: what }));
    list.append(row);
  }
  dialog.append(element("h2", { textContent: "Keys" }), list);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

const element = (name, properties) => Object.assign(document.createElement(name), properties);
