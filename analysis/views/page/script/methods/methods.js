// What every number means, how it was made, from which files, and how to cite.

import { DATA, RUNNING } from "../data/study.js";
import { button, make } from "../elements/make.js";
import { copy } from "../elements/provenance.js";
import { dataTable } from "../elements/table.js";
import { count } from "../words/numbers.js";
import { t } from "../words/words.js";

const DEFINED = ["repeated", "without-formula", "without-copies", "largest", "own"];

export function methodsView() {
  const sources = [
    { name: "source", title: t("column-file"), value: (s) => s.id },
    {
      name: "characters",
      title: t("column-characters"),
      number: true,
      value: (s) => s.characters,
      show: (s) => count(s.characters),
    },
    { name: "documents", title: t("column-documents"), number: true, value: (s) => s.documents },
    { name: "encoding", title: t("column-encoding"), value: (s) => s.encoding },
    { name: "sha256", title: "SHA-256", class: "digest", value: (s) => s.sha256 },
  ];
  return [
    make("h1", null, t("view-methods")),
    make("h2", null, t("head-definitions")),
    make(
      "dl",
      { class: "definitions" },
      DEFINED.map((name) => [
        make("dt", null, t("figure-" + name)),
        make("dd", null, t("define-" + name)),
      ]),
      RUNNING.map((name) => [
        make(
          "dt",
          null,
          make("span", { class: "swatch " + name, "aria-hidden": "true" }),
          t("class-" + name),
        ),
        make("dd", null, t("class-define-" + name, { many: DATA.many, run: DATA.run })),
      ]),
      ["similarity", "distinct", "containment", "place"].map((name) => [
        make("dt", null, t("term-" + name)),
        make("dd", null, t("term-define-" + name)),
      ]),
    ),
    make("h2", null, t("head-settings")),
    make(
      "table",
      { class: "settings" },
      make(
        "tbody",
        null,
        [
          ["leitong", DATA.version],
          [t("setting-fingerprint"), DATA.fingerprint],
          [t("setting-tokenizer"), DATA.tokenizer],
          [t("setting-threshold"), String(DATA.threshold)],
          [t("setting-many"), t("of-votes", { many: DATA.many, votes: DATA.votes })],
          [t("setting-run"), String(DATA.run)],
          [t("setting-shortest"), String(DATA.reuse.shortest)],
          ...DATA.settings.map(([name, value]) => [name, value === null ? "—" : value]),
        ].map(([name, value]) =>
          make(
            "tr",
            null,
            make("th", { scope: "row" }, name),
            make("td", { class: "digest" }, value),
          ),
        ),
      ),
    ),
    make("h2", null, t("head-sources")),
    dataTable(sources, DATA.sources, {
      name: "sources",
      caption: t("head-sources"),
      search: DATA.sources.length > 10,
    }),
    make("h2", null, t("head-limits")),
    make(
      "ul",
      null,
      limits().map((words) => make("li", null, words)),
    ),
    make("h2", null, t("head-cite")),
    make(
      "p",
      null,
      t("how-to-cite", { version: DATA.version, fingerprint: DATA.fingerprint.slice(0, 16) }),
      " ",
      button(
        t("copy"),
        () =>
          copy(
            t("how-to-cite", { version: DATA.version, fingerprint: DATA.fingerprint.slice(0, 16) }),
          ),
        { class: "plain" },
      ),
    ),
  ];
}

function limits() {
  return [
    t("limit-likeness"),
    t("limit-themes"),
    t("limit-descent"),
    DATA.textsLeftOut ? t("limit-texts", { n: count(DATA.textsLeftOut) }) : null,
    DATA.likeness.leftOut ? t("matrix-left-out", { n: count(DATA.likeness.leftOut) }) : null,
    DATA.pairsLeftOut ? t("pairs-left-out", { n: count(DATA.pairsLeftOut) }) : null,
  ].filter(Boolean);
}
