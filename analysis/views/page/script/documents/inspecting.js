// Hover, click and keys choose a sentence of the text.

import { panel, parallelsOf } from "./panel.js";
import { replace } from "../elements/make.js";
import { reveal } from "../elements/scroll.js";
import { shortcuts } from "../frame/keys.js";

// Hover, click and keys: one sentence at a time takes part in the tab order.
export function listen(row, pane, side) {
  const sentences = [...pane.querySelectorAll(".s:not(.heading)")];
  const shared = sentences.filter(
    (element) =>
      parallelsOf(row, Number(element.dataset.s)).length || element.querySelector("mark"),
  );
  if (shared.length) shared[0].tabIndex = 0;
  const pointed = (event) => event.target.closest && event.target.closest(".s");
  pane.addEventListener("mouseover", (event) => {
    const element = pointed(event);
    if (element && !pane.classList.contains("held")) inspect(row, pane, side, element);
  });
  pane.addEventListener("click", (event) => {
    const element = pointed(event);
    pane.classList.toggle("held", Boolean(element));
    if (element) {
      inspect(row, pane, side, element);
      focusOn(shared, element);
    }
  });
  pane.addEventListener("focusin", (event) => {
    const element = pointed(event);
    if (element) inspect(row, pane, side, element);
  });
  const walk = (step) => {
    if (!shared.length) return;
    const here = shared.indexOf(document.activeElement);
    const next = shared[Math.min(shared.length - 1, Math.max(0, here + step))];
    pane.classList.add("held");
    focusOn(shared, next);
    reveal(pane, next);
  };
  shortcuts({ n: () => walk(1), p: () => walk(-1) });
  pane.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") pane.classList.remove("held");
    if (!step) return;
    event.preventDefault();
    walk(step);
  });
}

function focusOn(shared, element) {
  for (const other of shared) other.tabIndex = -1;
  element.tabIndex = 0;
  element.focus({ preventScroll: true });
}

export function showSentence(row, pane, side, number) {
  const element = pane.querySelector('[data-s="' + number + '"]');
  if (!element) return;
  pane.classList.add("held");
  inspect(row, pane, side, element);
  reveal(pane, element);
}

function inspect(row, pane, side, element) {
  const number = Number(element.dataset.s);
  if (side.dataset.s === String(number)) return;
  side.dataset.s = String(number);
  for (const old of pane.querySelectorAll(".here")) old.classList.remove("here");
  for (const same of pane.querySelectorAll('[data-s="' + number + '"]')) same.classList.add("here");
  replace(side, panel(row, number));
}
