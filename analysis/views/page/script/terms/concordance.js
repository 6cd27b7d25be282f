// A word in its contexts: any string, looked up in all documents, sorted by what follows or precedes.

import { address } from "../data/address.js";
import { codePoint, context } from "../data/places.js";
import { DOCUMENTS, FAMILY_OF, hasText, KEPT } from "../data/study.js";
import { written } from "../selection/state.js";
import { choice } from "../elements/choices.js";
import { csv, download } from "../elements/csv.js";
import { documentLink, link } from "../elements/links.js";
import { button, make, replace } from "../elements/make.js";
import { range } from "../elements/provenance.js";
import { afterDrawing, centre } from "../elements/scroll.js";
import { order } from "../data/order.js";
import { count } from "../words/numbers.js";
import { flat } from "../words/text.js";
import { t } from "../words/words.js";

const KWIC_AROUND = 24;
const MOST_LINES = 5000;

function concordance(words, once) {
  const lines = [];
  if (!words) return lines;
  KEPT.forEach((row) => {
    if (!hasText(row) || (once && FAMILY_OF.has(row) && FAMILY_OF.get(row).representative !== row))
      return;
    const text = DOCUMENTS[row].text || ""; // still coming
    for (
      let at = text.indexOf(words);
      at >= 0 && lines.length < MOST_LINES;
      at = text.indexOf(words, at + words.length)
    )
      lines.push({
        row,
        start: at,
        end: at + words.length,
        ...context(row, at, at + words.length, KWIC_AROUND),
      });
  });
  return lines;
}

function reversed(text) {
  return Array.from(flat(text).trimEnd()).reverse().join("");
}

// Lines shown at most; all of them are exported.
const LINES_SHOWN = 300;

const SORTS = {
  right: (line) => flat(line.right).trimStart(),
  left: (line) => reversed(line.left),
  document: (line) => line.row,
};

export function concordancePart(words) {
  const state = { words, once: true, sort: "right" };
  const holder = make("div", { class: "kwic" });
  const change = (changed) => {
    Object.assign(state, changed);
    showLines(holder, state);
  };
  change({});
  const sorts = [
    ["right", t("sort-right")],
    ["left", t("sort-left")],
    ["document", t("sort-document")],
  ];
  return make(
    "section",
    { class: "concordance" },
    make("h2", null, t("head-kwic")),
    make(
      "div",
      { class: "tools" },
      wordBox(words, change),
      choice(t("kwic-sort"), sorts, "right", (sort) => change({ sort })),
      onceSwitch(change),
    ),
    holder,
  );
}

function wordBox(words, change) {
  const box = make("input", {
    type: "search",
    class: "search long",
    value: words,
    placeholder: t("kwic-placeholder"),
    "aria-label": t("kwic-placeholder"),
  });
  box.addEventListener("input", () => change({ words: box.value }));
  box.addEventListener(
    "change",
    () =>
      box.value &&
      history.replaceState(
        null,
        "",
        [address({ kwic: box.value }), written()].filter(Boolean).join("&"),
      ),
  );
  return box;
}

function onceSwitch(change) {
  const once = make("input", { type: "checkbox", checked: true });
  once.addEventListener("change", () => change({ once: once.checked }));
  return make("label", { class: "switch" }, once, " ", t("copies-once"));
}

function showLines(holder, { words, once, sort }) {
  if (!words) {
    replace(holder);
    return;
  }
  const lines = sorted(concordance(words, once), SORTS[sort]);
  const documents = new Set(lines.map((line) => line.row)).size;
  const write = () => download("kwic.csv", csv(kwicColumns(), lines));
  const table = lines.length ? kwicTable(lines.slice(0, LINES_SHOWN)) : null;
  replace(
    holder,
    make(
      "p",
      { class: "quiet", "aria-live": "polite" },
      t("kwic-found", { n: count(lines.length), documents }),
      " ",
      lines.length ? button(t("export"), write, { class: "plain export" }) : null,
    ),
    table,
    lines.length > LINES_SHOWN
      ? make("p", { class: "quiet" }, t("kwic-first", { n: LINES_SHOWN }))
      : null,
  );
  afterDrawing(() => centre(table, holder.querySelector("td.match")));
}

function sorted(lines, key) {
  return lines
    .map((line, n) => ({ key: key(line), n, line }))
    .sort((a, b) => order(a.key, b.key) || a.n - b.n)
    .map((entry) => entry.line);
}

function kwicColumns() {
  return [
    { name: "document", value: (line) => DOCUMENTS[line.row].id },
    { name: "start", value: (line) => codePoint(line.row, line.start) },
    { name: "end", value: (line) => codePoint(line.row, line.end) },
    { name: "left", value: (line) => flat(line.left) },
    { name: "match", value: (line) => line.match },
    { name: "right", value: (line) => flat(line.right) },
  ];
}

function kwicTable(lines) {
  return make(
    "div",
    { class: "wide", tabindex: "0", role: "region", "aria-label": t("head-kwic") },
    make("table", { class: "kwic-table" }, make("tbody", null, lines.map(kwicLine))),
  );
}

function kwicLine(line) {
  return make(
    "tr",
    null,
    make("th", { scope: "row" }, documentLink(line.row, line.start)),
    make("td", { class: "said left" }, flat(line.left)),
    make("td", { class: "said match" }, make("mark", { class: "found" }, flat(line.match))),
    make("td", { class: "said" }, flat(line.right)),
    make("td", { class: "place" }, range(line.row, line.start, line.end)),
  );
}

export function kwicView(words) {
  return [
    make("h1", null, t("view-terms")),
    concordancePart(words),
    make("p", null, link("#terms", t("head-keywords"))),
  ];
}
