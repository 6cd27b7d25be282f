// Kinds of variants, which of them are layout only, and how they are told in words.

import { slice } from "../data/places.js";
import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";
import { provenance } from "../elements/provenance.js";
import { shortened, spelled } from "../words/text.js";
import { label, listed, t } from "../words/words.js";

const LAYOUT = ["spacing", "punctuation", "book-title-marks"];

export function isLayout(kind) {
  return LAYOUT.includes(DATA.kinds[kind]);
}

export function differenceWords(collation) {
  const real = collation.counts.filter(([kind]) => !isLayout(kind));
  const total = collation.counts.reduce((sum, [, n]) => sum + n, 0);
  if (!total) return t("no-difference");
  const wording = real.reduce((sum, [, n]) => sum + n, 0);
  const kinds = listed(real.map(([kind, n]) => t("variant-" + DATA.kinds[kind]) + " " + n));
  return t(
    !wording ? "differences-layout" : total > wording ? "differences-of" : "differences-plain",
    { wording, layout: total - wording, kinds },
  );
}

// Variants of a collation in which two of its witnesses differ.
export function between(collation, a, b) {
  const [i, j] = [collation.witnesses.indexOf(a), collation.witnesses.indexOf(b)];
  const found = [];
  collation.variants.forEach(([kind, partner, usual, ...ends], n) => {
    const variant = {
      n: n + 1,
      kind,
      partner,
      usual,
      a: [ends[2 * i], ends[2 * i + 1]],
      b: [ends[2 * j], ends[2 * j + 1]],
    };
    variant.texts = [slice(a, ...variant.a), slice(b, ...variant.b)];
    if (variant.texts[0] !== variant.texts[1]) found.push(variant);
  });
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
    variant.usual && variant.usual[0] !== null
      ? make("span", { class: "quiet" }, " " + usualWords(variant.usual))
      : null,
  ];
}

export function usualWords([preferred, phrase, times]) {
  return t(times ? "usual-corpus" : "usual-dictionary", {
    reading: preferred || t("nothing"),
    phrase,
    times,
  });
}
