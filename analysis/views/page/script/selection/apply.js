// What is chosen, applied to the page's data: every view shows what is left, and figures of it.

import { DATA, DOCUMENTS, FAMILY_OF, KEPT } from "../data/study.js";
import { documentsLeft, recount, stretchesOf, totalsOf } from "./recount.js";
import { isUsual, pairKey, state } from "./state.js";

const NAMES = [
  "totals",
  "largest",
  "families",
  "pairs",
  "many",
  "votes",
  "likeness",
  "reuse",
  "phrases",
  "templates",
  "themes",
  "points",
  "units",
];

export const FOUND = Object.fromEntries(NAMES.map((name) => [name, DATA[name]]));
const DOCUMENTS_FOUND = DOCUMENTS.map(({ shares, share, shareDistinct }) => ({
  shares,
  share,
  shareDistinct,
}));

export function apply() {
  Object.assign(DATA, FOUND);
  DOCUMENTS.forEach((item, row) => {
    Object.assign(item, DOCUMENTS_FOUND[row]);
    delete item.unfolded;
  });
  const kept = isUsual() ? DOCUMENTS.map((item, row) => row) : documentsLeft();
  KEPT.length = 0;
  for (const row of kept) KEPT.push(row);
  if (!isUsual()) leave(kept);
  FAMILY_OF.clear();
  for (const family of DATA.families)
    for (const member of family.members) FAMILY_OF.set(member, family);
}

function leave(kept) {
  const there = new Set(kept);
  if (DATA.evidence) counted(recount(kept));
  else DATA.families = narrowed(FOUND.families, there);
  const owner = owners(kept);
  DATA.pairs = FOUND.pairs.filter(
    ({ a, b, similarity }) =>
      there.has(a) &&
      there.has(b) &&
      !state.pairs.has(pairKey(a, b)) &&
      (state.alike === null || similarity >= state.alike / 1000),
  );
  const known = familyNumbers();
  DATA.pairs = DATA.pairs.map((pair) => ({ ...pair, family: known(pair) }));
  DATA.likeness = likeness(there);
  wording(there, owner);
  themes(there, owner);
}

function counted(found) {
  const { families, many, votes, documents, largest } = found;
  Object.assign(DATA, { many, votes, largest, totals: totalsOf(found) });
  DATA.families = families.map((family) => ({ ...family, collation: collationOf(family) }));
  for (const [row, one] of documents) {
    const whole = one.whole || 1;
    DOCUMENTS[row].shares = one.shares;
    DOCUMENTS[row].share = one.shared / whole;
    DOCUMENTS[row].shareDistinct = one.sharedDistinct / whole;
    DOCUMENTS[row].unfolded = stretchesOf(row, one);
  }
}

// A collation holds for the members that were collated, and for no others.
function collationOf({ members }) {
  const same = FOUND.families.find((family) => String(family.members) === String(members));
  return same ? same.collation : null;
}

function narrowed(families, there) {
  return families
    .map((family) => ({ ...family, members: family.members.filter((row) => there.has(row)) }))
    .filter(({ members }) => members.length > 1)
    .map((family) => ({
      ...family,
      representative: there.has(family.representative) ? family.representative : family.members[0],
      weakest: family.weakest.every((row) => there.has(row)) ? family.weakest : family.members,
      collation: collationOf(family),
    }));
}

function owners(kept) {
  const owner = new Map(kept.map((row) => [row, row]));
  for (const { members, representative } of DATA.families)
    for (const member of members) owner.set(member, representative);
  return owner;
}

function familyNumbers() {
  const of = new Map();
  for (const { id, members } of DATA.families) for (const row of members) of.set(row, id);
  return ({ a, b }) => (of.has(a) && of.get(a) === of.get(b) ? of.get(a) : null);
}

function likeness(there) {
  const near = FOUND.likeness;
  const at = near.rows.map((row, n) => n).filter((n) => there.has(near.rows[n]));
  const grid = (all) => at.map((i) => at.map((j) => all[i][j]));
  return {
    ...near,
    rows: at.map((n) => near.rows[n]),
    whole: grid(near.whole),
    rest: grid(near.rest),
  };
}

// Passages, formulas and templates that two documents still have, with what is left of each.
function wording(there, owner) {
  const left = (item) => {
    const places = item.places.filter(({ document }) => there.has(document));
    const rows = new Set(places.map(({ document }) => document));
    const gone = new Set(item.places.map(({ document }) => document)).size - rows.size;
    // of what is widespread the first places are here only
    const documents = item.documents - gone;
    const seen = new Set([...rows].map((row) => owner.get(row))).size;
    const families = documents === rows.size ? seen : Math.min(item.families, documents);
    const occurrences = item.occurrences - (item.places.length - places.length);
    return { ...item, places, documents, families, occurrences };
  };
  const several = ({ documents }) => documents > 1;
  const lost = ({ a, b }) => state.pairs.has(pairKey(a, b));
  DATA.reuse = {
    ...FOUND.reuse,
    pairs: FOUND.reuse.pairs.filter((p) => there.has(p.a) && there.has(p.b) && !lost(p)),
    groups: FOUND.reuse.groups
      .filter(({ group }) => !state.passages.has(group))
      .map(left)
      .filter(several),
  };
  DATA.phrases = { ...FOUND.phrases, items: FOUND.phrases.items.map(left).filter(several) };
  DATA.templates = { ...FOUND.templates, items: FOUND.templates.items.map(left).filter(several) };
}

function themes(there, owner) {
  DATA.points = FOUND.points.filter(({ document }) => document === null || there.has(document));
  DATA.units = FOUND.units.filter(({ document }) => there.has(document));
  DATA.themes = FOUND.themes.map((theme) => {
    const counts = theme.counts.map((n, row) => (there.has(row) ? n : 0));
    const rows = [...there].filter((row) => counts[row]);
    return {
      ...theme,
      counts,
      documents: rows.length,
      withCopies: rows.reduce((sum, row) => sum + counts[row], 0),
      size: rows.filter((row) => owner.get(row) === row).reduce((sum, row) => sum + counts[row], 0),
    };
  });
}
