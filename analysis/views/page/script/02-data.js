// The data of the page, and short ways to it. Places are UTF-16 units of a document's own text.

const DATA = JSON.parse(document.getElementById("data").textContent);
const DOCUMENTS = DATA.documents;
const [DISTINCT, REUSED, BOILERPLATE, DUPLICATE, HEADING] = [0, 1, 2, 3, 4];
const RUNNING = ["distinct", "reused", "boilerplate", "duplicate"];

const FAMILY_OF = new Map();
for (const family of DATA.families)
  for (const member of family.members) FAMILY_OF.set(member, family);

const ROW_OF = new Map(DOCUMENTS.map((item, row) => [item.id, row]));

function label(row) {
  return DATA.labels[settings.lang][row];
}

function hasText(row) {
  return DOCUMENTS[row].text !== undefined;
}

// Text between two places; never half of a character that takes two units.
function slice(row, start, end) {
  const text = DOCUMENTS[row].text || "";
  return text.slice(Math.max(0, start), Math.max(0, end));
}

function context(row, start, end, around) {
  const text = DOCUMENTS[row].text || "";
  let from = Math.max(0, start - around);
  let upto = Math.min(text.length, end + around);
  if (isLow(text.charCodeAt(from))) from -= 1;
  if (isLow(text.charCodeAt(upto))) upto += 1;
  return {
    left: text.slice(from, start),
    match: text.slice(start, end),
    right: text.slice(end, upto),
  };
}

function isLow(unit) {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

// Code points of the source, as the output contract counts.
function codePoint(row, place) {
  const item = DOCUMENTS[row];
  let wide = 0;
  for (const unit of item.wide || []) if (unit < place) wide += 1;
  return item.start + place - wide;
}

function sourceOf(row) {
  return DATA.sources[DOCUMENTS[row].source];
}

function sentenceSpan(row, number) {
  const at = DOCUMENTS[row].sentenceAt;
  return [at[2 * number], at[2 * number + 1]];
}

// First sentence that ends after a place.
function sentenceAt(row, place) {
  const at = DOCUMENTS[row].sentenceAt;
  let low = 0;
  let high = at.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[2 * middle + 1] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

// A document by its id, the end of its id, or its short name; -1 if there is none.
function findDocument(name) {
  if (ROW_OF.has(name)) return ROW_OF.get(name);
  for (const lang of ["zh", "en"]) {
    const row = DATA.labels[lang].indexOf(name);
    if (row >= 0) return row;
  }
  const ends = DOCUMENTS.map((item, row) => row).filter(
    (row) => name && DOCUMENTS[row].id.endsWith(name),
  );
  return ends.length === 1 ? ends[0] : -1;
}

// The collation in which two documents stand, if there is one.
function collationOf(a, b) {
  return DATA.collations.find((c) => c.witnesses.includes(a) && c.witnesses.includes(b));
}

function pairOf(a, b) {
  return DATA.pairs.find(([x, y]) => (x === a && y === b) || (x === b && y === a));
}
