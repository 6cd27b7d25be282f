// What is counted for each value of a variable, of the documents that are kept.

import { DATA, DISTINCT, DOCUMENTS, FAMILY_OF, KEPT } from "../data/study.js";

// One entry a value that any kept document has; those without a value come last, with label null.
export function along({ labels, of }) {
  return [...labels.keys(), -1]
    .map((at) => ({ at, rows: KEPT.filter((row) => of[row] === at) }))
    .filter(({ rows }) => rows.length)
    .map(({ at, rows }) => ({ label: at < 0 ? null : labels[at], rows, ...counted(rows, of) }));
}

function counted(rows, of) {
  const characters = rows.reduce((sum, row) => sum + DOCUMENTS[row].characters, 0);
  // of each document by its length, as the shares of all are
  const part = (value) =>
    rows.reduce((sum, row) => sum + value(row) * DOCUMENTS[row].characters, 0) /
    Math.max(1, characters);
  const inFamily = rows.filter((row) => FAMILY_OF.has(row));
  const across = inFamily.filter((row) =>
    FAMILY_OF.get(row).members.some((other) => of[other] !== of[row]),
  );
  return {
    documents: rows.length,
    characters,
    copies: inFamily.length,
    across: across.length,
    share: part((row) => DOCUMENTS[row].share),
    distinct: part((row) => DOCUMENTS[row].shares[DISTINCT]),
  };
}

const MOST_PAIRED = 100;

// Ties between values: {from, to, ties: pairs of documents, characters: of the passages}.
// Where years are given the earlier document comes first, and what has no order is left out.
export function flows({ of }, kind, times) {
  const ties = new Map();
  const put = (a, b, characters) => {
    const [from, to] = [of[a], of[b]];
    const key = from + ">" + to;
    if (!ties.has(key)) ties.set(key, { from, to, pairs: new Set(), characters: 0 });
    const tie = ties.get(key);
    tie.pairs.add(a + "-" + b);
    tie.characters += characters;
  };
  for (const [a, b, characters] of kind === "copies" ? copies() : passages()) {
    const turned = times ? times.of[a] > times.of[b] : of[a] > of[b];
    if (times && (times.of[a] < 0 || times.of[b] < 0 || times.of[a] === times.of[b])) continue;
    if (turned) put(b, a, characters);
    else put(a, b, characters);
  }
  return [...ties.values()].map((tie) => ({ ...tie, ties: tie.pairs.size }));
}

function* copies() {
  for (const { members } of DATA.families) {
    const firsts = members.length <= MOST_PAIRED ? members : members.slice(0, 1);
    for (const a of firsts) for (const b of members) if (a < b) yield [a, b, 0];
  }
}

function* passages() {
  for (const { a, b, startA, endA } of DATA.reuse.pairs) yield [a, b, endA - startA];
}
