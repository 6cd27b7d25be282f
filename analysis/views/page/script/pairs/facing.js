// Two documents that are no versions of one text: each in its own pane, what they share marked,
// and one pane follows the other.

import { DATA } from "../data/study.js";
import { prose } from "../documents/prose.js";
import { make, replace } from "../elements/make.js";
import { provenance } from "../elements/provenance.js";
import { afterDrawing, reveal } from "../elements/scroll.js";
import { shortcuts } from "../frame/keys.js";
import { pairHeads, stepper } from "./heads.js";
import { overviewStrip } from "./overview-strip.js";
import { passagesOf, withPassages } from "./passages.js";
import { shorterRuns } from "./shorter.js";
import { label, t } from "../words/words.js";

// How long a pane that is scrolled leads the other, in milliseconds: until both have settled.
const SETTLED = 120;

export function facingView(a, b, at) {
  const passages = passagesOf(a, b);
  const shorter = shorterRuns(a, b);
  const panes = [a, b].map((row, side) => pane(row, passages, side, shorter));
  const view = {
    rows: [a, b],
    passages,
    panes,
    marks: panes.map((one) => [...one.querySelectorAll("[data-p]")]),
    place: -1,
    leading: null,
    status: make("span", { class: "status", "aria-live": "polite" }),
    detail: make("div", { class: "variant-detail", "aria-live": "polite" }),
  };
  panes.forEach((one, side) => {
    one.addEventListener("scroll", () => follow(view, side), { passive: true });
    one.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-p]");
      if (mark) point(view, Number(mark.dataset.p));
    });
  });
  const move = (by) => step(view, by);
  shortcuts({ n: () => move(1), p: () => move(-1) });
  const go = (place, side) => {
    if (!passages.length) return;
    const near = passages.findIndex((passage) => passage[side].end > place);
    point(view, near < 0 ? passages.length - 1 : near);
  };
  afterDrawing(() => go(at ?? 0, 0));
  const strips = [a, b].map((row, side) =>
    make("div", null, overviewStrip(row, passages, side, shorter[side], go)),
  );
  return [
    make("p", { class: "notice" }, totals(a, passages, shorter[0])),
    make(
      "div",
      { class: "sticky" },
      make("div", { class: "tools" }, stepper(move, view.status), view.detail),
      pairHeads(a, b),
      make("div", { class: "pair-row" }, strips),
    ),
    make("div", { class: "facing-panes" }, panes),
  ];
}

// What is marked, in words: the passages, and how many runs of the first text lie in none.
function totals(row, passages, runs) {
  const held = ({ start, end }) => passages.some(([one]) => one.start <= start && end <= one.end);
  return t(passages.length ? "facing-help" : "facing-none", {
    n: passages.length,
    shortest: DATA.reuse.shortest,
    characters: passages.reduce((sum, [{ start, end }]) => sum + end - start, 0),
    a: label(row),
    faint: runs.filter((run) => !held(run)).length,
  });
}

function pane(row, passages, side, shorter) {
  return make(
    "article",
    {
      class: "prose facing",
      tabindex: "0",
      lang: "zh-Hans",
      "aria-label": label(row),
      id: "pane-" + side,
    },
    prose(row, (start, end) => withPassages(row, start, end, passages, side, shorter)),
  );
}

function step(view, by) {
  const { length } = view.passages;
  if (length) point(view, (view.place + by + length) % length);
}

function point(view, number) {
  const { rows, passages, panes, marks } = view;
  view.place = number;
  view.leading = "step";
  panes.forEach((one, side) => {
    const mine = marks[side].filter((mark) => mark.dataset.p === String(number));
    for (const mark of marks[side]) mark.classList.toggle("here", mine.includes(mark));
    if (mine.length) reveal(one, mine[0]);
  });
  replace(view.status, t("place-of", { n: number + 1, all: passages.length }));
  const [here, there] = passages[number].map(({ start, end }, side) =>
    provenance(rows[side], start, end),
  );
  replace(view.detail, here, " ⇄ ", there);
  setTimeout(() => {
    view.leading = null;
  }, SETTLED);
}

// The pane that is scrolled leads; the other shows what answers to the passage in its middle.
function follow(view, side) {
  if (view.leading !== null && view.leading !== side) return;
  view.leading = side;
  const [leader, other] = [view.panes[side], view.panes[1 - side]];
  const best = nearest(
    view.marks[side],
    leader.getBoundingClientRect().top + leader.clientHeight / 3,
  );
  const number = best && best.mark.dataset.p;
  const answer = best && view.marks[1 - side].find((mark) => mark.dataset.p === number);
  if (answer && best.gap < leader.clientHeight)
    other.scrollTop += answer.getBoundingClientRect().top - best.mark.getBoundingClientRect().top;
  else
    other.scrollTop =
      (leader.scrollTop / Math.max(1, leader.scrollHeight - leader.clientHeight)) *
      (other.scrollHeight - other.clientHeight);
  clearTimeout(view.timer);
  view.timer = setTimeout(() => {
    view.leading = null;
  }, SETTLED);
}

function nearest(marks, height) {
  let best = null;
  for (const mark of marks) {
    const gap = Math.abs(mark.getBoundingClientRect().top - height);
    if (best === null || gap < best.gap) best = { gap, mark };
  }
  return best;
}
