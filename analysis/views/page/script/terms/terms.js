// Keywords of a document in three weightings, what it uses more than the others, new words.

import { address } from "../data/address.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { documentChoice } from "../elements/choices.js";
import { make } from "../elements/make.js";
import { concordancePart } from "./concordance.js";
import { keynessTable } from "./keyness.js";
import { keywordTable } from "./keywords.js";
import { newWordTable } from "./new-words.js";
import { label, t } from "../words/words.js";

export function termsView(row) {
  const chosen = Math.max(0, row);
  if (!DOCUMENTS.length)
    return [make("h1", null, t("view-terms")), make("p", null, t("no-documents"))];
  return [
    make("h1", null, t("view-terms")),
    concordancePart(""),
    make("h2", null, t("head-new-words")),
    make("p", { class: "quiet" }, t("new-words-help")),
    DATA.newWords.length ? newWordTable() : make("p", null, t("no-new-words")),
    make(
      "div",
      { class: "tools head" },
      make("h2", null, t("head-of-document")),
      documentChoice(t("column-document"), chosen, (value) => {
        location.hash = address({ terms: DOCUMENTS[value].id });
      }),
    ),
    make(
      "div",
      { class: "two even" },
      make(
        "section",
        null,
        make("h3", null, t("head-keywords")),
        make("p", { class: "quiet" }, t("keywords-help")),
        keywordTable(chosen),
      ),
      make(
        "section",
        null,
        make("h3", null, t("head-keyness", { label: label(chosen) })),
        make("p", { class: "quiet" }, t("keyness-help")),
        DATA.keyness[chosen].term.length ? keynessTable(chosen) : make("p", null, t("no-keyness")),
      ),
    ),
  ];
}
