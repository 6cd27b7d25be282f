// All documents: kind, length, what they are made of, family, themes.

import { DATA, DISTINCT, DOCUMENTS, FAMILY_OF, KEPT } from "../data/study.js";
import { measureTable } from "./measures.js";
import { bar, legend } from "../elements/legend.js";
import { documentLink, link } from "../elements/links.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { crossOut } from "../selection/switch.js";
import { count, share } from "../words/numbers.js";
import { label, t } from "../words/words.js";

export function documentsView() {
  return [
    make("h1", null, t("view-documents")),
    make("p", { class: "quiet" }, t("documents-help")),
    legend(),
    documentTable(),
    DATA.variables.length ? [make("h2", null, t("head-variables")), variableTable()] : null,
    make("h2", null, t("head-measures")),
    make("p", { class: "quiet" }, t("measures-help")),
    measureTable(),
  ];
}

function documentTable() {
  return dataTable(
    [...nameColumns(), ...asideColumns(), ...shareColumns(), ...groupColumns()],
    [...KEPT],
    { name: "documents", caption: t("view-documents"), filters: filters() },
  );
}

function nameColumns() {
  return [
    {
      name: "id",
      title: t("column-document"),
      help: t("help-document"),
      class: "name-cell",
      value: (row) => row,
      export: (row) => DOCUMENTS[row].id,
      search: (row) => label(row) + " " + DOCUMENTS[row].id,
      show: (row) => [documentLink(row), crossOut("documents", row, label(row))],
    },
    {
      name: "title",
      title: t("column-title"),
      help: t("help-title"),
      class: "said clamp",
      value: (row) => DOCUMENTS[row].title || "",
    },
    {
      name: "kind",
      title: t("column-kind"),
      help: t("help-kind"),
      class: "kind-cell",
      value: (row) => DOCUMENTS[row].kind || "",
    },
    {
      name: "characters",
      title: t("column-characters"),
      help: t("term-define-characters"),
      number: true,
      value: (row) => DOCUMENTS[row].characters,
      show: (row) => count(DOCUMENTS[row].characters),
    },
  ];
}

// What documents carry themselves: years, places, kinds.
function variableTable() {
  const name = {
    name: "id",
    title: t("column-document"),
    help: t("help-document"),
    value: (row) => row,
    export: (row) => DOCUMENTS[row].id,
    search: (row) => label(row) + " " + DOCUMENTS[row].id,
    show: (row) => documentLink(row),
  };
  const variables = DATA.variables.map((variable) => ({
    name: variable.name,
    title: variable.name,
    help: t("help-variable"),
    value: (row) => variable.values[row],
    class: "clamp",
  }));
  return dataTable([name, ...variables], [...KEPT], {
    name: "variables",
    caption: t("head-variables"),
    page: 20,
  });
}

// What was set aside is counted apart; a column only where there is any.
function asideColumns() {
  if (!DOCUMENTS.some((item) => item.aside)) return [];
  return [
    {
      name: "aside",
      title: t("column-aside"),
      number: true,
      help: t("aside-help"),
      value: (row) => DOCUMENTS[row].aside,
      show: (row) => count(DOCUMENTS[row].aside),
    },
  ];
}

function shareColumns() {
  return [
    {
      name: "share",
      title: t("column-share"),
      number: true,
      help: t("define-share"),
      value: (row) => DOCUMENTS[row].share,
      show: (row) => share(DOCUMENTS[row].share),
    },
    ...DATA.classes.map((name, n) => ({
      name,
      title: t("class-" + name),
      number: true,
      help: t("class-help-" + name),
      value: (row) => DOCUMENTS[row].shares[n],
      show: (row) => share(DOCUMENTS[row].shares[n]),
      class: n ? "sub" : "",
    })),
    {
      name: "made-of",
      title: t("column-made-of"),
      help: t("help-made-of"),
      class: "bar-cell",
      export: false,
      value: (row) => DOCUMENTS[row].shares[DISTINCT],
      show: (row) => bar(DOCUMENTS[row].shares),
    },
  ];
}

function groupColumns() {
  const themes = new Map(DATA.themes.map((theme) => [theme.id, theme]));
  return [
    {
      name: "family",
      title: t("column-family"),
      help: t("help-family"),
      number: true,
      value: (row) => (FAMILY_OF.has(row) ? FAMILY_OF.get(row).id : null),
      show: (row) =>
        FAMILY_OF.has(row)
          ? link("#family=" + FAMILY_OF.get(row).id, String(FAMILY_OF.get(row).id))
          : "",
    },
    {
      name: "themes",
      title: t("column-themes"),
      help: t("help-themes"),
      class: "themes-cell",
      value: (row) => DOCUMENTS[row].themes.map((id) => themes.get(id).label).join(" "),
      show: (row) =>
        DOCUMENTS[row].themes
          .slice(0, 3)
          .map((id) => make("span", { class: "tag" }, themes.get(id).label)),
    },
  ];
}

function filters() {
  const kinds = [...new Set(KEPT.map((row) => DOCUMENTS[row].kind).filter(Boolean))].sort();
  return [
    {
      title: t("column-kind"),
      options: kinds.map((kind) => [kind, kind]),
      test: (row, kind) => DOCUMENTS[row].kind === kind,
    },
    {
      title: t("column-family"),
      options: [
        ["+", t("in-a-family")],
        ["-", t("in-no-family")],
      ],
      test: (row, wanted) => FAMILY_OF.has(row) === (wanted === "+"),
    },
    {
      title: t("column-themes"),
      options: DATA.themes.map((theme) => [theme.id, theme.label]),
      test: (row, id) => DOCUMENTS[row].themes.includes(Number(id)),
    },
  ];
}
