// The neighbours of an item: grouped by relation, each a button, each link with its certainty and source.
import { IN, OUT, factOf, inOrder, itemOf, links } from "../core/data.js";
import { h } from "../core/dom.js";
import { counted, counts, level, surest } from "../core/readings.js";
import { collate, label, pick, t, term } from "../core/words.js";
import { due } from "./deadline.js";
import { badge, itemButton, sign } from "./items.js";
import { placesOf, sourceLine } from "./sources.js";

const RELATION_ORDER = ["in-sub-area", "in-area", "in-priority", "contributes-to", "implements", "declares", "responsible", "collaborating",
  "mentions", "names-place", "uses-project", "uses-programme", "paid-from", "cites", "approved-by", "issued-by", "refers-to",
  "mentions-strategy", "unit-of", "part-of", "concerns"];
const WORDED = ["responsible", "collaborating", "mentions", "names-place", "mentions-strategy"];

/** What the document says, in its own words; of a damaged place how we read it. @param {Link} link */
function quoted(link) {
  const [before, after] = t(!WORDED.includes(link.relation) ? "printed" : level(link) ? "readAs" : "worded").split("{x}");
  return h("span", {}, before, h("span", { lang: "cs" }, link.reading), after);
}

/** Certainty, wording and source of one link. @param {Link} link @param {number | null} groupPlace source said already */
export function linkMeta(link, groupPlace) {
  const parts = [], words = [];
  if (link.certainty) parts.push(h("span", { class: "cert c-" + link.certainty }, term("certainty", link.certainty)));
  if (link.code) words.push(h("span", {}, link.code, sign(link.certainty), link.resolution ? " (" + term("codeResolution", link.resolution) + ")" : ""));
  if (link.reading && link.reading !== link.code) words.push(quoted(link));
  if (link.reason) words.push(pick(link.reason));
  if (!counts(link)) words.push(t("notCounted"));
  if (words.length) parts.push(h("span", {}, words.flatMap((word, index) => (index ? [" · ", word] : [word]))));
  if (link.place !== groupPlace) parts.push(sourceLine(link.place));
  return h("span", { class: "meta" }, parts);
}

/** Links by the item at their end. @param {Link[]} found @param {"source" | "target"} end @returns {Map<string, Link[]>} */
export function byEnd(found, end) {
  const groups = new Map();
  for (const link of found) groups.set(link[end], [...(groups.get(link[end]) || []), link]);
  return groups;
}

/** Deadline and status of a measure beside its name; null of other items. @param {Item} item */
function measureState(item) {
  if (item.kind !== "Measure") return null;
  const when = due(item), status = factOf(item.id, "status");
  return h("span", { class: "meta measure-state" }, when ? h("span", {}, t("col.due") + ": ", when) : null,
    status ? h("span", {}, h("span", { class: "mark s-" + status[1], "aria-hidden": "true" }), term("status", status[1])) : null);
}

/**
 * One group of neighbours with its heading.
 * @param {string} title
 * @param {Link[]} found at least one
 * @param {"source" | "target"} end which end of the links is the neighbour
 * @param {number | null} own place of the item itself
 */
export function neighbourGroup(title, found, end, own = null) {
  const groups = byEnd(found, end);
  const of = (/** @type {string} */ id) => groups.get(id) || [];
  const same = found.every((link) => link.place === found[0].place) ? found[0].place : null;
  const printed = (/** @type {string} */ id) => placesOf(of(id)[0].place)[0] || ["", 0, 0];
  const order = inOrder(groups.keys());
  if (end === "target" && found[0].relation === "refers-to") order.sort((a, b) => collate(printed(a)[0], printed(b)[0]) || printed(a)[1] - printed(b)[1]);
  const sure = order.filter((id) => counted(of(id)).length).length;
  const size = " (" + sure + (sure < order.length ? "; " + t("leftOut", { n: order.length - sure }) : "") + ")";
  const entry = (/** @type {string} */ id) => h("li", { class: counted(of(id)).length ? null : "left-out" },
    itemButton(itemOf(id), { class: "neighbour", "aria-pressed": null }, badge(itemOf(id), sign(surest(of(id)).certainty)), h("span", { class: "name" }, label(itemOf(id)))),
    measureState(itemOf(id)),
    of(id).map((link) => linkMeta(link, found.length > 1 && same !== null ? same : own)));
  return h("section", { class: "group", "data-group": found[0].relation + "." + end }, h("h3", {}, title + size),
    same !== null && same !== own && found.length > 1 ? h("p", { class: "meta" }, sourceLine(same)) : null,
    order.some((id) => factOf(id, "status")) ? h("p", { class: "meta" }, t("statusOurs")) : null,
    found.some((link) => link.resolution === "unresolved") ? h("p", { class: "meta" }, t("unresolvedNote")) : null,
    h("ul", {}, order.map(entry)));
}

/** All groups of neighbours of an item. @param {Item} item */
export function neighbours(item) {
  const groups = [];
  // A sub-area has few links of its own and many measures: its codes stand before them.
  const order = item.kind === "SubArea" ? [...new Set(["in-area", "refers-to", ...RELATION_ORDER])] : RELATION_ORDER;
  for (const relation of order) {
    const out = links(OUT, item.id, relation), back = links(IN, item.id, relation);
    if (out.length) groups.push(neighbourGroup(t("rel." + relation), out, "target", item.place));
    if (back.length) groups.push(neighbourGroup(t("relBack." + relation), back, "source", item.place));
  }
  return groups.length ? groups : [h("p", { class: "meta" }, t("linksNone"))];
}
