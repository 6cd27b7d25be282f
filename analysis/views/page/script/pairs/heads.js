// What stands above two texts that are shown together.

import { documentLink } from "../elements/links.js";
import { button, make } from "../elements/make.js";
import { t } from "../words/words.js";

// Buttons to the place before and after, as the keys p and n.
export function stepper(step, status) {
  return make(
    "span",
    { class: "stepper" },
    button("‹ " + t("previous"), () => step(-1), { title: "p" }),
    status,
    button(t("next") + " ›", () => step(1), { title: "n" }),
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
