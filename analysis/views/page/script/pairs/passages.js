// Passages that two documents share, and a text with them marked.

import { slice } from "../data/places.js";
import { DATA } from "../data/study.js";
import { make } from "../elements/make.js";

// Passages of two documents: [start in a, end, start in b, end, group], in the order of a.
export function passagesOf(a, b) {
  return DATA.reuse.pairs
    .filter(([x, y]) => (x === a && y === b) || (x === b && y === a))
    .map(([x, , start, end, otherStart, otherEnd, group]) =>
      x === a
        ? [start, end, otherStart, otherEnd, group]
        : [otherStart, otherEnd, start, end, group],
    )
    .sort((one, two) => one[0] - two[0]);
}

export function withPassages(row, start, end, passages, side) {
  const found = passages
    .map((passage, number) => [passage[2 * side], passage[2 * side + 1], number])
    .filter(([from, upto]) => from < end && upto > start)
    .sort((one, two) => one[0] - two[0]);
  const pieces = [];
  let place = start;
  for (const [from, upto, number] of found) {
    const [begin, stop] = [Math.max(from, place), Math.min(upto, end)];
    if (stop <= begin) continue;
    if (begin > place) pieces.push(slice(row, place, begin));
    pieces.push(make("mark", { class: "reused d2", "data-p": number }, slice(row, begin, stop)));
    place = stop;
  }
  if (place < end) pieces.push(slice(row, place, end));
  return pieces;
}
