// What the picture shows: of which shares, and which cell is chosen.

import { DATA } from "../../data/study.js";

// {near, n, rest, i, j}: likeness, its size, whether formulas are left out, and the chosen cell.
export function beginning() {
  const near = DATA.likeness;
  return { near, n: near.rows.length, rest: false, ...firstCell(near.rows) };
}

// The pair that is most alike is shown first, in the order in which the picture has it.
function firstCell(rows) {
  const { largest } = DATA;
  const [i, j] = largest ? [rows.indexOf(largest.a), rows.indexOf(largest.b)] : [0, 1];
  return i < 0 || j < 0 ? { i: 0, j: 1 } : { i, j };
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
