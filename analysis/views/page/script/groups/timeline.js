// Years: how many documents there are, how many of them have copies, and how much is reused.

import { draw, make } from "../elements/make.js";
import { count, share } from "../words/numbers.js";
import { t } from "../words/words.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT] = [720, 210, 34, 44, 12, 24];
const LEAST_STEP = 52; // pixels that the words of a year need

export function timeline(found) {
  const years = filled(found.filter(({ label }) => label !== null));
  if (!years.length) return null;
  const most = Math.max(1, ...years.map(({ documents }) => documents));
  const step = (WIDTH - LEFT - RIGHT) / years.length;
  const x = (n) => LEFT + (n + 0.5) * step;
  const y = (part) => TOP + (1 - part) * (HEIGHT - TOP - FOOT);
  const each = Math.ceil(LEAST_STEP / step);
  return make(
    "figure",
    { class: "timeline" },
    key(),
    draw(
      "svg",
      { viewBox: "0 0 " + WIDTH + " " + HEIGHT, role: "img", "aria-label": t("timeline-label") },
      axis(most, y),
      years.map((one, n) => bars(one, x(n), step, most, y)),
      line(years, x, y),
      years.map(({ label }, n) =>
        n % each === 0
          ? draw("text", { x: x(n).toFixed(1), y: HEIGHT - 7, "text-anchor": "middle" }, label)
          : null,
      ),
    ),
  );
}

// Every year from the first to the last: one without documents is a gap, and not left out.
function filled(found) {
  if (!found.length) return [];
  const known = new Map(found.map((one) => [Number(one.label), one]));
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
  if (last - first > 200) return found;
  return Array.from(
    { length: last - first + 1 },
    (_, n) =>
      known.get(first + n) || { label: String(first + n), documents: 0, copies: 0, share: null },
  );
}

function key() {
  const item = (name) =>
    make(
      "li",
      null,
      make("span", { class: "swatch " + name, "aria-hidden": "true" }),
      t("timeline-" + name),
    );
  return make("ul", { class: "legend" }, item("documents"), item("copies"), item("reused"));
}

function axis(most, y) {
  const text = (words, x, at, anchor) =>
    draw("text", { x: String(x), y: (y(at) + 4).toFixed(1), "text-anchor": anchor }, words);
  return [
    [0, 0.5, 1].map((at) =>
      draw("line", { class: "rule", x1: LEFT, x2: WIDTH - RIGHT, y1: y(at), y2: y(at) }),
    ),
    text("0", LEFT - 5, 0, "end"),
    text(count(most), LEFT - 5, 1, "end"),
    text("0%", WIDTH - RIGHT + 5, 0, "start"),
    text("100%", WIDTH - RIGHT + 5, 1, "start"),
  ];
}

function bars({ label, documents, copies, share: reused }, x, step, most, y) {
  const width = Math.min(36, 0.7 * step);
  const bar = (n, name) =>
    draw("rect", {
      class: name,
      x: (x - width / 2).toFixed(1),
      width: width.toFixed(1),
      y: y(n / most).toFixed(1),
      height: (y(0) - y(n / most)).toFixed(1),
    });
  const words = t("timeline-year", { year: label, documents, copies, share: share(reused) });
  return draw(
    "g",
    null,
    draw("title", null, words),
    bar(documents, "documents"),
    bar(copies, "copies"),
  );
}

// The reused share, year by year; where there is no document the line breaks.
function line(years, x, y) {
  let pen = "M";
  let path = "";
  years.forEach(({ share: reused }, n) => {
    if (reused === null) {
      pen = "M";
      return;
    }
    path += pen + x(n).toFixed(1) + " " + y(reused).toFixed(1);
    pen = "L";
  });
  const dots = years.map(({ share: reused }, n) =>
    reused === null
      ? null
      : draw("circle", {
          class: "reused",
          cx: x(n).toFixed(1),
          cy: y(reused).toFixed(1),
          r: "3.5",
        }),
  );
  return [draw("path", { class: "reused", d: path }), dots];
}
