// Words that no dictionary has.

import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { termLink } from "./keywords.js";
import { t } from "../words/words.js";

export function newWordTable() {
  const columns = [
    { name: "word", title: t("column-word"), value: (w) => w[0], show: (w) => termLink(w[0]) },
    { name: "count", title: t("column-count"), number: true, value: (w) => w[1] },
    { name: "families", title: t("column-families"), number: true, value: (w) => w[2] },
    {
      name: "pmi",
      title: t("column-pmi"),
      number: true,
      value: (w) => w[3],
      show: (w) => w[3].toFixed(1),
      help: t("pmi-help"),
    },
    {
      name: "entropy",
      title: t("column-entropy"),
      number: true,
      value: (w) => w[4],
      show: (w) => w[4].toFixed(1),
      help: t("entropy-help"),
    },
    {
      name: "slip_of",
      title: t("column-slip"),
      value: (w) => w[6],
      show: (w) => (w[6] ? make("strong", null, w[6]) : ""),
    },
  ];
  return dataTable(columns, DATA.newWords, {
    name: "new-words",
    caption: t("head-new-words"),
    page: 20,
    class: "narrow",
  });
}
