// Stretches of a text with one class each.

import { classOf } from "./classes.js";
import { slice } from "./places.js";
import { DISTINCT, DOCUMENTS } from "./study.js";

const NOT_SPOKEN = /^[^\p{L}\p{N}]+/u;

// Punctuation has the class of what stands before it, as where shares are counted.
function withPunctuation(row, parts) {
  const found = [];
  for (const part of parts) {
    const before = found[found.length - 1];
    const lead =
      before && before.kind !== DISTINCT && part.kind === DISTINCT
        ? (NOT_SPOKEN.exec(slice(row, part.start, part.end)) || [""])[0].length
        : 0;
    if (lead) before.end += lead;
    if (part.start + lead < part.end) found.push({ ...part, start: part.start + lead });
  }
  return found;
}

// Runs as start, end, documents, families; in the data a start is the gap after the run before it,
// and an end the length.
function runsOf(row) {
  const item = DOCUMENTS[row];
  if (!item.unfolded) {
    const runs = item.runs.slice();
    for (let n = 0, place = 0; n < runs.length; n += 4) {
      runs[n] += place;
      runs[n + 1] += runs[n];
      place = runs[n + 1];
    }
    item.unfolded = runs;
  }
  return item.unfolded;
}

// Stretches of [from, to) with one class each: {start, end, kind, documents, families}.
export function stretches(row, from, to) {
  const runs = runsOf(row);
  const found = [];
  let low = 0;
  let high = runs.length / 4;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[4 * middle + 1] <= from) low = middle + 1;
    else high = middle;
  }
  let place = from;
  for (let n = 4 * low; n < runs.length && runs[n] < to; n += 4) {
    const start = Math.max(runs[n], from);
    const end = Math.min(runs[n + 1], to);
    if (start > place)
      found.push({ start: place, end: start, kind: DISTINCT, documents: 1, families: 1 });
    found.push({
      start,
      end,
      kind: classOf(runs[n + 2], runs[n + 3]),
      documents: runs[n + 2],
      families: runs[n + 3],
    });
    place = end;
  }
  if (place < to) found.push({ start: place, end: to, kind: DISTINCT, documents: 1, families: 1 });
  return withPunctuation(row, found);
}
