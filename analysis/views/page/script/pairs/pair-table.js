// Every pair that is alike.

import { pairAddress } from "../data/address.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { documentLink, link } from "../elements/links.js";
import { dataTable } from "../elements/table.js";
import { share } from "../words/numbers.js";
import { label, t } from "../words/words.js";

export function pairTable() {
  const columns = [
    {
      name: "a",
      title: t("column-a"),
      value: ([a]) => a,
      export: ([a]) => DOCUMENTS[a].id,
      search: ([a]) => label(a) + DOCUMENTS[a].id,
      show: ([a]) => documentLink(a),
    },
    {
      name: "b",
      title: t("column-b"),
      value: ([, b]) => b,
      export: ([, b]) => DOCUMENTS[b].id,
      search: ([, b]) => label(b) + DOCUMENTS[b].id,
      show: ([, b]) => documentLink(b),
    },
    {
      name: "verdict",
      title: t("column-verdict"),
      export: (p) => p[2],
      value: (p) => t("verdict-" + p[2]),
      help: t("verdict-help"),
    },
    {
      name: "similarity",
      title: t("column-similarity"),
      number: true,
      value: (p) => p[3],
      show: (p) => share(p[3]),
      help: t("similarity-help"),
    },
    {
      name: "distinct_similarity",
      title: t("column-distinct"),
      number: true,
      value: (p) => p[4],
      show: (p) => share(p[4]),
      help: t("distinct-help"),
    },
    {
      name: "containment_a",
      title: t("column-a-in-b"),
      number: true,
      value: (p) => p[5],
      show: (p) => share(p[5]),
    },
    {
      name: "containment_b",
      title: t("column-b-in-a"),
      number: true,
      value: (p) => p[6],
      show: (p) => share(p[6]),
    },
    {
      name: "jaccard",
      title: "Jaccard",
      number: true,
      value: (p) => p[7],
      show: (p) => share(p[7]),
    },
    {
      name: "family",
      title: t("column-family"),
      number: true,
      value: (p) => p[8],
      show: (p) => (p[8] ? link("#family=" + p[8], String(p[8])) : ""),
    },
    {
      name: "compare",
      title: t("column-compare"),
      export: false,
      value: () => null,
      show: (p) => link(pairAddress(p[0], p[1]), t("side-by-side")),
    },
  ];
  return dataTable(columns, DATA.pairs, {
    name: "pairs",
    caption: t("head-pairs"),
    sort: 3,
    descending: true,
  });
}
