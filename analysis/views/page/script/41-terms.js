// Keywords of a document in three weightings, what it uses more than the others, new words.

function termsView(row) {
  const chosen = row >= 0 ? row : 0;
  if (!DOCUMENTS.length)
    return [make("h1", null, t("view-terms")), make("p", null, t("no-documents"))];
  return [
    make("h1", null, t("view-terms")),
    concordancePart(""),
    make(
      "div",
      { class: "tools head" },
      make("h2", null, t("head-of-document")),
      documentChoice(t("column-document"), chosen, (value) => {
        location.hash = address({ terms: DOCUMENTS[value].id });
      }),
    ),
    make(
      "div",
      { class: "two even" },
      make(
        "section",
        null,
        make("h3", null, t("head-keywords")),
        make("p", { class: "quiet" }, t("keywords-help")),
        keywordTable(chosen),
      ),
      make(
        "section",
        null,
        make("h3", null, t("head-keyness", { label: label(chosen) })),
        make("p", { class: "quiet" }, t("keyness-help")),
        DATA.keyness[chosen].length ? keynessTable(chosen) : make("p", null, t("no-keyness")),
      ),
    ),
    make("h2", null, t("head-new-words")),
    make("p", { class: "quiet" }, t("new-words-help")),
    DATA.newWords.length ? newWordTable() : make("p", null, t("no-new-words")),
  ];
}

function termLink(term) {
  return link(address({ kwic: term }), term);
}

const CHANGES = { up: "↑", down: "↓", steady: "＝", gone: "×", passing: "·", new: "＋" };

function keywordTable(row) {
  const rank = (place) => (w) => (w[place] === null ? null : w[place]);
  const shown = (place) => (w) =>
    w[place] === null ? make("span", { class: "quiet" }, "—") : String(w[place]);
  const columns = [
    { name: "term", title: t("column-term"), value: (w) => w[0], show: (w) => termLink(w[0]) },
    {
      name: "all_rank",
      title: t("weighting-all"),
      number: true,
      value: rank(1),
      show: shown(1),
      help: t("weighting-all-help"),
    },
    {
      name: "family_rank",
      title: t("weighting-family"),
      number: true,
      value: rank(2),
      show: shown(2),
      help: t("weighting-family-help"),
    },
    {
      name: "distinct_rank",
      title: t("weighting-distinct"),
      number: true,
      value: rank(3),
      show: shown(3),
      help: t("weighting-distinct-help"),
    },
    {
      name: "change",
      title: t("column-change"),
      value: (w) => w[4],
      show: (w) =>
        make("span", { class: "change " + w[4] }, CHANGES[w[4]] + " " + t("change-" + w[4])),
    },
  ];
  return dataTable(columns, DATA.keywords[row], {
    name: "keywords",
    caption: t("head-keywords"),
    sort: 2,
    search: false,
  });
}

function keynessTable(row) {
  const most = Math.max(1, ...DATA.keyness[row].map((key) => Math.abs(key[3])));
  const columns = [
    {
      name: "term",
      title: t("column-term"),
      value: (key) => key[0],
      show: (key) => termLink(key[0]),
    },
    { name: "count", title: t("column-here"), number: true, value: (key) => key[1] },
    { name: "rest", title: t("column-elsewhere"), number: true, value: (key) => key[2] },
    {
      name: "log_ratio",
      title: t("column-log-ratio"),
      number: true,
      value: (key) => key[3],
      show: (key) => key[3].toFixed(2),
      help: t("log-ratio-help"),
    },
    {
      name: "size",
      title: "",
      class: "bar-cell",
      export: false,
      value: (key) => key[3],
      show: (key) =>
        make(
          "span",
          { class: "term-bar", "aria-hidden": "true" },
          make("i", { style: { width: (100 * Math.abs(key[3])) / most + "%" } }),
        ),
    },
    {
      name: "g2",
      title: "G²",
      number: true,
      value: (key) => key[4],
      show: (key) => key[4].toFixed(1),
      help: t("g2-help"),
    },
    {
      name: "p",
      title: "p",
      number: true,
      value: (key) => key[5],
      show: (key) => (key[5] < 0.0001 ? "<0.0001" : key[5].toFixed(4)),
      help: t("p-help"),
    },
  ];
  return dataTable(columns, DATA.keyness[row], {
    name: "keyness",
    caption: t("view-terms"),
    search: false,
  });
}

function newWordTable() {
  const columns = [
    { name: "word", title: t("column-word"), value: (w) => w[0], show: (w) => termLink(w[0]) },
    { name: "count", title: t("column-count"), number: true, value: (w) => w[1] },
    { name: "families", title: t("column-families"), number: true, value: (w) => w[2] },
    {
      name: "pmi",
      title: t("column-pmi"),
      number: true,
      value: (w) => w[3],
      show: (w) => w[3].toFixed(1),
      help: t("pmi-help"),
    },
    {
      name: "entropy",
      title: t("column-entropy"),
      number: true,
      value: (w) => w[4],
      show: (w) => w[4].toFixed(1),
      help: t("entropy-help"),
    },
    {
      name: "slip_of",
      title: t("column-slip"),
      value: (w) => w[6],
      show: (w) => (w[6] ? make("strong", null, w[6]) : ""),
    },
  ];
  return dataTable(columns, DATA.newWords, {
    name: "new-words",
    caption: t("head-new-words"),
    page: 20,
    class: "narrow",
  });
}
