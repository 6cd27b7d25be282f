// Four questions, each answered with a few examples.

import { sentenceSpan, slice } from "../data/places.js";
import { DATA, DISTINCT, DOCUMENTS, KEPT } from "../data/study.js";
import { documentLink, link } from "../elements/links.js";
import { andMore } from "../elements/lists.js";
import { make } from "../elements/make.js";
import { differenceWords } from "../pairs/variants.js";
import { share } from "../words/numbers.js";
import { shortened } from "../words/text.js";
import { label, listed, t } from "../words/words.js";

export function answer(name, target, ...children) {
  return make(
    "section",
    { class: "answer" },
    make("h2", null, t("answer-" + name)),
    children,
    make("p", { class: "onward" }, link(target, t("answer-" + name + "-more"))),
  );
}

const SHOWN = 4;

export function answerCopies() {
  const families = [...DATA.families].sort(
    (a, b) => b.members.length - a.members.length || b.cohesion - a.cohesion,
  );
  return answer(
    "copies",
    "#pairs",
    families.length
      ? make(
          "ul",
          { class: "plain-list" },
          families.slice(0, SHOWN).map((family) =>
            make(
              "li",
              null,
              make(
                "span",
                { class: "family-name" },
                family.members
                  .slice(0, 6)
                  .map((row, n) => [
                    n ? make("span", { class: "equals", "aria-hidden": "true" }, "≈") : null,
                    documentLink(row),
                  ]),
                family.members.length > 6 ? " …" : null,
              ),
              " ",
              make(
                "span",
                { class: "quiet" },
                t("alike-at-least", { share: share(family.cohesion) }),
              ),
            ),
          ),
        )
      : make("p", { class: "quiet" }, t("no-copies")),
    andMore(families.length - SHOWN),
  );
}

export function answerDifferences() {
  const collations = DATA.collations.filter((c) => c.family !== null);
  return answer(
    "differences",
    collations.length ? "#family=" + collations[0].family : "#pairs",
    collations.length
      ? make(
          "ul",
          { class: "plain-list" },
          collations
            .slice(0, SHOWN)
            .map((c) =>
              make(
                "li",
                null,
                link("#family=" + c.family, listed(c.witnesses.slice(0, 6).map(label))),
                " ",
                make("span", null, differenceWords(c)),
              ),
            ),
        )
      : make("p", { class: "quiet" }, t("nothing-collated")),
    andMore(collations.length - SHOWN),
  );
}

export function answerFormulas() {
  const formulas = DATA.phrases.items.filter(({ characters }) => characters >= 8);
  return answer(
    "formulas",
    "#boilerplate",
    formulas.length
      ? make(
          "ul",
          { class: "plain-list" },
          formulas
            .slice(0, SHOWN)
            .map(({ text, documents, families }) =>
              make(
                "li",
                null,
                make("q", { class: "said" }, text),
                " ",
                make("span", { class: "quiet nowrap" }, t("in-families", { documents, families })),
              ),
            ),
        )
      : make("p", { class: "quiet" }, t("no-formulas")),
    andMore(formulas.length - SHOWN),
  );
}

export function answerOwn() {
  const rows = KEPT.filter((row) => DOCUMENTS[row].characters > 0).sort(
    (a, b) => DOCUMENTS[b].shares[DISTINCT] - DOCUMENTS[a].shares[DISTINCT] || a - b,
  );
  return answer(
    "own",
    "#documents",
    make(
      "ul",
      { class: "plain-list" },
      rows.slice(0, SHOWN).map((row) => {
        const item = DOCUMENTS[row];
        const best = item.own && item.own.length ? sentenceSpan(row, item.own[0]) : null;
        return make(
          "li",
          null,
          documentLink(row),
          " ",
          make("strong", null, share(item.shares[DISTINCT])),
          " ",
          best ? make("q", { class: "said" }, shortened(slice(row, ...best).trim(), 44)) : null,
        );
      }),
    ),
  );
}
