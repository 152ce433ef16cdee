// What the matrix shows for the state: its columns, its goals by priority, its numbers.
import { AREA_OF, IN, OUT, SUB_OF, inOrder, itemOf, kindOf, links, DATA } from "../core/data.js";
import { at, cellOf, counted, surest } from "../core/readings.js";
import { state } from "../core/state.js";

/** More sub-areas or goals than these are shown one area at a time. */
const MOST_SUBS = 16, MOST_GOALS = 40;

/**
 * @typedef {object} Shown
 * @property {boolean} parted whether one area is shown at a time
 * @property {Item | null} area the area shown where not all are
 * @property {Item | null} open the sub-area shown measure by measure
 * @property {boolean} single whether columns are measures
 * @property {Item[]} columns sub-areas or measures
 * @property {[Item | null, Item[]][]} groups goals by priority
 * @property {number} left goals that are not shown
 */

/** @type {Map<string, Item[]>} */
const MEASURES = new Map();
for (const measure of kindOf("Measure")) {
  const sub = SUB_OF.get(measure.id) || "";
  MEASURES.set(sub, [...(MEASURES.get(sub) || []), measure]);
}

/** Return the measures of a sub-area. @param {string} sub */
export function measuresIn(sub) {
  return MEASURES.get(sub) || [];
}

/** Return the sub-areas of an area. @param {string} area */
export function subsIn(area) {
  return kindOf("SubArea").filter((sub) => AREA_OF.get(sub.id) === area);
}

/** Tell whether there are too many sub-areas or goals to be shown at once. */
export function isParted() {
  return kindOf("SubArea").length > MOST_SUBS || kindOf("Goal").length > MOST_GOALS;
}

/** Return the areas that have sub-areas. */
export function areasShown() {
  return kindOf("Area").filter((area) => subsIn(area.id).length);
}

/** @param {Item} goal */
function priorityOf(goal) {
  return (links(OUT, goal.id, "in-priority")[0] || { target: "" }).target;
}

/** Return the priorities to which the measures of sub-areas contribute in any reading. @param {Item[]} subs */
function prioritiesOf(subs) {
  const ids = new Set(subs.map((sub) => sub.id));
  const reached = Object.keys(DATA.coverage).map((key) => key.split(" ")).filter(([, sub]) => ids.has(sub)).map(([goal]) => itemOf(goal));
  return new Set(reached.map(priorityOf));
}

/** @param {Item[]} goals @returns {[Item | null, Item[]][]} */
function byPriority(goals) {
  /** @type {Map<string, Item[]>} */
  const groups = new Map();
  for (const goal of goals) groups.set(priorityOf(goal), [...(groups.get(priorityOf(goal)) || []), goal]);
  return [...groups].map(([id, found]) => [id ? itemOf(id) : null, found]);
}

/** Return what the matrix shows. @returns {Shown} */
export function shownMatrix() {
  const parted = isParted(), subs = kindOf("SubArea"), goals = kindOf("Goal");
  const open = subs.find((sub) => sub.id === state.open) || null;
  const wanted = open ? AREA_OF.get(open.id) : state.open;
  const area = parted ? areasShown().find((one) => one.id === wanted) || areasShown()[0] || null : null;
  const shownSubs = area ? subsIn(area.id) : subs, all = state.open === "all" && !parted;
  const columns = open ? measuresIn(open.id) : all ? subs.flatMap((sub) => measuresIn(sub.id)) : shownSubs;
  const reached = parted ? prioritiesOf(shownSubs) : null;
  const kept = reached ? goals.filter((goal) => reached.has(priorityOf(goal))) : goals;
  return { parted, area, open, single: Boolean(open) || all, columns, groups: byPriority(kept), left: goals.length - kept.length };
}

/** Return the surest link by which a measure contributes to a goal. @param {Item} goal @param {Item} measure */
export function linkOf(goal, measure) {
  const found = links(IN, goal.id, "contributes-to").filter((link) => link.source === measure.id);
  return found.length ? surest(found) : null;
}

/** Return the number that counts in a cell in the chosen reading. @param {Item} goal @param {Item} column */
export function valueOf(goal, column) {
  if (column.kind === "SubArea") return cellOf(goal.id, column.id)[at()];
  const link = linkOf(goal, column);
  return link && counted([link]).length ? 1 : 0;
}

/** Return the sum of a row's cells in the chosen reading. @param {Item} goal @param {Item[]} columns */
export function rowSum(goal, columns) {
  return columns.reduce((sum, column) => sum + valueOf(goal, column), 0);
}

/** Return priorities none of whose goals any measure supports, in any reading. */
export function barePriorities() {
  const reached = prioritiesOf(kindOf("SubArea"));
  return inOrder(kindOf("Priority").map((one) => one.id).filter((id) => !reached.has(id))).map(itemOf);
}
