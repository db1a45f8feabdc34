// Marks one part of the filter: the part that a verdict in the laboratory is about.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const setMark = StateEffect.define();

const marks = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMark)) return decorate(effect.value, transaction.state.doc.length);
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(span, length) {
  if (!span || span.from >= span.to || span.to > length) return Decoration.none;
  return Decoration.set([Decoration.mark({ class: span.good ? "span-good" : "span-bad" }).range(span.from, span.to)]);
}

export const spanMarks = () => marks;
export const markSpan = (view, span) => view.dispatch({ effects: setMark.of(span) });
