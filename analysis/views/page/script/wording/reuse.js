// Passages that documents share, the most widespread first.

import { codePoint, slice } from "../data/places.js";
import { DATA, DOCUMENTS, hasText } from "../data/study.js";
import { choice, searchBox } from "../elements/choices.js";
import { csv, download } from "../elements/csv.js";
import { andMore, folded, growing } from "../elements/lists.js";
import { button, make, replace } from "../elements/make.js";
import { leaveOut, mayCount } from "../selection/switch.js";
import { occurrences } from "./occurrences.js";
import { count } from "../words/numbers.js";
import { flat, shortened } from "../words/text.js";
import { t } from "../words/words.js";

// Which passages are shown.
const TESTS = {
  outside: (item) => item.families > 1,
  rare: (item) => !item.boilerplate && item.families > 1,
  copies: (item) => item.families === 1,
};

export function reuseView() {
  const { groups, leftOut, shortest } = DATA.reuse;
  const state = { words: "", kind: "" };
  const holder = make("div");
  const change = (changed) => {
    Object.assign(state, changed);
    const found = groups.filter((item) => isShown(item, state));
    replace(
      holder,
      make("p", { class: "quiet", "aria-live": "polite" }, t("groups", { n: count(found.length) })),
      growing(found, card, 25),
    );
  };
  change({});
  return [
    make("h1", null, t("view-reuse")),
    make("p", { class: "quiet" }, t("reuse-help", { shortest })),
    leftOut ? make("p", { class: "notice" }, t("groups-left-out", { n: count(leftOut) })) : null,
    make(
      "div",
      { class: "tools" },
      searchBox((words) => change({ words })),
      choice(t("which-passages"), kinds(), "", (kind) => change({ kind })),
      button(t("export"), exportReuse, { class: "plain export" }),
    ),
    holder,
  ];
}

function kinds() {
  return [
    ["", t("passages-all")],
    ["outside", t("passages-outside")],
    ["rare", t("passages-rare")],
    ["copies", t("passages-copies")],
  ];
}

function isShown(item, { words, kind }) {
  return (!kind || TESTS[kind](item)) && (!words || said(item).toLowerCase().includes(words));
}

// What a group says, as it stands in its first place.
function said({ places: [{ document, start, end }] }) {
  return hasText(document) ? slice(document, start, end).trim() : "";
}

function card(item) {
  const kind = item.boilerplate ? "boilerplate" : item.families > 1 ? "reused" : "duplicate";
  const left = item.occurrences - item.places.length;
  return make(
    "li",
    { class: "card" },
    make(
      "p",
      { class: "card-head" },
      make("span", { class: "swatch " + kind, "aria-hidden": "true" }),
      make("span", null, t("class-" + kind)),
      " · ",
      make(
        "strong",
        null,
        t("in-families", { documents: item.documents, families: item.families }),
      ),
      make("span", { class: "quiet" }, " · " + t("characters", { n: count(item.characters) })),
    ),
    make("p", { class: "said" }, shortened(flat(said(item)), 220)),
    mayCount()
      ? make(
          "p",
          { class: "onward" },
          leaveOut("passages", item.group, shortened(flat(said(item)), 30)),
        )
      : null,
    folded(t("all-places", { n: item.occurrences }), () => [
      occurrences(item.places),
      andMore(left),
    ]),
  );
}

function exportReuse() {
  const columns = [
    { name: "group", value: ({ item }) => item.group },
    { name: "characters", value: ({ item }) => item.characters },
    { name: "documents", value: ({ item }) => item.documents },
    { name: "families", value: ({ item }) => item.families },
    { name: "boilerplate", value: ({ item }) => String(item.boilerplate) },
    { name: "document", value: ({ at }) => DOCUMENTS[at.document].id },
    { name: "start", value: ({ at }) => codePoint(at.document, at.start) },
    { name: "end", value: ({ at }) => codePoint(at.document, at.end) },
    { name: "text", value: ({ at }) => slice(at.document, at.start, at.end) },
  ];
  const rows = DATA.reuse.groups.flatMap((item) => item.places.map((at) => ({ item, at })));
  download("reuse.csv", csv(columns, rows));
}
