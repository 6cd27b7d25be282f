// Themes by documents.

import { DATA, KEPT } from "../data/study.js";
import { link } from "../elements/links.js";
import { make } from "../elements/make.js";
import { turnedHead } from "../elements/turned.js";
import { label, t } from "../words/words.js";

const MOST_COLUMNS = 40;

export function themeDocuments() {
  const rows = KEPT.slice(0, MOST_COLUMNS);
  const most = Math.max(1, ...DATA.themes.flatMap((theme) => theme.counts));
  return [
    make(
      "div",
      { class: "wide", tabindex: "0", role: "region", "aria-label": t("head-theme-documents") },
      make(
        "table",
        { class: "grid" },
        make(
          "thead",
          null,
          make(
            "tr",
            null,
            make("th", { scope: "col" }, t("column-theme")),
            rows.map((row) => turnedHead(label(row))),
          ),
        ),
        make(
          "tbody",
          null,
          DATA.themes.map((theme) =>
            make(
              "tr",
              null,
              make("th", { scope: "row" }, link("#theme=" + theme.id, theme.label)),
              rows.map((row) => {
                const n = theme.counts[row];
                return make(
                  "td",
                  { class: n ? "held h" + Math.min(4, Math.ceil((4 * n) / most)) : null },
                  n ? String(n) : "",
                );
              }),
            ),
          ),
        ),
      ),
    ),
    KEPT.length > MOST_COLUMNS
      ? make("p", { class: "quiet" }, t("first-documents", { n: MOST_COLUMNS }))
      : null,
  ];
}
