// A strip beside a text that shows where its classes stand, and scrolls it.

import { className, depth } from "../data/classes.js";
import { stretches } from "../data/stretches.js";
import { DISTINCT } from "../data/study.js";
import { make } from "../elements/make.js";
import { t } from "../words/words.js";

const STRIP_WIDTH = 16;

export function strip(row, pane) {
  const canvas = make("canvas", {
    class: "strip",
    width: STRIP_WIDTH,
    tabindex: "0",
    role: "scrollbar",
    "aria-label": t("strip"),
    "aria-orientation": "vertical",
    "aria-valuemin": "0",
    "aria-valuemax": "100",
    "aria-valuenow": "0",
    "aria-controls": pane.id,
  });
  const cursor = make("div", { class: "strip-window", "aria-hidden": "true" });
  const holder = make("div", { class: "strip-holder" }, canvas, cursor);
  const follow = () => showWindow(pane, canvas, cursor);
  holder.paint = () => {
    if (!holder.clientHeight) return;
    canvas.height = holder.clientHeight;
    paint(row, pane, canvas);
    follow();
  };
  listen(pane, canvas);
  pane.addEventListener("scroll", follow, { passive: true });
  new ResizeObserver(holder.paint).observe(pane);
  return holder;
}

function paint(row, pane, canvas) {
  const tint = getComputedStyle(document.documentElement);
  const paper = canvas.getContext("2d");
  paper.fillStyle = tint.getPropertyValue("--strip");
  paper.fillRect(0, 0, STRIP_WIDTH, canvas.height);
  const scale = canvas.height / pane.scrollHeight;
  const top = pane.getBoundingClientRect().top - pane.scrollTop;
  for (const block of pane.querySelectorAll("[data-start]")) {
    const box = block.getBoundingClientRect();
    if (!box.height) continue;
    const [start, end] = [Number(block.dataset.start), Number(block.dataset.end)];
    const unit = (box.height * scale) / (end - start);
    for (const part of stretches(row, start, end)) {
      if (part.kind === DISTINCT) continue;
      const tone = "--" + className(part.kind) + "-" + depth(part.families);
      paper.fillStyle = tint.getPropertyValue(tone);
      const y = (box.top - top) * scale + (part.start - start) * unit;
      paper.fillRect(0, y, STRIP_WIDTH, Math.max(1, (part.end - part.start) * unit));
    }
  }
}

// The part of the text that is in sight.
function showWindow(pane, canvas, cursor) {
  const total = Math.max(1, pane.scrollHeight);
  cursor.style.top = (100 * pane.scrollTop) / total + "%";
  cursor.style.height = Math.min(100, (100 * pane.clientHeight) / total) + "%";
  const left = Math.max(1, pane.scrollHeight - pane.clientHeight);
  canvas.setAttribute("aria-valuenow", String(Math.round((100 * pane.scrollTop) / left)));
}

function listen(pane, canvas) {
  const jump = (event) => {
    const box = canvas.getBoundingClientRect();
    pane.scrollTop =
      ((event.clientY - box.top) / box.height) * pane.scrollHeight - pane.clientHeight / 2;
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    jump(event);
  });
  canvas.addEventListener("pointermove", (event) => event.buttons && jump(event));
  canvas.addEventListener("keydown", (event) => {
    const step = {
      ArrowDown: 60,
      ArrowUp: -60,
      PageDown: pane.clientHeight,
      PageUp: -pane.clientHeight,
      Home: -1e9,
      End: 1e9,
    }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    pane.scrollTop += step;
  });
}
