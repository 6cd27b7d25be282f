// The head of a narrow column: its name stands upright, or lies where it is short.

import { make } from "./make.js";

export function turnedHead(name, level) {
  return make(
    "th",
    { scope: "col", class: level ? "turned level" : "turned", title: name },
    make("span", null, name),
  );
}
