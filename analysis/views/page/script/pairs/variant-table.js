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
  if (!collation.variants.length) return make("p", { class: "notice" }, t("no-difference"));
  const first = collation.witnesses[0];
  const reading = (variant, n) =>
    slice(collation.witnesses[n], variant[3 + 2 * n], variant[4 + 2 * n]);
  const around = (variant) => context(first, variant[3], variant[4], 10);
  const numbers = new Map(collation.variants.map((variant, n) => [variant, n + 1]));
  const shown = (variant, n) => {
    const text = reading(variant, n);
    return make(
      "a",
      {
        class: "witnessed" + (unusual(variant, n) ? " odd" : ""),
        href: pairAddress(...facing(collation, n), variant[3 + 2 * facing(collation, n).index]),
      },
      text
        ? isBlank(text)
          ? spelled(text).replace(/ /g, "␣")
          : spelled(shortened(text, 60))
        : make("span", { class: "quiet" }, t("nothing")),
    );
  };
  // Marked is what is not the usual reading; where nobody knows, what most witnesses do not have.
  const unusual = (variant, n) => {
    const text = reading(variant, n);
    if (variant[2] && variant[2][0] !== null) return text !== variant[2][0];
    return (
      2 * collation.witnesses.filter((row, m) => reading(variant, m) === text).length <
      collation.witnesses.length
    );
  };
  const columns = [
    { name: "n", title: "№", number: true, value: (variant) => numbers.get(variant) },
    {
      name: "kind",
      title: t("column-variant-kind"),
      export: (variant) => DATA.kinds[variant[0]],
      value: (variant) => t("variant-" + DATA.kinds[variant[0]]),
      show: (variant) =>
        make("span", { class: "tag nowrap" }, t("variant-" + DATA.kinds[variant[0]])),
    },
    {
      name: "left",
      title: t("column-left"),
      class: "said left",
      value: (variant) => around(variant).left,
      show: (variant) => spelled(around(variant).left),
    },
    ...collation.witnesses.map((row, n) => ({
      name: DOCUMENTS[row].id,
      title: label(row),
      class: "said",
      value: (variant) => reading(variant, n),
      show: (variant) => shown(variant, n),
    })),
    {
      name: "right",
      title: t("column-right"),
      class: "said",
      value: (variant) => around(variant).right,
      show: (variant) => spelled(around(variant).right),
    },
    {
      name: "usual",
      title: t("column-usual"),
      value: (variant) => (variant[2] ? variant[2][0] : null),
      show: (variant) =>
        variant[2] && variant[2][0] !== null
          ? make(
              "span",
              { class: "said", title: usualWords(variant[2]) },
              variant[2][0] || t("nothing"),
            )
          : "",
    },
  ];
  const kinds = [...new Set(collation.variants.map(([kind]) => kind))].sort((x, y) => x - y);
  return dataTable(columns, collation.variants, {
    name: "variants-family-" + collation.family,
    caption: t("head-variants"),
    class: "variants",
    filters: [
      {
        title: t("column-variant-kind"),
        initial: collation.variants.every(([kind]) => isLayout(kind)) ? "" : "-",
        options: [
          ["-", t("without-layout")],
          ...kinds.map((kind) => [kind, t("variant-" + DATA.kinds[kind])]),
        ],
        test: (variant, wanted) =>
          wanted === "-" ? !isLayout(variant[0]) : variant[0] === Number(wanted),
      },
    ],
  });
}

// The two witnesses to show for a reading: the first one and this, or the first two.
function facing(collation, n) {
  const two = [collation.witnesses[0], collation.witnesses[n || 1]];
  two.index = 0;
  return two;
}
