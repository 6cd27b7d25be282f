// How the picture is painted: colours, and as there is room, a grid, numbers and names.

import { FAMILY_OF } from "../../data/study.js";
import { make, visible } from "../../elements/make.js";
import { nameParts } from "../../words/text.js";
import { label } from "../../words/words.js";
import { shareAt } from "./state.js";

// Sides of a cell in pixels: the largest, and the least that has room for a name, and for a number.
const LARGEST_CELL = 40;
const LABELLED = 13;
const NUMBERED = 27;

// How large a cell and the margin for names are where the picture may be so wide.
export function measured(width, n) {
  const room = Math.min(width || 600, 720);
  const wide = Math.min(LARGEST_CELL, Math.floor((room - 100) / n));
  if (wide >= NUMBERED) return { cell: wide, margin: 94 };
  const cell = Math.min(LARGEST_CELL, Math.floor((room - 64) / n));
  if (cell >= LABELLED) return { cell, margin: 58 };
  return { cell: Math.max(1, Math.floor((room - 4) / n)), margin: 0 };
}

export function paint(canvas, state, size) {
  const { cell, margin } = size;
  const side = margin + cell * state.n + 2;
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
  paper.drawImage(colours(state, color), margin, margin, cell * state.n, cell * state.n);
  if (cell > 3) grid(paper, state.n, size, color("--paper"));
  if (cell >= NUMBERED) numbers(paper, state, size, color("--heat-on"), color("--quiet"));
  if (margin) names(paper, state.near.rows, size, color("--ink"));
  boxes(paper, state.near.rows, size, color("--duplicate-3"));
  cursor(paper, state, size, color("--ink"));
}

// One pixel a cell, drawn again only when the colours or the numbers change.
function colours(state, color) {
  const { n, rest } = state;
  const key = [rest, color("--heat-0"), color("--heat-1")].join();
  if (state.drawn?.key === key) return state.drawn.picture;
  const picture = make("canvas", { width: n, height: n });
  const paper = picture.getContext("2d");
  const image = paper.createImageData(n, n);
  const [low, high, self] = ["--heat-0", "--heat-1", "--heat-self"].map((name) => rgb(color(name)));
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1) {
      const strength = shareAt(state, i, j) ** 0.8;
      const dot = i === j ? self : low.map((from, c) => from + (high[c] - from) * strength);
      image.data.set([...dot, 255], 4 * (i * n + j));
    }
  paper.putImageData(image, 0, 0);
  state.drawn = { key, picture };
  return picture;
}

function grid(paper, n, { cell, margin }, color) {
  paper.fillStyle = color;
  for (let k = 1; k <= n; k += 1) {
    paper.fillRect(margin, margin + k * cell - 1, n * cell, 1);
    paper.fillRect(margin + k * cell - 1, margin, 1, n * cell);
  }
}

function numbers(paper, state, { cell, margin }, strong, weak) {
  paper.font = "11px system-ui, sans-serif";
  paper.textAlign = "center";
  paper.textBaseline = "middle";
  for (let i = 0; i < state.n; i += 1)
    for (let j = 0; j < state.n; j += 1) {
      const v = shareAt(state, i, j);
      if (i === j || v < 0.05) continue;
      paper.fillStyle = v > 0.3 ? strong : weak;
      const words = v === 1 ? "100" : String(Math.min(99, Math.round(100 * v)));
      paper.fillText(words, margin + (j + 0.5) * cell, margin + (i + 0.5) * cell);
    }
}

function names(paper, rows, { cell, margin }, ink) {
  paper.fillStyle = ink;
  paper.textBaseline = "middle";
  paper.font = Math.min(12, cell - 2) + 'px system-ui, "leitong", sans-serif';
  rows.forEach((row, k) => {
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

// A frame around the members of a family, which stand beside one another.
function boxes(paper, rows, { cell, margin }, color) {
  paper.strokeStyle = color;
  paper.lineWidth = Math.min(3, Math.max(1.5, cell / 8));
  let k = 0;
  while (k < rows.length) {
    const family = FAMILY_OF.get(rows[k]);
    let last = k;
    while (family && last + 1 < rows.length && FAMILY_OF.get(rows[last + 1]) === family) last += 1;
    const corner = margin + k * cell - 0.5;
    const side = (last - k + 1) * cell;
    if (family && last > k) paper.strokeRect(corner, corner, side, side);
    k = last + 1;
  }
}

function cursor(paper, { i, j }, { cell, margin }, ink) {
  paper.strokeStyle = ink;
  paper.lineWidth = 2;
  const side = Math.max(3, cell - 1);
  paper.strokeRect(margin + j * cell, margin + i * cell, side, side);
}

function fitted(paper, text, room) {
  const [name, tail] = nameParts(text);
  const head = Array.from(name);
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
