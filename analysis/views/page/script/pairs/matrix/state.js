// What the picture shows: of which shares, and which cell is chosen.

import { DATA } from "../../data/study.js";

// {near, n, rest, i, j}: likeness, its size, whether formulas are left out, and the chosen cell.
export function beginning() {
  const near = DATA.likeness;
  return { near, n: near.rows.length, rest: false, ...firstCell(near) };
}

// The pair that overlaps most is shown first; of several, the one that is read first.
function firstCell({ rows, whole }) {
  let best = { i: 0, j: 1 };
  const before = (i, j) => rows[i] - rows[best.i] || rows[j] - rows[best.j];
  for (let i = 0; i < rows.length; i += 1)
    for (let j = 0; j < rows.length; j += 1) {
      if (i === j) continue;
      const more = whole[i][j] - whole[best.i][best.j];
      if (more > 0 || (more === 0 && before(i, j) < 0)) best = { i, j };
    }
  return best;
}

// The share of one document that stands in another.
export function shareAt({ near, rest }, i, j) {
  return (rest ? near.rest : near.whole)[i][j] / near.parts;
}

// The documents of the chosen cell.
export function chosen({ near, i, j }) {
  return [near.rows[i], near.rows[j]];
}

export function isInside({ n }, i, j) {
  return i >= 0 && j >= 0 && i < n && j < n;
}
