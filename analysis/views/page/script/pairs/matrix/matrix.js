// Every document with every other: a picture whose rows and columns follow the tree of likeness.

import { documentAddress, pairAddress } from "../../data/address.js";
import { checkedRadio } from "../../elements/choices.js";
import { make, replace } from "../../elements/make.js";
import { count, share } from "../../words/numbers.js";
import { label, t } from "../../words/words.js";
import { listen } from "./events.js";
import { measured, paint } from "./paint.js";
import { beginning, chosen, shareAt } from "./state.js";

export function matrix() {
  const state = beginning();
  if (state.n < 2) return make("p", { class: "quiet" }, t("one-document"));
  const canvas = make("canvas", {
    class: "matrix",
    tabindex: "0",
    role: "application",
    "aria-label": t("matrix"),
    "aria-describedby": "matrix-help",
  });
  const said = make("p", { class: "matrix-said", "aria-live": "polite" });
  const holder = make("div", { class: "matrix-holder" }, canvas);
  let size = measured(0, state.n);
  holder.paint = () => {
    size = measured(holder.clientWidth, state.n);
    paint(canvas, state, size);
  };
  const changed = () => {
    holder.paint();
    replace(said, cellWords(state));
  };
  listen(canvas, state, { changed, opened: () => open(state), size: () => size });
  new ResizeObserver(holder.paint).observe(holder);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", holder.paint);
  replace(said, cellWords(state));
  return make("div", { class: "matrix-part" }, toggles(state, changed), holder, said, help(state));
}

function cellWords(state) {
  const [a, b] = chosen(state);
  if (a === b) return label(a);
  return t(state.rest ? "cell-rest" : "cell", {
    a: label(a),
    b: label(b),
    there: share(shareAt(state, state.i, state.j)),
    back: share(shareAt(state, state.j, state.i)),
  });
}

function open(state) {
  const [a, b] = chosen(state);
  location.hash = a === b ? documentAddress(a) : pairAddress(a, b);
}

function toggles(state, changed) {
  const toggle = (rest, words) => {
    const choose = () => {
      state.rest = rest;
      changed();
    };
    return make("label", null, checkedRadio("matrix-of", !rest, choose), " ", words);
  };
  return make(
    "fieldset",
    { class: "switch" },
    make("legend", { class: "unseen" }, t("matrix")),
    toggle(false, t("whole")),
    toggle(true, t("rest")),
  );
}

function help({ near }) {
  return make(
    "p",
    { class: "quiet", id: "matrix-help" },
    t("matrix-help"),
    " ",
    make("span", { class: "keys" }, t("matrix-keys")),
    near.leftOut ? " " + t("matrix-left-out", { n: count(near.leftOut) }) : "",
  );
}
