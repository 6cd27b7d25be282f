// Two versions of one text beside each other, character by character, in rows that begin where
// either has a paragraph. What differs is typed; layout and punctuation are off at first.

import { DATA } from "../data/study.js";
import { make, replace } from "../elements/make.js";
import { afterDrawing } from "../elements/scroll.js";
import { shortcuts } from "../frame/keys.js";
import { alignedRows } from "./aligned-rows.js";
import { pairHeads, stepper } from "./heads.js";
import { between, isLayout, variantWords } from "./variants.js";
import { t } from "../words/words.js";

export function alignedView(a, b, collation, at) {
  const variants = between(collation, a, b);
  const body = alignedBody(a, b, variants);
  const view = {
    variants,
    marks: [...body.querySelectorAll("[data-v]")],
    off: new Set([...DATA.kinds.keys()].filter(isLayout)),
    place: -1,
    status: make("span", { class: "status", "aria-live": "polite" }),
    detail: make(
      "div",
      { class: "variant-detail", "aria-live": "polite" },
      make("span", { class: "quiet keys" }, t("keys-n-p")),
    ),
    words: (variant) => variantWords(variant, a, b),
  };
  const move = (by) => step(view, by);
  body.addEventListener("click", (event) => pointAt(view, event.target.closest("[data-v]")));
  shortcuts({ n: () => move(1), p: () => move(-1) });
  refresh(view);
  if (at !== undefined) afterDrawing(() => scrollTo(view.marks, body, at));
  return [
    make(
      "div",
      { class: "sticky" },
      make(
        "div",
        { class: "tools" },
        kindChips(variants, view.off, () => refresh(view)),
        stepper(move, view.status),
      ),
      view.detail,
      pairHeads(a, b),
    ),
    variants.length ? null : make("p", { class: "notice" }, t("no-difference")),
    body,
  ];
}

function alignedBody(a, b, variants) {
  const cell = (children, opens) =>
    make("div", { class: "cell" + (opens ? "" : " joined") }, children);
  return make(
    "div",
    { class: "aligned" },
    alignedRows(a, b, variants).map((row) =>
      make(
        "div",
        { class: "pair-row" },
        cell(row.cells[0], row.openA),
        cell(row.cells[1], row.openB),
      ),
    ),
  );
}

// Marks of the kinds that are on, one a variant.
function shown({ marks, off }) {
  const seen = new Set();
  return marks.filter(
    (mark) =>
      !off.has(Number(mark.dataset.kind)) &&
      mark.dataset.side === "a" &&
      !seen.has(mark.dataset.v) &&
      seen.add(mark.dataset.v),
  );
}

function refresh(view) {
  for (const mark of view.marks)
    mark.classList.toggle("off", view.off.has(Number(mark.dataset.kind)));
  view.place = -1;
  tell(view);
}

function tell(view) {
  const all = shown(view);
  replace(
    view.status,
    all.length ? t("place-of", { n: view.place + 1, all: all.length }) : t("nothing-marked"),
  );
}

function step(view, by) {
  const all = shown(view);
  if (!all.length) return;
  view.place = (view.place + by + all.length) % all.length;
  if (view.place < 0) view.place = all.length - 1;
  point(view, all[view.place].dataset.v);
  tell(view);
}

function point({ marks, variants, detail, words }, number) {
  for (const mark of marks) mark.classList.toggle("here", mark.dataset.v === number);
  const [first] = marks.filter((mark) => mark.dataset.v === number);
  if (!first) return;
  first.scrollIntoView({ block: "center" });
  first.focus({ preventScroll: true });
  replace(detail, words(variants[Number(number)]));
}

function pointAt(view, mark) {
  if (!mark) return;
  view.place = shown(view).findIndex((other) => other.dataset.v === mark.dataset.v);
  point(view, mark.dataset.v);
  tell(view);
}

function scrollTo(marks, body, at) {
  const [next] = marks.filter(
    (mark) => mark.dataset.side === "a" && Number(mark.dataset.end) >= at,
  );
  const cell = next ? next.closest(".pair-row") : body.lastElementChild;
  if (cell) cell.scrollIntoView({ block: "center" });
}

// Kinds of variants that occur, each with how often, to be switched on and off.
function kindChips(variants, off, action) {
  const counts = new Map();
  for (const { kind } of variants) counts.set(kind, (counts.get(kind) || 0) + 1);
  return make(
    "fieldset",
    { class: "chips" },
    make("legend", { class: "unseen" }, t("kinds")),
    [...counts]
      .sort(([x], [y]) => isLayout(x) - isLayout(y) || x - y)
      .map(([kind, n]) => {
        const input = make("input", {
          type: "checkbox",
          checked: !off.has(kind),
          "data-kind": kind,
        });
        input.addEventListener("change", () => {
          if (input.checked) off.delete(kind);
          else off.add(kind);
          action();
        });
        return make(
          "label",
          { class: "chip" },
          input,
          " ",
          t("variant-" + DATA.kinds[kind]),
          " ",
          make("span", { class: "quiet" }, String(n)),
        );
      }),
  );
}
