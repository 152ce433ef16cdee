// Areas × goals: two columns of boxes, between them bands as wide as the number of measures.
import { ITEMS, areaOf, kindOf } from "../core/data.js";
import { h, svg } from "../core/dom.js";
import { gapName, gapsOf } from "../core/gaps.js";
import { restsOnReading, supporters } from "../core/readings.js";
import { state } from "../core/state.js";
import { label, many, number, short, t } from "../core/words.js";
import { itemButton } from "./items.js";

const HUES = 5;
/** How many boxes a screen holds in each column. */
const MOST_GOALS = 30, MOST_AREAS = 12;
/** All areas beyond the first, in one box. */
const REST = "";

/** @typedef {{ goal: string, area: string, hue: string, n: number }} Band how many measures of an area support a goal */
/** @typedef {{ goals: Item[], areas: Item[], rest: Item[], bands: Band[], support: Map<string, string[]> }} Picture */

/** Areas of the supporters of each goal, in the reading. @returns {Map<string, string[]>} */
function support() {
  return new Map(kindOf("Goal").map((goal) => [goal.id, supporters(goal.id).map(areaOf)]));
}

/** What is drawn: all goals and areas, or, of many, those with the least support and the most links. @returns {Picture} */
function chosenOnes() {
  const found = support(), count = (/** @type {Item} */ goal) => (found.get(goal.id) || []).length;
  const every = kindOf("Goal"), goals = every.length > MOST_GOALS ? [...every].sort((a, b) => count(a) - count(b)).slice(0, MOST_GOALS) : every;
  const links = goals.flatMap((goal) => found.get(goal.id) || []);
  const load = (/** @type {Item} */ area) => links.filter((id) => id === area.id).length;
  const all = kindOf("Area"), busiest = new Set([...all].sort((a, b) => load(b) - load(a)).slice(0, all.length > MOST_AREAS ? MOST_AREAS - 1 : MOST_AREAS));
  const areas = all.filter((area) => busiest.has(area)), rest = all.filter((area) => !busiest.has(area));
  const columns = [...areas.map((area) => [area.id]), rest.map((area) => area.id)];
  const bands = goals.flatMap((goal) => columns.map((ids, index) => ({ goal: goal.id, area: areas[index] ? ids[0] : REST, hue: "h" + (index % HUES + 1),
    n: (found.get(goal.id) || []).filter((id) => ids.includes(id)).length })).filter((band) => band.n));
  return { goals, areas, rest, bands, support: found };
}

/** @param {Item} area @param {number} index */
function areaButton(area, index) {
  const measures = kindOf("Measure").filter((item) => areaOf(item.id) === area.id).length;
  return itemButton(area, { class: "flow-area", "data-area": area.id }, h("span", { class: "edge h" + (index % HUES + 1), "aria-hidden": "true" }),
    h("span", { class: "flow-name" }, h("b", {}, area.code), " ", label(area)), h("span", { class: "count" }, many("nMeasures", measures)));
}

/** @param {Item[]} rest @param {number} index */
function restBox(rest, index) {
  if (!rest.length) return null;
  const ids = rest.map((area) => area.id), measures = kindOf("Measure").filter((item) => ids.includes(areaOf(item.id))).length;
  return h("div", { class: "flow-area", "data-area": REST }, h("span", { class: "edge h" + (index % HUES + 1), "aria-hidden": "true" }),
    h("span", { class: "flow-name" }, many("overview.restAreas", rest.length)), h("span", { class: "count" }, many("nMeasures", measures)));
}

/** The gaps of a goal: the gravest by name, how many more in words. @param {Item} goal */
function gapTags(goal) {
  const gaps = gapsOf(goal.id);
  if (!gaps.length) return null;
  return h("span", { class: "flow-gaps" }, h("span", { class: "gap-tag" }, gapName(gaps[0].kind)),
    gaps.length > 1 ? h("span", { class: "more" }, many("overview.more", gaps.length - 1)) : null);
}

/** @param {Item} goal */
function goalButton(goal) {
  return itemButton(goal, { class: "flow-goal" + (gapsOf(goal.id).length ? " gap" : ""), "data-goal": goal.id },
    h("span", { class: "goal-code" }, goal.code), h("span", { class: "flow-name" }, short(goal)), gapTags(goal),
    h("span", { class: "count" }, number(supporters(goal.id).length), restsOnReading(goal.id) ? h("span", { class: "doubt" }, "?") : null));
}

/** Place the boxes of areas one below the other, as tall as their bands; return the middle of each. @param {HTMLElement} box @param {Picture} picture @param {number} unit */
function placeAreas(box, picture, unit) {
  const boxes = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(".flow-area")]);
  for (const one of boxes) one.style.height = "";
  const heights = boxes.map((one) => Math.max(one.offsetHeight, Math.ceil(picture.bands.filter((band) => band.area === one.dataset.area).reduce((sum, band) => sum + band.n, 0) * unit) + 8));
  const all = heights.reduce((sum, height) => sum + height, 0), gaps = Math.max(boxes.length, 1);
  const whole = Math.max(/** @type {HTMLElement} */ (box.querySelector(".flow-goals")).offsetHeight, all + gaps * 6), space = (whole - all) / gaps;
  /** @type {Map<string, number>} */
  const middles = new Map();
  let top = space / 2;
  boxes.forEach((one, index) => {
    one.style.top = Math.round(top) + "px";
    one.style.height = heights[index] + "px";
    middles.set(one.dataset.area || REST, Math.round(top) + heights[index] / 2);
    top += heights[index] + space;
  });
  box.style.minHeight = Math.ceil(whole) + "px";
  return middles;
}

/** Draw the bands between boxes that stand. @param {HTMLElement} box @param {Picture} picture */
function connect(box, picture) {
  const goals = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(".flow-goal")]), column = /** @type {HTMLElement} */ (box.querySelector(".flow-goals"));
  const count = (/** @type {string} */ id) => (picture.support.get(id) || []).length;
  const unit = Math.min(...goals.map((goal) => (goal.offsetHeight - 4) / Math.max(1, count(goal.dataset.goal || ""))), 6);
  const middles = placeAreas(box, picture, unit), left = /** @type {HTMLElement} */ (box.querySelector(".flow-areas")).offsetWidth, right = column.offsetLeft;
  const drawn = svg("svg", { class: "bands", width: right, height: box.offsetHeight, "aria-hidden": "true", focusable: "false" }), names = svg("g", {});
  const at = new Map([...middles].map(([area, middle]) => [area, middle - picture.bands.filter((band) => band.area === area).reduce((sum, band) => sum + band.n, 0) * unit / 2]));
  for (const goal of goals) {
    const id = goal.dataset.goal || "";
    let to = goal.offsetTop + goal.offsetHeight / 2 - count(id) * unit / 2;
    for (const band of picture.bands.filter((one) => one.goal === id)) {
      const thick = band.n * unit, from = at.get(band.area) || 0, y1 = from + thick / 2, y2 = to + thick / 2, middle = (left + right) / 2;
      at.set(band.area, from + thick);
      to += thick;
      const own = { "data-goal": id, "data-area": band.area, "data-n": band.n };
      drawn.append(svg("path", { d: `M${left} ${y1}C${middle} ${y1} ${middle} ${y2} ${right} ${y2}`, class: "band " + band.hue, "stroke-width": Math.max(1.5, thick), ...own }));
      names.append(svg("text", { x: right - 6, y: y2 + 4, "text-anchor": "end", "paint-order": "stroke", class: "band-n to-goal", ...own }, number(band.n)),
        svg("text", { x: left + 6, y: y1 + 4, "paint-order": "stroke", class: "band-n of-area", ...own }, number(band.n)));
    }
  }
  drawn.append(names);
  box.prepend(drawn);
}

/** The picture on the page. @type {{ shown: { box: HTMLElement, picture: Picture } | null }} */
const now = { shown: null };

/** Put the columns beside each other and draw the bands, where the screen or the paper is wide enough. @param {HTMLElement} box @param {Picture} picture @param {boolean} paper */
function stand(box, picture, paper) {
  const wide = paper || !window.matchMedia("(max-width: 700px)").matches;
  box.querySelector(".bands")?.remove();
  box.classList.toggle("wide", wide);
  box.classList.toggle("on-paper", paper);
  if (wide && picture.goals.length) connect(box, picture);
  flowChosen();
}

/** Draw the picture as wide as paper is before it is printed, and as the screen is after. @param {boolean} paper */
function printed(paper) {
  if (now.shown?.box.isConnected) stand(now.shown.box, now.shown.picture, paper);
}
window.addEventListener("beforeprint", () => printed(true));
window.addEventListener("afterprint", () => printed(false));

/**
 * Return the picture, a sentence that tells how to read it, and what connects its boxes once it stands on the page.
 * @returns {{ box: HTMLElement, help: Child, connect: () => void }}
 */
export function flow() {
  const picture = chosenOnes(), all = kindOf("Goal").length;
  const box = h("div", { class: "flow" },
    h("div", { class: "flow-areas" }, picture.areas.map(areaButton), restBox(picture.rest, picture.areas.length)),
    h("div", { class: "flow-goals" }, picture.goals.map(goalButton)));
  const cut = picture.goals.length < all ? t("overview.cut", { n: number(picture.goals.length), all: number(all) }) : "";
  return { box, help: [h("span", { class: "bands-help" }, t("overview.flowHelp"), " "), cut], connect: () => { now.shown = { box, picture }; stand(box, picture, false); } };
}

/** Tell whether a band belongs to an item: its goal, its area, or a measure or sub-area between them. @param {SVGElement} band @param {Item} item */
function belongs(band, item) {
  const { goal = "", area = "" } = band.dataset;
  if (item.kind === "Measure") return areaOf(item.id) === area && supporters(goal).includes(item.id);
  return goal === item.id || (area !== REST && area === item.id);
}

/** Light the bands of what is chosen; those of a goal or an area with their numbers at the far end. */
export function flowChosen() {
  const item = ITEMS.get(state.id), bands = /** @type {SVGElement[]} */ ([...document.querySelectorAll(".band")]);
  const lit = new Set(item ? bands.filter((band) => belongs(band, item)) : []);
  for (const band of bands) {
    band.classList.toggle("lit", lit.has(band));
    band.classList.toggle("dim", lit.size > 0 && !lit.has(band));
  }
  for (const name of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll(".band-n"))) {
    const end = name.classList.contains("to-goal") ? "Area" : "Goal";
    name.classList.toggle("lit", Boolean(item) && item?.kind === end && belongs(name, item));
  }
}
