// The laboratory beside the filter editor: the rule tried on one event while somebody types, and on the past.
// The server fills the panes; this brings it the texts and shows which part of the filter a verdict is about.
import { fieldsOf, markFilter, tryOnChange } from "./filter-editor.js";
import { eventEditor } from "./event-editor.js";
import { ask } from "./request.js";
import { skeleton } from "./skeleton.js";
import { keepTabs } from "./tabs.js";

// Only once the filter editor beside it has been drawn: that is what somebody comes for.
requestAnimationFrame(() => setTimeout(() => document.querySelectorAll("[data-filter-lab]").forEach(open)));

function open(lab) {
  const form = lab.closest("form");
  const fields = fieldsOf(form);
  const part = (name) => lab.querySelector(`[data-lab-${name}]`);
  const explanation = refreshing(lab, "explain", part("explain"), () => ({ ...fields(), event: editor.text() }));
  const backtest = refreshing(lab, "backtest", part("backtest"), () => ({
    ...fields(),
    days: part("days").value,
    ...(part("live") && { live_filter: part("live").value }),
  }));
  const editor = eventEditor(part("event"), "lab-event-label", explanation);
  const pick = async (id) => {
    const response = await fetch(`${lab.dataset.services}event?id=${encodeURIComponent(id)}`).catch(() => null);
    if (response?.ok) editor.show(await response.text());
  };
  const fill = async () => {
    const types = encodeURIComponent(fields().event_types);
    const response = await fetch(`${lab.dataset.services}events?event_types=${types}`).catch(() => null);
    if (!response?.ok) return;
    part("choice").innerHTML = await response.text(); // options made by our own templates, which escape
    const first = wanted ?? part("choice").value;
    if (first) pick(first);
    wanted = null;
  };
  let wanted = new URLSearchParams(location.search).get("try"); // an event that another page asks about
  const tested = () => !lab.querySelector("#pane-backtest").hidden;

  keepTabs(lab.querySelector("[role=tablist]"), () => tested() && backtest());
  part("choice").addEventListener("change", () => pick(part("choice").value));
  part("days").addEventListener("change", backtest);
  part("run").addEventListener("click", backtest);
  form.elements.event_types.addEventListener("change", fill);
  tryOnChange(form, () => {
    explanation();
    if (tested()) part("backtest").dataset.stale = "";
  });
  lab.addEventListener("click", ({ target }) => {
    const sample = target.closest("[data-try-event]");
    if (!sample) return;
    pick(sample.dataset.tryEvent);
    lab.querySelector("#tab-explain").click();
  });
  showSpans(lab, form);
  fill();
}

// Asks the server 200 ms after the last call; only the newest answer is shown.
function refreshing(lab, service, place, parameters) {
  let timer = 0;
  let stop = new AbortController();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      stop.abort();
      const own = (stop = new AbortController());
      if (!place.firstElementChild) place.append(skeleton());
      place.ariaBusy = true;
      const response = await ask(lab.dataset.services + service, parameters(), own.signal).catch(() => null);
      if (stop !== own) return; // a newer one is under way
      place.ariaBusy = false;
      if (response?.ok) {
        place.innerHTML = await response.text(); // made by our own templates, which escape
        delete place.dataset.stale;
      } else {
        place.textContent = response?.status === 401 ? "Log in again to try the rule." : "The server cannot try the rule now.";
      }
    }, 200);
  };
}

function showSpans(lab, form) {
  const mark = ({ target }) => {
    const line = target.closest?.(".why-line");
    markFilter(form, line ? { from: Number(line.dataset.from), to: Number(line.dataset.to), good: line.parentElement.dataset.result === "true" } : null);
  };
  for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) {
    lab.addEventListener(kind, (event) => mark(kind.endsWith("out") ? { target: lab } : event));
  }
}
