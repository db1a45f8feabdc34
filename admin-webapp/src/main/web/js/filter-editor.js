// Turns each [data-filter-editor] textarea into an editor that the server talks to while somebody types. The textarea
// stays in the form and in step, so everything works without this script too.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { forceLinting, linter, lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { hoverDocs } from "./filter-hover.js";
import { filterLanguage } from "./filter-language.js";
import { markSpan, spanMarks } from "./filter-spans.js";
import { ask, cspNonce } from "./request.js";

const views = new WeakMap();

for (const box of document.querySelectorAll("[data-filter-editor]")) mount(box);

// What the laboratory beside the editor needs: the rule as it stands, news of it, and a mark in it.
export const fieldsOf = (form) => () => ({ filter: form.elements.filter.value, event_types: form.elements.event_types.value });
export const tryOnChange = (form, changed) => form.addEventListener("input", ({ target }) => ["filter", "event_types"].includes(target.name) && changed());
export const markFilter = (form, span) => views.has(form) && markSpan(views.get(form), span);

function mount(box) {
  const textarea = box.querySelector("textarea");
  const types = document.getElementById(box.dataset.types);
  const view = new EditorView({
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        EditorView.cspNonce.of(cspNonce()),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        filterLanguage(),
        spanMarks(),
        hoverDocs((filter, cursor) => completions(box, { filter, event_types: types.value, cursor })),
        autocompletion({ override: [(context) => complete(box, context, types.value)], activateOnTypingDelay: 80, icons: false }),
        lintGutter(),
        linter((editor) => check(box, editor, types.value), { delay: 250 }),
        placeholder(textarea.placeholder),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-labelledby": `${textarea.id}-label`, spellcheck: "false", ...complaint(textarea) }),
        keymap.of([
          { key: "Mod-Enter", run: () => (textarea.form.requestSubmit(), true) },
          ...completionKeymap,
          ...closeBracketsKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          textarea.value = update.state.doc.toString();
          textarea.dispatchEvent(new Event("input", { bubbles: true }));
        }),
      ],
    }),
  });
  views.set(textarea.form, view);
  textarea.hidden = true;
  view.scrollDOM.tabIndex = 0; // it scrolls by keys as well
  textarea.before(view.dom);
  box.querySelector(".editor-foot").hidden = false;
  types.addEventListener("change", () => forceLinting(view));
  document.getElementById(`${textarea.id}-label`).addEventListener("click", () => view.focus());
  box.querySelector("[data-format]").addEventListener("click", () => {
    const text = view.state.doc.toString();
    // Only what the server has formatted: the text may have changed since, or not be valid.
    if (box.dataset.checked === text) replace(view, 0, text.length, box.dataset.formatted);
    view.focus();
  });
}

// What the server has said of the text, for whoever cannot see where it stands.
function complaint(textarea) {
  const attributes = {};
  for (const name of ["aria-invalid", "aria-describedby"]) if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  return attributes;
}

async function check(box, view, eventTypes) {
  const filter = view.state.doc.toString();
  const response = await ask(box.dataset.services + "check", { filter, event_types: eventTypes }).catch(() => null);
  if (!response?.ok) {
    tell(box, "bad", response?.status === 401 ? "Log in again to check the filter" : "The filter cannot be checked now");
    return [];
  }
  const report = await response.json();
  if (view.state.doc.toString() !== filter) return [];
  box.dataset.checked = filter;
  box.dataset.formatted = report.formatted;
  show(box, view, filter, report.diagnostics);
  return report.diagnostics.map((diagnostic) => ({
    from: diagnostic.start,
    to: diagnostic.end,
    severity: diagnostic.severity,
    message: diagnostic.message,
    renderMessage: () => prose(diagnostic.message),
    actions: diagnostic.fixes.map((fix) => ({
      name: fix.title.replaceAll("`", ""),
      apply: (editor) => replace(editor, fix.start, fix.end, fix.replacement),
    })),
  }));
}

async function complete(box, context, eventTypes) {
  if (!context.explicit && !context.matchBefore(/[\w.:*]$|[=<>(,]\s?$/)) return null;
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort());
  const filter = context.state.doc.toString();
  const asked = { filter, event_types: eventTypes, cursor: context.pos };
  const found = await completions(box, asked, stop.signal);
  if (found.length === 0) return null;
  return {
    from: found[0].start,
    to: found[0].end,
    filter: false, // the server has put the likeliest first
    options: found.map(({ label, insert, description, kind }) => ({ label, apply: insert, info: description || undefined, detail: kind.replace("_", " ") })),
  };
}

async function completions(box, asked, signal) {
  const response = await ask(box.dataset.services + "complete", asked, signal).catch(() => null);
  return response?.ok ? response.json() : [];
}

function show(box, view, filter, diagnostics) {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  const warnings = diagnostics.length - errors;
  if (errors > 0) tell(box, "bad", count(errors, "error"));
  else if (warnings > 0) tell(box, "warn", `Can be saved, with ${count(warnings, "warning")}`);
  else tell(box, "good", filter.trim() === "" ? "No filter: every event of these types" : "Valid");

  const list = box.querySelector(".editor-problems");
  list.hidden = diagnostics.length === 0;
  list.replaceChildren(...diagnostics.map((diagnostic) => problem(view, diagnostic)));
}

function problem(view, diagnostic) {
  const item = document.createElement("li");
  item.dataset.severity = diagnostic.severity;
  item.append(button("editor-place", prose(`${diagnostic.line}:${diagnostic.column}`), () => {
    view.dispatch({ selection: { anchor: diagnostic.start, head: diagnostic.end }, scrollIntoView: true });
    view.focus();
  }));
  item.append(prose(diagnostic.message));
  for (const fix of diagnostic.fixes) {
    item.append(button("button small", prose(fix.title), () => {
      replace(view, fix.start, fix.end, fix.replacement);
      view.focus();
    }));
  }
  return item;
}

// What stands between `backticks` is code.
function prose(text) {
  const span = document.createElement("span");
  text.split("`").forEach((part, at) => {
    const node = document.createElement(at % 2 ? "code" : "span");
    node.textContent = part;
    span.append(node);
  });
  return span;
}

function button(className, label, onClick) {
  const element = Object.assign(document.createElement("button"), { type: "button", className });
  element.append(label);
  element.addEventListener("click", onClick);
  return element;
}

function replace(view, from, to, insert) {
  // The text may have changed since the server saw it.
  if (to <= view.state.doc.length) view.dispatch({ changes: { from, to, insert }, userEvent: "input.fix" });
}

function tell(box, tone, text) {
  const status = box.querySelector(".editor-status");
  status.dataset.tone = tone;
  status.textContent = text;
}

const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
