// Five shares, each with its definition.

import { pairAddress } from "../data/address.js";
import { DATA } from "../data/study.js";
import { link } from "../elements/links.js";
import { button, make } from "../elements/make.js";
import { share } from "../words/numbers.js";
import { label, t } from "../words/words.js";

export function figures() {
  const totals = DATA.totals;
  const largest = DATA.largest;
  return make(
    "dl",
    { class: "figures" },
    figure("share", share(totals.share)),
    figure("share-distinct", share(totals.share_distinct)),
    figure("share-outside", share(totals.share_outside)),
    figure(
      "largest",
      largest ? share(largest.share) : "—",
      largest
        ? link(pairAddress(largest.a, largest.b), label(largest.a) + " → " + label(largest.b))
        : null,
    ),
    figure("distinct", share(totals.distinct)),
  );
}

function figure(name, value, note) {
  const explanation = make(
    "p",
    { class: "definition", id: "about-" + name, hidden: true },
    t("define-" + name),
  );
  const ask = button(
    "?",
    () => {
      explanation.hidden = !explanation.hidden;
      ask.setAttribute("aria-expanded", String(!explanation.hidden));
    },
    {
      class: "ask",
      "aria-expanded": "false",
      "aria-controls": "about-" + name,
      "aria-label": t("what-is", { name: t("figure-" + name) }),
    },
  );
  return make(
    "div",
    { class: "figure " + name },
    make("dt", null, t("figure-" + name), ask),
    make(
      "dd",
      null,
      make("span", { class: "value" }, value),
      note ? make("span", { class: "note" }, note) : null,
      explanation,
    ),
  );
}
