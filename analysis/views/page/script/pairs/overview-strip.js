// A bar over a text that shows where its passages and the shorter equal runs stand.

import { DOCUMENTS } from "../data/study.js";
import { make } from "../elements/make.js";

export function overviewStrip(row, passages, side, shorter, go) {
  const long = DOCUMENTS[row].text.length || 1;
  const piece = (kind, { start, end }) => {
    const mark = make("i", { class: kind });
    mark.style.left = (100 * start) / long + "%";
    mark.style.width = (100 * Math.max(end - start, long / 400)) / long + "%";
    return mark;
  };
  const bar = make(
    "div",
    { class: "overview-strip", "aria-hidden": "true" },
    shorter.map((run) => piece("faint", run)),
    passages.map((passage) => piece("full", passage[side])),
  );
  bar.addEventListener("click", (event) => {
    const box = bar.getBoundingClientRect();
    go(((event.clientX - box.left) / box.width) * long, side);
  });
  return bar;
}
