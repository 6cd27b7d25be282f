// Equal runs of eight characters in two texts: what the overlap counts. Those that lie in no passage
// are marked faintly, so that a share that is shown can be seen.

import { DOCUMENTS } from "../data/study.js";

const RUN = 8;
// Texts of which every run is looked up at once; longer ones show their passages only.
const LONGEST = 300000;
const SPOKEN = /[\p{L}\p{N}]/u;
const FIGURE = /\p{N}/u;

// The characters that are compared, and where each stands: letters in lower case, a row of figures
// as one, punctuation and blanks left out, as the finding compares them.
function comparable(text) {
  const kept = [];
  const places = [];
  let place = 0;
  for (const character of text) {
    const folded = character.normalize("NFKC").toLowerCase();
    if (FIGURE.test(folded)) {
      if (kept[kept.length - 1] !== "0" || places[places.length - 1] + 1 !== place) kept.push("0");
      else places.pop();
      places.push(place);
    } else if (SPOKEN.test(folded)) {
      kept.push(folded);
      places.push(place);
    }
    place += character.length;
  }
  return { kept, places };
}

function runsIn({ kept }) {
  return kept.slice(RUN - 1).map((_, at) => kept.slice(at, at + RUN).join(""));
}

// Stretches of a text whose runs stand in the other, from the first character to the last.
function covered({ places }, runs, others) {
  const found = [];
  runs.forEach((run, at) => {
    if (!others.has(run)) return;
    const [start, end] = [places[at], places[at + RUN - 1] + 1];
    const last = found[found.length - 1];
    if (last && start <= last.end) last.end = end;
    else found.push({ start, end });
  });
  return found;
}

// For each of two documents the stretches that the overlap counts.
export function shorterRuns(a, b) {
  const texts = [a, b].map((row) => DOCUMENTS[row].text);
  if (texts.some((text) => text.length > LONGEST)) return [[], []];
  const folded = texts.map(comparable);
  const runs = folded.map(runsIn);
  const held = runs.map((all) => new Set(all));
  return folded.map((one, side) => covered(one, runs[side], held[1 - side]));
}
