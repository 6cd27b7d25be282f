// The texts of a large corpus stand in parts, which are unpacked after the page has shown itself.

import { records } from "./columns.js";
import { held } from "./packed.js";
import { DATA, DOCUMENTS } from "./study.js";

let left = DATA.parts || 0;
let coming = null;

export function textsAreComing() {
  return left > 0;
}

// Brings all texts, part after part; asked for again, it is the same promise.
export function texts() {
  coming ??= unpackAll();
  return coming;
}

async function unpackAll() {
  for (let part = 0; part < DATA.parts; part += 1) {
    for (const { row, ...text } of records(await held("part-" + part)))
      Object.assign(DOCUMENTS[row], text);
    left -= 1;
  }
}
