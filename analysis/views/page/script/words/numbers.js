// Numbers that do not lie.

export function count(number) {
  return Number(number).toLocaleString("en-US");
}

// 0% only for exactly 0 and 100% only for exactly 1.
export function share(value) {
  if (value === null || value === undefined) return "—";
  if (value === 0 || value === 1) return 100 * value + "%";
  if (value > 0.999) return ">99.9%";
  return value < 0.001 ? "<0.1%" : (100 * value).toFixed(1) + "%";
}
