// A document's text as it stands: headings, paragraphs, sentences, and in them stretches by class.

import { records } from "../data/columns.js";
import { className, depth } from "../data/classes.js";
import { isLow, sentenceAt, slice } from "../data/places.js";
import { stretches } from "../data/stretches.js";
import { DISTINCT, DOCUMENTS, HEADING } from "../data/study.js";
import { make } from "../elements/make.js";
import { t } from "../words/words.js";

const CLOSING = "。．：:；;，, 　";
const LONGEST_PARAGRAPH = 20000;

// Paragraphs with their headings: {start, end, level}; very long ones are cut, so that a browser
// lays out only what is near the screen.
function paragraphsOf(row) {
  const { heads, paragraphs, text } = DOCUMENTS[row];
  const headings = new Map(records(heads).map(({ start, end, depth }) => [start, { end, depth }]));
  const found = [];
  for (const paragraph of records(paragraphs)) {
    let { start, end } = paragraph;
    const head = headings.get(start);
    if (head) while (head.end < end && CLOSING.includes(text[head.end])) head.end += 1;
    if (head && head.end < end) {
      found.push({ start, end: head.end, level: head.depth });
      start = head.end;
    }
    const begins = (from) => from === paragraph.start;
    for (const part of cut(text, start, end))
      found.push({
        ...part,
        level: head && begins(part.start) ? head.depth : 0,
        joined: !begins(part.start),
      });
  }
  return found;
}

function cut(text, start, end) {
  const parts = [];
  for (let from = start; from < end; from += LONGEST_PARAGRAPH) {
    let upto = Math.min(end, from + LONGEST_PARAGRAPH);
    if (isLow(text.charCodeAt(upto))) upto += 1;
    parts.push({ start: from, end: upto });
  }
  return parts;
}

// Elements of one document. paint(start, end, sentence) gives the children of a stretch.
export function prose(row, paint) {
  return paragraphsOf(row).map((part) =>
    make(
      part.level ? "h" + Math.min(6, part.level + 2) : "p",
      { class: part.joined ? "joined" : null, "data-start": part.start, "data-end": part.end },
      painted(row, part, paint),
    ),
  );
}

// The text of a paragraph: its sentences painted, and between them what belongs to none.
function painted(row, part, paint) {
  const sentences = DOCUMENTS[row].sentenceAt;
  const children = [];
  let place = part.start;
  const first = sentenceAt(row, part.start);
  for (let n = first; n < sentences.start.length && sentences.start[n] < part.end; n += 1) {
    const start = Math.max(part.start, sentences.start[n]);
    const end = Math.min(part.end, sentences.end[n]);
    if (start > place) children.push(slice(row, place, start));
    children.push(paint(start, end, n));
    place = Math.max(place, end);
  }
  if (place < part.end) children.push(slice(row, place, part.end));
  return children;
}

// A sentence with its stretches coloured by class.
export function coloured(row, start, end, number) {
  const kind = DOCUMENTS[row].sentenceAt.class[number];
  if (kind === HEADING)
    return make("span", { class: "s heading", "data-s": number }, slice(row, start, end));
  const pieces = [];
  let place = start;
  for (const { kind: why, start: from, end: upto } of asidesIn(row, start, end)) {
    if (from > place) pieces.push(inClasses(row, place, from));
    const said = t("set-aside", { kind: t("aside-" + why) });
    pieces.push(make("span", { class: "aside", title: said }, slice(row, from, upto)));
    place = upto;
  }
  if (place < end) pieces.push(inClasses(row, place, end));
  return make("span", { class: "s " + className(kind), "data-s": number }, pieces);
}

function inClasses(row, start, end) {
  return stretches(row, start, end).map((part) => {
    const text = slice(row, part.start, part.end);
    return part.kind === DISTINCT
      ? make("span", { class: "alone" }, text)
      : make("mark", { class: className(part.kind) + " d" + depth(part.families) }, text);
  });
}

// What of a stretch was set aside, cut to it; one that overlaps an earlier one begins where it ends.
function asidesIn(row, start, end) {
  const found = [];
  let place = start;
  for (const held of records(DOCUMENTS[row].asides)) {
    const from = Math.max(place, held.start);
    const upto = Math.min(end, held.end);
    if (from >= upto) continue;
    found.push({ kind: held.kind, start: from, end: upto });
    place = upto;
  }
  return found;
}
