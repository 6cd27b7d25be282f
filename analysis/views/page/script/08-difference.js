// How two short texts differ, for the reader's panel: a longest common subsequence of characters.
// What differs between whole documents is collated and typed before the page is made.

const LARGEST_TABLE = 400000;
const COMMON = 4;

// Pieces of the second text: {text, same}; missing: characters of the first that stood before.
function difference(one, two) {
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

// The second text with what differs from the first marked; where less than half of it is the same,
// what both have is marked instead. Blanks at line ends do not count.
function marked(one, two) {
  const pieces = difference(one, two);
  const same = pieces.reduce((sum, piece) => sum + (piece.same ? piece.text.length : 0), 0);
  if (2 * same < Math.max(one.length, two.length))
    return {
      close: false,
      children: pieces.map((piece) =>
        piece.same && piece.text.trim().length >= COMMON
          ? make("mark", { class: "common" }, piece.text)
          : piece.text,
      ),
    };
  return {
    close: true,
    children: pieces.map((piece) => {
      if (piece.same) return piece.text;
      const was = piece.missing.trim() ? t("instead-of", { text: piece.missing.trim() }) : null;
      if (piece.text.trim()) return make("mark", { class: "differs", title: was }, piece.text);
      return piece.missing.trim()
        ? make("mark", { class: "differs gap", title: was, "aria-label": was }, "‸")
        : piece.text;
    }),
  };
}
