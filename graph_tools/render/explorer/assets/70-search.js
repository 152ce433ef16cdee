// Search as you type: accents ignored, all words must be found, codes and other names too.
const HAY = new Map();
function hay(item) {
  if (!HAY.has(item.id)) {
    const more = [...links(OUT, item.id, "refers-to"), ...links(IN, item.id, "refers-to")].flatMap((link) => [link.code, link.reading]);
    HAY.set(item.id, plain([item.code, item.cs, item.en, TEXTS["kind." + item.kind].cs, TEXTS["kind." + item.kind].en, ...namesOf(item), ...more].join(" ")));
  }
  return HAY.get(item.id);
}
function tokens(text) { return plain(text).split(/\s+/).filter(Boolean); }
function fits(item, wanted) { return wanted.every((word) => hay(item).includes(word)); }
function score(item, text) {
  const code = plain(item.code), name = plain(label(item)), whole = plain(text).trim();
  return (code === whole ? 0 : code.startsWith(whole) ? 1 : name.startsWith(whole) ? 2 : namesOf(item).some((other) => plain(other) === whole) ? 2 : name.includes(whole) ? 3 : 4) * 100 + FAMILIES.indexOf(FAMILY[item.kind]);
}
function find(text) {
  const wanted = tokens(text);
  return wanted.length ? DATA.items.filter((item) => fits(item, wanted)).sort((a, b) => score(a, text) - score(b, text)) : [];
}
const search = { at: -1, found: [] };
function closeSearch() {
  const box = document.getElementById("results"), field = document.getElementById("search");
  box.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
  search.at = -1;
}
function showFound() {
  const field = document.getElementById("search"), box = document.getElementById("results"), status = document.getElementById("search-status");
  search.at = -1;
  field.removeAttribute("aria-activedescendant");
  if (!tokens(field.value).length) { status.textContent = ""; closeSearch(); return; }
  const all = find(field.value);
  search.found = all.slice(0, 10);
  replace(box, search.found.map((item, index) => h("div", { role: "option", id: "option-" + index, "aria-selected": "false", "data-found": item.id, onmousedown: (event) => { event.preventDefault(); choose(item); } },
    badge(item), h("span", { class: "name" }, label(item)), h("span", { class: "quiet" }, t("kind." + item.kind)))),
  all.length > search.found.length ? h("div", { role: "option", id: "option-" + search.found.length, "aria-selected": "false", class: "all", onmousedown: (event) => { event.preventDefault(); chooseAll(); } }, t("foundAll", { n: all.length })) : null);
  status.textContent = all.length ? t("found", { n: all.length }) : t("foundNone");
  const open = all.length > 0;
  box.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
}
function choose(item) {
  document.getElementById("search").value = "";
  document.getElementById("search-status").textContent = "";
  closeSearch();
  select(item.id);
}
function chooseAll() {
  list.text = document.getElementById("search").value;
  document.getElementById("search").value = "";
  document.getElementById("search-status").textContent = "";
  closeSearch();
  if (state.view === "list" && !state.types) show(true);
  else go({ view: "list", types: "" });
}
function searchKeys(event) {
  const options = [...document.querySelectorAll("#results [role=option]")];
  if (event.key === "Escape") { event.target.value = ""; showFound(); event.stopPropagation(); return; }
  if (event.key === "Enter") {
    event.preventDefault();
    const at = search.at < 0 ? 0 : search.at;
    if (search.found[at]) choose(search.found[at]);
    else if (options.length) chooseAll();
    return;
  }
  if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !options.length) return;
  event.preventDefault();
  search.at = (search.at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
  options.forEach((option, index) => option.setAttribute("aria-selected", String(index === search.at)));
  options[search.at].scrollIntoView({ block: "nearest" });
  event.target.setAttribute("aria-activedescendant", options[search.at].id);
}
