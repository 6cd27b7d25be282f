// One theme: its words and its sections.

import { address } from "../data/address.js";
import { slice } from "../data/places.js";
import { DATA, hasText } from "../data/study.js";
import { documentLink } from "../elements/links.js";
import { growing } from "../elements/lists.js";
import { make } from "../elements/make.js";
import { flat, shortened } from "../words/text.js";
import { t } from "../words/words.js";

export function themeDetail(theme) {
  const units = DATA.units.filter((unit) => unit.theme === theme.id);
  const most = theme.terms.length ? theme.terms[0].weight : 1;
  return make(
    "section",
    { class: "theme-detail" },
    make("h2", null, theme.id + " " + theme.label),
    make(
      "ul",
      { class: "term-bars" },
      theme.terms.map(({ term, weight }) =>
        make(
          "li",
          null,
          make("a", { href: address({ kwic: term }) }, term),
          make(
            "span",
            { class: "term-bar", "aria-hidden": "true" },
            make("i", { style: { width: (100 * weight) / most + "%" } }),
          ),
          make("span", { class: "number" }, weight.toFixed(2)),
        ),
      ),
    ),
    make("h3", null, t("head-sections", { n: units.length })),
    growing(
      units,
      ({ document: row, place, strength }) =>
        make(
          "li",
          { class: "line" },
          documentLink(row, place),
          " ",
          make(
            "span",
            { class: "said" },
            hasText(row) ? shortened(flat(slice(row, place, place + 60)), 40) : "",
          ),
          " ",
          make("span", { class: "quiet" }, strength.toFixed(2)),
        ),
      20,
    ),
  );
}
