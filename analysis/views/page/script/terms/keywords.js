// Keywords of a document in three weightings.

import { address } from "../data/address.js";
import { DATA } from "../data/study.js";
import { link } from "../elements/links.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { t } from "../words/words.js";

const CHANGES = { up: "↑", down: "↓", steady: "＝", gone: "×", passing: "·", new: "＋" };

export function keywordTable(row) {
  const rank = (place) => (w) => (w[place] === null ? null : w[place]);
  const shown = (place) => (w) =>
    w[place] === null ? make("span", { class: "quiet" }, "—") : String(w[place]);
  const columns = [
    { name: "term", title: t("column-term"), value: (w) => w[0], show: (w) => termLink(w[0]) },
    {
      name: "all_rank",
      title: t("weighting-all"),
      number: true,
      value: rank(1),
      show: shown(1),
      help: t("weighting-all-help"),
    },
    {
      name: "family_rank",
      title: t("weighting-family"),
      number: true,
      value: rank(2),
      show: shown(2),
      help: t("weighting-family-help"),
    },
    {
      name: "distinct_rank",
      title: t("weighting-distinct"),
      number: true,
      value: rank(3),
      show: shown(3),
      help: t("weighting-distinct-help"),
    },
    {
      name: "change",
      title: t("column-change"),
      value: (w) => w[4],
      show: (w) =>
        make("span", { class: "change " + w[4] }, CHANGES[w[4]] + " " + t("change-" + w[4])),
    },
  ];
  return dataTable(columns, DATA.keywords[row], {
    name: "keywords",
    caption: t("head-keywords"),
    sort: 2,
    search: false,
  });
}

export function termLink(term) {
  return link(address({ kwic: term }), term);
}
