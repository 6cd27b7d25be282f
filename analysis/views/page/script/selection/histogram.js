// All pairs that were compared, by their likeness, with the line that is drawn between them: moved,
// it says at once how many families there are then.

import { DATA, KEPT } from "../data/study.js";
import { draw, make, replace } from "../elements/make.js";
import { change, state } from "./state.js";
import { count } from "../words/numbers.js";
import { t } from "../words/words.js";

const [WIDTH, HEIGHT, FOOT] = [640, 150, 22];
const BINS = 50;

// Texts are compared once, however many documents have them: two of one text are a pair of likeness
// 1, and a pair of texts stands for all pairs of their documents. What is left out is in none.
function pairsOfDocuments() {
  const { same, pairs } = DATA.evidence.likeness;
  const holders = new Map();
  for (const row of KEPT) holders.set(same[row], (holders.get(same[row]) ?? 0) + 1);
  const held = (row) => holders.get(row) ?? 0;
  const found = pairs.map(({ a, b, score }) => ({ score, n: held(a) * held(b) }));
  for (const n of holders.values()) found.push({ score: 1, n: (n * (n - 1)) / 2 });
  return found.filter(({ n }) => n);
}

const total = (pairs) => pairs.reduce((sum, { n }) => sum + n, 0);

export function histogram() {
  const { steps, own } = DATA.evidence.likeness;
  const pairs = pairsOfDocuments();
  const at = state.alike ?? own;
  const line = draw("line", { class: "threshold-line", y1: 0, y2: HEIGHT - FOOT });
  const words = make("output", { class: "threshold-now" });
  const show = (alike) => {
    const x = String((alike / 1000) * WIDTH);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    const n = total(pairs.filter(({ score }) => score >= alike / 1000));
    replace(
      words,
      t("threshold-now", { threshold: alike / 1000, n: count(n), all: count(total(pairs)) }),
    );
  };
  const slider = make("input", {
    type: "range",
    min: "0",
    max: "1000",
    value: String(at),
    step: "1",
    "aria-label": t("setting-threshold"),
    class: "threshold",
  });
  slider.addEventListener("input", () => show(nearest(steps, Number(slider.value))));
  slider.addEventListener("change", () => {
    const chosen = nearest(steps, Number(slider.value));
    change((now) => {
      now.alike = chosen === own ? null : chosen;
    });
  });
  show(at);
  return make("figure", { class: "histogram" }, picture(pairs, line), slider, words);
}

// Of the thresholds that can be chosen the one that is closest; the slider has the whole scale, so
// that it stands below its line.
function nearest(steps, value) {
  return steps.reduce((best, step) =>
    Math.abs(step - value) < Math.abs(best - value) ? step : best,
  );
}

function picture(pairs, line) {
  const bins = new Array(BINS).fill(0);
  for (const { score, n } of pairs) bins[Math.min(BINS - 1, Math.floor(score * BINS))] += n;
  const most = Math.max(1, ...bins);
  const width = WIDTH / BINS;
  // few pairs are alike and very many are not: heights are roots, so that one pair is seen
  const height = (n) => Math.sqrt(n / most) * (HEIGHT - FOOT - 4);
  return draw(
    "svg",
    {
      viewBox: "0 0 " + WIDTH + " " + HEIGHT,
      role: "img",
      "aria-label": t("histogram", { n: count(total(pairs)) }),
    },
    bins.map((n, at) =>
      draw(
        "rect",
        {
          x: (at * width + 0.5).toFixed(1),
          y: (HEIGHT - FOOT - height(n)).toFixed(1),
          width: (width - 1).toFixed(1),
          height: height(n).toFixed(1),
        },
        draw("title", null, t("histogram-bin", { from: at / BINS, upto: (at + 1) / BINS, n })),
      ),
    ),
    [0, 0.25, 0.5, 0.75, 1].map((value) =>
      draw(
        "text",
        {
          x: String(value * WIDTH),
          y: String(HEIGHT - 5),
          "text-anchor": value === 0 ? "start" : value === 1 ? "end" : "middle",
        },
        String(value),
      ),
    ),
    line,
  );
}
