// List: every item with its neighbours, sortable and filterable; the equal of the map without a picture.
const list = { sort: "kind", down: false, text: "" };
const LINK_WORDS = ["contributes-to", "implements", "declares", "responsible", "collaborating", "in-sub-area", "in-area", "in-priority", "unit-of", "part-of", "concerns", "paid-from", "refers-to"];
const AT_MOST = 12;
function linkName(id, found) {
  const one = ITEMS.get(id);
  return [codeOf(one) || short(one), sign(surest(found).certainty)];
}
function joined(ids, groups) { return ids.map((id, index) => [index ? ", " : "", linkName(id, groups.get(id))]); }
// Links that count in the chosen reading first, then the rest in brackets, said to be left out.
function linkLine(title, found, end) {
  const groups = new Map();
  for (const link of found) { if (!groups.has(link[end])) groups.set(link[end], []); groups.get(link[end]).push(link); }
  const ids = inOrder(groups.keys()), sure = ids.filter((id) => counted(groups.get(id)).length), rest = ids.filter((id) => !sure.includes(id));
  const more = (all) => (all.length > AT_MOST ? " " + t("more", { n: all.length - AT_MOST }) : "");
  return h("span", {}, h("span", { class: "quiet" }, title + " (" + sure.length + "): "), joined(sure.slice(0, AT_MOST), groups), more(sure),
    rest.length ? h("span", { class: "left-out" }, sure.length ? " " : "", "(", h("span", { class: "visually-hidden" }, t("notCounted") + ": "), joined(rest.slice(0, AT_MOST), groups), more(rest), ")") : null);
}
function linkWords(item) {
  const lines = [];
  for (const relation of LINK_WORDS) {
    for (const [map, end, key] of [[OUT, "target", "rel."], [IN, "source", "relBack."]]) {
      const found = links(map, item.id, relation);
      if (found.length && !(relation === "concerns" && map === IN)) lines.push(linkLine(t(key + relation), found, end));
    }
  }
  return lines;
}
function load(item) { return counted(links(OUT, item.id)).length + counted(links(IN, item.id)).length; }
function due(item) {
  const fact = factOf(item.id, "deadline"), span = spanFact(DATA.facts[item.id] || [])[0];
  if (!fact) return "";
  return state.lang === "en" && /\p{L}/u.test(fact[2]) ? (span ? span[3] : h("span", { lang: "cs" }, fact[2])) : fact[2];
}
// A bare year is due at its end; what has no end stands last in either direction.
function dueKey(item) { const fact = factOf(item.id, "deadline") && factOf(item.id, "end"); return !fact ? "" : fact[1].length === 4 ? fact[1] + "-12" : fact[1]; }
const SORTS = {
  code: (a, b) => (a.code === "") - (b.code === "") || collator.compare(a.code, b.code),
  kind: (a, b) => FAMILIES.indexOf(FAMILY[a.kind]) - FAMILIES.indexOf(FAMILY[b.kind]) || collator.compare(t("kind." + a.kind), t("kind." + b.kind)),
  label: (a, b) => collator.compare(label(a), label(b)),
  due: (a, b) => collator.compare(dueKey(a), dueKey(b)),
  links: (a, b) => load(b) - load(a),
};
function chosenTypes() { return state.types ? state.types.split(",") : FAMILIES; }
function listRows() {
  const types = chosenTypes(), wanted = tokens(list.text);
  const found = DATA.items.filter((item) => types.includes(FAMILY[item.kind]) && fits(item, wanted));
  const endless = (item) => list.sort === "due" && dueKey(item) === "";
  found.sort((a, b) => endless(a) - endless(b) || (list.down ? -1 : 1) * SORTS[list.sort](a, b) || PLACE.get(a.id) - PLACE.get(b.id));
  return found;
}
function fillRows(body, status) {
  const found = listRows();
  replace(body, found.map((item) => h("tr", { "data-row": item.id, "aria-selected": null, class: state.id === item.id ? "chosen" : "" },
    h("td", { class: "code" }, item.code),
    h("td", { class: "kind" }, h("span", { class: "kind-line" }, dot(FAMILY[item.kind]), t("kind." + item.kind))),
    h("th", { scope: "row" }, itemButton(item, { class: "row-link" }, label(item))),
    h("td", { class: "due" }, due(item)),
    h("td", { class: "words" }, linkWords(item)))));
  status.textContent = t("rows", { n: found.length, all: DATA.items.length });
}
function listView(root) {
  const body = h("tbody", {}), status = h("p", { class: "meta", role: "status" });
  const refresh = () => fillRows(body, status);
  const headers = ["code", "kind", "label", "due", "links"].map((name) => h("th", { scope: "col", class: "h-" + name, "aria-sort": list.sort === name ? (list.down ? "descending" : "ascending") : "none" },
    h("button", { type: "button", class: "sorter", "data-sort": name, onclick: () => {
      list.down = list.sort === name && !list.down;
      list.sort = name;
      for (const one of headers) one.setAttribute("aria-sort", one.firstChild.dataset.sort === name ? (list.down ? "descending" : "ascending") : "none");
      refresh();
    } }, t("col." + name))));
  const field = h("input", { type: "search", id: "list-filter", value: list.text, autocomplete: "off", oninput: (event) => { list.text = event.target.value; refresh(); } });
  const kinds = h("fieldset", { class: "chips" }, h("legend", { class: "visually-hidden" }, t("filterKinds")), FAMILIES.map((family) => h("label", { class: "chip" },
    h("input", { type: "checkbox", value: family, checked: chosenTypes().includes(family), onchange: () => {
      const on = [...kinds.querySelectorAll("input:checked")].map((input) => input.value);
      go({ types: on.length === FAMILIES.length ? "" : on.join(",") || "measure" });
    } }), dot(family), t("family." + family) + " (" + DATA.items.filter((item) => FAMILY[item.kind] === family).length + ")")));
  replace(root, h("div", { class: "section-head" }, h("h1", {}, t("listTitle")), h("div", { class: "filter" }, h("label", { for: "list-filter" }, t("filterText")), field,
    h("button", { type: "button", class: "plain", onclick: () => { list.text = ""; go({ types: "" }); show(true); } }, t("clear")))),
  h("div", { class: "section-head" }, kinds, readingSwitch()), status, h("p", { class: "meta" }, signsHelp()),
  h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": t("listTitle") }, h("table", { class: "list" }, h("thead", {}, h("tr", {}, headers)), body)));
  refresh();
}
