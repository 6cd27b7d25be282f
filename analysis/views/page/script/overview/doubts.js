// What the parser guessed, doubted or mended, and text of web sites that is nobody's.

import { documentAddress } from "../data/address.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { link } from "../elements/links.js";
import { folded } from "../elements/lists.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { section } from "./section.js";
import { count } from "../words/numbers.js";
import { label, settings, t } from "../words/words.js";

export function doubts() {
  return section(
    "doubts",
    make("p", { class: "quiet" }, t(DATA.notes.length ? "doubts-help" : "no-doubts")),
    DATA.notes.length
      ? [
          make("ul", { class: "plain-list notes" }, summary()),
          folded(t("all-doubts", { n: count(DATA.notes.length) }), () =>
            dataTable(noteColumns(), DATA.notes, { name: "notes", caption: t("head-doubts") }),
          ),
        ]
      : null,
    DATA.residue.length
      ? folded(t("all-residue", { n: count(DATA.residue.length) }), () =>
          dataTable(residueColumns(), DATA.residue, {
            name: "residue",
            caption: t("column-kind-of-residue"),
          }),
        )
      : null,
  );
}

// The first note of each code, and how many there are.
function summary() {
  const codes = new Map();
  for (const note of DATA.notes) {
    const found = codes.get(note.code) || { n: 0, note };
    found.n += 1;
    codes.set(note.code, found);
  }
  return [...codes.values()].map(({ n, note }) =>
    make(
      "li",
      null,
      note[settings.lang],
      n > 1 ? " × " + n : "",
      " ",
      make("code", { class: "quiet" }, note.code),
    ),
  );
}

function noteColumns() {
  const source = (note) => DATA.sources[note.source].id;
  return [
    {
      name: "code",
      title: t("column-code"),
      help: t("help-code"),
      value: (note) => note.code,
      show: (note) => make("code", null, note.code),
    },
    {
      name: "document",
      title: t("column-document"),
      help: t("help-document"),
      value: (note) => (note.document === null ? source(note) : DOCUMENTS[note.document].id),
      show: (note) => (note.document === null ? source(note) : noteLink(note)),
    },
    {
      name: "start",
      title: t("column-start"),
      help: t("place-help"),
      number: true,
      value: (note) => note.start,
    },
    {
      name: "end",
      title: t("column-end"),
      help: t("place-help"),
      number: true,
      value: (note) => note.end,
    },
    {
      name: "message",
      title: t("column-message"),
      help: t("help-message"),
      value: (note) => note[settings.lang],
    },
  ];
}

function residueColumns() {
  return [
    {
      name: "source",
      title: t("column-source"),
      help: t("help-source"),
      value: (r) => DATA.sources[r.source].id,
    },
    {
      name: "kind",
      title: t("column-kind-of-residue"),
      help: t("help-residue"),
      value: (r) => r.kind,
    },
    {
      name: "start",
      title: t("column-start"),
      help: t("place-help"),
      number: true,
      value: (r) => r.start,
    },
    {
      name: "end",
      title: t("column-end"),
      help: t("place-help"),
      number: true,
      value: (r) => r.end,
    },
    {
      name: "text",
      title: t("column-text"),
      help: t("help-text"),
      value: (r) => r.text,
      class: "said",
    },
  ];
}

function noteLink(note) {
  const at = note.start - DOCUMENTS[note.document].start;
  return link(documentAddress(note.document, Math.max(0, at)), label(note.document));
}
