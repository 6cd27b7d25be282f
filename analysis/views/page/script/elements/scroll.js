// Scrolling to an element, and waiting until one is laid out.

export function reveal(pane, element) {
  if (!element) return;
  if (pane.scrollHeight > pane.clientHeight + 4)
    pane.scrollTop +=
      element.getBoundingClientRect().top -
      pane.getBoundingClientRect().top -
      pane.clientHeight / 4;
  else element.scrollIntoView({ block: "center" });
}

export function afterDrawing(action) {
  requestAnimationFrame(() => requestAnimationFrame(action));
}

// On a narrow screen the word in question stands in the middle.
export function centre(box, cell) {
  if (box && cell) box.scrollLeft = cell.offsetLeft + cell.offsetWidth / 2 - box.clientWidth / 2;
}
