// A small editor for an event's JSON. Numbers keep their digits: nothing is ever parsed to be written again.
import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { indentedText } from "./payload.js";
import { cspNonce } from "./request.js";

const json = StreamLanguage.define({
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/"(?:[^"\\]|\\.)*"(?=\s*:)/)) return "propertyName";
    if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return "string";
    if (stream.match(/-?\d[\d.eE+-]*|true|false|null/)) return "number";
    stream.next();
    return null;
  },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, class: "json-key" },
  { tag: tags.string, class: "json-string" },
  { tag: tags.number, class: "json-value" },
]);

export function eventEditor(place, labelId, changed) {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      extensions: [
        EditorView.cspNonce.of(cspNonce()),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        json,
        syntaxHighlighting(colours),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-labelledby": labelId, spellcheck: "false" }),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
      ],
    }),
  });
  place.classList.add("editor", "event-editor");
  view.scrollDOM.tabIndex = 0; // it scrolls by keys as well
  return {
    text: () => view.state.doc.toString(),
    show: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: indentedText(text) } }),
  };
}
