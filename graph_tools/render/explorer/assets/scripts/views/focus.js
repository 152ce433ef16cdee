// Focus: one item in the middle, round it what it is directly linked with, each relation on its side.
import { FAMILY, IN, ITEMS, LEVEL, kindOf, links } from "../core/data.js";
import { h, replace, svg } from "../core/dom.js";
import { farEnd } from "../core/paths.js";
import { counts, supporters } from "../core/readings.js";
import { go, select, state } from "../core/state.js";
import { codeOf, label, many, named, number, short, t, term } from "../core/words.js";
import { around, documentsOf, leftOut, sureness } from "../parts/around.js";
import { badge, dot, itemButton, readingSwitch, sign, viewHead } from "../parts/items.js";
import { searchBox } from "../parts/search.js";
import { pictureOf, roomsIn } from "../parts/sectors.js";
import { placesText } from "../parts/sources.js";

/** Pixels that fit the width of a sheet. */
const PAPER = 690;
const LONG = 84, LONGEST = 150, START = 13, BUSIEST = 8;
/** At most so many tiles in a picture, and in a bundle at least. */
const TILES = 108, IN_BUNDLE = 9;

/** @typedef {{ key: string, box: HTMLElement, weight: number, certainty: Certainty }} Shown */
/** @typedef {{ key: string, side: import("../parts/sectors.js").Side, family: string, word: HTMLElement, element: HTMLElement, boxes: Shown[] }} Group */

/** The name of an item as a box holds it; the panel shows all of it. @param {Item} item @param {number} [most] letters */
function boxName(item, most = LONG) {
  const text = [label(item), short(item)].find((name) => name.length <= most);
  if (text) return text;
  const cut = short(item).slice(0, most - 1);
  return cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)) + "…";
}

/** @param {Item} item @param {any} [note] @param {Certainty} [certainty] */
function nearBox(item, note, certainty = "") {
  const code = codeOf(item);
  return itemButton(item, { class: "near f-" + FAMILY[item.kind], "aria-pressed": null }, code && FAMILY[item.kind] !== "document" ? [h("b", {}, code), " "] : null,
    boxName(item), LEVEL[certainty] ? h("span", { class: "near-note" }, h("span", { class: "cert c-" + certainty }, t("focus.certainty", { x: term("certainty", certainty) }))) : null,
    note ? h("span", { class: "near-note" }, note) : null);
}

/** Go to the details of a relation in the panel. @param {string} key */
function toDetails(key) {
  const title = document.querySelector(`#panel [data-group="${key}"] h3`);
  if (!(title instanceof HTMLElement)) return;
  title.tabIndex = -1;
  title.focus();
}

/**
 * Measures of one area.
 * @param {{ area: Item | null, near: import("../parts/around.js").Near[] }} bundle
 * @param {string} key
 * @param {number} most tiles
 */
function bundleBox({ area, near }, key, most) {
  const rest = near.length - most, shown = rest > 0 ? near.slice(0, most) : near;
  const head = [h("span", { class: "bundle-name" }, area ? [h("b", {}, area.code), " ", short(area)] : t("focus.elsewhere")),
    h("span", { class: "bundle-count" }, many("nMeasures", near.length))];
  return h("div", { class: "near bundle f-measure" },
    area ? itemButton(area, { class: "bundle-head", "aria-pressed": null }, head) : h("div", { class: "bundle-head" }, head),
    h("div", { class: "bundle-tiles" }, shown.map((one) => itemButton(one.item, { class: "focus-tile", "aria-pressed": null, "aria-label": t("kind.Measure") + " " + named(one.item) },
      one.item.code, sign(sureness(one.links)))),
      rest > 0 ? h("button", { type: "button", class: "focus-tile rest", onclick: () => toDetails(key) }, "+" + number(rest),
        h("span", { class: "visually-hidden" }, " " + many("focus.restTiles", rest))) : null));
}

/** @param {string} key @param {number} n */
function restBox(key, n) {
  return h("button", { type: "button", class: "near rest", onclick: () => toDetails(key) }, many("focus.rest", n));
}

/** @param {string} key @param {import("../parts/sectors.js").Side} side @param {string} family @param {string} word @param {Shown[]} boxes @returns {Group} */
function group(key, side, family, word, boxes) {
  const title = h("h2", { class: "focus-word" }, word);
  return { key, side, family, word: title, boxes,
    element: h("section", { class: "focus-group", "data-side": side }, title, h("ul", {}, boxes.map((one) => one.box))) };
}

/** @param {HTMLElement} content */
function entry(content) {
  return h("li", { class: "focus-entry" }, content);
}

/** Boxes of the neighbours by one relation. @param {import("../parts/around.js").Around} one @param {number} tiles at most in a bundle @returns {Shown[]} */
function boxesOf(one, tiles) {
  const details = one.relation + "." + one.end;
  const codes = (/** @type {Link[]} */ found) => (one.relation === "refers-to" ? many("focus.codes", new Set(found.map(farEnd)).size) : null);
  const near = one.near.map(({ item, links: own }) => ({ key: one.key + " " + item.id, weight: 1, certainty: sureness(own), box: entry(nearBox(item, codes(own), sureness(own))) }));
  const bundles = one.bundles.map((bundle, index) => ({ key: one.key + " " + index, weight: bundle.near.length,
    certainty: sureness(bundle.near.flatMap((own) => own.links)), box: entry(bundleBox(bundle, details, tiles)) }));
  const rest = { key: one.key + " rest", weight: 1, certainty: /** @type {Certainty} */ (""), box: entry(restBox(details, one.rest)) };
  return [...near, ...bundles, ...(one.rest ? [rest] : [])];
}

/** The groups round an item, as elements. @param {Item} item @returns {Group[]} */
function groupsOf(item) {
  const all = around(item), bundles = all.reduce((sum, one) => sum + one.bundles.length, 0);
  const tiles = Math.max(IN_BUNDLE, Math.floor(TILES / Math.max(bundles, 1)));
  const found = all.map((one) => {
    const word = (one.end === "target" ? t("focus.rel." + one.relation) : t("focus.back." + one.relation)) + (one.total > 1 ? " (" + number(one.total) + ")" : "");
    const first = one.near[0] || one.bundles[0].near[0];
    return group(one.key, one.side, FAMILY[first.item.kind], word, boxesOf(one, tiles));
  });
  const papers = documentsOf(item).map(({ item: paper, places }) => ({ key: "source " + paper.id, weight: 1, certainty: /** @type {Certainty} */ (""),
    box: entry(itemButton(paper, { class: "near f-document", "aria-pressed": null }, placesText(places))) }));
  const source = papers.length ? [group("source", "bottom", "document", t("focus.rel.source"), papers)] : [];
  const side = (/** @type {string} */ name) => found.filter((one) => one.side === name);
  return [...side("top"), ...side("left"), ...side("right"), ...source, ...side("bottom")];
}

/** The item in the middle. @param {Item} item */
function centreBox(item) {
  return itemButton(item, { class: "near centre f-" + FAMILY[item.kind], "aria-pressed": "true" },
    h("span", { class: "near-note" }, dot(FAMILY[item.kind]), t("kind." + item.kind)), h("span", {}, codeOf(item) ? [h("b", {}, codeOf(item)), " "] : null, boxName(item, LONGEST)));
}

/** @param {HTMLElement} box @param {number} left @param {number} top */
function put(box, left, top) {
  box.style.left = left + "px";
  box.style.top = top + "px";
}

/** Draw the groups as a picture where there is room, else leave them as lists. @param {HTMLElement} stage @param {HTMLElement} centre @param {Group[]} groups */
function arrange(stage, centre, groups) {
  const what = (/** @type {string} */ side) => {
    const here = groups.filter((one) => one.side === side);
    return here.some((one) => one.family === "measure") ? "bundle" : here.length ? "box" : "none";
  };
  const width = stage.clientWidth, rooms = window.matchMedia("(max-width: 700px)").matches ? null : roomsIn(width, what("left"), what("right"));
  stage.classList.toggle("drawn", Boolean(rooms));
  if (!rooms) return;
  centre.style.width = rooms.centre + "px";
  for (const one of groups) {
    const column = one.side === "left" ? rooms.left : one.side === "right" ? rooms.right : rooms.band;
    for (const { box } of one.boxes) box.style.width = column + "px";
    const word = one.side === "left" ? rooms.stem[0] : one.side === "right" ? rooms.stem[1] : 260;
    one.word.style.maxWidth = word - 10 + "px";
  }
  const sectors = groups.map((one) => ({ key: one.key, side: one.side, word: /** @type {[number, number]} */ ([one.word.offsetWidth, one.word.offsetHeight]),
    boxes: one.boxes.map(({ key, box, weight, certainty }) => ({ key, weight, certainty, height: box.offsetHeight })) }));
  const picture = pictureOf(width, rooms, centre.offsetHeight, sectors);
  put(centre, picture.centre[0], picture.centre[1]);
  centre.style.height = picture.centre[3] + "px";
  for (const one of groups) {
    const [x, y] = picture.words[one.key], w = one.word.offsetWidth;
    put(one.word, one.side === "left" ? x - w : one.side === "right" ? x : x - w / 2, y);
    for (const { key, box } of one.boxes) put(box, picture.boxes[key][0], picture.boxes[key][1]);
  }
  const family = Object.fromEntries(groups.map((one) => [one.key, one.family]));
  const most = Math.max(1, ...picture.lines.map((line) => line.weight));
  stage.style.height = picture.height + "px";
  stage.style.setProperty("--on-paper", String(Math.min(1, PAPER / width)));
  stage.prepend(svg("svg", { class: "focus-lines", "aria-hidden": "true", width, height: picture.height }, picture.lines.map((line) => svg("path", {
    d: line.d, class: "focus-line " + (line.to ? "c-" + (line.certainty || "certain") : "trunk") + " to-" + (family[line.sector] || ""), "data-to": line.to || null,
    style: line.weight > 1 ? { "stroke-width": Math.round(2 + 8 * line.weight / most) + "px" } : null }))));
}

/** @param {HTMLElement} root @param {Item} item */
function drawItem(root, item) {
  const inside = root.contains(document.activeElement);
  const centre = centreBox(item), groups = groupsOf(item), out = leftOut(item);
  const stage = h("div", { class: "focus-stage" }, centre, groups.map((one) => one.element));
  const note = groups.every((one) => one.key === "source") ? t(out ? "focus.noneCounted" : "focus.none") : "";
  replace(root, viewHead(t("focus.title"), [h("span", { class: "focus-help" }, t("focus.help")), h("span", { class: "focus-help-list" }, t("focus.helpList"))], readingSwitch()), stage,
    note || out ? h("p", { class: "meta" }, note, note && out ? " " : "", out ? many("focus.leftOut", out) : "") : null);
  arrange(stage, centre, groups);
  root.classList.toggle("focus-as-list", !stage.classList.contains("drawn"));
  if (inside) centre.focus();
}

/** @param {string} title @param {[Item, number][]} found @param {string} types @param {number} all */
function startGroup(title, found, types, all) {
  return h("section", { class: "focus-start" }, h("h2", {}, title), h("ul", {}, found.map(([item, n]) => h("li", {},
    itemButton(item, { class: "neighbour", "aria-pressed": null }, badge(item), h("span", { class: "name" }, label(item)), h("span", { class: "start-count" }, many("nMeasures", n)))))),
  all > found.length ? h("button", { type: "button", class: "link", onclick: () => go({ view: "list", types }) }, t("focus.all", { n: number(all) })) : null);
}

/** Actors by the number of measures they work on, the busiest first. @returns {[Item, number][]} */
function busiest() {
  const load = new Map();
  for (const kind of ["Organisation", "OrganisationalUnit", "ActorGroup", "Municipality"]) {
    for (const item of kindOf(kind)) {
      const own = links(IN, item.id).filter((link) => (link.relation === "responsible" || link.relation === "collaborating") && counts(link));
      load.set(item, new Set(own.map((link) => link.source)).size);
    }
  }
  return [...load].sort((a, b) => b[1] - a[1]);
}

/** Where to begin while nothing is chosen. @param {HTMLElement} root */
function drawStart(root) {
  const goals = kindOf("Goal"), actors = busiest(), areas = kindOf("SubArea");
  const measures = (/** @type {Item} */ sub) => new Set(links(IN, sub.id, "in-sub-area").map((link) => link.source)).size;
  root.classList.remove("focus-as-list");
  replace(root, viewHead(t("focus.title"), t("focus.startHelp"), readingSwitch()),
    h("div", { class: "focus-find" }, searchBox({ id: "focus-search", name: t("focus.find"), hint: t("search"), onChoose: (item) => select(item.id) })),
    h("div", { class: "focus-starts" },
      startGroup(t("focus.startGoals"), goals.slice(0, START).map((goal) => [goal, new Set(supporters(goal.id)).size]), "goal", goals.length),
      h("div", {}, startGroup(t("focus.startActors"), actors.slice(0, BUSIEST), "actor", actors.length),
        startGroup(t("focus.startAreas"), areas.slice(0, BUSIEST).map((sub) => [sub, measures(sub)]), "area", areas.length))));
}

/** @param {HTMLElement} root */
export function focusView(root) {
  const item = ITEMS.get(state.id);
  if (item) drawItem(root, item);
  else drawStart(root);
}
