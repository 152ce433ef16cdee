// Support of goals in a reading, and the gaps that follow from it, in words.
const THIN = 3, BROAD = 5;
function supporters(goal, reading) { return links(IN, goal, "contributes-to").filter((link) => counts(link, reading)).map((link) => link.source); }
function supportIn(goal) { return READINGS.map((reading) => supporters(goal, reading).length); }
function cell(goal, sub) { return DATA.coverage[goal + " " + sub] || [0, 0, 0]; }
function codes(ids, goal) {
  return inOrder(ids).map((id) => {
    const link = surest(links(OUT, id, "contributes-to").filter((one) => one.target === goal));
    return ITEMS.get(id).code + (LEVEL[link.certainty] ? " (" + term("certainty", link.certainty) + ")" : "");
  }).join(", ");
}
function gapsOf(goal, reading) {
  const found = supporters(goal, reading), all = supporters(goal, "lenient"), gaps = [];
  if (!found.length) {
    gaps.push(all.length ? { kind: "doubtful", say: t("gapSay.doubtful", { n: all.length }) } : { kind: "uncovered", say: t("gapSay.uncovered") });
    return gaps;
  }
  if (found.length < THIN) gaps.push({ kind: "thin", say: many("gapSay.thin", found.length, { list: codes(found, goal) }) });
  else if (found.every((id) => links(OUT, id, "contributes-to").filter((link) => counts(link, reading)).length >= BROAD)) {
    gaps.push({ kind: "broad", say: t("gapSay.broad", { list: codes(found, goal) }) });
  }
  if (!found.some((id) => (factOf(id, "status") || [])[1] === "fulfilled")) gaps.push({ kind: "unfulfilled", say: t("gapSay.unfulfilled") });
  const leads = new Set(found.flatMap((id) => links(OUT, id, "responsible").filter((link) => counts(link, reading)).map((link) => link.target)));
  if (leads.size === 1 && found.length > 1) gaps.push({ kind: "single", say: t("gapSay.single", { actor: label(ITEMS.get([...leads][0])) }) });
  return gaps;
}
function restsOnReading(goal) { const n = supportIn(goal); return n[0] !== n[2]; }
