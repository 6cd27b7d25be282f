// Two documents: how alike they are both ways, then side by side.

import { pairAddress } from "../data/address.js";
import { collationOf, DATA, decidedOn, FAMILY_OF, hasText, pairOf } from "../data/study.js";
import { documentChoice } from "../elements/choices.js";
import { link } from "../elements/links.js";
import { button, make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { alignedView } from "./aligned.js";
import { facingView } from "./facing.js";
import { anyPair } from "./pairs.js";
import { count, share } from "../words/numbers.js";
import { label, t } from "../words/words.js";

const SLOTS_AT_FIRST = 6;

export function pairView(a, b, at) {
  if (a === undefined || b === undefined || a < 0 || b < 0 || a === b)
    return [make("h1", null, t("view-pairs")), make("p", null, t("no-such-document")), anyPair()];
  const pair = pairOf(a, b);
  const collation = collationOf(a, b);
  const text = hasText(a) && hasText(b);
  return [
    make(
      "p",
      { class: "crumbs" },
      link("#pairs", t("view-pairs")),
      " › ",
      label(a),
      " — ",
      label(b),
    ),
    make(
      "div",
      { class: "tools pair-choice" },
      documentChoice(t("column-a"), a, (row) => {
        location.hash = pairAddress(row, b);
      }),
      button(
        "⇄",
        () => {
          location.hash = pairAddress(b, a);
        },
        { "aria-label": t("swap"), title: t("swap") },
      ),
      documentChoice(t("column-b"), b, (row) => {
        location.hash = pairAddress(a, row);
      }),
      FAMILY_OF.has(a) && FAMILY_OF.get(a) === FAMILY_OF.get(b)
        ? link("#family=" + FAMILY_OF.get(a).id, t("all-variants"))
        : null,
    ),
    pairFacts(a, b, pair),
    decidedPart(a, b),
    !text
      ? make("p", { class: "notice" }, t("text-left-out"))
      : collation
        ? alignedView(a, b, collation, at)
        : facingView(a, b, at),
  ];
}

function pairFacts(a, b, pair) {
  const near = DATA.likeness;
  const [i, j] = [near.rows.indexOf(a), near.rows.indexOf(b)];
  const there = { a: label(a), b: label(b) };
  const back = { a: label(b), b: label(a) };
  const fact = (name, value) =>
    make("div", { class: "fact" }, make("dt", null, name), make("dd", null, value));
  const facts = [];
  if (pair)
    facts.push(
      fact(t("column-verdict"), t("verdict-" + pair.verdict)),
      fact(t("column-similarity"), share(pair.similarity)),
      fact(t("column-distinct"), share(pair.distinct)),
      fact(t("column-a-in-b"), share(pair.a === a ? pair.containmentA : pair.containmentB)),
      fact(t("column-b-in-a"), share(pair.a === a ? pair.containmentB : pair.containmentA)),
    );
  if (i >= 0 && j >= 0)
    facts.push(
      fact(t("overlap", there), share(near.whole[i][j] / near.parts)),
      fact(t("overlap", back), share(near.whole[j][i] / near.parts)),
      fact(t("overlap-distinct", there), share(near.rest[i][j] / near.parts)),
    );
  return make("dl", { class: "facts-row" }, facts);
}

// Why they are a form or a revision: what decided, and the values of both where they differ.
function decidedPart(a, b) {
  const said = decidedOn(a, b);
  if (!said) return null;
  return make(
    "section",
    { class: "decided" },
    make("h2", null, t("head-decided")),
    said.evidence.length
      ? dataTable(evidenceColumns(), said.evidence, {
          name: "evidence",
          caption: t("column-decided"),
          search: false,
        })
      : make("p", { class: "quiet" }, t("decided-none")),
    said.slots.length
      ? dataTable(slotColumns(a, b), said.slots, {
          name: "slots",
          caption: t("column-slot"),
          search: false,
          page: SLOTS_AT_FIRST,
        })
      : null,
    said.leftOut
      ? make("p", { class: "quiet" }, t("slots-left-out", { n: count(said.leftOut) }))
      : null,
  );
}

function evidenceColumns() {
  const words = ([kind, odds]) => t("evidence-" + kind + (odds > 0 ? "-for" : "-against"));
  return [
    { name: "evidence", title: t("column-decided"), value: words },
    {
      name: "odds",
      title: t("column-odds"),
      help: t("odds-help"),
      number: true,
      value: ([, odds]) => odds,
      show: ([, odds]) => (odds > 0 ? "+" : "−") + Math.abs(odds).toFixed(1),
    },
  ];
}

function slotColumns(a, b) {
  return [
    { name: "kind", title: t("column-slot"), value: ({ kind }) => t("slot-" + kind) },
    { name: "a", title: label(a), class: "said", value: (slot) => slot.a || "—" },
    { name: "b", title: label(b), class: "said", value: (slot) => slot.b || "—" },
  ];
}
