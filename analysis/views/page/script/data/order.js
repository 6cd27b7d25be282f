// The order of values in tables.

// Missing values last; numbers as numbers; other values as texts.
export function order(one, two) {
  if (one === two) return 0;
  if (one === null || one === undefined) return 1;
  if (two === null || two === undefined) return -1;
  return one < two ? -1 : 1;
}
