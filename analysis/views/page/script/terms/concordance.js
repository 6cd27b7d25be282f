// A word in its contexts: any string, looked up in all documents, sorted by what follows or precedes.

import { address } from "../data/address.js";
import { codePoint, context } from "../data/places.js";
import { DOCUMENTS, FAMILY_OF, hasText } from "../data/study.js";
import { choice } from "../elements/choices.js";
import { csv, download } from "../elements/csv.js";
import { documentLink, link } from "../elements/links.js";
import { button, make, replace } from "../elements/make.js";
import { range } from "../elements/provenance.js";
import { afterDrawing, centre } from "../elements/scroll.js";
import { order } from "../elements/table.js";
import { count } from "../words/numbers.js";
import { flat } from "../words/text.js";
import { t } from "../words/words.js";

const KWIC_AROUND = 24;
const MOST_LINES = 5000;

function concordance(words, once) {
  const lines = [];
  if (!words) return lines;
  DOCUMENTS.forEach((item, row) => {
    if (!hasText(row) || (once && FAMILY_OF.has(row) && FAMILY_OF.get(row).representative !== row))
      return;
    for (
      let at = item.text.indexOf(words);
      at >= 0 && lines.length < MOST_LINES;
      at = item.text.indexOf(words, at + words.length)
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

export function concordancePart(words) {
  const state = { words, once: true, sort: "right" };
  const box = make("input", {
    type: "search",
    class: "search long",
    value: words,
    placeholder: t("kwic-placeholder"),
    "aria-label": t("kwic-placeholder"),
  });
  const holder = make("div", { class: "kwic" });
  const once = make("input", { type: "checkbox", checked: true });
  const sorts = {
    right: (line) => flat(line.right).trimStart(),
    left: (line) => reversed(line.left),
    document: (line) => line.row,
  };

  function refresh() {
    if (!state.words) {
      replace(holder);
      return;
    }
    const lines = concordance(state.words, state.once);
    const key = sorts[state.sort];
    const sorted = lines
      .map((line, n) => [key(line), n, line])
      .sort((a, b) => order(a[0], b[0]) || a[1] - b[1])
      .map((entry) => entry[2]);
    const documents = new Set(lines.map((line) => line.row)).size;
    const shown = sorted.slice(0, 300);
    replace(
      holder,
      make(
        "p",
        { class: "quiet", "aria-live": "polite" },
        t("kwic-found", { n: count(lines.length), documents }),
        " ",
        lines.length
          ? button(t("export"), () => download("kwic.csv", csv(columns, sorted)), {
              class: "plain export",
            })
          : null,
      ),
      lines.length
        ? make(
            "div",
            { class: "wide", tabindex: "0", role: "region", "aria-label": t("head-kwic") },
            make("table", { class: "kwic-table" }, make("tbody", null, shown.map(kwicLine))),
          )
        : null,
      lines.length > shown.length
        ? make("p", { class: "quiet" }, t("kwic-first", { n: shown.length }))
        : null,
    );
    afterDrawing(() => centre(holder.querySelector(".wide"), holder.querySelector("td.match")));
  }

  const columns = [
    { name: "document", value: (line) => DOCUMENTS[line.row].id },
    { name: "start", value: (line) => codePoint(line.row, line.start) },
    { name: "end", value: (line) => codePoint(line.row, line.end) },
    { name: "left", value: (line) => flat(line.left) },
    { name: "match", value: (line) => line.match },
    { name: "right", value: (line) => flat(line.right) },
  ];
  box.addEventListener("input", () => {
    state.words = box.value;
    refresh();
  });
  box.addEventListener(
    "change",
    () => state.words && history.replaceState(null, "", address({ kwic: state.words })),
  );
  once.addEventListener("change", () => {
    state.once = once.checked;
    refresh();
  });
  refresh();
  return make(
    "section",
    { class: "concordance" },
    make("h2", null, t("head-kwic")),
    make(
      "div",
      { class: "tools" },
      box,
      choice(
        t("kwic-sort"),
        [
          ["right", t("sort-right")],
          ["left", t("sort-left")],
          ["document", t("sort-document")],
        ],
        "right",
        (value) => {
          state.sort = value;
          refresh();
        },
      ),
      make("label", { class: "switch" }, once, " ", t("copies-once")),
    ),
    holder,
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
