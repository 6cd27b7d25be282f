// Formulas that many families share, and templates with what is filled in where.

import { DATA, DOCUMENTS } from "../data/study.js";
import { folded, growing } from "../elements/lists.js";
import { button, make } from "../elements/make.js";
import { range } from "../elements/provenance.js";
import { dataTable } from "../elements/table.js";
import { leaveOut, mayCount } from "../selection/switch.js";
import { occurrences } from "./occurrences.js";
import { exportTemplates, templateCard } from "./templates.js";
import { count } from "../words/numbers.js";
import { shortened } from "../words/text.js";
import { t } from "../words/words.js";

export function boilerplateView() {
  return [
    make("h1", null, t("view-boilerplate")),
    make(
      "p",
      { class: "quiet" },
      t("boilerplate-help", { many: DATA.many, votes: DATA.votes, run: DATA.run }),
    ),
    make("h2", { id: "templates" }, t("head-templates")),
    make("p", { class: "quiet" }, t("templates-help")),
    DATA.templates.items.length
      ? growing(DATA.templates.items, templateCard, 10)
      : make("p", null, t("no-templates")),
    DATA.templates.items.length
      ? button(t("export"), exportTemplates, { class: "plain export" })
      : null,
    make("h2", { id: "formulas" }, t("head-formulas")),
    make("p", { class: "quiet" }, t("formulas-help")),
    DATA.phrases.items.length ? formulaTable() : make("p", null, t("no-formulas")),
    DATA.phrases.leftOut
      ? make("p", { class: "notice" }, t("groups-left-out", { n: count(DATA.phrases.leftOut) }))
      : null,
  ];
}

// Formulas whose every place is known to the page: see evidence.py.
const ACCEPTABLE = 100;

function formulaTable() {
  const columns = [
    {
      name: "text",
      title: t("column-formula"),
      help: t("help-formula"),
      class: "said",
      value: (p) => p.text,
      show: (p) => (p.text.length > 200 ? shortened(p.text, 160) : p.text),
    },
    {
      name: "families",
      title: t("column-families"),
      help: t("help-families"),
      number: true,
      value: (p) => p.families,
    },
    {
      name: "documents",
      title: t("column-documents"),
      help: t("help-documents"),
      number: true,
      value: (p) => p.documents,
    },
    {
      name: "characters",
      title: t("column-characters"),
      help: t("help-formula-characters"),
      number: true,
      value: (p) => p.characters,
    },
    ...placeColumns(),
  ];
  if (mayCount()) columns.push(acceptColumn());
  return dataTable(columns, DATA.phrases.items, { name: "formulas", caption: t("head-formulas") });
}

function acceptColumn() {
  return {
    name: "accept",
    title: t("column-accept"),
    help: t("help-accept"),
    export: false,
    value: () => null,
    show: (p) => (p.n < ACCEPTABLE ? leaveOut("formulas", p.n, shortened(p.text, 30)) : ""),
  };
}

function placeColumns() {
  return [
    {
      name: "forms",
      title: t("column-forms"),
      help: t("help-forms"),
      class: "said",
      value: (p) => p.forms.map(([text]) => text).join(" / "),
      show: (p) => p.forms.map(([text, families]) => text + " " + families).join(" / "),
    },
    {
      name: "places",
      title: t("column-places"),
      help: t("help-places"),
      class: "places-cell",
      value: (p) =>
        p.places
          .map(({ document: row, start, end }) => DOCUMENTS[row].id + " " + range(row, start, end))
          .join("; "),
      show: (p) => folded(t("show-places", { n: p.places.length }), () => occurrences(p.places)),
    },
  ];
}
