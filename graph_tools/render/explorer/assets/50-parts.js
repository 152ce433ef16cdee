// Pieces used by several views.
function badge(item, mark) {
  return h("span", { class: "badge f-" + FAMILY[item.kind] }, codeOf(item) || t("kind." + item.kind).slice(0, 1), mark);
}
function dot(family) { return h("span", { class: "dot f-" + family, "aria-hidden": "true" }); }
function readingSwitch() {
  return h("fieldset", { class: "switch" }, h("legend", {}, t("reading")),
    h("div", { class: "switch-row" }, READINGS.map((name) => h("label", {},
      h("input", { type: "radio", name: "reading", value: name, checked: state.reading === name, onchange: () => go({ reading: name }) }),
      h("span", {}, t("reading." + name))))));
}
// A doubtful link wherever it stands in a row: a sign for the eye, a word for screen readers.
function sign(certainty) {
  if (!LEVEL[certainty]) return null;
  return [h("span", { class: "unsure", "aria-hidden": "true" }, "?".repeat(LEVEL[certainty])),
    h("span", { class: "visually-hidden" }, " (" + term("certainty", certainty) + ")")];
}
function signsHelp() { return t("signs", { probable: term("certainty", "probable"), uncertain: term("certainty", "uncertain") }); }
function pressed(id) { return String(state.id === id); }
function itemButton(item, extra, ...children) {
  return h("button", Object.assign({ type: "button", "data-id": item.id, "aria-pressed": pressed(item.id), onclick: () => select(item.id) }, extra), children);
}
function docName(item) {
  const kind = factOf(item.id, "document-kind");
  const name = kind ? term("documentKind", kind[1]) : short(item);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
// Ranges of lines that overlap are said once.
function merged(spans) {
  const kept = [];
  for (const [first, last] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const before = kept[kept.length - 1];
    if (before && first <= before[1]) before[1] = Math.max(before[1], last);
    else kept.push([first, last]);
  }
  return kept;
}
function placesText(places) {
  const by = new Map();
  for (const [code, first, last] of places) {
    if (!by.has(code)) by.set(code, []);
    by.get(code).push([first, last]);
  }
  return [...by].map(([code, found]) => {
    const spans = merged(found).map(([first, last]) => (first === last ? String(first) : first + "–" + last));
    const document = kindOf("SourceDocument").find((item) => item.code === code);
    return (document ? docName(document) : code) + ", " + t(spans.length === 1 && !spans[0].includes("–") ? "line" : "lines", { a: spans.join(", ") }).replace(" ", "\u00a0");
  }).join("; ");
}
function sourceLine(index) {
  const places = DATA.places[index];
  return h("span", { class: "source" }, places ? t("source") + ": " + placesText(places) : t("sourceNone"));
}
function stacked(parts, own) {
  return h("div", { class: "stack" + (own ? " own" : ""), "aria-hidden": "true" },
    parts.map((part) => h("span", { class: "part s-" + part.name, style: { "flex-grow": String(part.n) } })));
}
function statusList(parts) {
  return h("ul", { class: "status-list" }, parts.map((part) => h("li", {},
    h("span", { class: "mark s-" + part.name, "aria-hidden": "true" }), h("b", {}, String(part.n)), " ", part.text)));
}
