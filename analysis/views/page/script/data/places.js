// Places are UTF-16 units of a document's own text.

import { DOCUMENTS } from "./study.js";

// Text between two places; never half of a character that takes two units.
export function slice(row, start, end) {
  const text = DOCUMENTS[row].text || "";
  return text.slice(Math.max(0, start), Math.max(0, end));
}

export function context(row, start, end, around) {
  const text = DOCUMENTS[row].text || "";
  let from = Math.max(0, start - around);
  let upto = Math.min(text.length, end + around);
  if (isLow(text.charCodeAt(from))) from -= 1;
  if (isLow(text.charCodeAt(upto))) upto += 1;
  return {
    left: text.slice(from, start),
    match: text.slice(start, end),
    right: text.slice(end, upto),
  };
}

export function isLow(unit) {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

// Code points of the source, as the output contract counts.
export function codePoint(row, place) {
  const item = DOCUMENTS[row];
  let wide = 0;
  for (const unit of item.wide || []) if (unit < place) wide += 1;
  return item.start + place - wide;
}

export function sentenceSpan(row, number) {
  const at = DOCUMENTS[row].sentenceAt;
  return [at.start[number], at.end[number]];
}

// First sentence that ends after a place.
export function sentenceAt(row, place) {
  const ends = DOCUMENTS[row].sentenceAt.end;
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
