// A family: all its variants with all witnesses in columns, who may have copied whom, and what
// is probably a mistake.

function familyView(id) {
  const family = DATA.families.find((one) => one.id === id);
  if (!family) return [make("h1", null, t("view-pairs")), make("p", null, t("no-such-family"))];
  const collation = family.collation === null ? null : DATA.collations[family.collation];
  return [
    make(
      "p",
      { class: "crumbs" },
      link("#pairs", t("view-pairs")),
      " › ",
      t("family", { n: family.id }),
    ),
    make(
      "h1",
      null,
      t("family", { n: family.id }),
      " ",
      make("span", { class: "title" }, familyName(family)),
    ),
    make(
      "p",
      null,
      t("alike-at-least", { share: share(family.cohesion) }),
      " · ",
      t("stands-for", { label: label(family.representative) }),
      " · ",
      t("weakest", { a: label(family.weakest[0]), b: label(family.weakest[1]) }),
    ),
    make(
      "p",
      null,
      family.members
        .slice(1)
        .map((row) => [
          link(
            pairAddress(family.members[0], row),
            t("compare-two", { a: label(family.members[0]), b: label(row) }),
          ),
          "  ",
        ]),
    ),
    collation
      ? [
          make("h2", null, t("head-variants")),
          make("p", null, differenceWords(collation)),
          variantTable(collation),
          descentPart(collation),
          correctionPart(collation),
        ]
      : make("p", { class: "notice" }, t("not-collated")),
  ];
}

function variantTable(collation) {
  if (!collation.variants.length) return make("p", { class: "notice" }, t("no-difference"));
  const first = collation.witnesses[0];
  const reading = (variant, n) =>
    slice(collation.witnesses[n], variant[3 + 2 * n], variant[4 + 2 * n]);
  const around = (variant) => context(first, variant[3], variant[4], 10);
  const numbers = new Map(collation.variants.map((variant, n) => [variant, n + 1]));
  const shown = (variant, n) => {
    const text = reading(variant, n);
    return make(
      "a",
      {
        class: "witnessed" + (unusual(variant, n) ? " odd" : ""),
        href: pairAddress(...facing(collation, n), variant[3 + 2 * facing(collation, n).index]),
      },
      text
        ? isBlank(text)
          ? spelled(text).replace(/ /g, "␣")
          : spelled(shortened(text, 60))
        : make("span", { class: "quiet" }, t("nothing")),
    );
  };
  // Marked is what is not the usual reading; where nobody knows, what most witnesses do not have.
  const unusual = (variant, n) => {
    const text = reading(variant, n);
    if (variant[2] && variant[2][0] !== null) return text !== variant[2][0];
    return (
      2 * collation.witnesses.filter((row, m) => reading(variant, m) === text).length <
      collation.witnesses.length
    );
  };
  const columns = [
    { name: "n", title: "№", number: true, value: (variant) => numbers.get(variant) },
    {
      name: "kind",
      title: t("column-variant-kind"),
      export: (variant) => DATA.kinds[variant[0]],
      value: (variant) => t("variant-" + DATA.kinds[variant[0]]),
      show: (variant) =>
        make("span", { class: "tag nowrap" }, t("variant-" + DATA.kinds[variant[0]])),
    },
    {
      name: "left",
      title: t("column-left"),
      class: "said left",
      value: (variant) => around(variant).left,
      show: (variant) => spelled(around(variant).left),
    },
    ...collation.witnesses.map((row, n) => ({
      name: DOCUMENTS[row].id,
      title: label(row),
      class: "said",
      value: (variant) => reading(variant, n),
      show: (variant) => shown(variant, n),
    })),
    {
      name: "right",
      title: t("column-right"),
      class: "said",
      value: (variant) => around(variant).right,
      show: (variant) => spelled(around(variant).right),
    },
    {
      name: "usual",
      title: t("column-usual"),
      value: (variant) => (variant[2] ? variant[2][0] : null),
      show: (variant) =>
        variant[2] && variant[2][0] !== null
          ? make(
              "span",
              { class: "said", title: usualWords(variant[2]) },
              variant[2][0] || t("nothing"),
            )
          : "",
    },
  ];
  const kinds = [...new Set(collation.variants.map(([kind]) => kind))].sort((x, y) => x - y);
  return dataTable(columns, collation.variants, {
    name: "variants-family-" + collation.family,
    caption: t("head-variants"),
    class: "variants",
    filters: [
      {
        title: t("column-variant-kind"),
        initial: collation.variants.every(([kind]) => isLayout(kind)) ? "" : "-",
        options: [
          ["-", t("without-layout")],
          ...kinds.map((kind) => [kind, t("variant-" + DATA.kinds[kind])]),
        ],
        test: (variant, wanted) =>
          wanted === "-" ? !isLayout(variant[0]) : variant[0] === Number(wanted),
      },
    ],
  });
}

// The two witnesses to show for a reading: the first one and this, or the first two.
function facing(collation, n) {
  const two = [collation.witnesses[0], collation.witnesses[n || 1]];
  two.index = 0;
  return two;
}

function descentPart(collation) {
  if (!collation.links.length) return null;
  return make(
    "section",
    null,
    make("h2", null, t("head-descent")),
    make("p", { class: "quiet" }, t("descent-help")),
    make(
      "ul",
      { class: "descent" },
      collation.links.map(([parent, child, confidence, support, against, differences]) =>
        make(
          "li",
          { class: confidence },
          make("span", { class: "witness" }, label(parent)),
          make(
            "span",
            { class: "arrow", "aria-hidden": "true" },
            confidence === "cannot-tell" ? "—" : confidence === "likely" ? "⟶" : "⇢",
          ),
          make("span", { class: "witness" }, label(child)),
          " ",
          make(
            "span",
            null,
            t("descent-" + confidence, {
              parent: label(parent),
              child: label(child),
              support,
              against,
              differences,
            }),
          ),
        ),
      ),
    ),
    collation.evidence.length
      ? [
          make("h3", null, t("head-evidence")),
          make(
            "ol",
            { class: "evidence" },
            collation.evidence.map((item) => make("li", null, evidenceWords(item))),
          ),
        ]
      : null,
  );
}

function evidenceWords([kind, witnesses, against, n, text, other, original]) {
  return t("evidence-" + kind, {
    n,
    witnesses: listed(witnesses.map(label)),
    against: listed(against.map(label)),
    text: spelled(text) || t("nothing"),
    other: spelled(other) || t("nothing"),
    original,
  });
}

function correctionPart(collation) {
  if (!collation.corrections.length) return null;
  const places = (held) =>
    held.map(([row, start, end], n) => {
      const again = held.slice(0, n).filter(([other]) => other === row).length;
      return [
        n ? " " : null,
        make(
          "a",
          {
            href: documentAddress(row, start),
            title: where(row, start, end),
            class: again ? "again" : null,
          },
          again ? String(again + 1) : label(row),
        ),
      ];
    });
  const columns = [
    { name: "wrong", title: t("column-wrong"), class: "said", value: (c) => c.wrong },
    {
      name: "right",
      title: t("column-right-word"),
      class: "said",
      value: (c) => c.right,
      show: (c) => make("strong", null, c.right),
    },
    {
      name: "wrong_in",
      title: t("column-wrong-in"),
      value: (c) => c.wrongIn.map(([row]) => label(row)).join(" "),
      show: (c) => places(c.wrongIn),
    },
    {
      name: "right_in",
      title: t("column-right-in"),
      value: (c) => c.rightIn.map(([row]) => label(row)).join(" "),
      show: (c) => places(c.rightIn),
    },
    {
      name: "times",
      title: t("column-times"),
      number: true,
      value: (c) => c.times,
      show: (c) => (c.times ? String(c.times) : t("by-dictionary")),
    },
  ];
  return make(
    "section",
    null,
    make("h2", null, t("head-corrections")),
    make("p", { class: "quiet" }, t("corrections-help")),
    dataTable(columns, collation.corrections, {
      name: "corrections-family-" + collation.family,
      caption: t("head-corrections"),
      search: false,
    }),
  );
}
