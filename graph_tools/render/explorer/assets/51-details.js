// The panel: every fact with its certainty and source, every neighbour a button, in words.
const RELATION_ORDER = ["in-sub-area", "in-area", "in-priority", "contributes-to", "implements", "declares", "responsible", "collaborating",
  "mentions", "names-place", "uses-project", "uses-programme", "paid-from", "cites", "approved-by", "issued-by", "refers-to",
  "mentions-strategy", "unit-of", "part-of", "concerns"];
function row(name, ...value) { return [h("dt", {}, name), h("dd", {}, value)]; }
function statusBox(id) {
  const fact = factOf(id, "status");
  if (!fact) return null;
  const on = factOf(id, "assessed-on");
  return h("section", { class: "ours" },
    h("p", { class: "ours-head" }, h("span", { class: "mark s-" + fact[1], "aria-hidden": "true" }), h("b", {}, term("status", fact[1])),
      h("span", { class: "tag" }, t("ours") + " – " + t("oursNot"))),
    h("p", {}, fact[state.lang === "cs" ? 2 : 3]),
    h("p", { class: "meta" }, t("oursSub"), on ? " · " + t("assessedOn", { d: moment(on[1]) }) : "", " · ", sourceLine(fact[4])));
}
const SCHEME_OF = { recurrence: "recurrence", "event-status": "eventStatus", "instrument-group": "instrumentGroup", barrier: "barrier", level: "level", relation: "strategyRelation", "document-kind": "documentKind" };
const SHOWN_FACTS = ["indicator", "deadline", "span", "barrier", "level", "rank", "relation", "valid-from", "valid-to", "date",
  "event-status", "instrument-group", "partnership", "participation", "document-kind", "file-name", "line-count", "identifier"];
function factText(fact) {
  const words = fact[state.lang === "cs" ? 2 : 3];
  const value = SCHEME_OF[fact[0]] ? term(SCHEME_OF[fact[0]], fact[1])
    : ["start", "end", "date", "valid-from", "valid-to"].includes(fact[0]) ? moment(fact[1]) : fact[1];
  return value && words ? value + " – " + words : value || words;
}
function figureText(figure) {
  const cs = state.lang === "cs", exact = t("precision." + figure[6]);
  return (cs ? figure[0] : figure[1]) + ": " + (figure[6] && figure[6] !== "exact" ? exact + " " : "") + number(figure[2]) +
    " " + (cs ? figure[3] : figure[4]) + (figure[5] ? " (" + moment(figure[5]) + ")" : "");
}
function spanFact(facts) {
  const of = (name) => facts.find((fact) => fact[0] === name);
  const start = of("start"), end = of("end"), again = of("recurrence"), any = start || end || again;
  if (!any) return [];
  const words = [start ? t("fact.start").toLowerCase() + " " + moment(start[1]) : "", end ? t("fact.end").toLowerCase() + " " + moment(end[1]) : "", again ? term("recurrence", again[1]) : ""].filter(Boolean).join(", ");
  return [["span", "", words, words, any[4]]];
}
function otherSource(place, item) { return place !== item.place ? sourceLine(place) : null; }
function factList(item) {
  const stated = DATA.facts[item.id] || [], bound = stated.some((fact) => fact[0] === "start" || fact[0] === "end"), rows = [];
  // Without a start or an end only the recurrence is left, in Czech the very words of the deadline.
  const facts = [...stated, ...(bound || state.lang === "en" ? spanFact(stated) : [])];
  if (item.what) rows.push(row(t("fact.what"), term("discrepancyKind", item.what)));
  for (const name of SHOWN_FACTS) {
    const found = facts.filter((fact) => fact[0] === name);
    if (found.length) rows.push(row(t("fact." + (name === "span" && !bound ? "recurrence" : name)), found.map((fact) => h("div", { class: "fact" }, h("span", { lang: fact[0] === "deadline" && state.lang === "en" ? "cs" : null }, factText(fact)), otherSource(fact[4], item)))));
  }
  if (item.resolution && pick(item.resolution)) rows.push(row(t("fact.resolution"), pick(item.resolution)));
  const figures = DATA.figures[item.id] || [];
  if (figures.length) rows.push(row(t("fact.figures"), figures.map((figure) => h("div", { class: "fact" }, h("span", {}, figureText(figure)), otherSource(figure[7], item)))));
  if (namesOf(item).length) rows.push(row(t("fact.names"), h("span", { lang: "cs" }, namesOf(item).join(" · "))));
  return rows.length ? h("dl", { class: "facts" }, rows) : null;
}
function quoted(link) {
  const key = ["responsible", "collaborating", "mentions", "names-place", "mentions-strategy"].includes(link.relation) ? "worded" : "printed";
  const [before, after] = t(key).split("{x}");
  return h("span", {}, before, h("span", { lang: "cs" }, link.reading), after);
}
function linkMeta(link, groupPlace) {
  const parts = [];
  if (link.certainty) parts.push(h("span", { class: "cert c-" + link.certainty }, term("certainty", link.certainty)));
  const words = [];
  if (link.code) words.push(h("span", {}, link.code, sign(link.certainty), link.resolution ? " (" + term("codeResolution", link.resolution) + ")" : ""));
  if (link.reading && link.reading !== link.code) words.push(quoted(link));
  if (link.reason) words.push(pick(link.reason));
  if (!counts(link, state.reading)) words.push(t("notCounted"));
  if (words.length) parts.push(h("span", {}, words.flatMap((word, index) => (index ? [" · ", word] : [word]))));
  if (link.place !== groupPlace) parts.push(sourceLine(link.place));
  return h("span", { class: "meta" }, parts);
}
function neighbourGroup(title, found, end, own) {
  const groups = new Map();
  for (const link of found) { if (!groups.has(link[end])) groups.set(link[end], []); groups.get(link[end]).push(link); }
  const same = found.every((link) => link.place === found[0].place) ? found[0].place : null;
  const printed = (id) => (DATA.places[groups.get(id)[0].place] || [["", 0]])[0];
  const order = inOrder(groups.keys());
  if (end === "target" && found[0].relation === "refers-to") order.sort((a, b) => collator.compare(printed(a)[0], printed(b)[0]) || printed(a)[1] - printed(b)[1]);
  const sure = order.filter((id) => counted(groups.get(id)).length).length;
  const size = " (" + sure + (sure < order.length ? "; " + t("leftOut", { n: order.length - sure }) : "") + ")";
  return h("section", { class: "group" }, h("h3", {}, title + size), same !== null && same !== own && found.length > 1 ? h("p", { class: "meta" }, sourceLine(same)) : null,
    found.some((link) => link.resolution === "unresolved") ? h("p", { class: "meta" }, t("unresolvedNote")) : null,
    h("ul", {}, order.map((id) => {
      const item = ITEMS.get(id);
      return h("li", { class: counted(groups.get(id)).length ? null : "left-out" }, itemButton(item, { class: "neighbour", "aria-pressed": null }, badge(item, sign(surest(groups.get(id)).certainty)), h("span", { class: "name" }, label(item))),
        groups.get(id).map((link) => linkMeta(link, found.length > 1 && same !== null ? same : own)));
    })));
}
function neighbours(item) {
  const groups = [];
  // A sub-area has few links of its own and many measures: its codes stand before them.
  const order = item.kind === "SubArea" ? [...new Set(["in-area", "refers-to", ...RELATION_ORDER])] : RELATION_ORDER;
  for (const relation of order) {
    const out = links(OUT, item.id, relation), back = links(IN, item.id, relation);
    if (out.length) groups.push(neighbourGroup(t("rel." + relation), out, "target", item.place));
    if (back.length) groups.push(neighbourGroup(t("relBack." + relation), back, "source", item.place));
  }
  return groups.length ? groups : h("p", { class: "meta" }, t("linksNone"));
}
function goalBox(item) {
  const n = supportIn(item.id), gaps = gapsOf(item.id, state.reading);
  return h("section", { class: "support" + (gaps.length ? " gap" : "") }, h("h3", {}, t("coverageHead")),
    h("p", {}, h("b", {}, many("nMeasures", n[READINGS.indexOf(state.reading)])), " (" + t("reading." + state.reading) + ")"),
    h("p", { class: "meta" }, t("coverageSay", { a: n[0], b: n[1], c: n[2] })),
    gaps.map((gap) => h("p", { class: "gap-line" }, h("b", {}, gapName(gap.kind)), ": " + gap.say)),
    h("p", { class: "meta" }, t("gapOurs")));
}
function detailsOf(item) {
  const jump = [];
  if (BOXES.boxes[item.id] && state.view !== "map") jump.push(h("button", { type: "button", class: "link", onclick: () => go({ view: "map" }) }, t("showMap")));
  if (state.view !== "list") jump.push(h("button", { type: "button", class: "link", onclick: () => go({ view: "list" }) }, t("showList")));
  return [
    h("p", { class: "kicker" }, dot(FAMILY[item.kind]), t("kind." + item.kind), item.code ? h("b", {}, item.code) : null),
    h("h2", { id: "details-title", tabindex: "-1" }, label(item)),
    h("p", { class: "meta" }, sourceLine(item.place), DATA.places[item.place] ? t("sourceRest") : ""), h("p", { class: "jumps" }, jump),
    item.kind === "Goal" ? goalBox(item) : null, factList(item), statusBox(item.id), neighbours(item)].flat();
}
function cellDetails() {
  const [goal, sub] = state.cell.split(" ").map((id) => ITEMS.get(id));
  const found = links(IN, goal.id, "contributes-to").filter((link) => SUB_OF.get(link.source) === sub.id && counts(link, state.reading));
  return [
    h("p", { class: "kicker" }, t("matrixTitle")),
    h("h2", { id: "details-title", tabindex: "-1" }, t("cellTitle", { sub: sub.code, goal: goal.code })),
    h("p", {}, label(sub) + " → " + label(goal)),
    found.length ? neighbourGroup(t("relBack.contributes-to"), found, "source") : h("p", {}, t("empty")),
    h("section", { class: "group" }, h("ul", {}, [goal, sub].map((item) => h("li", {}, itemButton(item, { class: "neighbour", "aria-pressed": null }, badge(item), h("span", { class: "name" }, label(item))))))) ];
}
function gapList() {
  const goals = kindOf("Goal"), found = goals.map((goal) => [goal, gapsOf(goal.id, state.reading)]).filter((pair) => pair[1].length);
  return h("section", { class: "gaps" }, h("h2", { id: "details-title", tabindex: "-1" }, t("gaps")),
    h("p", {}, found.length ? t("gapsSummary", { n: found.length, all: goals.length }) : t("gapsNone")),
    h("ul", { class: "gap-items" }, found.map(([goal, gaps]) => h("li", {},
      itemButton(goal, { class: "gap-item", "aria-pressed": null }, badge(goal), h("span", { class: "name" }, short(goal))),
      gaps.map((gap) => h("p", {}, h("b", {}, gapName(gap.kind)), ": " + gap.say))))),
    h("p", { class: "meta" }, t("gapsRest")));
}
function legend() {
  return h("section", { class: "legend" }, h("h3", {}, t("legend")),
    h("ul", {}, FAMILIES.map((family) => h("li", {}, dot(family), t("family." + family)))),
    h("ul", {}, h("li", {}, h("span", { class: "dot hatch", "aria-hidden": "true" }), t("hatch")), h("li", {}, h("span", { class: "dot doubt", "aria-hidden": "true" }, "?"), t("doubt"))),
    h("p", { class: "meta" }, t("readingHelp"), " ", signsHelp()));
}
function showPanel() {
  const panel = document.getElementById("panel");
  const item = ITEMS.get(state.id), open = Boolean(item || state.cell);
  panel.classList.toggle("open", open);
  const content = item ? detailsOf(item) : state.cell ? cellDetails()
    : [state.unknown ? h("p", { class: "notice", role: "status" }, t("unknownItem")) : null, gapList(), h("p", { class: "meta" }, t("choose")), legend()];
  replace(panel, open ? h("button", { type: "button", class: "close", "aria-label": t("close"), onclick: () => go({ id: "", cell: "" }) }, h("span", { "aria-hidden": "true" }, "×")) : null, content);
  const covered = open && window.matchMedia("(max-width: 900px)").matches;
  for (const part of document.querySelectorAll(".top, .tabs, #main")) part.inert = covered;
  panel.setAttribute("aria-label", t("details"));
  panel.scrollTop = 0;
}
