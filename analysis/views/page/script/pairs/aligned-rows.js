// Rows that begin where either of two versions begins a paragraph.

import { slice } from "../data/places.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { make } from "../elements/make.js";
import { isLayout } from "./variants.js";
import { isBlank } from "../words/text.js";
import { t } from "../words/words.js";

// Rows that begin where either version begins a paragraph amid text that both have.
export function alignedRows(a, b, variants) {
  const starts = [a, b].map((row) => new Set(DOCUMENTS[row].paragraphs.start));
  const rows = [];
  let row = null;
  const open = (x, y) => {
    row = {
      cells: [[], []],
      openA: starts[0].has(x),
      openB: starts[1].has(y),
    };
    rows.push(row);
  };
  open(0, 0);
  row.openA = row.openB = true;
  let [x, y] = [0, 0];
  const equal = (length) => {
    let from = 0;
    const begun = row.cells[0].length > 0 || row.cells[1].length > 0;
    for (let k = 0; k < length; k += 1) {
      if (!starts[0].has(x + k) && !starts[1].has(y + k)) continue;
      if (k === 0 && !begun) continue;
      plain(row, a, x + from, k - from);
      open(x + k, y + k);
      from = k;
    }
    plain(row, a, x + from, length - from);
    x += length;
    y += length;
  };
  variants.forEach((variant, number) => {
    equal(variant.a[0] - x);
    row.cells[0].push(mark(variant, number, 0));
    row.cells[1].push(mark(variant, number, 1));
    [x, y] = [variant.a[1], variant.b[1]];
  });
  equal(DOCUMENTS[a].text.length - x);
  return rows.filter((one) => one.cells[0].length || one.cells[1].length);
}

function plain(row, document_, start, length) {
  if (length <= 0) return;
  const text = slice(document_, start, start + length);
  row.cells[0].push(text);
  row.cells[1].push(text);
}

export function mark(variant, number, side) {
  const text = variant.texts[side];
  const name = DATA.kinds[variant.kind];
  const empty = !text;
  const shown = empty
    ? "‸"
    : isBlank(text)
      ? text
          .replace(/\n/g, "↵\n")
          .replace(/ /g, "␣")
          .replace(/\u3000/g, "□")
      : text;
  return make(
    "mark",
    {
      class: "variant " + (isLayout(variant.kind) ? "layout" : "wording") + (empty ? " gap" : ""),
      tabindex: "-1",
      "data-v": number,
      "data-kind": variant.kind,
      "data-side": side ? "b" : "a",
      "data-end": variant.a[1],
      "data-plain": isBlank(text) ? "blank" : null,
      title: t("variant-" + name),
      "aria-label": t("variant-label", {
        kind: t("variant-" + name),
        text: empty ? t("nothing") : text,
        other: variant.texts[1 - side] || t("nothing"),
      }),
    },
    shown,
  );
}
