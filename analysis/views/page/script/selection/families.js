// Families of copies at a threshold, among the documents that are left: as in
// analysis/measures/similarity/families.py, where the rule is explained.

import { DATA } from "../data/study.js";
import { pairKey, state } from "./state.js";

const MILLION = 1000000;

// {owner: who stands for each document, families: {members, representative, cohesion, weakest}}
export function familiesAmong(kept) {
  const { steps, own, same, pairs } = DATA.evidence.likeness;
  const alike = state.alike === null ? own : nearest(steps, state.alike);
  const node = nodes(kept, same);
  const among = pairs
    .map((pair) => ({ ...pair, a: node.of[pair.a], b: node.of[pair.b] }))
    .filter(({ a, b }) => a !== undefined && b !== undefined && !isLeftOut(a, b));
  let links = among.filter(({ until }) => until >= alike);
  const rivals = among.filter(({ rival }) => rival !== null && rival <= alike);
  let found = stars(links);
  for (;;) {
    const { centre, score } = found;
    const at = (row) => centre.get(row) ?? row;
    const leaving = new Set(
      rivals
        .filter(({ a, b }) => at(a) === at(b))
        .map(({ a, b }) => ((score.get(a) ?? 1) < (score.get(b) ?? 1) ? a : b)),
    );
    if (!leaving.size) break;
    links = links.filter(
      ({ a, b }) => !((leaving.has(a) && at(a) === b) || (leaving.has(b) && at(b) === a)),
    );
    found = stars(links);
  }
  return assembled(kept, node, found, links);
}

function isLeftOut(a, b) {
  return state.pairs.has(pairKey(a, b));
}

// The highest step that is not above a threshold, or the lowest of all.
function nearest(steps, alike) {
  return steps.filter((step) => step <= alike).pop() ?? steps[0];
}

// Documents with one text are one node, the first of them that is left.
function nodes(kept, same) {
  const of = {};
  const own = new Map();
  for (const row of kept) {
    of[same[row]] ??= row;
    const first = of[same[row]];
    own.set(row, first !== row && isLeftOut(first, row) ? row : first);
  }
  return { of, own };
}

function stars(links) {
  const near = new Map();
  const put = (one, two, close) => {
    if (!near.has(one)) near.set(one, []);
    near.get(one).push({ row: two, close, worth: Math.round(close * MILLION) });
  };
  for (const { a, b, close } of links) {
    put(a, b, close);
    put(b, a, close);
  }
  const centres = centresOf(near);
  const [centre, score] = [new Map(), new Map()];
  for (const [row, others] of near) {
    if (centres.has(row)) continue;
    const best = others
      .filter((other) => centres.has(other.row))
      .sort((one, two) => two.close - one.close || one.row - two.row)[0];
    if (!best) continue;
    centre.set(row, best.row);
    score.set(row, best.close);
  }
  return { centre, score };
}

// The heaviest first; what one covers cannot become another.
function centresOf(near) {
  const open = new Set([...near.keys()].sort((one, two) => one - two));
  const weight = new Map();
  for (const [row, others] of near)
    weight.set(
      row,
      others.reduce((sum, { worth }) => sum + worth, 0),
    );
  const centres = new Set();
  for (;;) {
    let best = null;
    for (const row of open)
      if (weight.get(row) > 0 && (best === null || weight.get(row) > weight.get(best))) best = row;
    if (best === null) return centres;
    centres.add(best);
    for (const { row } of [{ row: best }, ...near.get(best)]) {
      if (!open.delete(row)) continue;
      for (const other of near.get(row)) weight.set(other.row, weight.get(other.row) - other.worth);
    }
  }
}

function assembled(kept, node, { centre, score }, links) {
  const owner = new Map();
  const members = new Map();
  for (const row of kept) {
    const head = centre.get(node.own.get(row)) ?? node.own.get(row);
    owner.set(row, head);
    if (!members.has(head)) members.set(head, []);
    members.get(head).push(row);
  }
  const families = [...members]
    .filter(([, rows]) => rows.length > 1)
    .map(([representative, rows], n) => {
      const inner = links
        .filter(({ a, b }) => owner.get(a) === representative && owner.get(b) === representative)
        .sort((one, two) => one.close - two.close);
      return {
        id: n + 1,
        members: rows,
        representative,
        cohesion: Math.min(...rows.map((row) => score.get(node.own.get(row)) ?? 1)),
        weakest: inner.length ? [inner[0].a, inner[0].b] : rows.slice(0, 2),
      };
    });
  return { owner, families };
}
