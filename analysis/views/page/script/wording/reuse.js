// Passages that documents share, the most widespread first.

import { codePoint, slice } from "../data/places.js";
import { DATA, DOCUMENTS, hasText } from "../data/study.js";
import { choice, searchBox } from "../elements/choices.js";
import { csv, download } from "../elements/csv.js";
import { andMore, folded, growing } from "../elements/lists.js";
import { button, make, replace } from "../elements/make.js";
import { occurrences } from "./occurrences.js";
import { count } from "../words/numbers.js";
import { flat, shortened } from "../words/text.js";
import { t } from "../words/words.js";

export function reuseView() {
  const groups = DATA.reuse.groups.map(
    ([group, characters, n, documents, families, boilerplate, places]) => ({
      group,
      characters,
      n,
      documents,
      families,
      boilerplate,
      places,
    }),
  );
  const state = { words: "", kind: "" };
  const holder = make("div");
  const said = (item) => (hasText(item.places[0][0]) ? slice(...item.places[0]).trim() : "");
  const tests = {
    outside: (item) => item.families > 1,
    rare: (item) => !item.boilerplate && item.families > 1,
    copies: (item) => item.families === 1,
  };
  function refresh() {
    const found = groups.filter(
      (item) =>
        (!state.kind || tests[state.kind](item)) &&
        (!state.words || said(item).toLowerCase().includes(state.words)),
    );
    replace(
      holder,
      make("p", { class: "quiet", "aria-live": "polite" }, t("groups", { n: count(found.length) })),
      growing(found, card, 25),
    );
  }
  function card(item) {
    const kind = item.boilerplate ? "boilerplate" : item.families > 1 ? "reused" : "duplicate";
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
      folded(t("all-places", { n: item.n }), () => [
        occurrences(item.places),
        item.places.length < item.n ? andMore(item.n - item.places.length) : null,
      ]),
    );
  }
  const columns = [
    { name: "group", value: (row) => row[0].group },
    { name: "characters", value: (row) => row[0].characters },
    { name: "documents", value: (row) => row[0].documents },
    { name: "families", value: (row) => row[0].families },
    { name: "boilerplate", value: (row) => String(row[0].boilerplate) },
    { name: "document", value: (row) => DOCUMENTS[row[1][0]].id },
    { name: "start", value: (row) => codePoint(row[1][0], row[1][1]) },
    { name: "end", value: (row) => codePoint(row[1][0], row[1][2]) },
    { name: "text", value: (row) => slice(...row[1]) },
  ];
  refresh();
  return [
    make("h1", null, t("view-reuse")),
    make("p", { class: "quiet" }, t("reuse-help", { shortest: DATA.reuse.shortest })),
    DATA.reuse.leftOut
      ? make("p", { class: "notice" }, t("groups-left-out", { n: count(DATA.reuse.leftOut) }))
      : null,
    make(
      "div",
      { class: "tools" },
      searchBox((words) => {
        state.words = words;
        refresh();
      }),
      choice(
        t("which-passages"),
        [
          ["", t("passages-all")],
          ["outside", t("passages-outside")],
          ["rare", t("passages-rare")],
          ["copies", t("passages-copies")],
        ],
        "",
        (value) => {
          state.kind = value;
          refresh();
        },
      ),
      button(
        t("export"),
        () =>
          download(
            "reuse.csv",
            csv(
              columns,
              groups.flatMap((item) => item.places.map((place) => [item, place])),
            ),
          ),
        { class: "plain export" },
      ),
    ),
    holder,
  ];
}
