// Words that a document uses more or less than the others.

import { records } from "../data/columns.js";
import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { termLink } from "./keywords.js";
import { t } from "../words/words.js";

export function keynessTable(row) {
  const keys = records(DATA.keyness[row]);
  const columns = [...countColumns(), ...ratioColumns(keys), ...testColumns()];
  return dataTable(columns, keys, {
    name: "keyness",
    caption: t("view-terms"),
    search: false,
  });
}

function countColumns() {
  return [
    {
      name: "term",
      title: t("column-term"),
      help: t("help-term"),
      value: (key) => key.term,
      show: (key) => termLink(key.term),
    },
    {
      name: "count",
      title: t("column-here"),
      help: t("help-here"),
      number: true,
      value: (key) => key.count,
    },
    {
      name: "rest",
      title: t("column-elsewhere"),
      help: t("help-elsewhere"),
      number: true,
      value: (key) => key.rest,
    },
  ];
}

function ratioColumns(keys) {
  const most = Math.max(1, ...keys.map((key) => Math.abs(key.logRatio)));
  return [
    {
      name: "log_ratio",
      title: t("column-log-ratio"),
      number: true,
      value: (key) => key.logRatio,
      show: (key) => key.logRatio.toFixed(2),
      help: t("log-ratio-help"),
    },
    {
      name: "size",
      title: "",
      class: "bar-cell",
      export: false,
      value: (key) => key.logRatio,
      show: (key) =>
        make(
          "span",
          { class: "term-bar", "aria-hidden": "true" },
          make("i", { style: { width: (100 * Math.abs(key.logRatio)) / most + "%" } }),
        ),
    },
  ];
}

function testColumns() {
  return [
    {
      name: "g2",
      title: "G²",
      number: true,
      value: (key) => key.g2,
      show: (key) => key.g2.toFixed(1),
      help: t("g2-help"),
    },
    {
      name: "p",
      title: "p",
      number: true,
      value: (key) => key.p,
      show: (key) => (key.p < 0.0001 ? "<0.0001" : key.p.toFixed(4)),
      help: t("p-help"),
    },
  ];
}
