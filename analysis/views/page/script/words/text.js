// Texts made fit to be shown: shortened, on one line, blanks spelled out.

export function shortened(text, most) {
  const characters = Array.from(text.slice(0, 4 * most));
  return characters.length > most ? characters.slice(0, most - 1).join("") + "…" : text;
}

// What follows # or : tells pieces and rows of one file apart, so it is kept.
export function nameParts(text) {
  const tail = /[#:][^#:]*$/.exec(text)?.[0] ?? "";
  return [tail ? text.slice(0, -tail.length) : text, tail];
}

// A name in the room of so many Chinese characters; others take half of it.
export function shortenedName(text, most) {
  const [head, tail] = nameParts(text);
  const kept = Array.from(head);
  let shown = text;
  while (kept.length && breadth(shown) > most) {
    kept.pop();
    shown = kept.join("") + "…" + tail;
  }
  return shown;
}

function breadth(text) {
  return Array.from(text).reduce((sum, one) => sum + (one < "\u2e80" ? 0.5 : 1), 0);
}

export function flat(text) {
  return text.replace(/\s+/g, " ");
}

export function isBlank(text) {
  return text.length > 0 && text.trim() === "";
}

export function spelled(text) {
  return text.replace(/\n/g, "↵").replace(/\u3000/g, "□");
}
