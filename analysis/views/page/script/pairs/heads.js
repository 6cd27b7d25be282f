// What stands above two texts that are shown together.

import { documentLink } from "../elements/links.js";
import { button, make } from "../elements/make.js";
import { t } from "../words/words.js";

// Buttons to the place before and after, as the keys p and n.
export function stepper(step, status) {
  return make(
    "span",
    { class: "stepper" },
    button("‹ p", () => step(-1), { "aria-label": t("previous") }),
    status,
    button("n ›", () => step(1), { "aria-label": t("next") }),
  );
}

export function pairHeads(a, b) {
  return make(
    "div",
    { class: "pair-row heads" },
    make("div", null, documentLink(a)),
    make("div", null, documentLink(b)),
  );
}
