// The first screen: which are copies, what differs, what is boilerplate, what does only one say.

function overview() {
  return [
    make("p", { class: "lede" }, ledeSentences().join(settings.lang === "zh" ? "" : " ")),
    figures(),
    make(
      "div",
      { class: "answers" },
      answerCopies(),
      answerDifferences(),
      answerFormulas(),
      answerOwn(),
    ),
    section("made-of", legend(), documentBars()),
    doubts(),
  ];
}

function section(name, ...children) {
  return make("section", { id: name }, make("h2", null, t("head-" + name)), children);
}

function ledeSentences() {
  const members = DATA.families.reduce((sum, family) => sum + family.members.length, 0);
  const promised = DATA.sources.filter((source) => source.promised !== null);
  const hidden = DOCUMENTS.filter((item) => item.embedded).length;
  return [
    t("lede-size", {
      documents: count(DOCUMENTS.length),
      sources: count(DATA.files.read),
      characters: count(DOCUMENTS.reduce((sum, item) => sum + item.characters, 0)),
    }),
    promised.length
      ? t(hidden ? "lede-promised-hidden" : "lede-promised", {
          promised: promised.reduce((sum, source) => sum + source.promised, 0),
          hidden,
        })
      : null,
    DATA.families.length
      ? t("lede-families", { members, families: DATA.families.length })
      : t("lede-no-families"),
    t("lede-unread", { n: DATA.files.unread }),
  ].filter(Boolean);
}

function figures() {
  const ratios = DATA.ratios;
  const largest = DATA.largest;
  return make(
    "dl",
    { class: "figures" },
    figure("repeated", share(ratios.repeated)),
    figure("without-formula", share(ratios.without_formula)),
    figure("without-copies", share(ratios.without_copies)),
    figure(
      "largest",
      largest ? share(largest[2]) : "—",
      largest
        ? link(pairAddress(largest[0], largest[1]), label(largest[0]) + " → " + label(largest[1]))
        : null,
    ),
    figure("own", share(ratios.own)),
  );
}

function figure(name, value, note) {
  const explanation = make(
    "p",
    { class: "definition", id: "about-" + name, hidden: true },
    t("define-" + name),
  );
  const ask = button(
    "?",
    () => {
      explanation.hidden = !explanation.hidden;
      ask.setAttribute("aria-expanded", String(!explanation.hidden));
    },
    {
      class: "ask",
      "aria-expanded": "false",
      "aria-controls": "about-" + name,
      "aria-label": t("what-is", { name: t("figure-" + name) }),
    },
  );
  return make(
    "div",
    { class: "figure " + name },
    make("dt", null, t("figure-" + name), ask),
    make(
      "dd",
      null,
      make("span", { class: "value" }, value),
      note ? make("span", { class: "note" }, note) : null,
      explanation,
    ),
  );
}

function answer(name, target, ...children) {
  return make(
    "section",
    { class: "answer" },
    make("h2", null, t("answer-" + name)),
    children,
    make("p", { class: "onward" }, link(target, t("answer-" + name + "-more"))),
  );
}

const SHOWN = 4;

function answerCopies() {
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

function andMore(n) {
  return n > 0 ? make("p", { class: "quiet" }, t("and-more", { n: count(n) })) : null;
}

function answerDifferences() {
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

const LAYOUT = ["spacing", "punctuation", "book-title-marks"];

function isLayout(kind) {
  return LAYOUT.includes(DATA.kinds[kind]);
}

function differenceWords(collation) {
  const real = collation.counts.filter(([kind]) => !isLayout(kind));
  const total = collation.counts.reduce((sum, [, n]) => sum + n, 0);
  if (!total) return t("no-difference");
  const wording = real.reduce((sum, [, n]) => sum + n, 0);
  const kinds = listed(real.map(([kind, n]) => t("variant-" + DATA.kinds[kind]) + " " + n));
  return t(
    !wording ? "differences-layout" : total > wording ? "differences-of" : "differences-plain",
    { wording, layout: total - wording, kinds },
  );
}

function answerFormulas() {
  const formulas = DATA.phrases.items.filter(([, characters]) => characters >= 8);
  return answer(
    "formulas",
    "#boilerplate",
    formulas.length
      ? make(
          "ul",
          { class: "plain-list" },
          formulas
            .slice(0, SHOWN)
            .map(([text, , documents, families]) =>
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

function answerOwn() {
  const rows = DOCUMENTS.map((item, row) => row)
    .filter((row) => DOCUMENTS[row].characters > 0)
    .sort((a, b) => DOCUMENTS[b].shares[DISTINCT] - DOCUMENTS[a].shares[DISTINCT] || a - b);
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

function shortened(text, most) {
  const characters = Array.from(text.slice(0, 4 * most));
  return characters.length > most ? characters.slice(0, most - 1).join("") + "…" : text;
}

const MOST_BARS = 40;

function documentBars() {
  const rows = DOCUMENTS.map((item, row) => row).slice(0, MOST_BARS);
  return [
    make(
      "ol",
      { class: "bars" },
      rows.map((row) =>
        make(
          "li",
          null,
          make(
            "a",
            {
              href: documentAddress(row),
              class: "bar-name",
              title: DOCUMENTS[row].title || DOCUMENTS[row].id,
            },
            label(row),
          ),
          bar(DOCUMENTS[row].shares),
          make("span", { class: "number own-share" }, share(DOCUMENTS[row].shares[DISTINCT])),
        ),
      ),
    ),
    DOCUMENTS.length > MOST_BARS
      ? make("p", null, link("#documents", t("all-documents", { n: count(DOCUMENTS.length) })))
      : null,
  ];
}
