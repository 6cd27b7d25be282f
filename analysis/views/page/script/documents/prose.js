// A document's text as it stands: headings, paragraphs, sentences, and in them stretches by class.

import { className, depth } from "../data/classes.js";
import { isLow, sentenceAt, slice } from "../data/places.js";
import { stretches } from "../data/stretches.js";
import { DISTINCT, DOCUMENTS, HEADING } from "../data/study.js";
import { make } from "../elements/make.js";

const CLOSING = "。．：:；;，, 　";
const LONGEST_PARAGRAPH = 20000;

// Paragraphs with their headings: {start, end, level}; very long ones are cut, so that a browser
// lays out only what is near the screen.
function paragraphsOf(row) {
  const item = DOCUMENTS[row];
  const heads = new Map(item.heads.map(([start, end, level]) => [start, { end, level }]));
  const found = [];
  for (let n = 0; n < item.paragraphs.length; n += 2) {
    let [start, end] = [item.paragraphs[n], item.paragraphs[n + 1]];
    const head = heads.get(start);
    if (head) while (head.end < end && CLOSING.includes(item.text[head.end])) head.end += 1;
    if (head && head.end < end && end - head.end > 0) {
      found.push({ start, end: head.end, level: head.level });
      start = head.end;
    }
    for (let from = start; from < end; from += LONGEST_PARAGRAPH) {
      let upto = Math.min(end, from + LONGEST_PARAGRAPH);
      if (isLow(item.text.charCodeAt(upto))) upto += 1;
      found.push({
        start: from,
        end: upto,
        level: head && from === item.paragraphs[n] ? head.level : 0,
        joined: from !== item.paragraphs[n],
      });
    }
  }
  return found;
}

// Elements of one document. paint(start, end, sentence) gives the children of a stretch.
export function prose(row, paint) {
  const item = DOCUMENTS[row];
  return paragraphsOf(row).map((part) => {
    const children = [];
    let place = part.start;
    for (
      let n = sentenceAt(row, part.start);
      n < item.classes.length && item.sentenceAt[2 * n] < part.end;
      n += 1
    ) {
      const start = Math.max(part.start, item.sentenceAt[2 * n]);
      const end = Math.min(part.end, item.sentenceAt[2 * n + 1]);
      if (start > place) children.push(slice(row, place, start));
      children.push(paint(start, end, n));
      place = Math.max(place, end);
    }
    if (place < part.end) children.push(slice(row, place, part.end));
    const tag = part.level ? "h" + Math.min(6, part.level + 2) : "p";
    return make(
      tag,
      { class: part.joined ? "joined" : null, "data-start": part.start, "data-end": part.end },
      children,
    );
  });
}

// A sentence with its stretches coloured by class.
export function coloured(row, start, end, number) {
  const item = DOCUMENTS[row];
  const kind = item.classes[number];
  if (kind === HEADING)
    return make("span", { class: "s heading", "data-s": number }, slice(row, start, end));
  const pieces = stretches(row, start, end).map((part) => {
    const text = slice(row, part.start, part.end);
    return part.kind === DISTINCT
      ? make("span", { class: "alone" }, text)
      : make("mark", { class: className(part.kind) + " d" + depth(part.families) }, text);
  });
  return make("span", { class: "s " + className(kind), "data-s": number }, pieces);
}
