// Every document with every other: a picture whose rows and columns follow the tree of likeness.

import { documentAddress, pairAddress } from "../../data/address.js";
import { DATA, FAMILY_OF } from "../../data/study.js";
import { checkedRadio } from "../../elements/choices.js";
import { make, replace, visible } from "../../elements/make.js";
import { count, share } from "../../words/numbers.js";
import { label, t } from "../../words/words.js";

const LARGEST_CELL = 40;
const LABELLED = 13;
const NUMBERED = 27;

export function matrix() {
  const near = DATA.likeness;
  const n = near.rows.length;
  if (n < 2) return make("p", { class: "quiet" }, t("one-document"));
  const state = { rest: false, ...firstCell(near.rows) };
  const canvas = make("canvas", {
    class: "matrix",
    tabindex: "0",
    role: "application",
    "aria-label": t("matrix"),
    "aria-describedby": "matrix-help",
  });
  const said = make("p", { class: "matrix-said", "aria-live": "polite" });
  const holder = make("div", { class: "matrix-holder" }, canvas);
  let cell = LARGEST_CELL;
  let margin = 0;

  function value(i, j) {
    return (state.rest ? near.rest : near.whole)[i][j] / 10000;
  }

  function paint() {
    const room = Math.min(holder.clientWidth || 600, 720);
    margin = 0;
    cell = Math.min(LARGEST_CELL, Math.floor((room - 64) / n));
    if (cell >= LABELLED) margin = 58;
    else cell = Math.max(1, Math.floor((room - 4) / n));
    const side = margin + cell * n + 2;
    const scale = window.devicePixelRatio || 1;
    canvas.width = side * scale;
    canvas.height = side * scale;
    canvas.style.width = canvas.style.height = side + "px";
    const tint = getComputedStyle(document.documentElement);
    const color = (name) => tint.getPropertyValue(name).trim();
    const paper = canvas.getContext("2d");
    paper.scale(scale, scale);
    paper.fillStyle = color("--paper");
    paper.fillRect(0, 0, side, side);
    paper.imageSmoothingEnabled = false;
    paper.drawImage(colours(color), margin, margin, cell * n, cell * n);
    if (cell > 3) grid(paper, color("--paper"));
    if (cell >= NUMBERED) numbers(paper, color("--heat-on"), color("--quiet"));
    if (margin) names(paper, color("--ink"));
    boxes(paper, color("--duplicate-3"));
    paper.strokeStyle = color("--ink");
    paper.lineWidth = 2;
    paper.strokeRect(
      margin + state.j * cell,
      margin + state.i * cell,
      Math.max(3, cell - 1),
      Math.max(3, cell - 1),
    );
  }

  // One pixel a cell, drawn again only when the colours or the numbers change.
  function colours(color) {
    const key = [state.rest, color("--heat-0"), color("--heat-1")].join();
    if (colours.key === key) return colours.picture;
    const picture = make("canvas", { width: n, height: n });
    const paper = picture.getContext("2d");
    const image = paper.createImageData(n, n);
    const [low, high, self] = ["--heat-0", "--heat-1", "--heat-self"].map((name) =>
      rgb(color(name)),
    );
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        const share_ = value(i, j) ** 0.8;
        const dot = i === j ? self : low.map((from, c) => from + (high[c] - from) * share_);
        image.data.set([...dot, 255], 4 * (i * n + j));
      }
    paper.putImageData(image, 0, 0);
    Object.assign(colours, { key, picture });
    return picture;
  }

  function grid(paper, color) {
    paper.fillStyle = color;
    for (let k = 1; k <= n; k += 1) {
      paper.fillRect(margin, margin + k * cell - 1, n * cell, 1);
      paper.fillRect(margin + k * cell - 1, margin, 1, n * cell);
    }
  }

  function numbers(paper, strong, weak) {
    paper.font = "11px system-ui, sans-serif";
    paper.textAlign = "center";
    paper.textBaseline = "middle";
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        const v = value(i, j);
        if (i === j || v < 0.05) continue;
        paper.fillStyle = v > 0.3 ? strong : weak;
        const words = v === 1 ? "100" : String(Math.min(99, Math.round(100 * v)));
        paper.fillText(words, margin + (j + 0.5) * cell, margin + (i + 0.5) * cell);
      }
  }

  function names(paper, ink) {
    paper.fillStyle = ink;
    paper.textBaseline = "middle";
    paper.font = Math.min(12, cell - 2) + 'px system-ui, "leitong", sans-serif';
    near.rows.forEach((row, k) => {
      const at = margin + k * cell + cell / 2;
      paper.textAlign = "right";
      const name = fitted(paper, visible(label(row)), margin - 7);
      paper.fillText(name, margin - 5, at);
      paper.save();
      paper.translate(at, margin - 5);
      paper.rotate(-Math.PI / 2);
      paper.textAlign = "left";
      paper.fillText(name, 0, 0);
      paper.restore();
    });
  }

  function boxes(paper, color) {
    paper.strokeStyle = color;
    paper.lineWidth = Math.min(3, Math.max(1.5, cell / 8));
    let k = 0;
    while (k < n) {
      const family = FAMILY_OF.get(near.rows[k]);
      let last = k;
      while (family && last + 1 < n && FAMILY_OF.get(near.rows[last + 1]) === family) last += 1;
      if (family && last > k)
        paper.strokeRect(
          margin + k * cell - 0.5,
          margin + k * cell - 0.5,
          (last - k + 1) * cell,
          (last - k + 1) * cell,
        );
      k = last + 1;
    }
  }

  function say() {
    const [a, b] = [near.rows[state.i], near.rows[state.j]];
    replace(
      said,
      state.i === state.j
        ? label(a)
        : t(state.rest ? "cell-rest" : "cell", {
            a: label(a),
            b: label(b),
            there: share(value(state.i, state.j)),
            back: share(value(state.j, state.i)),
          }),
    );
  }

  function move(i, j) {
    if (i < 0 || j < 0 || i >= n || j >= n || (i === state.i && j === state.j)) return;
    Object.assign(state, { i, j });
    paint();
    say();
  }

  function open() {
    const [a, b] = [near.rows[state.i], near.rows[state.j]];
    location.hash = a === b ? documentAddress(a) : pairAddress(a, b);
  }

  function pointed(event) {
    const box = canvas.getBoundingClientRect();
    return [
      Math.floor((event.clientY - box.top - margin) / cell),
      Math.floor((event.clientX - box.left - margin) / cell),
    ];
  }

  canvas.addEventListener("mousemove", (event) => move(...pointed(event)));
  canvas.addEventListener("click", (event) => {
    const [i, j] = pointed(event);
    if (i < 0 || j < 0 || i >= n || j >= n) return;
    move(i, j);
    open();
  });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[
      event.key
    ];
    if (event.key === "Enter") open();
    else if (step) move(state.i + step[0], state.j + step[1]);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(paint).observe(holder);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  say();
  holder.paint = paint;
  const toggle = (rest, words) =>
    make(
      "label",
      null,
      checkedRadio("matrix-of", !rest, () => {
        state.rest = rest;
        paint();
        say();
      }),
      " ",
      words,
    );
  return make(
    "div",
    { class: "matrix-part" },
    make(
      "fieldset",
      { class: "switch" },
      make("legend", { class: "unseen" }, t("matrix")),
      toggle(false, t("whole")),
      toggle(true, t("rest")),
    ),
    holder,
    said,
    make(
      "p",
      { class: "quiet", id: "matrix-help" },
      t("matrix-help"),
      near.leftOut ? " " + t("matrix-left-out", { n: count(near.leftOut) }) : "",
    ),
  );
}

// The pair that is most alike is shown first, in the order in which the picture has it.
function firstCell(rows) {
  const [i, j] = DATA.largest ? DATA.largest.map((row) => rows.indexOf(row)) : [0, 1];
  return i < 0 || j < 0 ? { i: 0, j: 1 } : { i, j };
}

// What follows # or : tells pieces and rows of one file apart, so it is kept.
function fitted(paper, text, room) {
  const tail = /[#:][^#:]*$/.exec(text)?.[0] ?? "";
  const head = Array.from(tail ? text.slice(0, -tail.length) : text);
  let shown = text;
  while (head.length && paper.measureText(shown).width > room) {
    head.pop();
    shown = head.join("") + "…" + tail;
  }
  return shown;
}

function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
