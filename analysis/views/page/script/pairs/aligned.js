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
  const state = { off: new Set(DATA.kinds.map((name, kind) => kind).filter(isLayout)), place: -1 };
  const variants = between(collation, a, b);
  const counts = new Map();
  for (const variant of variants) counts.set(variant.kind, (counts.get(variant.kind) || 0) + 1);
  const rows = alignedRows(a, b, variants);
  const status = make("span", { class: "status", "aria-live": "polite" });
  const body = make(
    "div",
    { class: "aligned" },
    rows.map((row) =>
      make(
        "div",
        { class: "pair-row" },
        make("div", { class: "cell" + (row.openA ? "" : " joined") }, row.cells[0]),
        make("div", { class: "cell" + (row.openB ? "" : " joined") }, row.cells[1]),
      ),
    ),
  );
  const marks = [...body.querySelectorAll("[data-v]")];

  function shown() {
    const seen = new Set();
    return marks.filter(
      (mark) =>
        !state.off.has(Number(mark.dataset.kind)) &&
        mark.dataset.side === "a" &&
        !seen.has(mark.dataset.v) &&
        seen.add(mark.dataset.v),
    );
  }

  function refresh() {
    for (const mark of marks)
      mark.classList.toggle("off", state.off.has(Number(mark.dataset.kind)));
    state.place = -1;
    tell();
  }

  function tell() {
    const all = shown();
    replace(
      status,
      all.length ? t("place-of", { n: state.place + 1, all: all.length }) : t("nothing-marked"),
    );
  }

  function step(by) {
    const all = shown();
    if (!all.length) return;
    state.place = (state.place + by + all.length) % all.length;
    if (state.place < 0) state.place = all.length - 1;
    point(all[state.place].dataset.v);
    tell();
  }

  function point(number) {
    for (const mark of marks) mark.classList.toggle("here", mark.dataset.v === number);
    const [first] = marks.filter((mark) => mark.dataset.v === number);
    if (!first) return;
    first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
    const variant = variants[Number(number)];
    replace(detail, variantWords(variant, a, b));
  }

  const detail = make(
    "div",
    { class: "variant-detail", "aria-live": "polite" },
    make("span", { class: "quiet" }, t("keys-n-p")),
  );
  body.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-v]");
    if (!mark) return;
    state.place = shown().findIndex((other) => other.dataset.v === mark.dataset.v);
    point(mark.dataset.v);
    tell();
  });
  shortcuts({ n: () => step(1), p: () => step(-1) });
  refresh();
  if (at !== undefined)
    afterDrawing(() => {
      const [next] = marks.filter(
        (mark) => mark.dataset.side === "a" && Number(mark.dataset.end) >= at,
      );
      const cell = next ? next.closest(".pair-row") : body.lastElementChild;
      if (cell) cell.scrollIntoView({ block: "center" });
    });
  return [
    make(
      "div",
      { class: "sticky" },
      make("div", { class: "tools" }, kindChips(counts, state.off, refresh), stepper(step, status)),
      detail,
      pairHeads(a, b),
    ),
    variants.length ? null : make("p", { class: "notice" }, t("no-difference")),
    body,
  ];
}

function kindChips(counts, off, action) {
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
