// Keywords of a document in three weightings.

import { records } from "../data/columns.js";
import { address } from "../data/address.js";
import { DATA } from "../data/study.js";
import { link } from "../elements/links.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { t } from "../words/words.js";

// A rank that moves by less is within what a copy more or less does to its neighbours.
const LEAST_STEPS = 3;
const LEAST_RATIO = 1.5;
const CHANGES = { up: "↑", down: "↓", steady: "＝", gone: "×", passing: "·", new: "＋" };

export function keywordTable(row) {
  const rank = (name) => (w) => w[name];
  const shown = (name) => (w) =>
    w[name] === null ? make("span", { class: "quiet" }, "—") : String(w[name]);
  const columns = [
    {
      name: "term",
      title: t("column-term"),
      help: t("help-term"),
      value: (w) => w.term,
      show: (w) => termLink(w.term),
    },
    {
      name: "all_rank",
      title: t("weighting-all"),
      number: true,
      value: rank("all"),
      show: shown("all"),
      help: t("weighting-all-help"),
    },
    {
      name: "family_rank",
      title: t("weighting-family"),
      number: true,
      value: rank("family"),
      show: shown("family"),
      help: t("weighting-family-help"),
    },
    {
      name: "distinct_rank",
      title: t("weighting-distinct"),
      number: true,
      value: rank("distinct"),
      show: shown("distinct"),
      help: t("weighting-distinct-help"),
    },
    changeColumn(),
  ];
  return dataTable(columns, records(DATA.keywords[row]), {
    name: "keywords",
    caption: t("head-keywords"),
    sort: 2,
    search: false,
  });
}

function changeColumn() {
  return {
    name: "change",
    title: t("column-change"),
    help: t("help-change"),
    value: (w) => w.change,
    show: (w) => (matters(w) ? change(w) : null),
  };
}

function change(w) {
  return make(
    "span",
    { class: "change " + w.change },
    CHANGES[w.change] + " " + t("change-" + w.change),
  );
}

// A word that comes or goes, or whose rank moves by several steps and by half.
function matters({ change, all, distinct }) {
  if (change === "steady" || all === null || distinct === null) return change !== "steady";
  const steps = Math.abs(all - distinct);
  return steps >= LEAST_STEPS && Math.max(all, distinct) >= LEAST_RATIO * Math.min(all, distinct);
}

export function termLink(term) {
  return link(address({ kwic: term }), term);
}
