// How two short texts differ, for the reader's panel: a longest common subsequence of characters.
// What differs between whole documents is collated and typed before the page is made.

const LARGEST_TABLE = 400000;
export const COMMON = 4;

// Pieces of the second text: {text, same}; missing: characters of the first that stood before.
export function difference(one, two) {
  const a = Array.from(one);
  const b = Array.from(two);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  const pieces = [];
  push(pieces, b.slice(0, head).join(""), true, "");
  if (left.length * right.length > LARGEST_TABLE)
    push(pieces, right.join(""), false, left.join(""));
  else for (const piece of common(left, right)) push(pieces, ...piece);
  push(pieces, b.slice(b.length - tail).join(""), true, "");
  return pieces;
}

function push(pieces, text, same, missing) {
  const last = pieces[pieces.length - 1];
  if (last && last.same === same) {
    last.text += text;
    last.missing += missing;
  } else if (text || missing) pieces.push({ text, same, missing });
}

function* common(a, b) {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1] + 1
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      yield [b[j], true, ""];
      i += 1;
      j += 1;
    } else if (
      j === b.length ||
      (i < a.length && table[(i + 1) * width + j] >= table[i * width + j + 1])
    ) {
      yield ["", false, a[i]];
      i += 1;
    } else {
      yield [b[j], false, ""];
      j += 1;
    }
  }
}
