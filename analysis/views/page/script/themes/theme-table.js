// Themes with their measures.

import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { t } from "../words/words.js";

export function themeTable(chosen) {
  const columns = [...nameColumns(chosen), ...sizeColumns(), ...qualityColumns(), termColumn()];
  return dataTable(columns, DATA.themes, {
    name: "themes",
    caption: t("view-themes"),
    search: false,
  });
}

function nameColumns(chosen) {
  return [
    {
      name: "id",
      title: "№",
      help: t("help-theme-number"),
      number: true,
      value: (theme) => theme.id,
    },
    {
      name: "label",
      title: t("column-theme"),
      help: t("help-theme"),
      value: (theme) => theme.label,
      show: (theme) =>
        make(
          "a",
          { href: "#theme=" + theme.id, "aria-current": theme === chosen ? "true" : null },
          theme.label,
        ),
    },
    {
      name: "kind",
      title: t("column-theme-kind"),
      help: t("help-theme-kind"),
      value: (theme) => t("theme-" + theme.kind),
    },
  ];
}

function sizeColumns() {
  return [
    {
      name: "size",
      title: t("column-size"),
      number: true,
      value: (theme) => theme.size,
      help: t("size-help"),
    },
    {
      name: "with_copies",
      title: t("column-with-copies"),
      help: t("help-with-copies"),
      number: true,
      class: "sub",
      value: (theme) => theme.withCopies,
    },
    {
      name: "documents",
      title: t("column-documents"),
      help: t("help-theme-documents"),
      number: true,
      value: (theme) => theme.documents,
    },
  ];
}

function qualityColumns() {
  return [
    {
      name: "stability",
      title: t("column-stability"),
      number: true,
      value: (theme) => theme.stability,
      show: (theme) => theme.stability.toFixed(2),
      help: t("stability-help"),
    },
    {
      name: "coherence",
      title: t("column-coherence"),
      number: true,
      value: (theme) => theme.coherence,
      show: (theme) => theme.coherence.toFixed(2),
      help: t("coherence-help"),
    },
  ];
}

function termColumn() {
  return {
    name: "terms",
    title: t("column-terms"),
    help: t("help-terms"),
    class: "terms-cell",
    value: (theme) => theme.terms.map(({ term }) => term).join(" "),
    show: (theme) =>
      theme.terms
        .slice(0, 6)
        .map(({ term }) => term)
        .join(" "),
  };
}
