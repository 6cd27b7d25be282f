// What is probably a mistake.

import { documentAddress } from "../data/address.js";
import { make } from "../elements/make.js";
import { where } from "../elements/provenance.js";
import { dataTable } from "../elements/table.js";
import { label, t } from "../words/words.js";

export function correctionPart(collation) {
  if (!collation.corrections.length) return null;
  return make(
    "section",
    null,
    make("h2", null, t("head-corrections")),
    make("p", { class: "quiet" }, t("corrections-help")),
    dataTable(correctionColumns(), collation.corrections, {
      name: "corrections-family-" + collation.family,
      caption: t("head-corrections"),
      search: false,
    }),
  );
}

function correctionColumns() {
  return [
    {
      name: "wrong",
      title: t("column-wrong"),
      help: t("help-wrong"),
      class: "said",
      value: (c) => c.wrong,
    },
    {
      name: "right",
      title: t("column-right-word"),
      help: t("help-right"),
      class: "said",
      value: (c) => c.right,
      show: (c) => make("strong", null, c.right),
    },
    {
      name: "wrong_in",
      title: t("column-wrong-in"),
      help: t("help-wrong-in"),
      value: (c) => c.wrongIn.map(({ document }) => label(document)).join(" "),
      show: (c) => places(c.wrongIn),
    },
    {
      name: "right_in",
      title: t("column-right-in"),
      help: t("help-right-in"),
      value: (c) => c.rightIn.map(({ document }) => label(document)).join(" "),
      show: (c) => places(c.rightIn),
    },
    {
      name: "times",
      title: t("column-times"),
      help: t("help-times"),
      number: true,
      value: (c) => c.times,
      show: (c) => (c.times ? String(c.times) : t("by-dictionary")),
    },
  ];
}

// The documents of some places; where one has several, the others are numbered.
function places(held) {
  return held.map(({ document, start, end }, n) => {
    const again = held.slice(0, n).filter((other) => other.document === document).length;
    return [
      n ? " " : null,
      make(
        "a",
        {
          href: documentAddress(document, start),
          title: where(document, start, end),
          class: again ? "again" : null,
        },
        again ? String(again + 1) : label(document),
      ),
    ];
  });
}
