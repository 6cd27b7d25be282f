// Two documents that are no versions of one text: each in its own pane, what they share marked,
// and one pane follows the other.

import { DATA } from "../data/study.js";
import { prose } from "../documents/prose.js";
import { make, replace } from "../elements/make.js";
import { provenance } from "../elements/provenance.js";
import { afterDrawing, reveal } from "../elements/scroll.js";
import { shortcuts } from "../frame/keys.js";
import { pairHeads, stepper } from "./heads.js";
import { passagesOf, withPassages } from "./passages.js";
import { label, t } from "../words/words.js";

export function facingView(a, b, at) {
  const passages = passagesOf(a, b);
  const panes = [a, b].map((row, side) =>
    make(
      "article",
      {
        class: "prose facing",
        tabindex: "0",
        lang: "zh-Hans",
        "aria-label": label(row),
        id: "pane-" + side,
      },
      prose(row, (start, end) => withPassages(row, start, end, passages, side)),
    ),
  );
  const status = make("span", { class: "status", "aria-live": "polite" });
  const marks = panes.map((pane) => [...pane.querySelectorAll("[data-p]")]);
  let place = -1;
  let leading = null;

  function step(by) {
    if (!passages.length) return;
    place = (place + by + passages.length) % passages.length;
    point(place);
  }

  function point(number) {
    place = number;
    leading = "step";
    panes.forEach((pane, side) => {
      for (const mark of marks[side])
        mark.classList.toggle("here", mark.dataset.p === String(number));
      const [first] = marks[side].filter((mark) => mark.dataset.p === String(number));
      if (first) reveal(pane, first);
    });
    replace(status, t("place-of", { n: number + 1, all: passages.length }));
    const [start, end] = passages[number].slice(0, 2);
    replace(
      detail,
      provenance(a, start, end),
      " ⇄ ",
      provenance(b, ...passages[number].slice(2, 4)),
    );
    setTimeout(() => {
      leading = null;
    }, 120);
  }

  // The pane that is scrolled leads; the other shows what answers to the passage in its middle.
  function follow(side) {
    if (leading !== null && leading !== side) return;
    leading = side;
    const [pane, other] = [panes[side], panes[1 - side]];
    const middle = pane.getBoundingClientRect().top + pane.clientHeight / 3;
    let best = null;
    for (const mark of marks[side]) {
      const gap = Math.abs(mark.getBoundingClientRect().top - middle);
      if (best === null || gap < best.gap) best = { gap, mark };
    }
    const answer = best && marks[1 - side].find((mark) => mark.dataset.p === best.mark.dataset.p);
    if (answer && best.gap < pane.clientHeight)
      other.scrollTop += answer.getBoundingClientRect().top - best.mark.getBoundingClientRect().top;
    else
      other.scrollTop =
        (pane.scrollTop / Math.max(1, pane.scrollHeight - pane.clientHeight)) *
        (other.scrollHeight - other.clientHeight);
    clearTimeout(follow.timer);
    follow.timer = setTimeout(() => {
      leading = null;
    }, 120);
  }

  const detail = make("div", { class: "variant-detail", "aria-live": "polite" });
  panes.forEach((pane, side) => {
    pane.addEventListener("scroll", () => follow(side), { passive: true });
    pane.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-p]");
      if (mark) point(Number(mark.dataset.p));
    });
  });
  shortcuts({ n: () => step(1), p: () => step(-1) });
  if (at !== undefined && passages.length)
    afterDrawing(() => {
      const near = passages.findIndex((passage) => passage[1] > at);
      point(near < 0 ? passages.length - 1 : near);
    });
  return [
    make(
      "p",
      { class: "notice" },
      t(passages.length ? "facing-help" : "facing-none", {
        n: passages.length,
        shortest: DATA.reuse.shortest,
      }),
    ),
    make(
      "div",
      { class: "sticky" },
      make("div", { class: "tools" }, stepper(step, status), detail),
      pairHeads(a, b),
    ),
    make("div", { class: "facing-panes" }, panes),
  ];
}
