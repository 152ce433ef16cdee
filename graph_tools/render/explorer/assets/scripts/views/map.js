// Measures map: all measures as coded tiles; lines only for what is chosen, along free channels.
import { DATA, FAMILY, ITEMS, LEVEL, PAGE, SUB_OF, itemOf } from "../core/data.js";
import { h, replace, svg } from "../core/dom.js";
import { state } from "../core/state.js";
import { codeOf, many, named, number, short, t, term } from "../core/words.js";
import { itemButton, readingSwitch, viewHead } from "../parts/items.js";
import { boxOf, edgesOf, isWithin } from "../parts/map-edges.js";
import { lanesOf, rounded, route } from "../parts/routes.js";

/** @type {Boxes} */
const MAP = PAGE.boxes;
const LANES = lanesOf(MAP);
const RADIUS = 6;
/** Height of the headings above the map. */
const HEADS = 15;
/** Rooms whose boxes are as high as their words in the language need. @type {Record<string, boolean>} */
const LOOSE = { goal: true, near: true, far: true };
/** Codes with more letters are set narrower. */
const SHORT_CODE = 4;

/** Tell whether priorities stand for their goals. */
function hasPriorities() {
  return MAP.rooms.goal.some((id) => itemOf(id).kind === "Priority");
}

/** Tell whether tiles stand for many measures each. */
function isCoarse() {
  return Boolean(MAP.left_out.Measure);
}

/** How many measures belong to an item. @param {string} id */
function measuresIn(id) {
  return [...SUB_OF.keys()].filter((measure) => isWithin(measure, id)).length;
}

/** @param {Item} item */
function boxText(item) {
  const room = LANES.room[item.id];
  if (item.kind === "Measure" || room === "strategic") return item.code;
  if (room === "near" || room === "far") return codeOf(item) || short(item);
  return [item.code ? h("b", {}, item.code, " ") : null, short(item)];
}

/** What a box is called by a screen reader. @param {Item} item */
function boxName(item) {
  return t("kind." + item.kind) + " " + named(item);
}

/** How many lines of text a box holds. @param {number} height @param {boolean} wide with a line of its own below */
function linesIn(height, wide) {
  return Math.max(1, Math.floor((height - 4) / 14) - (wide ? 1 : 0));
}

/** @param {Item} item */
function mapBox(item) {
  const [left, top, width, height] = MAP.boxes[item.id], room = LANES.room[item.id];
  const wide = room === "tile" && item.kind !== "Measure", narrow = room === "tile" && !wide && item.code.length > SHORT_CODE;
  // The place is as high as the longer of both languages needs; lines end in its middle.
  const upright = LOOSE[room] ? { top: top + height / 2 + "px", "max-height": height + "px" } : { top: top + "px", height: height + "px" };
  return itemButton(item, { class: "box r-" + room + (wide ? " wide" : "") + (narrow ? " long" : "") + " f-" + FAMILY[item.kind], tabindex: "-1", "aria-label": boxName(item),
    style: { left: left + "px", width: width + "px", ...upright } },
    h("span", { style: { "-webkit-line-clamp": String(linesIn(height, wide)) } }, boxText(item)), wide ? h("span", { class: "in-tile" }, many("nMeasures", measuresIn(item.id))) : null);
}

/** What stands in each column, above it. */
function heads() {
  const { goal, strategic, tile, head, near } = MAP.rooms;
  const middle = strategic.length ? "map.head.strategic" : "map.head.tiles";
  /** @type {[string, string[], string][]} */
  const columns = [["goal", goal, hasPriorities() ? "map.head.priorities" : "map.head.goals"], ["middle", [...strategic, ...head, ...tile], middle], ["actor", near, "map.head.actors"]];
  return columns.map(([name, ids, key]) => (ids.length ? h("div", { class: "map-head", "data-head": name, style: { left: Math.min(...ids.map((id) => MAP.boxes[id][0])) + "px", top: -HEADS + "px" } }, t(key)) : null));
}

/** A sample of a line with its name. @param {string} look @param {string} name */
function sample(look, name) {
  return h("li", {}, svg("svg", { width: 26, height: 10, "aria-hidden": "true", focusable: "false" }, svg("path", { d: "M1 5L25 5", class: "map-line " + look })), name);
}

function lineLegend() {
  return h("ul", { class: "line-legend", "aria-label": t("map.legend") },
    sample("l-goal", t("map.line.goal")), MAP.rooms.strategic.length ? sample("l-strategic", t("map.line.strategic")) : null,
    sample("l-actor lead", t("map.line.responsible")), sample("l-actor", t("map.line.collaborating")),
    Object.keys(LEVEL).map((name) => sample("sure-" + LEVEL[name], t("map.reading." + name))));
}

/** What the map leaves out, in words; null where it shows all. */
function leftOut() {
  if (!isCoarse()) return null;
  const parts = Object.keys(MAP.left_out).filter((kind) => kind !== "Measure").map((kind) => t("map.out." + kind, { n: number(MAP.left_out[kind]) }));
  const goals = hasPriorities() ? t("map.coarse.Priority") : "";
  const tiles = t(MAP.rooms.tile.some((id) => itemOf(id).kind === "SubArea") ? "map.coarse.SubArea" : "map.coarse.Area", { n: number(SUB_OF.size) });
  return h("p", { class: "notice" }, [tiles, goals, ...parts].filter(Boolean).join(" "));
}

/** @param {HTMLElement} root */
export function mapView(root) {
  const lines = svg("svg", { class: "map-lines", "aria-hidden": "true", focusable: "false", width: MAP.width, height: MAP.height });
  const hear = (/** @type {Event} */ event) => caption(/** @type {HTMLElement} */ (event.target).closest(".box"));
  const layer = h("div", { class: "boxes", role: "group", "aria-label": t("map.title"), onkeydown: mapKeys, onfocusin: hear, onpointerover: hear,
    onfocusout: () => caption(null), onpointerleave: () => caption(null) },
    lines, heads(), DATA.items.filter((item) => MAP.boxes[item.id]).map(mapBox));
  const stage = h("div", { class: "stage" }, layer);
  const holder = h("div", { class: "scroll map-scroll" }, stage);
  replace(root, viewHead(t("map.title"), null, readingSwitch()),
    h("div", { class: "map-help" }, h("p", { class: "meta" }, t("map.help"), " ", h("span", { class: "phone-only" }, t("map.phone"))), lineLegend()),
    leftOut(), holder, h("p", { class: "map-caption" }));
  const scale = Math.max(0.94, Math.min(1.5, (holder.clientWidth - 10) / MAP.width));
  stage.style.setProperty("--map-height", MAP.height + HEADS + "px");
  stage.style.setProperty("--map-heads", HEADS + "px");
  stage.style.width = Math.round(MAP.width * scale) + "px";
  stage.style.height = Math.ceil((MAP.height + HEADS) * scale) + "px";
  layer.style.transform = "scale(" + scale + ") translateY(" + HEADS + "px)";
}

/** Say below the map what a box is in full, else what is chosen and how many lines it has. @param {Element | null} box */
function caption(box) {
  const line = document.querySelector(".map-caption"), id = box instanceof HTMLElement ? box.dataset.id || "" : state.id, item = ITEMS.get(id);
  if (!line) return;
  if (!item) { replace(line, t("map.hover")); return; }
  replace(line, h("b", {}, t("kind." + item.kind)), " ", named(item), id === state.id && boxOf(id) ? h("span", { class: "quiet" }, " · ", summary(id)) : null);
}

/** How many lines the item chosen has. @param {string} id */
function summary(id) {
  const { edges, hidden } = edgesOf(id);
  const ends = (/** @type {string} */ room) => new Set(edges.filter((edge) => LANES.room[edge.to] === room || (room === "actor" && edge.kind === "actor" && LANES.room[edge.to] !== "tile")).map((edge) => edge.to)).size;
  const parts = [["tile", isCoarse() ? "map.n.Group" : "map.n.Measure"], ["goal", hasPriorities() ? "map.n.Priority" : "map.n.Goal"], ["strategic", "map.n.Strategic"], ["actor", "map.n.Actor"]]
    .map(([room, key]) => ({ key, n: ends(room) })).filter((part) => part.n);
  const drawn = parts.length ? many("map.lines", parts[0].n) + " " + parts.map((part) => many(part.key, part.n)).join(", ") : "";
  return [drawn, hidden ? many("map.hidden", hidden) : ""].filter(Boolean).join("; ") || t("map.noLines");
}

/** Draw the lines of the item chosen. @param {import("../parts/map-edges.js").Edge[]} edges @param {string} from */
function drawLines(edges, from) {
  // Doubtful lines first, so that where they share a way with sure ones it is drawn as sure.
  const order = [...edges].sort((a, b) => LEVEL[b.certainty || "certain"] - LEVEL[a.certainty || "certain"]);
  replace(/** @type {Element} */ (document.querySelector(".map-lines")), order.map((edge) => svg("path", {
    d: rounded(route(MAP, LANES, from, edge.to), RADIUS), "data-to": edge.to, "data-relation": edge.relation, "data-n": edge.n,
    class: "map-line l-" + edge.kind + " sure-" + (LEVEL[edge.certainty] || 0) + (edge.relation === "responsible" ? " lead" : "") })));
}

/** Light what the item chosen is linked to, and draw its lines. */
export function mapChosen() {
  if (!document.querySelector(".boxes")) return;
  const from = boxOf(state.id), { edges } = edgesOf(state.id);
  /** Surest certainty of what leads to a box. @type {Map<string, number>} */
  const near = new Map();
  for (const edge of edges) near.set(edge.to, Math.min(near.get(edge.to) ?? 2, LEVEL[edge.certainty] || 0));
  const inside = (/** @type {string} */ id) => Boolean(state.id) && (id === from || isWithin(id, state.id) || isWithin(state.id, id));
  const boxes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".box")]);
  const any = boxes.some((box) => inside(box.dataset.id || ""));
  for (const box of boxes) {
    const id = box.dataset.id || "", sure = near.get(id), name = boxName(itemOf(id));
    box.classList.toggle("near", any && (sure !== undefined || inside(id)));
    box.classList.toggle("dim", any && sure === undefined && !inside(id));
    for (const level of [1, 2]) box.classList.toggle("sure-" + level, sure === level);
    box.setAttribute("aria-label", sure === undefined ? name : name + " – " + t("map.linked") + ", " + term("certainty", Object.keys(LEVEL)[sure]));
  }
  drawLines(from ? edges : [], from);
  const first = boxes.find((box) => box.dataset.id === from) || boxes.find((box) => box.tabIndex === 0) || boxes[0];
  for (const box of boxes) box.tabIndex = box === first ? 0 : -1;
  caption(null);
}

/** @type {Record<string, [number, number]>} */
const TOWARDS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Middle of a box. @param {HTMLElement} box */
function middle(box) {
  const [x, y, width, height] = MAP.boxes[box.dataset.id || ""];
  return [x + width / 2, y + height / 2];
}

/** Arrow keys move to the nearest box in their direction. @param {KeyboardEvent} event */
function mapKeys(event) {
  const way = TOWARDS[event.key], from = /** @type {HTMLElement} */ (event.target).closest(".box");
  if (!way || !(from instanceof HTMLElement)) return;
  event.preventDefault();
  const [x, y] = middle(from);
  /** @type {HTMLElement | null} */
  let best = null;
  let least = Infinity;
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".box"))) {
    const [bx, by] = middle(box), along = (bx - x) * way[0] + (by - y) * way[1], aside = Math.abs((bx - x) * way[1]) + Math.abs((by - y) * way[0]);
    if (along > 4 && along + aside * 3 < least) { least = along + aside * 3; best = box; }
  }
  if (!best) return;
  from.tabIndex = -1;
  best.tabIndex = 0;
  best.focus();
}
