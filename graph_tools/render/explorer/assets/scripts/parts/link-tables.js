// Tables to be saved of what is drawn only: areas × goals, and links with their certainty and source.
import { DATA, IN, ITEMS, OUT, READINGS, areaOf, itemOf, kindOf, links } from "../core/data.js";
import { gapName, gapsOf } from "../core/gaps.js";
import { at, counts, supportIn, supporters } from "../core/readings.js";
import { state } from "../core/state.js";
import { codeOf, label, named, t, term } from "../core/words.js";
import { isWithin } from "./map-edges.js";
import { dependent, inReadings, readingSaid } from "./reading-columns.js";
import { placesOf, placesText } from "./sources.js";

/** @typedef {import("./export.js").Table} Table */

/** How many measures of an area support a goal. @param {Item} goal @param {Item} area @returns {Three} */
function fromArea(goal, area) {
  const [a, b, c] = READINGS.map((reading) => supporters(goal.id, reading).filter((measure) => areaOf(measure) === area.id).length);
  return [a, b, c];
}

/** Goals with the number of supporting measures of each area. @returns {Table} */
export function areasTable() {
  const areas = kindOf("Area");
  const rows = kindOf("Goal").map((goal) => {
    const own = areas.map((area) => /** @type {[string, Three]} */ ([area.code, fromArea(goal, area)])), all = supportIn(goal.id);
    return [goal.code, label(goal), ...own.map(([, n]) => String(n[at()])), String(all[at()]), ...all.map(String), readingSaid(), dependent(own),
      gapsOf(goal.id).map((gap) => gapName(gap.kind)).join("; ")];
  });
  return { name: t("export.file.areas"), rows,
    columns: [t("kind.Goal"), t("col.label"), ...areas.map(named), t("total"), ...inReadings(t("total")), t("reading"), t("export.onReading"), t("matrix.gapCol")] };
}

/** @param {Item} item */
function whole(item) {
  return t("kind." + item.kind) + ": " + named(item);
}

/** What a document says of a link. @param {Link} link */
function printed(link) {
  return [...new Set([link.code, link.reading])].filter(Boolean).join("; ");
}

/** @param {Link[]} found @returns {Table} */
function linksAs(found) {
  const item = ITEMS.get(state.id);
  const rows = found.map((link) => [whole(itemOf(link.source)), t("rel." + link.relation) + ":", whole(itemOf(link.target)), printed(link),
    link.certainty ? term("certainty", link.certainty) : "", t(counts(link) ? "export.yes" : "export.no"), readingSaid(), placesText(placesOf(link.place))]);
  return { name: t("export.file.links") + (item ? " " + (codeOf(item) || label(item)) : ""), rows,
    columns: [t("export.link.from"), t("export.link.relation"), t("export.link.to"), t("export.link.printed"), t("export.link.certainty"), t("export.link.counted"), t("reading"), t("source")] };
}

/** The links of the item chosen; all where none is. */
export function neighboursTable() {
  return linksAs(state.id ? [...links(OUT, state.id), ...links(IN, state.id)] : DATA.links);
}

/** The links of the item chosen and of all that belongs to it; all where none is. */
export function mapTable() {
  return linksAs(state.id ? DATA.links.filter((link) => isWithin(link.source, state.id) || isWithin(link.target, state.id)) : DATA.links);
}
