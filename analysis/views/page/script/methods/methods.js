// What every number means, how it was made, from which files, and how to cite.

import { DATA } from "../data/study.js";
import { button, make } from "../elements/make.js";
import { copy } from "../elements/provenance.js";
import { dataTable } from "../elements/table.js";
import { count } from "../words/numbers.js";
import { t, told } from "../words/words.js";

const DEFINED = ["share", "share-distinct", "share-outside", "largest", "distinct"];

export function methodsView() {
  return [
    make("h1", null, t("view-methods")),
    make("h2", null, t("head-definitions")),
    definitions(),
    make("h2", null, t("head-settings")),
    settingTable(),
    make("h2", null, t("head-sources")),
    sourceTable(),
    make("h2", null, t("head-limits")),
    make(
      "ul",
      null,
      limits().map((words) => make("li", null, words)),
    ),
    make("h2", null, t("head-cite")),
    howToCite(),
  ];
}

function definitions() {
  return make(
    "dl",
    { class: "definitions" },
    DEFINED.map((name) => [
      make("dt", null, t("figure-" + name)),
      make("dd", null, t("define-" + name)),
    ]),
    DATA.classes.map((name) => [
      make(
        "dt",
        null,
        make("span", { class: "swatch " + name, "aria-hidden": "true" }),
        t("class-" + name),
      ),
      make("dd", null, t("class-define-" + name, { many: DATA.many, run: DATA.run })),
    ]),
    ["similarity", "distinct", "containment", "overlap", "characters", "place"].map((name) => [
      make("dt", null, t("term-" + name)),
      make("dd", null, t("term-define-" + name)),
    ]),
  );
}

function settingTable() {
  const row = (name, value) =>
    make("tr", null, make("th", { scope: "row" }, name), make("td", { class: "digest" }, value));
  return make(
    "table",
    { class: "settings" },
    make(
      "tbody",
      null,
      row("leitong", DATA.version),
      row(t("setting-fingerprint"), DATA.fingerprint),
      row(t("setting-tokenizer"), DATA.tokenizer),
      row(t("setting-threshold"), String(DATA.threshold)),
      row(t("setting-many"), t("of-votes", { many: DATA.many, votes: DATA.votes })),
      row(t("setting-run"), String(DATA.run)),
      row(t("setting-shortest"), String(DATA.reuse.shortest)),
      DATA.settings.map(({ name, value }) => row(told("option-" + name, name), value || "—")),
    ),
  );
}

function sourceTable() {
  const columns = [
    { name: "source", title: t("column-file"), help: t("help-source"), value: (s) => s.id },
    {
      name: "characters",
      title: t("column-characters"),
      help: t("help-source-characters"),
      number: true,
      value: (s) => s.characters,
      show: (s) => count(s.characters),
    },
    {
      name: "documents",
      title: t("column-documents"),
      help: t("help-source-documents"),
      number: true,
      value: (s) => s.documents,
    },
    {
      name: "encoding",
      title: t("column-encoding"),
      help: t("help-encoding"),
      value: (s) => s.encoding,
    },
    {
      name: "sha256",
      title: "SHA-256",
      help: t("help-sha256"),
      class: "digest",
      value: (s) => s.sha256,
    },
  ];
  return dataTable(columns, DATA.sources, {
    name: "sources",
    caption: t("head-sources"),
    search: DATA.sources.length > 10,
  });
}

function howToCite() {
  const { version, fingerprint } = DATA;
  const words = t("how-to-cite", { version, fingerprint: fingerprint.slice(0, 16) });
  return make(
    "p",
    null,
    words,
    " ",
    button(t("copy"), () => copy(words), { class: "plain" }),
  );
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
