// Which values of a variable have text of which: a table with a row for the one that had it first.

import { flows } from "./counts.js";
import { DATA, KEPT } from "../data/study.js";
import { checkedRadio } from "../elements/choices.js";
import { make, replace } from "../elements/make.js";
import { turnedHead } from "../elements/turned.js";
import { count } from "../words/numbers.js";
import { settings, t } from "../words/words.js";

const STEPS = 5;
const LEVEL = 4; // characters of a name that lies above a column; longer ones stand

export function flowPart(variable, times) {
  const held = { kind: "passages", ordered: Boolean(times) };
  const holder = make("div");
  const show = () => replace(holder, flowTable(variable, held.kind, held.ordered ? times : null));
  const pick = (words, changed, checked, group) =>
    make(
      "label",
      null,
      checkedRadio(group, checked, () => {
        Object.assign(held, changed);
        show();
      }),
      " ",
      words,
    );
  show();
  return make(
    "section",
    { class: "flows" },
    make("h2", null, t("head-flows")),
    make(
      "fieldset",
      { class: "switch" },
      make("legend", { class: "unseen" }, t("head-flows")),
      pick(t("flow-passages"), { kind: "passages" }, true, "flow-kind"),
      pick(t("flow-copies"), { kind: "copies" }, false, "flow-kind"),
      times
        ? [
            make("span", { class: "quiet" }, " | "),
            pick(t("flow-earlier"), { ordered: true }, true, "flow-order"),
            pick(t("flow-any"), { ordered: false }, false, "flow-order"),
          ]
        : null,
    ),
    holder,
  );
}

function flowTable(variable, kind, times) {
  const { labels, of } = variable;
  const known = [...labels.keys(), -1].filter((at) => KEPT.some((row) => of[row] === at));
  const found = flows(variable, kind, times);
  const value = kind === "copies" ? "ties" : "characters";
  const at = new Map(found.map((tie) => [tie.from + ">" + tie.to, tie]));
  const cell = (from, to) =>
    at.get(from + ">" + to) ?? (times ? undefined : at.get(to + ">" + from));
  const most = Math.max(1, ...found.map((tie) => tie[value]));
  const name = (place) => (place < 0 ? t("no-value") : labels[place]);
  const short = known.every((place) => name(place).length <= LEVEL);
  return [
    make("p", { class: "quiet" }, t(times ? "flows-help-earlier" : "flows-help"), " ", leftOut()),
    make(
      "div",
      { class: "wide", tabindex: "0", role: "region", "aria-label": t("head-flows") },
      make(
        "table",
        { class: "grid flow-grid" },
        make(
          "thead",
          null,
          make(
            "tr",
            null,
            make("th", { scope: "col" }, corner(times)),
            known.map((to) => turnedHead(name(to), short)),
          ),
        ),
        make(
          "tbody",
          null,
          known.map((from) => line(from, known, { name, cell, value, most })),
        ),
      ),
    ),
  ];
}

function corner(times) {
  return times ? t("flow-corner") : "";
}

function leftOut() {
  const left = DATA.reuse.passages - DATA.reuse.pairs.length;
  return left > 0 && DATA.reuse.pairs.length >= MOST_LISTED
    ? t("flows-longest", { n: count(DATA.reuse.pairs.length) })
    : "";
}

const MOST_LISTED = 20000;

function line(from, known, { name, cell, value, most }) {
  return make(
    "tr",
    null,
    make("th", { scope: "row" }, name(from)),
    known.map((to) => {
      const tie = cell(from, to);
      if (!tie) return make("td", null, "");
      const strength = Math.max(1, Math.ceil(STEPS * Math.sqrt(tie[value] / most)));
      const words = t("flow-cell", {
        from: name(from),
        to: name(to),
        ties: count(tie.ties),
        characters: count(tie.characters),
      });
      return make(
        "td",
        { class: "held flow-" + strength, title: words, "aria-label": words },
        brief(tie[value]),
      );
    }),
  );
}

// 12,345 → 1.2万, 12k: cells are narrow; the whole number is in the cell's own words.
function brief(n) {
  if (n < 10000) return count(n);
  return settings.lang === "zh" ? (n / 10000).toFixed(1) + "万" : Math.round(n / 1000) + "k";
}
