// Where a passage stands: every occurrence in its context, with its place in the file.

import { context } from "../data/places.js";
import { hasText } from "../data/study.js";
import { documentLink } from "../elements/links.js";
import { make } from "../elements/make.js";
import { provenance } from "../elements/provenance.js";
import { flat, shortened } from "../words/text.js";
import { label, t } from "../words/words.js";

const AROUND = 28;

export function occurrences(places) {
  return make(
    "table",
    { class: "occurrences" },
    make(
      "tbody",
      null,
      places.map(({ document: row, start, end }) => occurrence(row, start, end)),
    ),
  );
}

function occurrence(row, start, end) {
  const found = context(row, start, end, AROUND);
  return make(
    "tr",
    null,
    make("th", { scope: "row" }, hasText(row) ? documentLink(row, start) : label(row)),
    make(
      "td",
      { class: "said" },
      hasText(row)
        ? [
            make("span", { class: "quiet" }, flat(found.left)),
            make("mark", { class: "found" }, flat(shortened(found.match, 240))),
            make("span", { class: "quiet" }, flat(found.right)),
          ]
        : t("text-left-out"),
    ),
    make("td", null, hasText(row) ? provenance(row, start, end) : null),
  );
}
