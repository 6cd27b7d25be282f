// A bar over every view: values of variables to choose by, and what is left out at the moment.

import { DATA, DOCUMENTS, KEPT } from "../data/study.js";
import { link } from "../elements/links.js";
import { button, make } from "../elements/make.js";
import { change, clear, isUsual, state } from "./state.js";
import { count } from "../words/numbers.js";
import { listed, t } from "../words/words.js";

export function selectionBar() {
  const facets = DATA.variables.filter(({ labels }) => labels.length);
  if (!facets.length && isUsual()) return null;
  return make(
    "div",
    { class: "selection-bar", role: "group", "aria-label": t("selection") },
    facets.map(facet),
    isUsual()
      ? null
      : make(
          "span",
          { class: "selection-now", role: "status" },
          make(
            "strong",
            null,
            t("selection-of", { n: count(KEPT.length), all: count(DOCUMENTS.length) }),
          ),
          " ",
          listed(leftOutWords()),
          " ",
          link("#selection", t("selection-more")),
          " ",
          button(t("selection-clear"), clear, { class: "plain" }),
        ),
  );
}

// What is left out, in words.
export function leftOutWords() {
  const { documents, pairs, passages, kinds, formulas, alike } = state;
  const told = [
    ["documents", documents.size],
    ["pairs", pairs.size],
    ["passages", passages.size],
    ["formulas", formulas.size],
  ]
    .filter(([, n]) => n)
    .map(([name, n]) => t("left-out-" + name, { n: count(n) }));
  for (const kind of kinds) told.push(t("left-out-kind", { kind: t("aside-" + kind) }));
  if (alike !== null) told.push(t("alike-from", { threshold: (alike / 1000).toFixed(2) }));
  return told;
}

// A variable: what is chosen of it, and a box for each of its values.
function facet(variable) {
  const { name, labels, of, time } = variable;
  const wanted = state.where.get(name);
  const sizes = labels.map((label, n) => of.filter((at) => at === n).length);
  const box = (label, n) => {
    const input = make("input", { type: "checkbox", checked: wanted?.has(label) });
    input.addEventListener("change", () => choose(name, label));
    return make(
      "label",
      null,
      input,
      " ",
      label,
      " ",
      make("span", { class: "quiet" }, count(sizes[n])),
    );
  };
  const title = time ? t("variable-year", { name }) : name;
  return make(
    "details",
    { class: "facet" + (wanted ? " chosen" : ""), "data-name": name },
    make(
      "summary",
      null,
      title,
      wanted ? "：" + listed([...wanted].slice(0, 3)) : "",
      wanted && wanted.size > 3 ? " …" : "",
    ),
    make("div", { class: "facet-values" }, labels.map(box)),
  );
}

function choose(name, label) {
  change(({ where }) => {
    const wanted = where.get(name) || new Set();
    if (!wanted.delete(label)) wanted.add(label);
    if (wanted.size) where.set(name, wanted);
    else where.delete(name);
  });
}
