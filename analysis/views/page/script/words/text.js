// Texts made fit to be shown: shortened, on one line, blanks spelled out.

export function shortened(text, most) {
  const characters = Array.from(text.slice(0, 4 * most));
  return characters.length > most ? characters.slice(0, most - 1).join("") + "…" : text;
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
