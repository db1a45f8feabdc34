// <pre data-payload>: JSON is indented and coloured. Only text nodes are made, so nothing in it can become markup, and
// the text of every token is kept as it was sent: numbers are never read as numbers.
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]|\s+|./gsu;
const MAX_CHARS = 200_000;

export function layOutPayloads() {
  layOut(document);
  document.addEventListener("htmx:load", (event) => layOut(event.target));
}

function layOut(root) {
  for (const pre of root.querySelectorAll("pre[data-payload]:not([data-laid-out])")) {
    pre.dataset.laidOut = "";
    const text = pre.textContent;
    if (text.length <= MAX_CHARS && isJson(text)) pre.replaceChildren(indented(text));
  }
}

// Likewise as text; what is no JSON stays as it is.
export function indentedText(text) {
  return text.length <= MAX_CHARS && isJson(text) ? indented(text).textContent : text;
}

function isJson(text) {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function indented(text) {
  const out = document.createDocumentFragment();
  const tokens = text.match(TOKEN).filter((token) => token.trim() !== "");
  let depth = 0;
  tokens.forEach((token, at) => {
    if (token === "}" || token === "]") {
      depth--;
      if (!"{[".includes(tokens[at - 1])) out.append(newLine(depth));
    }
    out.append(isMark(token) ? token : coloured(token, tokens[at + 1] === ":"));
    if (token === "{" || token === "[") {
      depth++;
      if (!"}]".includes(tokens[at + 1])) out.append(newLine(depth));
    }
    if (token === ",") out.append(newLine(depth));
    if (token === ":") out.append(" ");
  });
  return out;
}

const isMark = (token) => token.length === 1 && "{}[],:".includes(token);
const newLine = (depth) => "\n" + "  ".repeat(depth);

function coloured(token, isKey) {
  const span = document.createElement("span");
  span.className = isKey ? "json-key" : token.startsWith('"') ? "json-string" : "json-value";
  span.textContent = token;
  return span;
}
