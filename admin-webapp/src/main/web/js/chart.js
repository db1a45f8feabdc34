// <figure data-chart data-series data-lines>: the numbers come with the page, uPlot draws them. The figure's label says
// the same in words. Zooming out is a link of the page; pointing shows the values.
import uPlot from "uplot";

const charts = new Map();

function draw(figure) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => resolved(style.getPropertyValue(name));
  const bars = figure.dataset.chart === "bars";
  const tones = bars ? ["--bad-chart", "--good-chart"] : ["--chart-1", "--chart-2", "--chart-3"];
  const sent = JSON.parse(figure.dataset.series);
  const data = bars ? [sent[0], sent[2], sent[1]] : sent; // bars: the failed ones are drawn first, behind
  const shown = bars ? [data[0], data[1].map((failed, at) => failed + data[2][at]), data[2]] : data; // … as the sum
  const unit = figure.dataset.unit ? ` ${figure.dataset.unit}` : "";
  const names = bars ? figure.dataset.lines.split("|").reverse() : figure.dataset.lines.split("|");
  const series = names.map((label, at) => ({
    label,
    stroke: colour(tones[at]),
    width: bars ? 0 : 1.75,
    fill: bars ? colour(tones[at]) : undefined,
    paths: bars ? uPlot.paths.bars({ size: [0.7, 24], radius: 0.15 }) : undefined,
    points: bars ? { show: false } : { show: true, size: 5, filter: fewPoints },
    spanGaps: true,
    value: (plot, value, index, row) => (row == null || data[index][row] == null ? "–" : data[index][row].toLocaleString("en") + unit),
  }));
  const axis = { stroke: colour("--faint"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "11px " + style.getPropertyValue("--sans") };
  const plot = new uPlot(
    {
      width: widthOf(figure),
      height: 200,
      padding: [12, 26, 0, 0], // half the widest label stands beyond the last point
      cursor: { y: false, points: { size: 6 } },
      legend: { live: true },
      scales: { x: { range: (self, low, high) => [low - step(data[0]) / 2, high + step(data[0]) / 2] }, y: { range: (self, low, high) => [0, Math.max(4, (high ?? 0) * 1.1)] } },
      axes: [{ ...axis, grid: { show: false }, size: 34, values: (self, ticks, at, space, increment) => ticks.map((tick) => moment(tick, increment)) }, { ...axis, size: 52, values: (self, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? tick.toLocaleString("en") : "")) }],
      series: [{ label: "", value: (self, at) => (at == null ? "" : new Date(at * 1000).toLocaleString()) }, ...series],
    },
    shown,
    figure,
  );
  charts.set(figure, plot);
}

// A line of one point would not be seen, and few points are worth being seen as such.
function fewPoints(plot, at) {
  const there = plot.data[at].flatMap((value, index) => (value == null ? [] : index));
  return there.length <= 30 ? there : [];
}

const widthOf = (figure) => figure.clientWidth - 20; // without its padding
const step = (times) => (times.length > 1 ? times[1] - times[0] : 60);
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

// In the reader's time zone: days apart as days, else the time of day, and the day where a new one begins.
function moment(seconds, increment) {
  const at = new Date(seconds * 1000);
  return increment >= 86400 || (at.getHours() === 0 && at.getMinutes() === 0) ? day.format(at) : clock.format(at);
}

function resolved(value) {
  const probe = document.createElement("span");
  probe.style.color = value;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function drawAll() {
  for (const [figure, plot] of charts) {
    if (figure.isConnected) continue;
    plot.destroy();
    charts.delete(figure);
  }
  for (const figure of document.querySelectorAll("[data-chart]")) if (!charts.has(figure)) draw(figure);
}

function redrawAll() {
  for (const [figure, plot] of charts) {
    plot.destroy();
    charts.delete(figure);
  }
  drawAll();
}

drawAll();
document.addEventListener("htmx:load", drawAll);
new MutationObserver(redrawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
new ResizeObserver(() => {
  for (const [figure, plot] of charts) if (figure.clientWidth) plot.setSize({ width: widthOf(figure), height: 200 });
}).observe(document.getElementById("main"));
