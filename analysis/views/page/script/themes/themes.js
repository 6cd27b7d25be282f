// Themes: a map of the sections, and for each theme its words, documents and sections.

import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";
import { themeDetail } from "./detail.js";
import { themeDocuments } from "./grid.js";
import { themeMap } from "./map.js";
import { themeTable } from "./theme-table.js";
import { settings, t } from "../words/words.js";

export function themesView(id) {
  if (!DATA.themes.length)
    return [
      make("h1", null, t("view-themes")),
      DATA.themeNotes.map((note) => make("p", { class: "notice" }, note[settings.lang])),
    ];
  const chosen = DATA.themes.find((theme) => theme.id === id);
  return [
    make("h1", null, t("view-themes")),
    make("p", { class: "quiet" }, t("themes-help")),
    make(
      "div",
      { class: "two themes" },
      themeMap(chosen),
      make("div", { class: "wide" }, themeTable(chosen)),
    ),
    chosen ? themeDetail(chosen) : null,
    make("h2", null, t("head-theme-documents")),
    themeDocuments(),
  ];
}
