// Words that no dictionary has.

import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { termLink } from "./keywords.js";
import { t } from "../words/words.js";

export function newWordTable() {
  const columns = [
    {
      name: "word",
      title: t("column-word"),
      help: t("help-word"),
      value: (w) => w.word,
      show: (w) => termLink(w.word),
    },
    {
      name: "count",
      title: t("column-count"),
      help: t("help-count"),
      number: true,
      value: (w) => w.count,
    },
    {
      name: "families",
      title: t("column-families"),
      help: t("help-families"),
      number: true,
      value: (w) => w.families,
    },
    {
      name: "pmi",
      title: t("column-pmi"),
      number: true,
      value: (w) => w.pmi,
      show: (w) => w.pmi.toFixed(1),
      help: t("pmi-help"),
    },
    {
      name: "entropy",
      title: t("column-entropy"),
      number: true,
      value: (w) => w.entropy,
      show: (w) => w.entropy.toFixed(1),
      help: t("entropy-help"),
    },
    slipColumn(),
  ];
  return dataTable(columns, DATA.newWords, {
    name: "new-words",
    caption: t("head-new-words"),
    page: 20,
    class: "narrow",
  });
}

function slipColumn() {
  return {
    name: "slip_of",
    title: t("column-slip"),
    help: t("help-slip"),
    value: (w) => w.slipOf,
    show: (w) => (w.slipOf ? make("strong", null, w.slipOf) : ""),
  };
}
