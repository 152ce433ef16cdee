// Matrix: goals × sub-areas; gaps hatched and named, doubtful cells marked.
function cellButton(goal, sub) {
  const n = cell(goal.id, sub.id), shown = n[READINGS.indexOf(state.reading)], doubtful = n[0] !== n[2], key = goal.id + " " + sub.id;
  if (!n[2]) return h("td", { class: "none" }, h("span", { "aria-hidden": "true" }, "·"), h("span", { class: "visually-hidden" }, t("empty")));
  const depth = shown === 0 ? 0 : shown < 3 ? 1 : shown < 6 ? 2 : shown < 10 ? 3 : 4;
  return h("td", { class: "d" + depth }, h("button", { type: "button", "data-cell": key, "aria-pressed": String(state.cell === key), onclick: () => go({ cell: key, id: "" }),
    "aria-label": t("cellSay", { goal: t("kind.Goal") + " " + goal.code, sub: sub.code, n: many("nMeasures", shown), a: n[0], b: n[1], c: n[2] }) },
  String(shown), doubtful ? h("span", { class: "doubt" }, "?") : null));
}
function matrixView(root) {
  const goals = kindOf("Goal"), subs = kindOf("SubArea"), at = READINGS.indexOf(state.reading);
  let priority = "";
  const rows = goals.map((goal) => {
    const gaps = gapsOf(goal.id, state.reading), n = supportIn(goal.id), own = (links(OUT, goal.id, "in-priority")[0] || {}).target;
    const first = own && own !== priority;
    priority = own;
    return h("tr", { class: (gaps.length ? "gap" : "") + (first ? " first" : "") },
      h("th", { scope: "row" }, itemButton(goal, { class: "row-head" }, h("span", { class: "goal-code" }, goal.code), h("span", { class: "name" }, short(goal)))),
      subs.map((sub) => cellButton(goal, sub)),
      h("td", { class: "sum" }, String(n[at]), n[0] !== n[2] ? h("span", { class: "doubt" }, "?") : null),
      h("td", { class: "gap-cell" }, gaps.length ? gaps.map((gap) => h("span", { class: "gap-tag" }, gapName(gap.kind))) : h("span", { class: "quiet" }, t("gap.none"))));
  });
  const sums = subs.map((sub) => goals.reduce((sum, goal) => sum + cell(goal.id, sub.id)[at], 0));
  replace(root, h("div", { class: "section-head" }, h("div", {}, h("h1", {}, t("matrixTitle")), h("p", { class: "meta" }, t("matrixHelp"))), readingSwitch()),
    h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": t("matrixTitle") },
      h("table", { class: "matrix" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("kind.Goal")),
          subs.map((sub) => h("th", { scope: "col", class: "col" }, itemButton(sub, { class: "col-head" }, h("b", {}, sub.code), h("span", { class: "name" }, short(sub))))),
          h("th", { scope: "col", class: "col sum" }, t("total")), h("th", { scope: "col", class: "col gap-cell" }, t("gapCol")))),
        h("tbody", {}, rows),
        h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("linksTotal")), sums.map((sum) => h("td", {}, String(sum))), h("td", { class: "sum" }, String(sums.reduce((a, b) => a + b, 0))), h("td", {}))))),
    h("p", { class: "meta" }, t("totalNote"), " ", t("hatch") + ". " + t("doubt") + ". " + t("gapOurs")));
}
