// What colours and signs mean.
import { FAMILIES } from "../core/data.js";
import { h } from "../core/dom.js";
import { t } from "../core/words.js";
import { dot, signsHelp } from "./items.js";

export function legend() {
  return h("section", { class: "legend" }, h("h3", {}, t("legend")),
    h("ul", {}, FAMILIES.map((family) => h("li", {}, dot(family), t("family." + family)))),
    h("ul", {}, h("li", {}, h("span", { class: "dot hatch", "aria-hidden": "true" }), t("hatch")),
      h("li", {}, h("span", { class: "dot doubt", "aria-hidden": "true" }, "?"), t("doubt"))),
    h("p", { class: "meta" }, t("readingHelp"), " ", signsHelp()));
}
