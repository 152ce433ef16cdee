// vis-network: unpacked and started when a view first needs it.
import { packedPart } from "./data.js";

/** @type {Promise<any> | null} */
let started = null;

/** Return the `vis` object of vis-network. @returns {Promise<any>} */
export function loadVis() {
  started = started || packedPart("vis").then((text) => {
    const tag = document.createElement("script");
    tag.textContent = text;
    document.head.append(tag);
    return /** @type {any} */ (window).vis;
  });
  return started;
}
