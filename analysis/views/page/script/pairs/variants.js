// Kinds of variants, which of them are layout only, and how they are told in words.

import { slice } from "../data/places.js";
import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";
import { provenance } from "../elements/provenance.js";
import { shortened, spelled } from "../words/text.js";
import { label, listed, t } from "../words/words.js";

const ADDED = ["inserted", "dropped"];
const LAYOUT = ["spacing", "punctuation", "book-title-marks"];

export function isLayout(kind) {
  return LAYOUT.includes(DATA.kinds[kind]);
}

export function differenceWords(collation) {
  const real = collation.counts.filter(({ kind }) => !isLayout(kind));
  const total = collation.counts.reduce((sum, one) => sum + one.count, 0);
  if (!total) return t("no-difference");
  const wording = real.reduce((sum, one) => sum + one.count, 0);
  const kinds = listed(real.map((one) => t("variant-" + DATA.kinds[one.kind]) + " " + one.count));
  return t(
    !wording ? "differences-layout" : total > wording ? "differences-of" : "differences-plain",
    { wording, layout: total - wording, kinds },
  );
}

// Variants of a collation in which two of its witnesses differ. The first of the two is what the
// other is held against: what it lacks was inserted, what the other lacks was dropped.
export function between(collation, a, b) {
  const [i, j] = [collation.witnesses.indexOf(a), collation.witnesses.indexOf(b)];
  const found = [];
  for (const { kind, usual, starts, ends } of collation.variants) {
    const variant = { kind, usual, a: [starts[i], ends[i]], b: [starts[j], ends[j]] };
    variant.texts = [slice(a, ...variant.a), slice(b, ...variant.b)];
    if (ADDED.includes(DATA.kinds[kind]))
      variant.kind = DATA.kinds.indexOf(variant.texts[0] ? "dropped" : "inserted");
    if (variant.texts[0] !== variant.texts[1]) found.push(variant);
  }
  return found;
}

export function variantWords(variant, a, b) {
  const reading = (row, [start, end], text) => [
    make("strong", null, label(row)),
    " ",
    make("q", { class: "said" }, spelled(shortened(text, 60)) || t("nothing")),
    " ",
    provenance(row, start, end),
  ];
  return [
    make("span", { class: "tag" }, t("variant-" + DATA.kinds[variant.kind])),
    " ",
    reading(a, variant.a, variant.texts[0]),
    " ⇄ ",
    reading(b, variant.b, variant.texts[1]),
    variant.usual && variant.usual.reading !== null
      ? make("span", { class: "quiet" }, " " + usualWords(variant.usual))
      : null,
  ];
}

export function usualWords({ reading, phrase, times }) {
  return t(times ? "usual-corpus" : "usual-dictionary", {
    reading: reading || t("nothing"),
    phrase,
    times,
  });
}
