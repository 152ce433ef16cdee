// The picture of the network: dots and lines on a canvas by vis-network, over it the names as buttons.
import { itemOf } from "../core/data.js";
import { h, svg } from "../core/dom.js";
import { at } from "../core/readings.js";
import { many, pick, t } from "../core/words.js";
import { loadVis } from "../core/vis.js";
import { doubted } from "./grid.js";
import { itemButton } from "./items.js";
import { dots, frameOf, letterOf, net, netName, ties } from "./ties.js";

/** @typedef {import("./ties.js").Dot} Dot */
/** @typedef {import("./ties.js").Line} Line */
/** How a line is drawn. @typedef {{ line: Line, look: "pale" | "tie" | "missing" | "lit", width: number }} Stroke */

const HUES = ["--h1", "--h4", "--h2", "--h3", "--h5"];
/** @type {Record<Stroke["look"], string>} */
const STROKES = { pale: "--rule", tie: "--quiet", missing: "--warn", lit: "--primary" };
const ORDER = ["pale", "tie", "missing", "lit"];
// The system's own colours where a reader has chosen them.
/** @type {Record<string, string>} */
const FORCED = { "--rule": "GrayText", "--quiet": "CanvasText", "--warn": "LinkText", "--primary": "Highlight", "--page": "Canvas", "--edge": "CanvasText" };
const MARGIN = 6, LEAST = 0.94, MOST = 1.5, TARGET = 24, DASHES = [6, 4];

/** Name of the colour of a dot: its cluster's, its kind's, or none where nothing ties it. @param {Dot} dot */
export function hueOf(dot) {
  if (dot.community) return HUES[dot.community - 1] || "--quiet";
  return dot.kind === "sub-area" ? "--area" : dot.kind === "strategy" ? "--strategy" : "--page";
}

const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** A colour as #rrggbb, the only form that vis reads without fail. @param {string} name */
function colour(name) {
  const forced = window.matchMedia("(forced-colors: active)").matches;
  pen.fillStyle = forced ? FORCED[name] || "CanvasText" : getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return String(pen.fillStyle);
}

/** Upper and lower edge of what the projection fills of its stage. */
function span() {
  const tops = dots().map((dot) => dot.box[1]), bottoms = dots().map((dot) => dot.box[1] + dot.box[3]);
  if (!tops.length) return { top: 0, height: 0 };
  const top = Math.min(...tops) - MARGIN;
  return { top, height: Math.max(...bottoms) + MARGIN - top };
}

/** @param {Dot} dot */
function isLeft(dot) {
  return dot.x * 2 < frameOf().stage[0];
}

/** Words that stand in a picture as a mere sign. @param {string} text */
function aside(text) {
  return h("span", { class: "visually-hidden" }, " " + text + " ");
}

/** @param {Dot} dot @param {number} top */
function box(dot, top) {
  const [left, y, width, height] = dot.box, load = dot.loads[at()], varies = dot.loads[0] !== dot.loads[2];
  const unit = many("network.counted." + (netName() === "sub-areas" ? "codes" : "measures"), load);
  return itemButton(itemOf(dot.item), { class: "net-box" + (isLeft(dot) ? " left" : ""), tabindex: "-1",
    style: { left: left + "px", top: y - top + "px", width: width + "px", height: height + "px", "--hue": `var(${hueOf(dot)})` } },
  frameOf().communities ? h("span", { class: "net-key" }, aside(t("network.cluster")), dot.community ? letterOf(dot.community) : "–") : null,
  h("span", { class: "net-name" }, pick(dot.text)), h("span", { class: "net-load" }, doubted(dot.loads), aside(unit + (varies ? ", " + t("network.varies") : ""))));
}

/** The line from a dot to its name. @param {Dot} dot */
function lead(dot) {
  const [left, , width] = dot.box, side = isLeft(dot) ? -1 : 1;
  return svg("line", { class: "net-lead", "data-of": dot.item, x1: isLeft(dot) ? left + width : left, y1: dot.y, x2: dot.x + side * dot.radii[at()], y2: dot.y });
}

/** Lines of the projection as they are drawn, those that stand out last. @param {string} chosen @param {boolean} missing @returns {Stroke[]} */
function strokes(chosen, missing) {
  const shown = [...ties(false), ...(missing ? ties(true) : [])];
  const found = shown.map(({ line, first, second }) => {
    const near = chosen === first.id || chosen === second.id, gap = line.dashes;
    /** @type {Stroke["look"]} */
    const look = chosen && !near ? "pale" : gap ? "missing" : chosen ? "lit" : "tie";
    return { line, look, width: line.widths ? line.widths[at()] : look === "pale" ? 1 : 2 };
  });
  return found.sort((a, b) => ORDER.indexOf(a.look) - ORDER.indexOf(b.look));
}

/** The same lines and dots as vectors, for print and for saving. @param {Stroke[]} drawn @param {Set<string> | null} near */
function vectors(drawn, near) {
  const place = new Map(dots().map((dot) => [dot.id, dot]));
  const of = (/** @type {string} */ id) => { const dot = /** @type {Dot} */ (place.get(id)); return dot.x + " " + dot.y; };
  return svg("g", { class: "net-drawn" },
    drawn.map(({ line, look, width }) => svg("path", { d: `M${of(line.from)} Q${line.via.join(" ")} ${of(line.to)}`, fill: "none", "stroke-width": width,
      "stroke-dasharray": line.dashes ? DASHES.join(" ") : null, style: { stroke: `var(${STROKES[look]})` } })),
    dots().map((dot) => svg("circle", { cx: dot.x, cy: dot.y, r: dot.radii[at()], "stroke-width": 1,
      style: { fill: `var(${near && !near.has(dot.item) ? "--rule" : hueOf(dot)})`, stroke: "var(--edge)" } })));
}

/** @type {any} the one network of vis that is alive */
let live = null;

/**
 * Draw the canvas anew; vis holds every node and line of all projections and hides the others.
 * @param {any} vis
 * @param {HTMLElement} holder
 * @param {{ scale: number, top: number, height: number }} view
 * @param {Stroke[]} drawn
 * @param {Set<string> | null} near
 */
function drawCanvas(vis, holder, view, drawn, near) {
  const all = net();
  if (!all) return;
  if (live) live.destroy();
  const shown = new Map(drawn.map((stroke) => [stroke.line.id, stroke])), rest = all.edges.filter((line) => !shown.has(line.id));
  const edges = [...rest, ...drawn.map(({ line }) => line)].map((line) => {
    const stroke = shown.get(line.id);
    if (!stroke) return line;
    return { ...line, hidden: false, width: stroke.width, dashes: line.dashes && DASHES, color: { color: colour(STROKES[stroke.look]), inherit: false } };
  });
  const nodes = all.nodes.map((dot) => (dot.projection !== netName() ? { ...dot, hidden: true } : { ...dot, size: dot.radii[at()], borderWidth: 1,
    color: { background: colour(near && !near.has(dot.item) ? "--rule" : hueOf(dot)), border: colour("--edge") } }));
  live = new vis.Network(holder, { nodes, edges }, all.options);
  const frame = holder.firstElementChild;
  if (frame instanceof HTMLElement) frame.tabIndex = -1;
  live.moveTo({ position: { x: frameOf().stage[0] / 2, y: view.top + view.height / 2 }, scale: view.scale });
  live.redraw();
  document.documentElement.dataset.edges = String(live.body.data.edges.length);
}

/** Up and down go along a column and, at its end, over to the other one; left and right go across. @param {KeyboardEvent} event */
function keys(event) {
  const all = dots(), buttons = boxesOf(/** @type {HTMLElement} */ (event.currentTarget));
  const from = all.findIndex((_, index) => buttons[index] === document.activeElement);
  const found = from < 0 ? -1 : next(all, from, event.key);
  if (found < 0) return;
  event.preventDefault();
  rove(buttons, buttons[found]);
  buttons[found].focus();
}

/** Where a key leads from a node; -1 for nowhere. @param {Dot[]} all @param {number} from @param {string} key */
function next(all, from, key) {
  const order = all.map((_, index) => index).sort((a, b) => Number(isLeft(all[a])) - Number(isLeft(all[b])) || (isLeft(all[a]) ? -1 : 1) * (all[a].y - all[b].y));
  const left = isLeft(all[from]), step = { ArrowDown: left ? -1 : 1, ArrowUp: left ? 1 : -1 }[key];
  if (step) return order[(order.indexOf(from) + step + order.length) % order.length];
  if (key === "Home" || key === "End") return order[key === "Home" ? 0 : order.length - 1];
  if (key !== (left ? "ArrowRight" : "ArrowLeft")) return -1;
  const across = order.filter((index) => isLeft(all[index]) !== left);
  return across.reduce((best, index) => (best < 0 || Math.abs(all[index].y - all[from].y) < Math.abs(all[best].y - all[from].y) ? index : best), -1);
}

/** @param {HTMLElement} layer @returns {HTMLElement[]} */
function boxesOf(layer) {
  return [...layer.querySelectorAll(".net-box")].filter((one) => one instanceof HTMLElement);
}

/** Give one button the place in the order of Tab. @param {HTMLElement[]} buttons @param {HTMLElement | undefined} one */
function rove(buttons, one) {
  for (const button of buttons) button.tabIndex = button === one ? 0 : -1;
}

/**
 * The picture of the projection shown: the element, `fit` for when it stands on the page, and `light`
 * that draws it with the ties of one item (or of none, "") standing out.
 */
export function netPicture() {
  const view = { ...span(), scale: 1 }, width = frameOf().stage[0];
  const canvas = h("div", { class: "net-canvas", "aria-hidden": "true", inert: true });
  const lines = svg("svg", { class: "net-lines", "aria-hidden": "true", width, height: view.height, viewBox: `0 ${view.top} ${width} ${view.height}` });
  const layer = h("div", { class: "net-layer", role: "group", "aria-label": t("network.picture"), onkeydown: keys }, lines, dots().map((dot) => box(dot, view.top)));
  const stage = h("div", { class: "net-stage", "aria-busy": "true", style: { "--high": view.height + "px" } }, canvas, layer);

  function fit() {
    const room = stage.parentElement ? stage.parentElement.clientWidth / width : 1;
    // Low boxes are not made lower than what a finger hits.
    const least = Math.max(LEAST, ...dots().map((dot) => Math.min(1, TARGET / dot.box[3])));
    const below = (window.innerHeight - stage.getBoundingClientRect().top - window.scrollY - MARGIN) / view.height;
    view.scale = Math.max(least, Math.min(MOST, room, below));
    stage.style.width = Math.round(width * view.scale) + "px";
    stage.style.height = Math.round(view.height * view.scale) + "px";
    layer.style.transform = "scale(" + view.scale + ")";
  }
  /** @param {string} chosen @param {boolean} missing */
  function light(chosen, missing) {
    const drawn = strokes(chosen, missing), buttons = boxesOf(layer);
    const lit = drawn.filter((stroke) => stroke.look !== "pale").flatMap(({ line }) => [line.from, line.to]);
    const near = chosen ? new Set([chosen, ...lit.map((end) => end.slice(netName().length + 1))]) : null;
    for (const button of buttons) {
      const id = button.dataset.id || "";
      button.classList.toggle("dim", Boolean(near && !near.has(id)));
      button.classList.toggle("near", Boolean(near && near.has(id)));
      button.classList.toggle("held", id === chosen);
    }
    rove(buttons, buttons.find((button) => button.dataset.id === chosen) || buttons.find((button) => button.tabIndex === 0) || buttons[0]);
    lines.replaceChildren(...dots().map(lead), vectors(drawn, near));
    loadVis().then((vis) => { if (stage.isConnected) drawCanvas(vis, canvas, view, drawn, near); })
      // Without the canvas the same lines stand there as vectors.
      .catch(() => stage.classList.add("as-vectors"))
      .finally(() => stage.removeAttribute("aria-busy"));
  }
  return { stage, fit, light };
}
