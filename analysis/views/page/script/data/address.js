// Deep links: what stands after the # says what is shown. #doc=ID&at=120, #pair=ID,ID, #family=1,
// #kwic=WORDS, or the name of a view.

import { DOCUMENTS, findDocument } from "./study.js";

export function address(parts) {
  return (
    "#" +
    Object.entries(parts)
      .map(([name, value]) =>
        value === true
          ? name
          : name +
            "=" +
            [value]
              .flat()
              .map((part) => encodeURIComponent(part))
              .join(","),
      )
      .join("&")
  );
}

export function parsed(hash) {
  const found = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [name, value] = part.split(/=(.*)/s);
    if (name) found[name] = value === undefined ? true : values(value);
  }
  return found;
}

// A link may have been encoded whole on its way, commas too.
export function values(text) {
  return (text.includes(",") ? text : text.replace(/%2c/gi, ",")).split(",").map(decoded);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function documentAddress(row, at) {
  return address(at === undefined ? { doc: DOCUMENTS[row].id } : { doc: DOCUMENTS[row].id, at });
}

export function pairAddress(a, b, at) {
  const pair = [DOCUMENTS[a].id, DOCUMENTS[b].id];
  return address(at === undefined ? { pair } : { pair, at });
}

// The parts of an address as rows of documents; -1 where there is no such document.
export function rowsOf(names) {
  return (names === true || !names ? [] : names).map(findDocument);
}
