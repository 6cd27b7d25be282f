// Every pair that is alike.

import { pairAddress } from "../data/address.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { documentLink, link } from "../elements/links.js";
import { dataTable } from "../elements/table.js";
import { pairKey } from "../selection/state.js";
import { crossOut } from "../selection/switch.js";
import { share } from "../words/numbers.js";
import { label, t } from "../words/words.js";

export function pairTable() {
  const columns = [...documentColumns(), ...scoreColumns(), ...coverColumns(), ...otherColumns()];
  return dataTable(columns, DATA.pairs, {
    name: "pairs",
    caption: t("head-pairs"),
    class: "pair-table",
    sort: 3,
    descending: true,
  });
}

function documentColumns() {
  return [
    {
      name: "a",
      title: t("column-a"),
      help: t("help-a"),
      value: ({ a }) => a,
      export: ({ a }) => DOCUMENTS[a].id,
      search: ({ a }) => label(a) + DOCUMENTS[a].id,
      show: ({ a }) => documentLink(a),
    },
    {
      name: "b",
      title: t("column-b"),
      help: t("help-b"),
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

function coverColumns() {
  return [
    {
      name: "containment_a",
      title: t("column-a-in-b"),
      help: t("term-define-containment"),
      number: true,
      value: (p) => p.containmentA,
      show: (p) => share(p.containmentA),
    },
    {
      name: "containment_b",
      title: t("column-b-in-a"),
      help: t("help-b-in-a"),
      number: true,
      value: (p) => p.containmentB,
      show: (p) => share(p.containmentB),
    },
    {
      name: "jaccard",
      title: "Jaccard",
      help: t("help-jaccard"),
      number: true,
      value: (p) => p.jaccard,
      show: (p) => share(p.jaccard),
    },
  ];
}

function otherColumns() {
  return [
    {
      name: "family",
      title: t("column-family"),
      help: t("help-family"),
      number: true,
      value: (p) => p.family,
      show: (p) => (p.family ? link("#family=" + p.family, String(p.family)) : ""),
    },
    {
      name: "leave",
      title: t("column-leave"),
      help: t("help-leave"),
      export: false,
      value: () => null,
      show: (p) => crossOut("pairs", pairKey(p.a, p.b), label(p.a) + " — " + label(p.b)),
    },
    {
      name: "compare",
      title: t("column-compare"),
      help: t("help-compare"),
      export: false,
      value: () => null,
      show: (p) => link(pairAddress(p.a, p.b), t("side-by-side")),
    },
  ];
}
