// Every pair that is alike.

import { pairAddress } from "../data/address.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { documentLink, link } from "../elements/links.js";
import { dataTable } from "../elements/table.js";
import { share } from "../words/numbers.js";
import { label, t } from "../words/words.js";

export function pairTable() {
  const columns = [...documentColumns(), ...scoreColumns(), ...otherColumns()];
  return dataTable(columns, DATA.pairs, {
    name: "pairs",
    caption: t("head-pairs"),
    sort: 3,
    descending: true,
  });
}

function documentColumns() {
  return [
    {
      name: "a",
      title: t("column-a"),
      value: ({ a }) => a,
      export: ({ a }) => DOCUMENTS[a].id,
      search: ({ a }) => label(a) + DOCUMENTS[a].id,
      show: ({ a }) => documentLink(a),
    },
    {
      name: "b",
      title: t("column-b"),
      value: ({ b }) => b,
      export: ({ b }) => DOCUMENTS[b].id,
      search: ({ b }) => label(b) + DOCUMENTS[b].id,
      show: ({ b }) => documentLink(b),
    },
  ];
}

function scoreColumns() {
  return [
    {
      name: "verdict",
      title: t("column-verdict"),
      export: (p) => p.verdict,
      value: (p) => t("verdict-" + p.verdict),
      help: t("verdict-help"),
    },
    {
      name: "similarity",
      title: t("column-similarity"),
      number: true,
      value: (p) => p.similarity,
      show: (p) => share(p.similarity),
      help: t("similarity-help"),
    },
    {
      name: "distinct_similarity",
      title: t("column-distinct"),
      number: true,
      value: (p) => p.distinct,
      show: (p) => share(p.distinct),
      help: t("distinct-help"),
    },
  ];
}

function otherColumns() {
  return [
    {
      name: "containment_a",
      title: t("column-a-in-b"),
      number: true,
      value: (p) => p.containmentA,
      show: (p) => share(p.containmentA),
    },
    {
      name: "containment_b",
      title: t("column-b-in-a"),
      number: true,
      value: (p) => p.containmentB,
      show: (p) => share(p.containmentB),
    },
    {
      name: "jaccard",
      title: "Jaccard",
      number: true,
      value: (p) => p.jaccard,
      show: (p) => share(p.jaccard),
    },
    {
      name: "family",
      title: t("column-family"),
      number: true,
      value: (p) => p.family,
      show: (p) => (p.family ? link("#family=" + p.family, String(p.family)) : ""),
    },
    {
      name: "compare",
      title: t("column-compare"),
      export: false,
      value: () => null,
      show: (p) => link(pairAddress(p.a, p.b), t("side-by-side")),
    },
  ];
}
