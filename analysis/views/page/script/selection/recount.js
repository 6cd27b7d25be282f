// The figures of the documents that are left, counted again from what they rest on: which
// documents hold each run of text, which passages they share, and who is a copy of whom.

import { BOILERPLATE, DATA, DISTINCT, DOCUMENTS, DUPLICATE, REUSED } from "../data/study.js";
import { familiesAmong } from "./families.js";
import { pairKey, state } from "./state.js";

const SCALE = 100000; // more than there are documents in a page that counts again
const [LEAST_MANY, MOST_MANY] = [3, 10];
const [ANY, OUTSIDE] = [1, 2];

// {owner, families, many, votes, documents: Map of row to its counts, largest}
export function recount(kept) {
  const { owner, families } = familiesAmong(kept);
  const peers = kept.filter((row) => DATA.evidence.texts[row].folded.length);
  const votes = new Set(peers.map((row) => owner.get(row))).size;
  const many = Math.min(Math.max(LEAST_MANY, Math.ceil(votes / 4)), MOST_MANY);
  const held = holders(owner);
  const documents = new Map(kept.map((row) => [row, classed(row, held, many)]));
  covered(documents, owner);
  const largest = mostShared(documents);
  for (const [row, one] of documents) summed(one, owner.get(row) === row);
  return { owner, families, many, votes, documents, largest };
}

// (set, document) → how many documents hold it, and families, as one number; 0 if nobody else.
function holders(owner) {
  const known = new Map();
  const counted = (set, row) => {
    const alive = DATA.evidence.sets[set].filter(
      (other) => owner.has(other) && (other === row || !state.pairs.has(pairKey(row, other))),
    );
    if (alive.length < 2) return 0;
    return new Set(alive.map((other) => owner.get(other))).size * SCALE + alive.length;
  };
  if (state.pairs.size) return counted;
  return (set) => {
    if (!known.has(set)) known.set(set, counted(set, -1));
    return known.get(set);
  };
}

// A document's pieces: how widely each is shared, and what is set aside.
function classed(row, held, many) {
  const text = DATA.evidence.texts[row];
  const { step, pieces, set } = DATA.evidence.runs[row];
  const wide = new Float64Array(text.folded.length);
  let first = 0;
  for (let n = 0; n < step.length; n += 1) {
    first += step[n];
    const value = held(set[n], row);
    if (!value) continue;
    for (let at = first; at < first + pieces[n]; at += 1) if (wide[at] < value) wide[at] = value;
  }
  const gone = new Uint8Array(wide.length);
  if (state.kinds.has("formulas"))
    wide.forEach((value, at) => {
      if (value >= many * SCALE) gone[at] = 1;
    });
  return { text, wide, gone, cover: new Uint8Array(wide.length), many };
}

// Passages between documents that are left cover pieces; what is accepted is set aside.
function covered(documents, owner) {
  const { passages, asides, formulas } = DATA.evidence;
  const aside = ({ document, first, last }) => documents.get(document)?.gone.fill(1, first, last);
  asides.filter(({ kind }) => state.kinds.has(kind)).forEach(aside);
  formulas.filter(({ formula }) => state.formulas.has(formula)).forEach(aside);
  for (const { a, b, firstA, lastA, firstB, lastB, group } of passages) {
    const accepted = state.passages.has(group);
    if (accepted) {
      aside({ document: a, first: firstA, last: lastA });
      aside({ document: b, first: firstB, last: lastB });
    }
    if (accepted || !documents.has(a) || !documents.has(b) || state.pairs.has(pairKey(a, b)))
      continue;
    const bits = ANY | (owner.get(a) === owner.get(b) ? 0 : OUTSIDE);
    for (let at = firstA; at < lastA; at += 1) documents.get(a).cover[at] |= bits;
    for (let at = firstB; at < lastB; at += 1) documents.get(b).cover[at] |= bits;
  }
}

// The largest share of one document that stands in one other.
function mostShared(documents) {
  const between = new Map();
  const put = (row, other, first, last) => {
    const key = row + ">" + other;
    if (!between.has(key)) between.set(key, { row, other, at: new Set() });
    const { at } = between.get(key);
    for (let n = first; n < last; n += 1) at.add(n);
  };
  for (const { a, b, firstA, lastA, firstB, lastB, group } of DATA.evidence.passages) {
    if (!documents.has(a) || !documents.has(b)) continue;
    if (state.passages.has(group) || state.pairs.has(pairKey(a, b))) continue;
    put(a, b, firstA, lastA);
    put(b, a, firstB, lastB);
  }
  let best = null;
  for (const { row, other, at } of between.values()) {
    const { text, gone } = documents.get(row);
    const whole = text.folded.reduce((sum, n, piece) => sum + (gone[piece] ? 0 : n), 0);
    const shared = [...at].reduce((sum, n) => sum + (gone[n] ? 0 : text.folded[n]), 0);
    const share = whole ? shared / whole : 0;
    const earlier = best && (share < best.share || (share === best.share && row >= best.a));
    if (share && !earlier) best = { a: row, b: other, share };
  }
  return best;
}

// Sums over the pieces of a document.
function summed(one, stands) {
  const { text, wide, gone, cover, many } = one;
  Object.assign(one, { whole: 0, shared: 0, sharedDistinct: 0, outside: 0, stands });
  one.counts = [text.alone, 0, 0, 0, text.heading, text.residue];
  for (let at = 0; at < wide.length; at += 1) {
    if (gone[at]) continue;
    const families = Math.floor(wide[at] / SCALE);
    const characters = text.folded[at];
    one.counts[classOf(families, wide[at], many)] += text.solid[at];
    one.whole += characters;
    if (cover[at] & ANY) one.shared += characters;
    if (cover[at] & ANY && families < many) one.sharedDistinct += characters;
    if (cover[at] & OUTSIDE) one.outside += characters;
  }
  const all = one.counts.reduce((sum, n) => sum + n, 0) || 1;
  one.shares = one.counts.map((n) => n / all);
}

function classOf(families, wide, many) {
  if (families >= many) return BOILERPLATE;
  if (families >= 2) return REUSED;
  return wide ? DUPLICATE : DISTINCT;
}

// Shares of all documents together, as analysis/studies.py counts them.
export function totalsOf({ documents }) {
  const every = [...documents.values()];
  const part = (rows, name) =>
    rows.reduce((sum, one) => sum + one[name], 0) /
    Math.max(
      1,
      rows.reduce((sum, one) => sum + one.whole, 0),
    );
  const counted = (n) => every.reduce((sum, { counts }) => sum + counts[n], 0);
  const all = [0, 1, 2, 3, 4, 5].reduce((sum, n) => sum + counted(n), 0);
  return {
    share: part(every, "shared"),
    share_distinct: part(every, "sharedDistinct"),
    share_outside: part(
      every.filter(({ stands }) => stands),
      "outside",
    ),
    distinct: counted(DISTINCT) / Math.max(1, all),
  };
}

// Stretches of a document that others hold, in the places of its text.
export function stretchesOf(row, { text, wide }) {
  const out = { start: [], end: [], documents: [], families: [] };
  let place = 0;
  let before = 0;
  text.gap.forEach((gap, at) => {
    const value = wide[at];
    if (value && value === before) out.end[out.end.length - 1] = place + gap;
    else if (value) {
      out.start.push(place);
      out.end.push(place + gap);
      out.documents.push(value % SCALE);
      out.families.push(Math.floor(value / SCALE));
    }
    before = value;
    place += gap;
  });
  return out;
}

export function documentsLeft() {
  const chosen = DATA.variables.filter(({ name }) => state.where.has(name));
  return DOCUMENTS.map((item, row) => row).filter(
    (row) =>
      !state.documents.has(row) &&
      chosen.every(({ name, labels, of }) => state.where.get(name).has(labels[of[row]] ?? "")),
  );
}
