// All variants of a family with all witnesses in columns.

import { pairAddress } from "../data/address.js";
import { context, slice } from "../data/places.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { isLayout, usualWords } from "./variants.js";
import { isBlank, shortened, spelled } from "../words/text.js";
import { label, t } from "../words/words.js";

export function variantTable(collation) {
  const { variants } = collation;
  if (!variants.length) return make("p", { class: "notice" }, t("no-difference"));
  const columns = [
    ...kindColumns(variants),
    contextColumn(collation, "left", t("column-left")),
    ...collation.witnesses.map((row, n) => ({
      name: DOCUMENTS[row].id,
      title: label(row),
      help: t("help-witness", { label: label(row) }),
      class: "said",
      value: (variant) => reading(collation, variant, n),
      show: (variant) => witnessed(collation, variant, n),
    })),
    contextColumn(collation, "right", t("column-right")),
    usualColumn(),
  ];
  return dataTable(columns, variants, {
    name: "variants-family-" + collation.family,
    caption: t("head-variants"),
    class: "variants",
    filters: [kindFilter(variants)],
  });
}

function reading({ witnesses }, { starts, ends }, n) {
  return slice(witnesses[n], starts[n], ends[n]);
}

// A reading, leading to where it stands, beside the first witness.
function witnessed(collation, variant, n) {
  const text = reading(collation, variant, n);
  const [first, second] = collation.witnesses;
  const blank = () => spelled(text).replace(/ /g, "␣");
  return make(
    "a",
    {
      class: "witnessed" + (isUnusual(collation, variant, n) ? " odd" : ""),
      href: pairAddress(first, n ? collation.witnesses[n] : second, variant.starts[0]),
    },
    text
      ? isBlank(text)
        ? blank()
        : spelled(shortened(text, 60))
      : make("span", { class: "quiet" }, t("nothing")),
  );
}

// Marked is what is not the usual reading; where nobody knows, what most witnesses do not have.
function isUnusual(collation, variant, n) {
  const text = reading(collation, variant, n);
  if (variant.usual && variant.usual.reading !== null) return text !== variant.usual.reading;
  const { witnesses } = collation;
  const same = witnesses.filter((row, m) => reading(collation, variant, m) === text);
  return 2 * same.length < witnesses.length;
}

function kindColumns(variants) {
  const numbers = new Map(variants.map((variant, n) => [variant, n + 1]));
  const words = ({ kind }) => t("variant-" + DATA.kinds[kind]);
  return [
    {
      name: "n",
      title: "№",
      help: t("help-number"),
      number: true,
      value: (variant) => numbers.get(variant),
    },
    {
      name: "kind",
      title: t("column-variant-kind"),
      help: t("help-variant-kind"),
      export: ({ kind }) => DATA.kinds[kind],
      value: words,
      show: (variant) => make("span", { class: "tag nowrap" }, words(variant)),
    },
  ];
}

function contextColumn({ witnesses }, side, title) {
  const around = ({ starts, ends }) => context(witnesses[0], starts[0], ends[0], 10)[side];
  return {
    name: side,
    title,
    help: t("help-context"),
    class: side === "left" ? "said left" : "said",
    value: around,
    show: (variant) => spelled(around(variant)),
  };
}

function usualColumn() {
  const known = ({ usual }) => usual && usual.reading !== null;
  return {
    name: "usual",
    title: t("column-usual"),
    help: t("help-usual"),
    value: ({ usual }) => (usual ? usual.reading : null),
    show: (variant) =>
      known(variant)
        ? make(
            "span",
            { class: "said", title: usualWords(variant.usual) },
            variant.usual.reading || t("nothing"),
          )
        : "",
  };
}

function kindFilter(variants) {
  const kinds = [...new Set(variants.map(({ kind }) => kind))].sort((x, y) => x - y);
  return {
    title: t("column-variant-kind"),
    initial: kinds.every(isLayout) ? "" : "-",
    options: [
      ["-", t("without-layout")],
      ...kinds.map((kind) => [kind, t("variant-" + DATA.kinds[kind])]),
    ],
    test: ({ kind }, wanted) => (wanted === "-" ? !isLayout(kind) : kind === Number(wanted)),
  };
}
