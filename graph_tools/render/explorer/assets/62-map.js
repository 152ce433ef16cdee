// Measures map: vis-network draws boxes and lines on a canvas, real buttons lie over the boxes.
let network = null, edgeSet = null;
const LINE = { certain: false, probable: [7, 5], uncertain: [2, 4] };
const MAP_HUE = { "contributes-to": "--line-goal", implements: "--line-strategic", responsible: "--line-actor", collaborating: "--line-actor" };
function boxText(item) {
  if (item.kind === "Measure" || FAMILY[item.kind] === "strategic") return item.code;
  if (FAMILY[item.kind] === "actor") return codeOf(item) || short(item);
  return [h("b", {}, item.code), " ", short(item)];
}
function mapBox(item) {
  const [left, top, width, height] = BOXES.boxes[item.id];
  const role = item.kind === "SubArea" ? " sub" : "";
  return itemButton(item, { class: "box f-" + FAMILY[item.kind] + role, tabindex: "-1", "aria-label": t("kind." + item.kind) + " " + named(item),
    style: { left: left + "px", top: top + "px", [item.kind === "SubArea" ? "max-width" : "width"]: width + "px", height: height + "px" } }, h("span", {}, boxText(item)));
}
function mapView(root) {
  const canvas = h("div", { class: "canvas", "aria-hidden": "true" });
  const layer = h("div", { class: "boxes", role: "group", "aria-label": t("mapTitle"), onkeydown: mapKeys },
    DATA.items.filter((item) => BOXES.boxes[item.id]).map(mapBox));
  const stage = h("div", { class: "stage" }, canvas, layer);
  const holder = h("div", { class: "scroll map-scroll" }, stage);
  replace(root, h("div", { class: "section-head" }, h("div", {}, h("h1", {}, t("mapTitle")), h("p", { class: "meta" }, t("mapHelp"), " ", h("span", { class: "phone-only" }, t("mapPhone")))), readingSwitch()), holder);
  const scale = Math.max(0.94, Math.min(1.5, (holder.clientWidth - 10) / BOXES.width));
  const width = Math.round(BOXES.width * scale), height = Math.ceil(BOXES.height * scale);
  for (const part of [stage, canvas]) { part.style.width = width + "px"; part.style.height = height + "px"; }
  layer.style.transform = "scale(" + scale + ")";
  if (network) network.destroy();
  const began = performance.now();
  edgeSet = new vis.DataSet(NETWORK.edges);
  network = new vis.Network(canvas, { nodes: new vis.DataSet(NETWORK.nodes.map((node) => Object.assign({ color: "rgba(0,0,0,0)" }, node, { label: undefined }))), edges: edgeSet }, NETWORK.options);
  network.moveTo({ position: { x: BOXES.width / 2, y: BOXES.height / 2 }, scale, animation: false });
  network.once("afterDrawing", () => { document.documentElement.dataset.drawn = String(Math.round(performance.now() - began)); });
  document.documentElement.dataset.edges = String(Object.keys(network.body.edges).length);
  for (const part of canvas.querySelectorAll("[tabindex], canvas")) part.setAttribute("tabindex", "-1");
  mapSelection();
}
function isShown(edge) {
  if (!state.id || !counts(edge, state.reading)) return false;
  return edge.from === state.id || edge.to === state.id;
}
function mapSelection() {
  if (!network || !document.querySelector(".boxes")) return;
  const style = getComputedStyle(document.documentElement), near = new Set([state.id]), changes = [];
  for (const edge of NETWORK.edges) {
    const shown = isShown(edge), was = edgeSet.get(edge.id).hidden === false;
    if (shown) { near.add(edge.from); near.add(edge.to); }
    if (!shown && !was) continue;
    const steep = edge.relation === "implements";
    changes.push({ id: edge.id, hidden: !shown, dashes: LINE[edge.certainty] || false, width: edge.relation === "responsible" ? 3.2 : 2,
      color: { color: style.getPropertyValue(MAP_HUE[edge.relation]).trim() },
      smooth: { enabled: true, type: "cubicBezier", forceDirection: steep ? "vertical" : "horizontal", roundness: 0.45 } });
  }
  edgeSet.update(changes);
  const item = ITEMS.get(state.id);
  if (item && item.kind === "SubArea") for (const [measure, sub] of SUB_OF) if (sub === item.id) near.add(measure);
  if (item && item.kind === "Measure") near.add(SUB_OF.get(item.id));
  const any = Boolean(item) && Boolean(BOXES.boxes[state.id]);
  for (const box of document.querySelectorAll(".box")) {
    box.classList.toggle("dim", any && !near.has(box.dataset.id));
    box.classList.toggle("near", any && near.has(box.dataset.id));
  }
  const first = document.querySelector('.box[aria-pressed="true"]') || document.querySelector('.box[tabindex="0"]') || document.querySelector(".box");
  for (const box of document.querySelectorAll('.box[tabindex="0"]')) box.setAttribute("tabindex", "-1");
  first.setAttribute("tabindex", "0");
}
const TOWARDS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function mapKeys(event) {
  const way = TOWARDS[event.key], from = event.target.closest(".box");
  if (!way || !from) return;
  event.preventDefault();
  const middle = (id) => { const [x, y, w, hh] = BOXES.boxes[id]; return [x + w / 2, y + hh / 2]; };
  const [x, y] = middle(from.dataset.id);
  let best = null, least = Infinity;
  for (const box of document.querySelectorAll(".box")) {
    const [bx, by] = middle(box.dataset.id), along = (bx - x) * way[0] + (by - y) * way[1], aside = Math.abs((bx - x) * way[1]) + Math.abs((by - y) * way[0]);
    if (along > 4 && along + aside * 3 < least) { least = along + aside * 3; best = box; }
  }
  if (!best) return;
  from.setAttribute("tabindex", "-1");
  best.setAttribute("tabindex", "0");
  best.focus();
}
