// Families of copies beside the picture, and below them every pair that is alike.

function pairsView() {
  return [
    make("h1", null, t("view-pairs")),
    make("p", { class: "quiet" }, t("pairs-help")),
    make("div", { class: "two" }, matrix(), familyCards()),
    make("h2", null, t("head-pairs")),
    DATA.pairsLeftOut
      ? make("p", { class: "notice" }, t("pairs-left-out", { n: count(DATA.pairsLeftOut) }))
      : null,
    DATA.pairs.length ? pairTable() : make("p", null, t("no-pairs", { threshold: DATA.threshold })),
    make("h2", null, t("head-any-pair")),
    anyPair(),
  ];
}

function familyCards() {
  if (!DATA.families.length) return make("p", null, t("lede-no-families"));
  const card = (family) => {
    const collation = family.collation === null ? null : DATA.collations[family.collation];
    return make(
      "section",
      { class: "family" },
      make(
        "h3",
        null,
        link("#family=" + family.id, t("family", { n: family.id })),
        " ",
        make("span", { class: "quiet" }, t("members", { n: family.members.length })),
      ),
      make(
        "p",
        { class: "family-name" },
        family.members
          .slice(0, 12)
          .map((row, n) => [
            n ? make("span", { class: "equals", "aria-hidden": "true" }, "≈") : null,
            documentLink(row),
          ]),
        family.members.length > 12 ? " …" : null,
      ),
      make(
        "p",
        null,
        t("alike-at-least", { share: share(family.cohesion) }),
        " · ",
        t("stands-for", { label: label(family.representative) }),
      ),
      collation ? make("p", null, differenceWords(collation)) : null,
      make(
        "p",
        { class: "onward" },
        link("#family=" + family.id, t("all-variants")),
        " · ",
        link(pairAddress(family.members[0], family.members[1]), t("side-by-side")),
      ),
    );
  };
  const some = DATA.families.slice(0, 30);
  return make(
    "div",
    { class: "families" },
    make("h2", null, t("head-families")),
    some.map(card),
    andMore(DATA.families.length - some.length),
  );
}

function pairTable() {
  const columns = [
    {
      name: "a",
      title: t("column-a"),
      value: ([a]) => a,
      export: ([a]) => DOCUMENTS[a].id,
      search: ([a]) => label(a) + DOCUMENTS[a].id,
      show: ([a]) => documentLink(a),
    },
    {
      name: "b",
      title: t("column-b"),
      value: ([, b]) => b,
      export: ([, b]) => DOCUMENTS[b].id,
      search: ([, b]) => label(b) + DOCUMENTS[b].id,
      show: ([, b]) => documentLink(b),
    },
    {
      name: "verdict",
      title: t("column-verdict"),
      export: (p) => p[2],
      value: (p) => t("verdict-" + p[2]),
      help: t("verdict-help"),
    },
    {
      name: "similarity",
      title: t("column-similarity"),
      number: true,
      value: (p) => p[3],
      show: (p) => share(p[3]),
      help: t("similarity-help"),
    },
    {
      name: "distinct_similarity",
      title: t("column-distinct"),
      number: true,
      value: (p) => p[4],
      show: (p) => share(p[4]),
      help: t("distinct-help"),
    },
    {
      name: "containment_a",
      title: t("column-a-in-b"),
      number: true,
      value: (p) => p[5],
      show: (p) => share(p[5]),
    },
    {
      name: "containment_b",
      title: t("column-b-in-a"),
      number: true,
      value: (p) => p[6],
      show: (p) => share(p[6]),
    },
    {
      name: "jaccard",
      title: "Jaccard",
      number: true,
      value: (p) => p[7],
      show: (p) => share(p[7]),
    },
    {
      name: "family",
      title: t("column-family"),
      number: true,
      value: (p) => p[8],
      show: (p) => (p[8] ? link("#family=" + p[8], String(p[8])) : ""),
    },
    {
      name: "compare",
      title: t("column-compare"),
      export: false,
      value: () => null,
      show: (p) => link(pairAddress(p[0], p[1]), t("side-by-side")),
    },
  ];
  return dataTable(columns, DATA.pairs, {
    name: "pairs",
    caption: t("head-pairs"),
    sort: 3,
    descending: true,
  });
}

function anyPair() {
  if (DOCUMENTS.length < 2) return null;
  const chosen = [0, 1];
  return make(
    "p",
    { class: "tools" },
    documentChoice(t("column-a"), 0, (row) => {
      chosen[0] = row;
    }),
    " ",
    documentChoice(t("column-b"), 1, (row) => {
      chosen[1] = row;
    }),
    " ",
    button(t("side-by-side"), () => {
      location.hash = pairAddress(...chosen);
    }),
  );
}
