// One document: its outline, its text coloured by class, and for each sentence who else says it.

import { documentAddress, pairAddress } from "../data/address.js";
import { records } from "../data/columns.js";
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
  if (!hasText(row)) return [...heads(row), make("p", { class: "notice" }, t("text-left-out"))];
  return [...heads(row), ...reading(row, at)];
}

function heads(row) {
  const item = DOCUMENTS[row];
  return [
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
}

// The text between its outline and a panel that says who else says a sentence.
function reading(row, at) {
  const pane = make(
    "article",
    { class: "prose", id: "prose", lang: "zh-Hans", tabindex: "-1" },
    prose(row, (start, end, n) => coloured(row, start, end, n)),
  );
  const side = make(
    "aside",
    { class: "panel", "aria-live": "polite", "aria-label": t("panel") },
    make(
      "p",
      { class: "quiet" },
      t("panel-empty"),
      " ",
      make("span", { class: "keys" }, t("panel-keys")),
    ),
  );
  const map = strip(row, pane);
  for (const block of pane.children)
    if (!block.querySelector(".alone")) block.classList.add("shared-only");
  listen(row, pane, side);
  if (at !== undefined) afterDrawing(() => showSentence(row, pane, side, sentenceAt(row, at)));
  return [
    make("div", { class: "tools" }, onlyOwn(pane, map), legend()),
    make(
      "div",
      { class: "reader" },
      outline(row, pane),
      make("div", { class: "reading" }, pane, map),
      side,
    ),
  ];
}

// A switch that hides what other documents say, too.
function onlyOwn(pane, map) {
  const only = make("input", { type: "checkbox", id: "only" });
  only.addEventListener("change", () => {
    pane.classList.toggle("only", only.checked);
    map.paint();
  });
  return make("label", { class: "switch", for: "only" }, only, " ", t("only-own"));
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
  const found = records(DOCUMENTS[row].heads);
  if (!found.length) return make("nav", { class: "outline empty", "aria-label": t("outline") });
  return make(
    "nav",
    { class: "outline", "aria-label": t("outline") },
    make("h2", null, t("outline")),
    make(
      "ol",
      null,
      found.map(({ start, end, depth }) =>
        make(
          "li",
          { class: "level-" + Math.min(4, depth) },
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
