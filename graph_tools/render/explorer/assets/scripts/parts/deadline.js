// The deadline of a measure: as printed, when it ends, and whether its reading is sure.
import { DATA, IN, factOf, itemOf, kindOf, links } from "../core/data.js";
import { h } from "../core/dom.js";
import { state } from "../core/state.js";
import { spanFact } from "./facts.js";

/** The deadline as printed; in English what it means, where the words are Czech. @param {Item} item */
export function due(item) {
  const fact = factOf(item.id, "deadline"), span = spanFact(DATA.facts[item.id] || [])[0];
  if (!fact) return "";
  return state.lang === "en" && /\p{L}/u.test(fact[2]) ? (span ? span[3] : h("span", { lang: "cs" }, fact[2])) : fact[2];
}

/** The deadline as plain text. @param {Item} item */
export function dueText(item) {
  const said = due(item);
  return typeof said === "string" ? said : said.textContent || "";
}

/** The last day of a year, a month or a day. @param {string} text 2025, 2025-06 or 2025-06-30 */
function lastDay(text) {
  const [year, month, day] = text.split("-");
  if (day) return text;
  return year + "-" + (month || "12") + "-" + new Date(Date.UTC(Number(year), Number(month || "12"), 0)).getUTCDate();
}

/** The end of the deadline as stated: a year, a month or a day; "" where it has none. @param {Item} item */
export function endOf(item) {
  const end = factOf(item.id, "deadline") && factOf(item.id, "end");
  return end ? end[1] : "";
}

/** The last day of the deadline as YYYY-MM-DD, a bare year at its end; "" where it has none. @param {Item} item */
export function dueKey(item) {
  const end = endOf(item);
  return end && lastDay(end);
}

/** How the measure comes back: "continuous", "yearly" or "". @param {Item} item */
export function recurrence(item) {
  const fact = factOf(item.id, "deadline") && factOf(item.id, "recurrence");
  return fact ? fact[1] : "";
}

/** What is doubtful about the reading of the deadline, as recorded. @param {Item} item */
export function deadlineDoubts(item) {
  return links(IN, item.id, "concerns").map((link) => itemOf(link.source)).filter((found) => found.record === "deadline");
}

/** First and last day of the action plans of the page; null where they differ or are not stated. */
export function planDays() {
  const bounds = kindOf("ActionPlan").map((plan) => [factOf(plan.id, "valid-from"), factOf(plan.id, "valid-to")]);
  const spans = new Set(bounds.map(([from, to]) => (from && to ? from[1] + " " + to[1] : "")));
  const [from, to] = [...spans].length === 1 ? [...spans][0].split(" ") : ["", ""];
  return to ? { first: (from + "-01-01").slice(0, 10), last: lastDay(to) } : null;
}
