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
  const codes = new Map();
  for (const note of DATA.notes) {
    const found = codes.get(note[2]) || { n: 0, note };
    found.n += 1;
    codes.set(note[2], found);
  }
  const columns = [
    {
      name: "code",
      title: t("column-code"),
      value: (note) => note[2],
      show: (note) => make("code", null, note[2]),
    },
    {
      name: "document",
      title: t("column-document"),
      value: (note) => (note[1] === null ? DATA.sources[note[0]].id : DOCUMENTS[note[1]].id),
      show: (note) => (note[1] === null ? DATA.sources[note[0]].id : noteLink(note)),
    },
    { name: "start", title: t("column-start"), number: true, value: (note) => note[3] },
    { name: "end", title: t("column-end"), number: true, value: (note) => note[4] },
    {
      name: "message",
      title: t("column-message"),
      value: (note) => note[settings.lang === "zh" ? 5 : 6],
    },
  ];
  const summary = [...codes.values()].map(({ n, note }) =>
    make(
      "li",
      null,
      note[settings.lang === "zh" ? 5 : 6],
      n > 1 ? " × " + n : "",
      " ",
      make("code", { class: "quiet" }, note[2]),
    ),
  );
  const residue = [
    { name: "source", title: t("column-source"), value: (r) => DATA.sources[r[0]].id },
    { name: "kind", title: t("column-kind-of-residue"), value: (r) => r[1] },
    { name: "start", title: t("column-start"), number: true, value: (r) => r[2] },
    { name: "end", title: t("column-end"), number: true, value: (r) => r[3] },
    { name: "text", title: t("column-text"), value: (r) => r[4], class: "said" },
  ];
  return section(
    "doubts",
    make("p", { class: "quiet" }, t(DATA.notes.length ? "doubts-help" : "no-doubts")),
    DATA.notes.length
      ? [
          make("ul", { class: "plain-list notes" }, summary),
          folded(t("all-doubts", { n: count(DATA.notes.length) }), () =>
            dataTable(columns, DATA.notes, { name: "notes", caption: t("head-doubts") }),
          ),
        ]
      : null,
    DATA.residue.length
      ? folded(t("all-residue", { n: count(DATA.residue.length) }), () =>
          dataTable(residue, DATA.residue, {
            name: "residue",
            caption: t("column-kind-of-residue"),
          }),
        )
      : null,
  );
}

function noteLink(note) {
  const row = note[1];
  const at = note[3] - DOCUMENTS[row].start;
  return link(documentAddress(row, Math.max(0, at)), label(row));
}
