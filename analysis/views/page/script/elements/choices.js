// Boxes to choose and to search with.

import { DOCUMENTS } from "../data/study.js";
import { make } from "./make.js";
import { label, t } from "../words/words.js";

export function searchBox(action, words) {
  const box = make("input", {
    type: "search",
    class: "search",
    placeholder: words || t("search"),
    "aria-label": words || t("search"),
  });
  box.addEventListener("input", () => action(box.value.trim().toLowerCase()));
  return box;
}

export function choice(title, options, value, action) {
  const select = make(
    "select",
    { "aria-label": title },
    options.map(([key, words]) =>
      make("option", { value: key, selected: String(key) === String(value) }, words),
    ),
  );
  select.addEventListener("change", () => action(select.value));
  return select;
}

export function documentChoice(title, row, action) {
  return choice(
    title,
    DOCUMENTS.map((item, n) => [n, label(n)]),
    row,
    (value) => action(Number(value)),
  );
}

export function checkedRadio(name, checked, action) {
  const input = make("input", { type: "radio", name, checked });
  input.addEventListener("change", action);
  return input;
}
