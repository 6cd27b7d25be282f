// Measures of size and wording, a document a row.

import { DATA, DOCUMENTS, KEPT } from "../data/study.js";
import { documentLink } from "../elements/links.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { count, share } from "../words/numbers.js";
import { label, t } from "../words/words.js";

const SHARES = ["placeholder_share", "parallel_share"];

export function measureTable() {
  const { documents, total } = DATA.measures;
  const measured = (n) => (n < 0 ? total : documents[n]);
  const shown = (name, value) =>
    SHARES.includes(name)
      ? share(value)
      : Number.isInteger(value)
        ? count(value)
        : value.toFixed(2);
  const columns = [
    {
      name: "id",
      title: t("column-document"),
      help: t("help-document"),
      value: (n) => (n < 0 ? "" : n),
      export: (n) => (n < 0 ? "" : DOCUMENTS[n].id),
      search: (n) => (n < 0 ? "" : label(n)),
      show: (n) => (n < 0 ? make("strong", null, t("all-together")) : documentLink(n)),
    },
    ...Object.keys(total).map((name) => ({
      name,
      title: t("measure-" + name.replaceAll("_", "-")),
      help: t("help-measure-" + name.replaceAll("_", "-")),
      number: true,
      value: (n) => measured(n)[name],
      show: (n) => shown(name, measured(n)[name]),
    })),
  ];
  return dataTable(columns, KEPT.length < documents.length ? [...KEPT] : [-1, ...KEPT], {
    name: "profile",
    caption: t("head-measures"),
    page: 20,
    search: false,
  });
}
