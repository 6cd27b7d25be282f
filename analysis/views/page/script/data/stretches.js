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

// Where the runs of a document start and end; in the data stand gaps and lengths.
function runsOf(row) {
  const item = DOCUMENTS[row];
  if (!item.unfolded) {
    const { gap, length, documents, families } = item.runs;
    const [start, end] = [[], []];
    for (let n = 0, place = 0; n < gap.length; n += 1) {
      start.push(place + gap[n]);
      place = start[n] + length[n];
      end.push(place);
    }
    item.unfolded = { start, end, documents, families };
  }
  return item.unfolded;
}

// First run that ends after a place.
function runAfter(ends, place) {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Stretches of [from, to) with one class each: {start, end, kind, documents, families}.
export function stretches(row, from, to) {
  const runs = runsOf(row);
  const found = [];
  const alone = (start, end) =>
    found.push({ start, end, kind: DISTINCT, documents: 1, families: 1 });
  let place = from;
  for (let n = runAfter(runs.end, from); n < runs.start.length && runs.start[n] < to; n += 1) {
    const start = Math.max(runs.start[n], from);
    const end = Math.min(runs.end[n], to);
    const [documents, families] = [runs.documents[n], runs.families[n]];
    if (start > place) alone(place, start);
    found.push({ start, end, kind: classOf(documents, families), documents, families });
    place = end;
  }
  if (place < to) alone(place, to);
  return withPunctuation(row, found);
}
