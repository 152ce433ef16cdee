// Support of goals in a reading, and the gaps that the gap queries found, in words.
const GOAL_GAPS = new Map(kindOf("Goal").map((goal) => [goal.id, DATA.gaps[goal.code] || []]));
function supporters(goal, reading) { return links(IN, goal, "contributes-to").filter((link) => counts(link, reading)).map((link) => link.source); }
function supportIn(goal) { return READINGS.map((reading) => supporters(goal, reading).length); }
function cell(goal, sub) { return DATA.coverage[goal + " " + sub] || [0, 0, 0]; }
function gapsOf(goal, reading) {
  const held = GOAL_GAPS.get(goal).filter((row) => row[3][READINGS.indexOf(reading)] === "yes");
  // Where nothing contributes, that says it all.
  const bare = held.filter((row) => row[0] === "uncovered");
  return (bare.length ? bare : held).map(([kind, cs, en]) => ({ kind, say: pick([cs, en]) }));
}
function gapName(kind) { return term("gapKind", kind) + (kind === "unfulfilled" ? "\u00a0" + t("gapOurMark") : ""); }
function restsOnReading(goal) { const n = supportIn(goal); return n[0] !== n[2]; }
