// What the reader has left out or chosen, and how it stands in the address: a link says it, too.

import { parsed, values } from "../data/address.js";
import { DATA, DOCUMENTS, findDocument } from "../data/study.js";

const WHERE = "where.";
const LISTS = ["documents", "pairs", "passages", "kinds", "formulas"];
const WITHOUT = "without.";
const PHRASES = DATA.phrases.items; // all of them, whatever is left later

// where: Map of a variable's name to the set of values wanted; the lists are sets; alike: from
// which thousandth of similarity on two are alike, null for where the study draws the line.
export const state = { where: new Map(), alike: null, ...empty() };

function empty() {
  return Object.fromEntries(LISTS.map((name) => [name, new Set()]));
}

export function isUsual() {
  return !state.where.size && state.alike === null && LISTS.every((name) => !state[name].size);
}

export function pairKey(a, b) {
  return Math.min(a, b) + "-" + Math.max(a, b);
}

// The parts of an address that say it: "where.年份=2022,2023&without.documents=甲".
export function written() {
  const parts = [...state.where].map(([name, wanted]) => part(WHERE + name, [...wanted]));
  for (const name of LISTS)
    if (state[name].size) parts.push(part(WITHOUT + name, [...state[name]].map(told[name])));
  if (state.alike !== null) parts.push(part("alike", [String(state.alike / 1000)]));
  return parts.join("&");
}

function part(name, texts) {
  return encodeURIComponent(name) + "=" + texts.map(encodeURIComponent).join(",");
}

const id = (row) => DOCUMENTS[row].id;
const told = {
  documents: id,
  pairs: (key) => key.split("-").map(Number).map(id).join("|"),
  passages: String,
  kinds: (kind) => kind,
  formulas: (n) => PHRASES[n].text,
};

// Whether an address says anything of it.
export function isSaid(hash) {
  return Object.keys(parsed(hash)).map(name).some(isOurs);
}

function isOurs(key) {
  return key.startsWith(WHERE) || key.startsWith(WITHOUT) || key === "alike";
}

function name(key) {
  return values(key)[0];
}

// An address without what it says of it.
export function bare(hash) {
  const parts = hash.replace(/^#/, "").split("&");
  return parts.filter((one) => one && !isOurs(name(one.split("=")[0]))).join("&");
}

export function read(hash) {
  state.where = new Map();
  state.alike = null;
  Object.assign(state, empty());
  for (const [key, given] of Object.entries(parsed(hash))) {
    if (given === true) continue;
    const said = name(key);
    if (said.startsWith(WHERE)) wanted(said.slice(WHERE.length), given);
    else if (said.startsWith(WITHOUT)) left(said.slice(WITHOUT.length), given);
    else if (said === "alike" && Number(given[0]) > 0)
      state.alike = Math.round(1000 * Number(given[0]));
  }
}

function wanted(variable, labels) {
  const known = DATA.variables.find((one) => one.name === variable);
  const there = labels.filter((label) => known && known.labels.includes(label));
  if (there.length) state.where.set(variable, new Set(there));
}

function left(list, texts) {
  if (!LISTS.includes(list)) return;
  const found = texts.map(understood[list]).filter((one) => one !== null);
  state[list] = new Set(found);
}

const rowOf = (text) => {
  const row = findDocument(text);
  return row < 0 ? null : row;
};
const understood = {
  documents: rowOf,
  pairs: (text) => {
    const rows = text.split("|").map(rowOf);
    return rows.length === 2 && !rows.includes(null) ? pairKey(...rows) : null;
  },
  passages: (text) => (Number(text) > 0 ? Number(text) : null),
  kinds: (text) => text,
  formulas: (text) => {
    const n = PHRASES.findIndex((one) => one.text === text);
    return n < 0 ? null : n;
  },
};

// Changes what is chosen; the page hears of it and shows itself again.
export function change(action) {
  action(state);
  const parts = [bare(location.hash) || "overview", written()].filter(Boolean);
  history.replaceState(null, "", "#" + parts.join("&"));
  window.dispatchEvent(new Event("selection"));
}

export function toggle(list, item) {
  change(() => {
    if (!state[list].delete(item)) state[list].add(item);
  });
}

export function clear() {
  change(() => read(""));
}
