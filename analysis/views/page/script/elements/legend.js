// What the colours of the classes mean, and a document's classes as one bar.

import { DATA } from "../data/study.js";
import { make } from "./make.js";
import { share } from "../words/numbers.js";
import { listed, t } from "../words/words.js";

export function legend(kinds) {
  return make(
    "ul",
    { class: "legend", "aria-label": t("legend") },
    (kinds || DATA.classes).map((name) =>
      make(
        "li",
        null,
        make("span", { class: "swatch " + name, "aria-hidden": "true" }),
        make("span", null, t("class-" + name)),
        " ",
        make("span", { class: "quiet" }, t("class-help-" + name)),
      ),
    ),
  );
}

// A document's shares of the classes as one bar.
export function bar(shares) {
  const words = listed(
    DATA.classes
      .map((name, n) => (shares[n] ? t("class-" + name) + " " + share(shares[n]) : null))
      .filter(Boolean),
  );
  return make(
    "span",
    { class: "bar", role: "img", "aria-label": words, title: words },
    DATA.classes.map((name, n) =>
      shares[n] ? make("i", { class: name, style: { flexGrow: String(shares[n]) } }) : null,
    ),
  );
}
