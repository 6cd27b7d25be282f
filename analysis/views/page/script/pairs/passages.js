// Passages that two documents share, and a text with them marked.

import { slice } from "../data/places.js";
import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";

// Passages of two documents, in the order of the first: spans of the first and of the second.
export function passagesOf(a, b) {
  return DATA.reuse.pairs
    .filter((p) => (p.a === a && p.b === b) || (p.a === b && p.b === a))
    .map((p) => {
      const spans = [
        { start: p.startA, end: p.endA },
        { start: p.startB, end: p.endB },
      ];
      return p.a === a ? spans : spans.reverse();
    })
    .sort((one, two) => one[0].start - two[0].start);
}

// A stretch of a text with its passages marked, and faintly what is equal between them.
export function withPassages(row, start, end, passages, side, shorter) {
  const found = passages
    .map((passage, number) => ({ from: passage[side].start, upto: passage[side].end, number }))
    .filter(({ from, upto }) => from < end && upto > start)
    .sort((one, two) => one.from - two.from);
  const pieces = [];
  let place = start;
  for (const { from, upto, number } of found) {
    const [begin, stop] = [Math.max(from, place), Math.min(upto, end)];
    if (stop <= begin) continue;
    if (begin > place) pieces.push(...faint(row, place, begin, shorter[side]));
    pieces.push(make("mark", { class: "reused d2", "data-p": number }, slice(row, begin, stop)));
    place = stop;
  }
  if (place < end) pieces.push(...faint(row, place, end, shorter[side]));
  return pieces;
}

function faint(row, from, upto, stretches) {
  const pieces = [];
  let place = from;
  for (const { start, end } of stretches) {
    const [begin, stop] = [Math.max(start, place), Math.min(end, upto)];
    if (stop <= begin) continue;
    if (begin > place) pieces.push(slice(row, place, begin));
    pieces.push(make("span", { class: "shorter" }, slice(row, begin, stop)));
    place = stop;
  }
  if (place < upto) pieces.push(slice(row, place, upto));
  return pieces;
}
