// Data of the page, read once; words in the chosen language.
function read(id) { return JSON.parse(document.getElementById(id).textContent); }
const DATA = read("data"), TEXTS = read("texts"), BOXES = read("boxes"), NETWORK = read("network");
const LINK_FIELDS = ["source", "relation", "target", "place", "certainty", "reading", "code", "resolution", "reason"];
DATA.links = DATA.links.map((row) => {
  const link = Object.fromEntries(LINK_FIELDS.map((name, index) => [name, row[index] || (name === "place" ? row[index] : "")]));
  link.source = DATA.items[row[0]].id;
  link.target = DATA.items[row[2]].id;
  return link;
});
const READINGS = ["strict", "default", "lenient"];
const LEVEL = { certain: 0, probable: 1, uncertain: 2 };
const FAMILY = {
  Measure: "measure", Goal: "goal", Priority: "goal", ThematicMeasure: "strategic", CrossCuttingMeasure: "strategic",
  Organisation: "actor", OrganisationalUnit: "actor", ActorGroup: "actor", Municipality: "actor", Area: "area", SubArea: "area",
  Strategy: "strategy", ActionPlan: "strategy", Resolution: "strategy", Project: "means", FundingProgramme: "means",
  Instrument: "means", Event: "means", SourceDocument: "document", Discrepancy: "document",
};
const FAMILIES = ["measure", "goal", "strategic", "actor", "area", "strategy", "means", "document"];
const PLACE = new Map(DATA.items.map((item, index) => [item.id, index]));
function inOrder(ids) { return [...ids].sort((a, b) => PLACE.get(a) - PLACE.get(b)); }
const ITEMS = new Map(DATA.items.map((item) => [item.id, item]));
const BY_KIND = {};
for (const item of DATA.items) (BY_KIND[item.kind] = BY_KIND[item.kind] || []).push(item);
function kindOf(kind) { return BY_KIND[kind] || []; }
const OUT = new Map(), IN = new Map();
for (const link of DATA.links) {
  if (!OUT.has(link.source)) OUT.set(link.source, []);
  if (!IN.has(link.target)) IN.set(link.target, []);
  OUT.get(link.source).push(link);
  IN.get(link.target).push(link);
}
function links(map, id, relation) { return (map.get(id) || []).filter((link) => !relation || link.relation === relation); }
function counts(link, reading) { return (LEVEL[link.certainty] || 0) <= READINGS.indexOf(reading); }
function surest(found) { return found.reduce((best, link) => ((LEVEL[link.certainty] || 0) < (LEVEL[best.certainty] || 0) ? link : best)); }
function counted(found) { return found.filter((link) => counts(link, state.reading)); }
function t(key, values) {
  const entry = TEXTS[key];
  let text = entry ? entry[state.lang] : key;
  for (const [name, value] of Object.entries(values || {})) text = text.split("{" + name + "}").join(String(value));
  return text;
}
function many(key, n, values) { return t(key + (n === 1 ? ".one" : ".other"), Object.assign({ n }, values)); }
function label(item) { return item[state.lang]; }
function short(item) { return item.short ? pick(item.short) : label(item); }
// The number of a town says nothing to a reader: its name stands alone.
function codeOf(item) { return item.kind === "Municipality" ? "" : item.code; }
function namesOf(item) { return item.names || []; }
function pick(pair) { return pair[state.lang === "cs" ? 0 : 1]; }
function named(item) { return codeOf(item) ? item.code + "\u00a0– " + label(item) : label(item); }
function term(scheme, value) { const found = DATA.terms[scheme + "/" + value]; return found ? pick(found) : value; }
function number(value) { return new Intl.NumberFormat(state.lang, { maximumFractionDigits: 6 }).format(Number(value)); }
function moment(text) {
  const parts = String(text).split("-");
  if (parts.length === 3) {
    if (state.lang === "cs") return Number(parts[2]) + ".\u00a0" + Number(parts[1]) + ".\u00a0" + parts[0];
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(text + "T00:00:00Z"));
  }
  return parts.length === 2 ? Number(parts[1]) + "/" + parts[0] : String(text);
}
function plain(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u00a0\u202f]/g, " ").toLowerCase(); }
let collator = new Intl.Collator("cs", { numeric: true });
function factOf(id, name) { return (DATA.facts[id] || []).find((fact) => fact[0] === name); }
const ROOT_PLAN = DATA.items.find((item) => { const fact = factOf(item.id, "relation"); return fact && fact[1] === "subject"; });
const AREA_OF = new Map();
for (const link of DATA.links) if (link.relation === "in-area") AREA_OF.set(link.source, link.target);
const SUB_OF = new Map();
for (const link of DATA.links) if (link.relation === "in-sub-area") SUB_OF.set(link.source, link.target);
