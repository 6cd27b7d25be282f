// Who else says a sentence, and how it differs there.

import { documentAddress, pairAddress } from "../data/address.js";
import { className } from "../data/classes.js";
import { records } from "../data/columns.js";
import { COMMON, difference } from "../data/difference.js";
import { sentenceSpan, slice } from "../data/places.js";
import { stretches } from "../data/stretches.js";
import { DOCUMENTS, hasText, KEPT } from "../data/study.js";
import { link } from "../elements/links.js";
import { make } from "../elements/make.js";
import { provenance } from "../elements/provenance.js";
import { shortened } from "../words/text.js";
import { label, t } from "../words/words.js";

let parallelIndex = null;

export function parallelsOf(row, sentence) {
  if (!parallelIndex || parallelIndex.row !== row)
    parallelIndex = {
      row,
      of: new Map(records(DOCUMENTS[row].parallels).map((one) => [one.sentence, one])),
    };
  const found = parallelIndex.of.get(sentence);
  if (!found) return [];
  return found.documents
    .map((other, n) => ({ other, sentence: found.sentences[n] }))
    .filter(({ other }) => KEPT.includes(other));
}

export function panel(row, number) {
  const [start, end] = sentenceSpan(row, number);
  const kind = className(DOCUMENTS[row].sentenceAt.class[number]);
  const widest = stretches(row, start, end).reduce(
    (best, part) =>
      part.families > best.families ||
      (part.families === best.families && part.documents > best.documents)
        ? part
        : best,
    { documents: 1, families: 1 },
  );
  return [
    make(
      "p",
      { class: "panel-head" },
      make("span", { class: "swatch " + kind, "aria-hidden": "true" }),
      make("strong", null, t("class-" + kind)),
      widest.documents > 1 ? make("span", { class: "quiet" }, " " + t("widest-run", widest)) : null,
    ),
    provenance(row, start, end),
    parallelList(row, number),
  ];
}

// Who else says it, and how it differs; equal texts together.
function parallelList(row, number) {
  const mine = slice(row, ...sentenceSpan(row, number)).trim();
  const groups = new Map();
  for (const { other, sentence } of parallelsOf(row, number)) {
    if (!hasText(other)) continue;
    const text = slice(other, ...sentenceSpan(other, sentence)).trim();
    if (!groups.has(text)) groups.set(text, []);
    groups.get(text).push({ other, sentence });
  }
  if (!groups.size) return make("p", { class: "quiet" }, t("nobody-else"));
  return make(
    "ul",
    { class: "parallels" },
    [...groups].map(([text, places]) =>
      make(
        "li",
        null,
        make(
          "p",
          { class: "who" },
          places.map(({ other, sentence }, n) => [
            n ? " " : null,
            link(documentAddress(other, sentenceSpan(other, sentence)[0]), label(other)),
          ]),
          places.length === 1 || text !== mine
            ? make(
                "span",
                { class: "quiet" },
                " ",
                link(
                  pairAddress(row, places[0].other, sentenceSpan(row, number)[0]),
                  t("side-by-side"),
                ),
              )
            : null,
        ),
        text === mine
          ? make("p", { class: "quiet" }, t("word-for-word"))
          : make("p", { class: "said", lang: "zh-Hans" }, compared(mine, text)),
      ),
    ),
  );
}

const LONGEST_COMPARED = 1200;

function compared(mine, text) {
  if (Math.max(mine.length, text.length) > LONGEST_COMPARED)
    return shortened(text, LONGEST_COMPARED / 2);
  const { close, children } = marked(mine, text);
  return close
    ? children
    : [children, make("span", { class: "quiet small" }, " " + t("in-common"))];
}

// The second text with what differs from the first marked; where less than half of it is the same,
// what both have is marked instead. Blanks at line ends do not count.
function marked(one, two) {
  const pieces = difference(one, two);
  const same = pieces.reduce((sum, piece) => sum + (piece.same ? piece.text.length : 0), 0);
  if (2 * same < Math.max(one.length, two.length))
    return {
      close: false,
      children: pieces.map((piece) =>
        piece.same && piece.text.trim().length >= COMMON
          ? make("mark", { class: "common" }, piece.text)
          : piece.text,
      ),
    };
  return {
    close: true,
    children: pieces.map((piece) => {
      if (piece.same) return piece.text;
      const was = piece.missing.trim() ? t("instead-of", { text: piece.missing.trim() }) : null;
      if (piece.text.trim()) return make("mark", { class: "differs", title: was }, piece.text);
      return piece.missing.trim()
        ? make("mark", { class: "differs gap", title: was, "aria-label": was }, "‸")
        : piece.text;
    }),
  };
}
