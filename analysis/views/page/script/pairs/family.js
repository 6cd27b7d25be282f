// A family: all its variants with all witnesses in columns, who may have copied whom, and what
// is probably a mistake.

import { pairAddress } from "../data/address.js";
import { DATA } from "../data/study.js";
import { link } from "../elements/links.js";
import { make } from "../elements/make.js";
import { correctionPart } from "./corrections.js";
import { descentPart } from "./descent.js";
import { variantTable } from "./variant-table.js";
import { differenceWords } from "./variants.js";
import { share } from "../words/numbers.js";
import { familyName, label, t } from "../words/words.js";

export function familyView(id) {
  const family = DATA.families.find((one) => one.id === id);
  if (!family) return [make("h1", null, t("view-pairs")), make("p", null, t("no-such-family"))];
  return [
    make(
      "p",
      { class: "crumbs" },
      link("#pairs", t("view-pairs")),
      " › ",
      t("family", { n: family.id }),
    ),
    make(
      "h1",
      null,
      t("family", { n: family.id }),
      " ",
      make("span", { class: "title" }, familyName(family)),
    ),
    make(
      "p",
      null,
      t("alike-at-least", { share: share(family.cohesion) }),
      " · ",
      t("stands-for", { label: label(family.representative) }),
      " · ",
      t("weakest", { a: label(family.weakest[0]), b: label(family.weakest[1]) }),
    ),
    make("p", null, comparisons(family)),
    family.collation === null
      ? make("p", { class: "notice" }, t("not-collated"))
      : collated(DATA.collations[family.collation]),
  ];
}

function comparisons({ members: [first, ...others] }) {
  return others.map((row) => [
    link(pairAddress(first, row), t("compare-two", { a: label(first), b: label(row) })),
    "  ",
  ]);
}

function collated(collation) {
  return [
    make("h2", null, t("head-variants")),
    make("p", null, differenceWords(collation)),
    variantTable(collation),
    descentPart(collation),
    correctionPart(collation),
  ];
}
