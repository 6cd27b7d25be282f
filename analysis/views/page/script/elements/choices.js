// Boxes to choose and to search with.

import { KEPT } from "../data/study.js";
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

// The documents that are kept, and the one that is shown; first words that choose none, if wanted.
export function documentChoice(title, row, action, prompt) {
  const rows = row === "" || KEPT.includes(row) ? KEPT : [row, ...KEPT];
  const options = rows.map((n) => [n, label(n)]);
  return choice(title, prompt ? [["", prompt], ...options] : options, row, (value) =>
    value === "" ? null : action(Number(value)),
  );
}

export function checkedRadio(name, checked, action) {
  const input = make("input", { type: "radio", name, checked });
  input.addEventListener("change", action);
  return input;
}
