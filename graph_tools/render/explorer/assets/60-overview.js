// Overview: headline numbers, and areas × goals as bands.
function statusParts(count) { return ["fulfilled", "partiallyFulfilled", "notFulfilled"].map((name) => ({ name, n: count(name), text: term("status", name) })); }
function totalPlaces() {
  const all = DATA.totals.flatMap((total) => DATA.places[total.place] || []), seen = new Map(all.map((place) => [place.join(" "), place]));
  return [...seen.values()].sort((a, b) => a[1] - b[1]);
}
function headline() {
  const measures = kindOf("Measure"), toGoals = DATA.links.filter((link) => link.relation === "contributes-to");
  const by = (name) => toGoals.filter((link) => link.certainty === name).length;
  const official = statusParts((name) => (DATA.totals.find((total) => total.status === name) || { count: 0 }).count);
  const ours = statusParts((name) => measures.filter((item) => (factOf(item.id, "status") || [])[1] === name).length);
  const actors = new Set(DATA.links.filter((link) => link.relation === "responsible" || link.relation === "collaborating").map((link) => link.target));
  const sure = toGoals.length ? Math.round(100 * by("certain") / toGoals.length) : 0;
  return h("div", { class: "cards" },
    h("section", { class: "card" }, h("p", { class: "big" }, h("b", {}, String(measures.length)), " ", t("measuresOfPlan")),
      h("p", { class: "meta" }, t("measuresSub", { areas: kindOf("Area").length, subareas: kindOf("SubArea").length, actors: actors.size }))),
    h("section", { class: "card" }, h("h2", {}, t("official")),
      DATA.totals.length ? [stacked(official), statusList(official), h("p", { class: "meta" }, t("officialSub"), " · ", h("span", { class: "source" }, t("source") + ": " + placesText(totalPlaces())))] : h("p", { class: "meta" }, t("officialMissing"))),
    h("section", { class: "card card-own", "aria-label": t("oursLong") }, h("h2", {}, t("ours"), h("span", { class: "tag" }, t("oursNot"))), stacked(ours, true), statusList(ours), h("p", { class: "meta" }, t("oursSub"))),
    h("section", { class: "card" }, h("p", { class: "big" }, h("b", {}, sure + "\u00a0%"), " ", t("sureness")),
      h("p", { class: "meta" }, t("surenessSub", { all: toGoals.length, probable: by("probable"), uncertain: by("uncertain") })),
      h("p", { class: "meta" }, h("button", { type: "button", class: "link", onclick: () => go({ view: "list", types: "document", id: "", cell: "" }) }, t("discrepancies", { n: kindOf("Discrepancy").length })))));
}
const AREA_HUE = ["h1", "h2", "h3", "h4", "h5"];
function flowNumbers() {
  const areas = kindOf("Area"), goals = kindOf("Goal"), flows = [];
  goals.forEach((goal) => areas.forEach((area, index) => {
    const n = supporters(goal.id, state.reading).filter((id) => AREA_OF.get(SUB_OF.get(id)) === area.id).length;
    if (n) flows.push({ goal, area, n, index });
  }));
  return { areas, goals, flows };
}
function flowPicture(stage) {
  const { areas, goals, flows } = flowNumbers(), width = stage.clientWidth, left = 176, right = Math.min(384, Math.round(width * 0.44));
  const rowHeight = 34, height = goals.length * rowHeight, total = flows.reduce((sum, flow) => sum + flow.n, 0) || 1;
  const most = Math.max(1, ...goals.map((goal) => supporters(goal.id, state.reading).length));
  const unit = Math.min((rowHeight - 8) / most, (height - areas.length * 18) / total);
  const picture = svg("svg", { width, height, "aria-hidden": "true", focusable: "false", class: "bands" });
  stage.style.height = height + "px";
  const ends = goals.map((goal) => supporters(goal.id, state.reading).length);
  let top = 0;
  const space = (height - total * unit) / areas.length, goalUsed = goals.map(() => 0), buttons = [];
  areas.forEach((area, index) => {
    const own = flows.filter((flow) => flow.area === area), sum = own.reduce((n, flow) => n + flow.n, 0);
    const box = Math.max(54, sum * unit), y0 = top + space / 2;
    let used = y0;
    for (const flow of own) {
      const place = goals.indexOf(flow.goal), thick = flow.n * unit, from = used + thick / 2;
      const to = place * rowHeight + rowHeight / 2 - ends[place] * unit / 2 + goalUsed[place] + thick / 2;
      goalUsed[place] += thick;
      used += thick;
      const x1 = left, x2 = width - right, middle = (x1 + x2) / 2;
      const lit = state.id === flow.goal.id || state.id === flow.area.id;
      picture.append(svg("path", { d: `M${x1} ${from}C${middle} ${from} ${middle} ${to} ${x2} ${to}`, class: "band " + AREA_HUE[index % 5] + (lit ? " lit" : ""),
        "stroke-width": Math.max(1.5, thick), "data-goal": flow.goal.id, "data-area": flow.area.id }));
    }
    const boxTop = y0 + sum * unit / 2 - box / 2;
    const measures = kindOf("Measure").filter((item) => AREA_OF.get(SUB_OF.get(item.id)) === area.id).length;
    buttons.push(itemButton(area, { class: "flow-area", style: { top: boxTop + "px", height: box + "px", width: left + "px" } },
      h("span", { class: "edge " + AREA_HUE[index % 5], "aria-hidden": "true" }), h("span", { class: "flow-name" }, h("b", {}, area.code), " ", label(area)), h("span", { class: "count" }, many("nMeasures", measures))));
    top += sum * unit + space;
  });
  goals.forEach((goal, index) => {
    const gaps = gapsOf(goal.id, state.reading), n = ends[index];
    buttons.push(itemButton(goal, { class: "flow-goal" + (gaps.length ? " gap" : ""), style: { top: index * rowHeight + 2 + "px", height: rowHeight - 4 + "px", width: right + "px" } },
      h("span", { class: "goal-code" }, goal.code), h("span", { class: "flow-name" }, short(goal)),
      gaps.length ? h("span", { class: "gap-tag" }, gapName(gaps[0].kind)) : null,
      h("span", { class: "count" }, String(n), restsOnReading(goal.id) ? h("span", { class: "doubt" }, "?") : null)));
  });
  replace(stage, picture, buttons);
}
function overviewView(root) {
  const stage = h("div", { class: "flow" });
  replace(root, h("h1", { class: "visually-hidden" }, t("overviewTitle")), headline(),
    h("div", { class: "section-head" }, h("div", {}, h("h2", {}, t("flowTitle")), h("p", { class: "meta" }, t("flowHelp"))), readingSwitch()),
    h("div", { class: "scroll", tabindex: "-1" }, stage));
  flowPicture(stage);
}
function overviewSelection() {
  for (const band of document.querySelectorAll(".band")) {
    band.classList.toggle("lit", Boolean(state.id) && (band.dataset.goal === state.id || band.dataset.area === state.id));
    band.classList.toggle("dim", isFlowEnd(state.id) && band.dataset.goal !== state.id && band.dataset.area !== state.id);
  }
}
function isFlowEnd(id) { const item = ITEMS.get(id); return Boolean(item) && (item.kind === "Goal" || item.kind === "Area"); }
