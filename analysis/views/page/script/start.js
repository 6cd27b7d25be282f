// The page begins: it answers to addresses and keys, and shows itself when its font is there.

import { parsed } from "./data/address.js";
import { everyView, keepPlace, render } from "./frame/frame.js";
import { press } from "./frame/keys.js";
import { apply } from "./selection/apply.js";
import { isSaid, isUsual, read, written } from "./selection/state.js";

// What is left out stays left out from view to view; an address that says it is believed.
function follow() {
  if (isSaid(location.hash)) {
    read(location.hash);
    apply();
  } else if (!isUsual()) {
    const view = location.hash.replace(/^#/, "") || "overview";
    history.replaceState(null, "", "#" + view + "&" + written());
  }
}

window.addEventListener("hashchange", () => {
  follow();
  render();
  document.getElementById("content").focus({ preventScroll: true });
  const { at } = parsed(location.hash);
  if (!at) window.scrollTo(0, 0);
});

window.addEventListener("selection", () => {
  apply();
  keepPlace(render);
});

window.addEventListener("beforeprint", everyView);
window.addEventListener("afterprint", render);

document.addEventListener("keydown", (event) => {
  const typing =
    event.target.closest &&
    event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (press(event.key)) event.preventDefault();
});

function begin() {
  document.getElementById("static").hidden = true;
  document.getElementById("app").hidden = false;
  follow();
  render();
}

// Browsers leave empty boxes where text is laid out while its font is being read; the page's own is
// there within milliseconds, and where the reader's fonts serve, it is not waited for long either.
if (document.fonts && document.fonts.size) {
  document.fonts.load('16px "leitong"', "文").then(begin, begin);
} else {
  begin();
}
