// Gaps: all kinds with their numbers, and every gap of the kind chosen with its reason and source.
import { FAMILY, ITEMS, READINGS, kindOf } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { gapKind, gapKinds, gapName, gapsHeld, ownUnits } from "../core/gaps.js";
import { at } from "../core/readings.js";
import { go, state } from "../core/state.js";
import { collate, label, many, meaning, named, number, plain, t } from "../core/words.js";
import { gapRow } from "../parts/gap-row.js";
import { readingSwitch, viewHead } from "../parts/items.js";

const GROUPS = ["support", "coordination", "time", "text"];
const STEP = 50;
/** More gaps than this can be searched. */
const MANY = 12;
/** Notes on how was counted, by kind. @type {Record<string, string[]>} */
const NOTES = { groups: ["never-meet", "no-shared-actor", "shared-code-apart", "single-point"], days: ["expiring", "overdue"], codes: ["unresolved-code"] };
/** What the address does not carry. */
const shown = { kind: "", text: "", n: STEP };

/** What a kind is called where it begins a line. @param {string} kind */
function title(kind) {
  const name = gapName(kind);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Numbers of a kind, the one of the chosen reading marked. @param {Three} n */
function numberCells(n) {
  return n.map((one, index) => h("td", { class: "n" + (index === at() ? " now" : ""), "data-reading": t("reading." + READINGS[index]) }, one ? number(one) : h("span", { class: "quiet" }, number(0))));
}

/** @param {string} name @param {...Child} children */
function kindButton(name, ...children) {
  return h("button", { type: "button", class: "link kind-link", "data-kind": name, onclick: () => go({ kind: name }) }, children);
}

/** How many of the gaps of a kind are pairs of an office and its own unit; null for none. @param {string} kind */
function ownSay(kind) {
  const n = ownUnits(gapsHeld(kind, state.about));
  return n ? many("gaps.own", n) : null;
}

/** All kinds, the gravest first, with their numbers in all readings. */
function summary() {
  const n = (/** @type {string} */ kind, /** @type {number} */ reading) => gapsHeld(kind, state.about, READINGS[reading]).length;
  const kinds = gapKinds().map((kind) => ({ kind, n: /** @type {Three} */ ([n(kind.name, 0), n(kind.name, 1), n(kind.name, 2)]) }));
  const rows = kinds.map(({ kind, n }) => h("tr", { class: n[at()] ? "" : "nothing" },
    h("th", { scope: "row" }, kindButton(kind.name, title(kind.name)), h("span", { class: "group-word" }, t("gaps.group." + kind.group)), ownPart(kind.name)),
    h("td", { class: "what" }, meaning("gapKind", kind.name)), numberCells(n)));
  const heads = READINGS.map((reading, index) => h("th", { scope: "col", class: "n" + (index === at() ? " now" : "") }, t("reading." + reading)));
  return h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": t("gaps.kinds") },
    h("table", { class: "gap-table" }, h("caption", { class: "meta" }, t("gaps.order")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("gaps.kind")), h("th", { scope: "col" }, t("gaps.meaning")), heads)), h("tbody", {}, rows)));
}

/** @param {string} kind */
function ownPart(kind) {
  const said = ownSay(kind);
  return said ? h("span", { class: "own-part" }, said) : null;
}

/** Kinds by group, each with its number in the chosen reading. */
function kindNav() {
  const entry = (/** @type {GapKind} */ kind) => {
    const n = gapsHeld(kind.name, state.about).length;
    return h("li", {}, h("button", { type: "button", class: "kind-entry" + (n ? "" : " nothing"), id: "gaps-kind-" + kind.name, "data-kind": kind.name, "aria-current": state.kind === kind.name ? "true" : null,
      onclick: () => go({ kind: kind.name }) }, h("span", {}, title(kind.name)), h("span", { class: "n" }, number(n))));
  };
  return h("nav", { class: "kind-nav", "aria-label": t("gaps.kinds") },
    h("button", { type: "button", class: "kind-entry", id: "gaps-all-kinds", onclick: () => go({ kind: "" }) }, h("span", {}, t("gaps.allKinds"))),
    GROUPS.map((group) => [h("h2", {}, t("gaps.group." + group)), h("ul", {}, gapKinds().filter((kind) => kind.group === group).map(entry))]));
}

/** What an item is called in the choice of what gaps concern. @param {Item} item */
function choice(item) {
  return h("option", { value: item.id, selected: state.about === item.id }, named(item));
}

/** Choice of what gaps concern: a goal, an area or sub-area, an actor that any gap could concern. */
function aboutField() {
  const actors = ["Organisation", "OrganisationalUnit", "ActorGroup", "Municipality"].flatMap(kindOf).sort((a, b) => collate(named(a), named(b)));
  const areas = [...kindOf("Area"), ...kindOf("SubArea")].sort((a, b) => collate(a.code, b.code));
  const chosen = ITEMS.get(state.about);
  const listed = chosen && (chosen.kind === "Goal" || ["actor", "area"].includes(FAMILY[chosen.kind]));
  const group = (/** @type {string} */ key, /** @type {Item[]} */ items) => (items.length ? h("optgroup", { label: t("gaps.about." + key) }, items.map(choice)) : null);
  const field = h("select", { id: "gaps-about", onchange: () => go({ about: field.value }) }, h("option", { value: "" }, t("gaps.about.all")),
    chosen && !listed ? group("other", [chosen]) : null, group("goals", kindOf("Goal")), group("areas", areas), group("actors", actors));
  return [h("label", { for: "gaps-about" }, t("gaps.about")), field];
}

/** @param {() => void} refresh @param {boolean} searched */
function filters(refresh, searched) {
  const field = h("input", { type: "search", id: "gaps-text", value: shown.text, autocomplete: "off", oninput: () => { shown.text = field.value; shown.n = STEP; refresh(); } });
  const clear = h("button", { type: "button", class: "plain", onclick: () => { shown.text = ""; field.value = ""; refresh(); if (state.about) go({ about: "" }); } }, t("gaps.clear"));
  return h("div", { class: "filter gap-filter" }, aboutField(), searched ? [h("label", { for: "gaps-text" }, t("gaps.filter")), field] : null, searched || state.about ? clear : null);
}

/** Everything a gap is found by. @param {Gap} gap */
function hay(gap) {
  const side = (/** @type {GapSide | null} */ one) => (!one ? [] : one.item ? [one.item.code, label(one.item)] : one.words || []);
  return plain([...side(gap.item), ...side(gap.partner), gap.reason[state.lang === "cs" ? 0 : 1]].join(" "));
}

/** Sentences on how gaps of a kind were counted. @param {GapKind} kind */
function notes(kind) {
  const found = Object.keys(NOTES).filter((key) => NOTES[key].includes(kind.name)).map((key) => t("gaps.note." + key));
  if (kind.gaps.length) found.push(t("gaps.note.source"));
  if (kind.ours) found.push(t("gaps.note.ours"));
  if (state.about) found.push(t("gaps.about.note"));
  return found.length ? h("p", { class: "meta gap-note" }, found.join(" ")) : null;
}

/** What is said where no gap is shown. @param {number} all that hold in any reading @param {number} held in the chosen one @returns {string} */
function emptySay(all, held) {
  if (held || (state.about && !all)) return t("gaps.none.filter");
  return t(all ? "gaps.none.reading" : "gaps.none.kind");
}

/** The gaps of one kind. @param {GapKind} kind */
function kindSection(kind) {
  const held = gapsHeld(kind.name, state.about), all = new Set(READINGS.flatMap((reading) => gapsHeld(kind.name, state.about, reading))).size;
  /** @type {Map<Gap, string>} */
  const hays = new Map();
  const list = h("ol", { class: "gap-rows" }), status = h("p", { class: "meta", role: "status" }), more = h("p", {});
  const refresh = () => {
    const wanted = plain(shown.text).split(/\s+/).filter(Boolean);
    if (wanted.length && !hays.size) for (const gap of held) hays.set(gap, hay(gap));
    const found = held.filter((gap) => wanted.every((word) => (hays.get(gap) || "").includes(word))), seen = found.slice(0, shown.n);
    replace(list, seen.map(gapRow));
    status.textContent = !found.length ? emptySay(all, held.length) : seen.length < found.length ? t("gaps.shown", { n: number(seen.length), all: number(found.length) }) : many("gaps.n", found.length);
    const rest = Math.min(STEP, found.length - seen.length);
    replace(more, rest ? h("button", { type: "button", class: "wide-button", id: "gaps-more", onclick: () => {
      shown.n += STEP;
      refresh();
      const next = list.children[seen.length]?.querySelector("button");
      if (next instanceof HTMLElement) next.focus();
    } }, t("gaps.more", { n: number(rest) })) : null);
  };
  refresh();
  const others = all - held.length;
  return h("section", { class: "gap-kind", "aria-labelledby": "gap-kind-title" },
    h("button", { type: "button", class: "link back", onclick: () => go({ kind: "" }) }, "← " + t("gaps.allKinds")),
    h("h2", { id: "gap-kind-title", tabindex: "-1" }, title(kind.name)), h("p", {}, meaning("gapKind", kind.name)), notes(kind),
    filters(refresh, held.length > MANY), h("div", { class: "gap-count" }, status, ownPart(kind.name)), list, more, others ? h("p", { class: "meta" }, many("gaps.others", others)) : null);
}

/** Keep the reader where the gaps begin when another kind is shown. @param {HTMLElement} root @param {boolean} inside the focus was in the view */
function settle(root, inside) {
  const section = root.querySelector(".gap-kind, .gap-summary"), heading = document.getElementById("gap-kind-title");
  if (inside && heading) heading.focus({ preventScroll: true });
  if (section && section.getBoundingClientRect().top < 0) section.scrollIntoView({ block: "start" });
}

/** @param {HTMLElement} root */
export function gapsView(root) {
  const key = [state.kind, state.about].join(" "), inside = root.contains(document.activeElement) && document.activeElement !== root, other = shown.kind !== key;
  if (other) Object.assign(shown, { kind: key, text: "", n: STEP });
  const kind = gapKind(state.kind);
  replace(root, viewHead(t("gaps.title"), t("gaps.help"), readingSwitch()),
    h("div", { class: "gaps-view" }, kindNav(), kind ? kindSection(kind)
      : h("div", { class: "gap-summary" }, filters(() => {}, false), state.about ? h("p", { class: "meta gap-note" }, t("gaps.about.note")) : null, summary())));
  if (other) settle(root, inside);
}
