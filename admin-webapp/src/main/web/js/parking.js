// Long tables stay light: pages (<tbody>) far from view are taken out, and neighbours among them leave one gap as high as
// they were. Deep within a gap not even their rows are kept: these are asked for again (hx-trigger="back") once somebody
// stays there. A page without an address (the newest one, which the server would answer differently by then) keeps them.
const NEAR = 1500; // px beyond the window within which everything is there
const FAR = 2500;
const KEPT = 5; // pages at each end of a gap whose rows are kept
const STAYS_MILLIS = 120;

const gaps = new WeakMap(); // the pages that a gap stands for, each { rows, height }
const forgotten = new WeakMap(); // what could be chosen among rows that are not kept

export function parkPages() {
  addEventListener("scroll", plan, { passive: true });
  addEventListener("resize", plan);
  document.addEventListener("htmx:load", plan);
}

// What can be chosen in a table, in its order, whether its page is there or out of view.
export function choicesOf(table) {
  return [...table.tBodies].flatMap((body) => (gaps.get(body) ?? [{ rows: body }]).flatMap(({ rows }) => forgotten.get(rows) ?? choicesIn(rows)));
}

const choicesIn = (rows) => [...rows.querySelectorAll("input[type=checkbox]:not(:disabled)")].map((box) => box.value);

let planned = 0;

function plan() {
  planned ||= requestAnimationFrame(() => {
    planned = 0;
    for (const table of document.querySelectorAll("[data-endless] table")) if (table.tBodies.length > 1) arrange(table);
  });
}

function arrange(table) {
  const places = [...table.tBodies].map((body) => ({ body, at: body.getBoundingClientRect() })); // all read, then written
  for (const { body, at } of places) if (gaps.has(body) && isWithin(NEAR, at)) open(body, at.top);
  for (const { body, at } of places) if (!gaps.has(body) && !isWithin(FAR, at) && !isBusy(body)) park(body, at.height);
}

const isWithin = (margin, { top, bottom }) => bottom > -margin && top < innerHeight + margin;
const isBusy = (rows) => rows.contains(document.activeElement) || rows.matches(".htmx-request, :has(.htmx-request)");

function park(rows, height) {
  const pages = [...taken(rows.previousElementSibling), { rows, height }, ...taken(rows.nextElementSibling)];
  rows.replaceWith(...gapOf(pages));
}

function taken(neighbour) {
  const pages = gaps.get(neighbour) ?? [];
  if (pages.length) neighbour.remove();
  return pages;
}

function open(gap, top) {
  const above = [];
  const near = [];
  const below = [];
  for (const page of gaps.get(gap)) {
    const bottom = top + page.height;
    const side = isWithin(NEAR, { top, bottom }) ? near : top < 0 ? above : below;
    side.push(page);
    top = bottom;
  }
  if (near.length === 0) return;
  gap.replaceWith(...gapOf(above), ...near.map((page) => page.rows), ...gapOf(below));
  for (const { rows } of near) {
    rows.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // as if it had just come
    if (forgotten.has(rows)) setTimeout(() => rows.isConnected && rows.dispatchEvent(new Event("back")), STAYS_MILLIS);
  }
}

function gapOf(pages) {
  if (pages.length === 0) return [];
  for (const page of pages.slice(KEPT, -KEPT)) forget(page);
  const gap = document.createElement("tbody");
  gap.append(emptyRow(pages.reduce((sum, page) => sum + page.height, 0)));
  gaps.set(gap, pages);
  return [gap];
}

function forget({ rows, height }) {
  if (forgotten.has(rows) || !rows.hasAttribute("hx-get")) return;
  forgotten.set(rows, choicesIn(rows));
  rows.dataset.forgotten = "";
  rows.replaceChildren(emptyRow(height));
}

function emptyRow(height) {
  const row = document.createElement("tr");
  row.className = "gap";
  row.style.height = `${height}px`;
  return row;
}
