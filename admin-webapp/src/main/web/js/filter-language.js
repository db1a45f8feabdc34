// Colours for the filter language. Only the server knows the grammar; this tells words, texts and numbers apart.
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const KEYWORDS = new Set(
  `and or not in contains starts ends with like matches between exists is missing null empty changed from to increased
   decreased any all none count true false now it`.split(/\s+/),
);

const language = StreamLanguage.define({
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/#.*/)) return "comment";
    if (stream.match(/i?"(?:[^"\\]|\\.)*"?/) || stream.match(/i?'(?:[^'\\]|\\.)*'?/)) return "string";
    if (stream.match(/`[^`]*`?/)) return "variableName";
    if (stream.match(/\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?/)) return "number";
    if (stream.match(/-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?[smhd]?\b/i)) return "number";
    if (stream.match(/(?:tag|type)(?=\s*:)/)) return "keyword";
    if (stream.match(/\/(?:[^/\\\n]|\\.)+\/i?/)) return "string";
    const word = stream.match(/[A-Za-z_][\w]*(?:\.[A-Za-z_*][\w*]*|\[\d+\])*/);
    if (word) return KEYWORDS.has(word[0].toLowerCase()) ? "keyword" : "variableName";
    stream.next();
    return "operator";
  },
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", '"', "'", "`"] } },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, class: "tok-keyword" },
  { tag: tags.string, class: "tok-string" },
  { tag: tags.number, class: "tok-number" },
  { tag: tags.comment, class: "tok-comment" },
  { tag: tags.variableName, class: "tok-name" },
]);

export function filterLanguage() {
  return [language, syntaxHighlighting(colours)];
}
