// Families of copies beside the picture, and below them every pair that is alike.

import { pairAddress } from "../data/address.js";
import { DATA, KEPT } from "../data/study.js";
import { documentChoice } from "../elements/choices.js";
import { documentLink, link } from "../elements/links.js";
import { andMore } from "../elements/lists.js";
import { button, make } from "../elements/make.js";
import { matrix } from "./matrix/matrix.js";
import { pairTable } from "./pair-table.js";
import { differenceWords } from "./variants.js";
import { count, share } from "../words/numbers.js";
import { label, t } from "../words/words.js";

export function pairsView() {
  return [
    make("h1", null, t("view-pairs")),
    make("p", { class: "quiet" }, t("pairs-help")),
    make("div", { class: "two" }, matrix(), familyCards()),
    make("h2", null, t("head-pairs")),
    DATA.pairsLeftOut
      ? make("p", { class: "notice" }, t("pairs-left-out", { n: count(DATA.pairsLeftOut) }))
      : null,
    DATA.pairs.length ? pairTable() : make("p", null, t("no-pairs", { threshold: DATA.threshold })),
    make("h2", { class: "on-screen" }, t("head-any-pair")),
    anyPair(),
  ];
}

function familyCards() {
  if (!DATA.families.length) return make("p", null, t("lede-no-families"));
  const some = DATA.families.slice(0, 30);
  return make(
    "div",
    { class: "families" },
    make("h2", null, t("head-families")),
    some.map(familyCard),
    andMore(DATA.families.length - some.length),
  );
}

function familyCard(family) {
  const collation = family.collation === null ? null : DATA.collations[family.collation];
  return make(
    "section",
    { class: "family" },
    make(
      "h3",
      null,
      link("#family=" + family.id, t("family", { n: family.id })),
      " ",
      make("span", { class: "quiet" }, t("members", { n: family.members.length })),
    ),
    make(
      "p",
      { class: "family-name" },
      family.members
        .slice(0, 12)
        .map((row, n) => [
          n ? make("span", { class: "equals", "aria-hidden": "true" }, "≈") : null,
          documentLink(row),
        ]),
      family.members.length > 12 ? " …" : null,
    ),
    make(
      "p",
      null,
      t("alike-at-least", { share: share(family.cohesion) }),
      " · ",
      t("stands-for", { label: label(family.representative) }),
    ),
    collation ? make("p", null, differenceWords(collation)) : null,
    make(
      "p",
      { class: "onward" },
      link("#family=" + family.id, t("all-variants")),
      " · ",
      link(pairAddress(family.members[0], family.members[1]), t("side-by-side")),
    ),
  );
}

export function anyPair() {
  if (KEPT.length < 2) return null;
  const chosen = KEPT.slice(0, 2);
  return make(
    "p",
    { class: "tools" },
    documentChoice(t("column-a"), chosen[0], (row) => {
      chosen[0] = row;
    }),
    " ",
    documentChoice(t("column-b"), chosen[1], (row) => {
      chosen[1] = row;
    }),
    " ",
    button(t("side-by-side"), () => {
      location.hash = pairAddress(...chosen);
    }),
  );
}
