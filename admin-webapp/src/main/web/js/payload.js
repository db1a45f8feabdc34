// <pre data-payload>: JSON as a coloured tree whose objects and arrays fold. Only text nodes are made, so nothing in it can
// become markup, and the text of every token is kept as it was sent: numbers are never read as numbers.
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
    if (isJson(text)) pre.replaceChildren(element(tree(text), ""));
  }
}

// Likewise as text; what is no JSON stays as it is.
export function indentedText(text) {
  return isJson(text) ? indented(tree(text), "") : text;
}

function isJson(text) {
  if (text.length > MAX_CHARS) return false;
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

// A leaf is { key, text }; an object or array { key, open, children, close }.
function tree(text) {
  const tokens = text.match(TOKEN).filter((token) => token.trim() !== "");
  const path = [{ children: [] }];
  let key = null;
  tokens.forEach((token, at) => {
    const siblings = path.at(-1).children;
    if (token === "," || token === ":") return;
    if (tokens[at + 1] === ":") {
      key = token;
      return;
    }
    if (token === "{" || token === "[") {
      const node = { key, open: token, children: [] };
      siblings.push(node);
      path.push(node);
    } else if (token === "}" || token === "]") path.pop().close = token;
    else siblings.push({ key, text: token });
    key = null;
  });
  return path[0].children[0];
}

const comma = (node, at) => (at < node.children.length - 1 ? "," : "");

function indented(node, margin) {
  const name = node.key ? node.key + ": " : "";
  if (!node.children?.length) return name + (node.text ?? node.open + node.close);
  const inner = margin + "  ";
  const lines = node.children.map((child, at) => inner + indented(child, inner) + comma(node, at));
  return name + node.open + "\n" + lines.join("\n") + "\n" + margin + node.close;
}

function element(node, end) {
  const name = node.key ? [coloured("json-key", node.key), ": "] : [];
  if (node.text) return made("div", "json-line", ...name, coloured(node.text.startsWith('"') ? "json-string" : "json-value", node.text), end);
  if (node.children.length === 0) return made("div", "json-line", ...name, node.open + node.close + end);
  const folded = coloured("json-folded", ` ${node.children.length} … ${node.close}${end}`);
  const details = made("details", "json-node", made("summary", "", ...name, node.open, folded));
  details.open = true;
  details.append(
    made("div", "json-inner", ...node.children.map((child, at) => element(child, comma(node, at)))),
    made("div", "json-line", node.close + end),
  );
  return details;
}

const coloured = (className, text) => made("span", className, text);

function made(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}
