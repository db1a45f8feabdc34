// Documentation of what the pointer rests on: what completion knows about that very word.
import { hoverTooltip } from "@codemirror/view";

const WORD = /[A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*/g;

export function hoverDocs(complete) {
  return hoverTooltip(async (view, pos) => {
    const line = view.state.doc.lineAt(pos);
    const word = [...line.text.matchAll(WORD)].find(({ index, 0: text }) => {
      const from = line.from + index;
      return from <= pos && pos <= from + text.length;
    });
    if (!word) return null;
    const from = line.from + word.index;
    const to = from + word[0].length;
    const known = (await complete(view.state.doc.toString(), to)).find(({ label }) => label === word[0]);
    if (!known?.description) return null;
    return { pos: from, end: to, above: true, create: () => ({ dom: note(known) }) };
  });
}

function note({ label, kind, description }) {
  const dom = document.createElement("div");
  dom.className = "filter-doc";
  const head = document.createElement("p");
  const name = Object.assign(document.createElement("code"), { textContent: label });
  const what = Object.assign(document.createElement("span"), { className: "faint tiny", textContent: kind.replace("_", " ") });
  head.append(name, what);
  dom.append(head, Object.assign(document.createElement("p"), { textContent: description.replaceAll("`", "") }));
  return dom;
}
