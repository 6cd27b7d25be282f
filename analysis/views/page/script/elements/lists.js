// Parts that are drawn when they are opened, and lists that grow.

import { add, button, make, replace } from "./make.js";
import { count } from "../words/numbers.js";
import { t } from "../words/words.js";

// A part that is drawn when it is opened.
export function folded(title, content) {
  const element = make("details", null, make("summary", null, title));
  element.addEventListener("toggle", () => {
    if (element.open && element.childElementCount === 1) add(element, [content()]);
  });
  return element;
}

// A list whose items are shown some at a time.
export function growing(items, draw_, at) {
  const list = make("ol", { class: "cards" });
  let shown = 0;
  const more = button("", () => grow(4 * at), { class: "plain more" });
  function grow(by) {
    add(list, items.slice(shown, shown + by).map(draw_));
    shown = Math.min(items.length, shown + by);
    more.hidden = shown >= items.length;
    replace(more, t("more-rows", { n: count(items.length - shown) }));
  }
  grow(at);
  return [list, more];
}

export function andMore(n) {
  return n > 0 ? make("p", { class: "quiet" }, t("and-more", { n: count(n) })) : null;
}
