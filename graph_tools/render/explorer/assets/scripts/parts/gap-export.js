// Gaps as a table to be saved: of the kind chosen, or of all kinds.
import { READINGS } from "../core/data.js";
import { gapKind, gapKinds, gapName, gapSay, gapsHeld } from "../core/gaps.js";
import { state } from "../core/state.js";
import { named, pick, t } from "../core/words.js";
import { placesOf, placesText } from "./sources.js";

/** @param {GapSide | null} side */
function sideText(side) {
  return !side ? "" : side.item ? named(side.item) : side.words ? pick(side.words) : "";
}

/** The gaps shown, those that hold in the chosen reading, each with all readings in which it holds. */
export function gapsTable() {
  const chosen = gapKind(state.kind), kinds = chosen ? [chosen] : gapKinds();
  const yes = (/** @type {boolean} */ held) => t(held ? "export.yes" : "export.no");
  return {
    name: t("view.gaps") + (chosen ? " " + gapName(chosen.name) : ""),
    columns: [t("export.gapKind"), t("export.gapItem"), t("export.gapPartner"), t("export.gapWhy"), ...READINGS.map((reading) => t("reading") + ": " + t("reading." + reading)), t("source")],
    rows: kinds.flatMap((kind) => gapsHeld(kind.name, state.about).map((gap) => [gapName(kind.name), sideText(gap.item), sideText(gap.partner), gapSay(gap),
      ...gap.holds.map(yes), placesText(placesOf(gap.place))])),
  };
}
