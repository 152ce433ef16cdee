// The state is the hash of the address; whatever is not on a list is dropped.
const VIEWS = ["overview", "matrix", "map", "list"];
const state = { view: "overview", id: "", cell: "", lang: "cs", reading: "default", types: "" };
function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  const narrow = window.matchMedia("(max-width: 700px)").matches;
  const take = (name, allowed, otherwise) => (allowed.includes(given.get(name)) ? given.get(name) : otherwise);
  const id = given.get("id") || "";
  const [goal, sub] = (given.get("cell") || "").split(" ");
  const types = (given.get("types") || "").split(",").filter((name) => FAMILIES.includes(name));
  return {
    view: take("view", VIEWS, narrow ? "list" : "overview"),
    id: ITEMS.has(id) ? id : "",
    unknown: id !== "" && !ITEMS.has(id),
    cell: ITEMS.has(goal) && ITEMS.has(sub) ? goal + " " + sub : "",
    lang: take("lang", ["cs", "en"], "cs"),
    reading: take("reading", READINGS, "default"),
    types: [...new Set(types)].join(","),
  };
}
function hashOf(next) {
  const query = new URLSearchParams();
  for (const name of ["view", "id", "cell", "types"]) if (next[name]) query.set(name, next[name]);
  query.set("lang", next.lang);
  query.set("reading", next.reading);
  return "#" + query.toString().replace(/%2F/g, "/").replace(/%2C/g, ",");
}
function go(changes) {
  const next = Object.assign({}, state, changes);
  if (hashOf(next) === location.hash) show();
  else location.hash = hashOf(next);
}
function select(id) { go({ id, cell: "" }); }
