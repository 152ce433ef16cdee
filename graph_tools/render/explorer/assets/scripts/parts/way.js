// A path between two items in words: stations, and between them one sentence a link.
import { LEVEL, READINGS, ITEMS, itemOf } from "../core/data.js";
import { h } from "../core/dom.js";
import { isLoose, isStep, shortestWays, wider } from "../core/paths.js";
import { at } from "../core/readings.js";
import { go, redraw, state } from "../core/state.js";
import { codeOf, label, many, pick, short, t } from "../core/words.js";
import { badge, itemButton } from "./items.js";
import { linkMeta } from "./neighbours.js";

const AT_MOST = 3, MORE = 10;
/** How many ways are told of which pair. */
const told = { pair: "", n: AT_MOST };

/** What an item is called within a sentence. @param {string} id */
function called(id) {
  const item = itemOf(id);
  return codeOf(item) || short(item);
}

/** What a link says. @param {Link} link */
function sentence(link) {
  const section = link.section ? " (" + t("pair.section", { x: pick(link.section) }) + ")" : "";
  return t("pair.say." + link.relation, { a: called(link.source), b: called(link.target), c: link.code }) + section + ".";
}

/** An item stepped on, or the code of another strategy. @param {string} id @param {Link} link a link that leads there */
function station(id, link) {
  const item = ITEMS.get(id);
  if (item) return itemButton(item, { class: "neighbour", "aria-pressed": null }, badge(item), h("span", { class: "name" }, label(item)));
  const strategy = itemOf(link.target);
  return itemButton(strategy, { class: "neighbour", "aria-pressed": null }, h("span", { class: "badge f-strategy" }, link.code),
    h("span", { class: "name" }, t("pair.code"), " – ", label(strategy), link.section ? ", " + pick(link.section) : ""));
}

/** @param {import("../core/paths.js").Way} way @param {number} index */
function wayBox(way, index) {
  const sure = (/** @type {Link[]} */ found) => "l-" + (Object.keys(LEVEL)[LEVEL[found[0].certainty] || 0]);
  return h("section", { class: "group way" }, h("h3", {}, t("pair.way", { n: index + 1 })),
    isLoose(way) ? h("p", { class: "meta" }, t("pair.loose")) : null,
    h("ol", { class: "stations" }, way.nodes.map((id, step) => h("li", {}, station(id, way.steps[step ? step - 1 : 0][0]),
      step < way.steps.length ? h("ul", { class: "step " + sure(way.steps[step]) },
        way.steps[step].map((link) => h("li", {}, h("span", {}, sentence(link)), " ", linkMeta({ ...link, code: "" }, null)))) : null))));
}

/** What would connect two items that are not connected. @param {Item} a @param {Item} b @param {boolean} groups */
function noWay(a, b, groups) {
  const more = wider(a.id, b.id, at(), groups);
  const said = h("p", { class: "notice" }, t("pair.none"));
  if (!more) return [said, h("p", { class: "meta" }, t("pair.noneAtAll"))];
  const key = more.rank === at() ? "pair.tryGroups" : more.groups === groups ? "pair.tryReadings" : "pair.tryBoth";
  const act = () => go({ reading: READINGS[more.rank], pair: more.groups ? "groups" : "path" });
  return [said, h("p", {}, h("button", { type: "button", class: "link", onclick: act }, t(key)))];
}

/** Whether a path may lead over groups, and the button that changes it. @param {boolean} groups */
function groupsNote(groups) {
  return h("p", { class: "meta" }, t(groups ? "pair.overGroups" : "pair.notOverGroups"), " ",
    h("button", { type: "button", class: "link", onclick: () => go({ pair: groups ? "path" : "groups" }) }, t(groups ? "pair.groupsOff" : "pair.groupsOn")));
}

/** How two items are connected. @param {Item} a @param {Item} b */
export function pathBox(a, b) {
  const other = [a, b].find((item) => !isStep(item));
  if (other) return h("p", { class: "notice" }, t("pair.noStep", { x: short(other) }));
  if (a.id === b.id) return h("p", { class: "notice" }, t("pair.same"));
  const groups = state.pair === "groups", ways = shortestWays(a.id, b.id, at(), groups), key = a.id + " " + b.id;
  if (told.pair !== key) Object.assign(told, { pair: key, n: AT_MOST });
  const left = ways.length - told.n;
  const more = () => { told.n += MORE; redraw(); };
  return [
    ways.length ? h("p", {}, many("pair.steps", ways[0].steps.length), " ", many("pair.ways", ways.length)) : noWay(a, b, groups),
    ways.slice(0, told.n).map(wayBox),
    left > 0 ? h("button", { type: "button", class: "plain", id: "more-ways", onclick: more }, many("pair.more", left)) : null,
    h("p", { class: "meta" }, t("pair.reading." + state.reading)), groupsNote(groups)];
}
