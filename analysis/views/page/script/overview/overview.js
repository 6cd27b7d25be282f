// The first screen: which are copies, what differs, what is boilerplate, what does only one say.

import { documentAddress } from "../data/address.js";
import { DISTINCT, DOCUMENTS, KEPT } from "../data/study.js";
import { bar, legend } from "../elements/legend.js";
import { link } from "../elements/links.js";
import { make } from "../elements/make.js";
import { answerCopies, answerDifferences, answerFormulas, answerOwn } from "./answers.js";
import { doubts } from "./doubts.js";
import { figures } from "./figures.js";
import { ledeSentences } from "./lede.js";
import { section } from "./section.js";
import { count, share } from "../words/numbers.js";
import { label, settings, t } from "../words/words.js";

export function overview() {
  return [
    make("p", { class: "lede" }, ledeSentences().join(settings.lang === "zh" ? "" : " ")),
    figures(),
    make(
      "div",
      { class: "answers" },
      answerCopies(),
      answerDifferences(),
      answerFormulas(),
      answerOwn(),
    ),
    section("made-of", legend(), documentBars()),
    doubts(),
  ];
}

const MOST_BARS = 40;

function documentBars() {
  const rows = KEPT.slice(0, MOST_BARS);
  return [
    make(
      "ol",
      { class: "bars" },
      rows.map((row) =>
        make(
          "li",
          null,
          make(
            "a",
            {
              href: documentAddress(row),
              class: "bar-name",
              title: DOCUMENTS[row].title || DOCUMENTS[row].id,
            },
            label(row),
          ),
          bar(DOCUMENTS[row].shares),
          make("span", { class: "number own-share" }, share(DOCUMENTS[row].shares[DISTINCT])),
        ),
      ),
    ),
    KEPT.length > MOST_BARS
      ? make("p", null, link("#documents", t("all-documents", { n: count(KEPT.length) })))
      : null,
  ];
}
