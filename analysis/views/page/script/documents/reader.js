// One document: its outline, its text coloured by class, and for each sentence who else says it.

import { documentAddress, pairAddress } from "../data/address.js";
import { sentenceAt, slice } from "../data/places.js";
import { DOCUMENTS, FAMILY_OF, hasText, sourceOf } from "../data/study.js";
import { listen, showSentence } from "./inspecting.js";
import { coloured, prose } from "./prose.js";
import { strip } from "./strip.js";
import { bar, legend } from "../elements/legend.js";
import { link } from "../elements/links.js";
import { button, make } from "../elements/make.js";
import { afterDrawing, reveal } from "../elements/scroll.js";
import { count } from "../words/numbers.js";
import { shortened } from "../words/text.js";
import { label, t } from "../words/words.js";

export function readerView(row, at) {
  if (row < 0)
    return [make("h1", null, t("view-documents")), make("p", null, t("no-such-document"))];
  const item = DOCUMENTS[row];
  const head = [
    make(
      "p",
      { class: "crumbs" },
      link("#documents", t("view-documents")),
      " › ",
      label(row),
      " ",
      neighbours(row),
    ),
    make("h1", null, label(row), " ", make("span", { class: "said title" }, item.title || "")),
    make(
      "p",
      { class: "facts" },
      item.kind ? make("span", { class: "tag" }, item.kind) : null,
      t("facts", {
        characters: count(item.characters),
        sections: item.sections,
        sentences: item.sentences,
      }),
      " ",
      make(
        "span",
        { class: "place" },
        sourceOf(row).id + " [" + item.start + ", " + item.end + ")",
      ),
    ),
    make("div", { class: "reader-bar" }, bar(item.shares)),
    familyLine(row),
  ];
  if (!hasText(row)) return [...head, make("p", { class: "notice" }, t("text-left-out"))];
  const pane = make(
    "article",
    { class: "prose", id: "prose", lang: "zh-Hans", tabindex: "-1" },
    prose(row, (start, end, n) => coloured(row, start, end, n)),
  );
  const side = make(
    "aside",
    { class: "panel", "aria-live": "polite", "aria-label": t("panel") },
    make("p", { class: "quiet" }, t("panel-empty")),
  );
  const map = strip(row, pane);
  const only = make("input", { type: "checkbox", id: "only" });
  only.addEventListener("change", () => {
    pane.classList.toggle("only", only.checked);
    map.paint();
  });
  for (const block of pane.children)
    if (!block.querySelector(".alone")) block.classList.add("shared-only");
  listen(row, pane, side);
  if (at !== undefined) afterDrawing(() => showSentence(row, pane, side, sentenceAt(row, at)));
  return [
    ...head,
    make(
      "div",
      { class: "tools" },
      make("label", { class: "switch", for: "only" }, only, " ", t("only-own")),
      legend(),
    ),
    make(
      "div",
      { class: "reader" },
      outline(row, pane),
      make("div", { class: "reading" }, pane, map),
      side,
    ),
  ];
}

function neighbours(row) {
  return make(
    "span",
    { class: "neighbours" },
    row > 0 ? link(documentAddress(row - 1), "‹ " + label(row - 1)) : null,
    " ",
    row + 1 < DOCUMENTS.length ? link(documentAddress(row + 1), label(row + 1) + " ›") : null,
  );
}

function familyLine(row) {
  const family = FAMILY_OF.get(row);
  if (!family) return null;
  const others = family.members.filter((member) => member !== row);
  return make(
    "p",
    { class: "notice" },
    t("copy-of"),
    " ",
    others.map((other, n) => [n ? " " : null, link(pairAddress(row, other), label(other))]),
    " · ",
    link("#family=" + family.id, t("all-variants")),
  );
}

function outline(row, pane) {
  const heads = DOCUMENTS[row].heads;
  if (!heads.length) return make("nav", { class: "outline empty", "aria-label": t("outline") });
  return make(
    "nav",
    { class: "outline", "aria-label": t("outline") },
    make("h2", null, t("outline")),
    make(
      "ol",
      null,
      heads.map(([start, end, level]) =>
        make(
          "li",
          { class: "level-" + Math.min(4, level) },
          button(
            shortened(slice(row, start, end).trim(), 26),
            () => reveal(pane, pane.querySelector('[data-start="' + start + '"]')),
            { class: "plain" },
          ),
        ),
      ),
    ),
  );
}
