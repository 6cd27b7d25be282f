// What is left out, and what becomes of the figures: both numbers side by side; the threshold with
// all pairs as a histogram; the families at it as a graph.

import { FOUND } from "./apply.js";
import { clusterGraph } from "./graph.js";
import { histogram } from "./histogram.js";
import { clear, isUsual, state, toggle, written } from "./state.js";
import { leaveOut, mayCount } from "./switch.js";
import { codePoint } from "../data/places.js";
import { DATA, DOCUMENTS, KEPT } from "../data/study.js";
import { documentChoice } from "../elements/choices.js";
import { saveText } from "../elements/csv.js";
import { button, make } from "../elements/make.js";
import { copy } from "../elements/provenance.js";
import { dataTable } from "../elements/table.js";
import { count, share } from "../words/numbers.js";
import { shortened } from "../words/text.js";
import { label, t } from "../words/words.js";

const SHARES = ["share", "share_distinct", "share_outside", "distinct"];

export function selectionView() {
  return [
    make("h1", null, t("view-selection")),
    make("p", { class: "quiet" }, t("selection-help")),
    mayCount() ? null : make("p", { class: "notice" }, t("selection-too-large")),
    figureTable(),
    make("p", { class: "quiet" }, t("selection-limits")),
    make("h2", null, t("head-left-out")),
    leftOut(),
    mayCount() ? [make("h2", null, t("head-set-aside")), kinds()] : null,
    mayCount() && DATA.evidence.likeness.pairs.length
      ? [
          make("h2", null, t("head-threshold")),
          make("p", { class: "quiet" }, t("threshold-help")),
          histogram(),
          make("h2", null, t("head-clusters")),
          clusterGraph(),
        ]
      : null,
  ];
}

function figureTable() {
  const sum = (of) => of.reduce((all, row) => all + DOCUMENTS[row].characters, 0);
  const every = DOCUMENTS.map((item, row) => row);
  const members = (families) => families.reduce((all, family) => all + family.members.length, 0);
  const number = (name, before, now) => ({ name, before, now, show: count });
  const rows = [
    number("documents", DOCUMENTS.length, KEPT.length),
    number("characters", sum(every), sum(KEPT)),
    number("families", FOUND.families.length, DATA.families.length),
    number("members", members(FOUND.families), members(DATA.families)),
    number("pairs", FOUND.pairs.length, DATA.pairs.length),
    ...(mayCount() || isUsual()
      ? SHARES.map((name) => ({
          name: name.replace("_", "-"),
          before: FOUND.totals[name],
          now: DATA.totals[name],
          show: share,
        }))
      : []),
  ];
  const title = (row) => (row.show === share ? t("figure-" + row.name) : t("total-" + row.name));
  const column = (name) => ({
    name,
    title: t("compared-" + name),
    help: t("help-" + name),
    number: true,
    value: (row) => row[name],
    show: (row) => row.show(row[name]),
  });
  const columns = [
    { name: "figure", title: t("column-figure"), help: t("help-figure"), value: title },
    column("before"),
    column("now"),
  ];
  return dataTable(columns, rows, {
    name: "figures",
    caption: t("view-selection"),
    search: false,
    class: "narrow both-figures",
  });
}

function leftOut() {
  const item = (words, list, key) =>
    make("li", null, words, " ", leaveOut(list, key, String(words)));
  const groups = new Map(FOUND.reuse.groups.map((one) => [one.group, one]));
  const items = [
    [...state.documents].map((row) => item(label(row), "documents", row)),
    [...state.pairs].map((key) =>
      item(key.split("-").map(Number).map(label).join(" — "), "pairs", key),
    ),
    [...state.passages].map((group) =>
      item(
        t("passage-number", { n: group, characters: groups.get(group)?.characters ?? "" }),
        "passages",
        group,
      ),
    ),
    [...state.formulas].map((n) => item(shortened(FOUND.phrases.items[n].text, 60), "formulas", n)),
  ].flat();
  return [
    items.length
      ? make("ul", { class: "plain-list left-out" }, items)
      : make("p", { class: "quiet" }, t("nothing-left-out")),
    make(
      "div",
      { class: "tools" },
      KEPT.length
        ? documentChoice(
            t("leave-out-document"),
            "",
            (row) => toggle("documents", row),
            t("leave-out-document"),
          )
        : null,
      isUsual()
        ? null
        : [
            button(t("selection-clear"), clear),
            button(t("selection-link"), () => copy(location.href)),
            button(t("selection-save"), save),
          ],
    ),
  ];
}

// As --exclude of the command line takes it: id@start-end, in code points of the source.
function span(row, start, end) {
  return DOCUMENTS[row].id + "@" + codePoint(row, start) + "-" + codePoint(row, end);
}

// The same as a file: what is chosen in words that a program reads, and what it was chosen of.
function save() {
  const id = (row) => DOCUMENTS[row].id;
  const groups = new Map(FOUND.reuse.groups.map((one) => [one.group, one]));
  const passages = [...state.passages].flatMap((group) => groups.get(group)?.places ?? []);
  const said = {
    type: "selection",
    schema: 1,
    fingerprint: DATA.fingerprint,
    address: written(),
    where: Object.fromEntries([...state.where].map(([name, wanted]) => [name, [...wanted]])),
    without: {
      documents: [...state.documents].map(id),
      pairs: [...state.pairs].map((key) => key.split("-").map(Number).map(id)),
      passages: passages.map(({ document: row, start, end }) => span(row, start, end)),
      kinds: [...state.kinds],
      formulas: [...state.formulas].map((n) => FOUND.phrases.items[n].text),
    },
    threshold: state.alike === null ? null : state.alike / 1000,
    figures: { documents: KEPT.length, families: DATA.families.length, ...DATA.totals },
  };
  saveText("selection.json", JSON.stringify(said, null, 2) + "\n", "application/json");
}

// Whole kinds of text that count on neither side.
function kinds() {
  const all = [...DATA.evidence.kinds, "formulas"];
  return make(
    "fieldset",
    { class: "switch kinds" },
    make("legend", { class: "unseen" }, t("head-set-aside")),
    all.map((kind) => {
      const input = make("input", {
        type: "checkbox",
        checked: state.kinds.has(kind),
        "data-kind": kind,
      });
      input.addEventListener("change", () => toggle("kinds", kind));
      return make("label", null, input, " ", t("aside-" + kind));
    }),
  );
}
