// Words that a document uses more or less than the others.

import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { termLink } from "./keywords.js";
import { t } from "../words/words.js";

export function keynessTable(row) {
  const most = Math.max(1, ...DATA.keyness[row].map((key) => Math.abs(key[3])));
  const columns = [
    {
      name: "term",
      title: t("column-term"),
      value: (key) => key[0],
      show: (key) => termLink(key[0]),
    },
    { name: "count", title: t("column-here"), number: true, value: (key) => key[1] },
    { name: "rest", title: t("column-elsewhere"), number: true, value: (key) => key[2] },
    {
      name: "log_ratio",
      title: t("column-log-ratio"),
      number: true,
      value: (key) => key[3],
      show: (key) => key[3].toFixed(2),
      help: t("log-ratio-help"),
    },
    {
      name: "size",
      title: "",
      class: "bar-cell",
      export: false,
      value: (key) => key[3],
      show: (key) =>
        make(
          "span",
          { class: "term-bar", "aria-hidden": "true" },
          make("i", { style: { width: (100 * Math.abs(key[3])) / most + "%" } }),
        ),
    },
    {
      name: "g2",
      title: "G²",
      number: true,
      value: (key) => key[4],
      show: (key) => key[4].toFixed(1),
      help: t("g2-help"),
    },
    {
      name: "p",
      title: "p",
      number: true,
      value: (key) => key[5],
      show: (key) => (key[5] < 0.0001 ? "<0.0001" : key[5].toFixed(4)),
      help: t("p-help"),
    },
  ];
  return dataTable(columns, DATA.keyness[row], {
    name: "keyness",
    caption: t("view-terms"),
    search: false,
  });
}
