// The data of the page, and short ways to it.

import { unpacked } from "./columns.js";
import { held } from "./packed.js";

export const DATA = unpacked(await held("data"));
export const DOCUMENTS = DATA.documents;
// Rows of the documents that the reader keeps: all, unless some are left out.
export const KEPT = DOCUMENTS.map((item, row) => row);
export const DISTINCT = 0;
export const REUSED = 1;
export const BOILERPLATE = 2;
export const DUPLICATE = 3;
export const HEADING = 4;
export const RUNNING = ["distinct", "reused", "boilerplate", "duplicate"];

export const FAMILY_OF = new Map();
for (const family of DATA.families)
  for (const member of family.members) FAMILY_OF.set(member, family);

const ROW_OF = new Map(DOCUMENTS.map((item, row) => [item.id, row]));

// Whether the text of a document is in the page, unpacked already or not.
export function hasText(row) {
  return DOCUMENTS[row].text !== undefined || (DOCUMENTS[row].part ?? null) !== null;
}

export function sourceOf(row) {
  return DATA.sources[DOCUMENTS[row].source];
}

// A document by its id, the end of its id, or its short name; -1 if there is none.
export function findDocument(name) {
  if (ROW_OF.has(name)) return ROW_OF.get(name);
  for (const lang of ["zh", "en"]) {
    const row = DATA.labels[lang].indexOf(name);
    if (row >= 0) return row;
  }
  const ends = DOCUMENTS.map((item, row) => row).filter(
    (row) => name && DOCUMENTS[row].id.endsWith(name),
  );
  return ends.length === 1 ? ends[0] : -1;
}

// The collation in which two documents stand, if there is one.
export function collationOf(a, b) {
  return DATA.collations.find((c) => c.witnesses.includes(a) && c.witnesses.includes(b));
}

export function pairOf(a, b) {
  return DATA.pairs.find((p) => (p.a === a && p.b === b) || (p.a === b && p.b === a));
}

// What decided on two documents, sides as they are asked for; undefined where nothing is said.
export function decidedOn(a, b) {
  const found = DATA.decided.find((d) => (d.a === a && d.b === b) || (d.a === b && d.b === a));
  if (!found) return undefined;
  const slots = found.slots.map(([kind, one, two]) =>
    found.a === a ? { kind, a: one, b: two } : { kind, a: two, b: one },
  );
  return { ...found, a, b, slots };
}
