// How the picture is worked by mouse and keys.

import { isInside } from "./state.js";

const STEPS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

// changed(): another cell is chosen; opened(): its documents are asked for; size(): as painted.
export function listen(canvas, state, { changed, opened, size }) {
  const move = (i, j) => {
    if (!isInside(state, i, j) || (i === state.i && j === state.j)) return;
    Object.assign(state, { i, j });
    changed();
  };
  const pointed = (event) => {
    const box = canvas.getBoundingClientRect();
    const { cell, margin } = size();
    return [
      Math.floor((event.clientY - box.top - margin) / cell),
      Math.floor((event.clientX - box.left - margin) / cell),
    ];
  };
  canvas.addEventListener("mousemove", (event) => move(...pointed(event)));
  canvas.addEventListener("click", (event) => {
    const [i, j] = pointed(event);
    if (!isInside(state, i, j)) return;
    move(i, j);
    opened();
  });
  canvas.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (event.key === "Enter") opened();
    else if (step) move(state.i + step[0], state.j + step[1]);
    else return;
    event.preventDefault();
  });
}
