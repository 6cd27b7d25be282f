// Themes: a map of the sections, and for each theme its words, documents and sections.

const [MAP_WIDTH, MAP_HEIGHT, MAP_EDGE] = [640, 420, 24];

function themesView(id) {
  if (!DATA.themes.length)
    return [
      make("h1", null, t("view-themes")),
      DATA.themeNotes.map((note) => make("p", { class: "notice" }, note[settings.lang])),
    ];
  const chosen = DATA.themes.find((theme) => theme.id === id);
  return [
    make("h1", null, t("view-themes")),
    make("p", { class: "quiet" }, t("themes-help")),
    make(
      "div",
      { class: "two themes" },
      themeMap(chosen),
      make("div", { class: "wide" }, themeTable(chosen)),
    ),
    chosen ? themeDetail(chosen) : null,
    make("h2", null, t("head-theme-documents")),
    themeDocuments(),
  ];
}

function themeMap(chosen) {
  if (!DATA.points.length) return null;
  const xs = DATA.points.map((point) => point[0]);
  const ys = DATA.points.map((point) => point[1]);
  const scale = (values, size) => {
    const [low, high] = [
      values.reduce((a, b) => Math.min(a, b)),
      values.reduce((a, b) => Math.max(a, b)),
    ];
    return (value) => MAP_EDGE + ((value - low) / (high - low || 1)) * (size - 2 * MAP_EDGE);
  };
  const [x, y] = [scale(xs, MAP_WIDTH), scale(ys, MAP_HEIGHT)];
  const dots = DATA.points.map(([px, py, theme, row, place]) => {
    const dot = draw("circle", {
      cx: x(px).toFixed(1),
      cy: y(py).toFixed(1),
      r: 4.5,
      class:
        "dot" +
        (theme === null ? " none" : "") +
        (chosen && theme === chosen.id ? " chosen" : chosen ? " faint" : ""),
    });
    if (row !== null) {
      dot.addEventListener("click", () => {
        location.hash = documentAddress(row, place);
      });
      dot.append(
        draw(
          "title",
          null,
          label(row) +
            " · " +
            (theme === null ? t("no-theme") : DATA.themes.find((one) => one.id === theme).label),
        ),
      );
    }
    return dot;
  });
  const centres = DATA.themes
    .map((theme) => {
      const mine = DATA.points.filter((point) => point[2] === theme.id);
      if (!mine.length) return null;
      const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
      return {
        theme,
        x: x(middle(mine.map((point) => point[0]))),
        y: y(middle(mine.map((point) => point[1]))),
      };
    })
    .filter(Boolean);
  apart(centres);
  const names = centres.map(({ theme, x: cx, y: cy }) =>
    draw(
      "a",
      {
        href: "#theme=" + theme.id,
        class: "theme-name" + (chosen && chosen !== theme ? " faint" : ""),
      },
      draw(
        "text",
        {
          x: cx.toFixed(1),
          y: cy.toFixed(1),
          "text-anchor": cx < 90 ? "start" : cx > MAP_WIDTH - 90 ? "end" : "middle",
        },
        theme.id + " " + theme.label,
      ),
    ),
  );
  return make(
    "figure",
    { class: "map" },
    draw(
      "svg",
      { viewBox: "0 0 " + MAP_WIDTH + " " + MAP_HEIGHT, role: "img", "aria-label": t("theme-map") },
      dots,
      names,
    ),
    make("figcaption", { class: "quiet" }, t("theme-map-help")),
  );
}

// Names must not lie on one another: those that do are moved down, a line at a time.
function apart(centres) {
  const width = ({ theme }) => 15 * (Array.from(theme.label).length + 1.5);
  const middle = (one) =>
    one.x < 90 ? one.x + width(one) / 2 : one.x > MAP_WIDTH - 90 ? one.x - width(one) / 2 : one.x;
  centres.sort((a, b) => a.y - b.y);
  for (let again = 0; again < centres.length; again += 1)
    centres.forEach((one, n) => {
      for (const other of centres.slice(0, n))
        if (
          Math.abs(middle(other) - middle(one)) < (width(one) + width(other)) / 2 &&
          Math.abs(other.y - one.y) < 18
        )
          one.y = other.y + 18;
      one.y = Math.max(16, Math.min(MAP_HEIGHT - 6, one.y));
    });
}

function themeTable(chosen) {
  const columns = [
    { name: "id", title: "№", number: true, value: (theme) => theme.id },
    {
      name: "label",
      title: t("column-theme"),
      value: (theme) => theme.label,
      show: (theme) =>
        make(
          "a",
          { href: "#theme=" + theme.id, "aria-current": theme === chosen ? "true" : null },
          theme.label,
        ),
    },
    {
      name: "size",
      title: t("column-size"),
      number: true,
      value: (theme) => theme.size,
      help: t("size-help"),
    },
    {
      name: "with_copies",
      title: t("column-with-copies"),
      number: true,
      class: "sub",
      value: (theme) => theme.withCopies,
    },
    {
      name: "documents",
      title: t("column-documents"),
      number: true,
      value: (theme) => theme.documents,
    },
    {
      name: "stability",
      title: t("column-stability"),
      number: true,
      value: (theme) => theme.stability,
      show: (theme) => theme.stability.toFixed(2),
      help: t("stability-help"),
    },
    {
      name: "coherence",
      title: t("column-coherence"),
      number: true,
      value: (theme) => theme.coherence,
      show: (theme) => theme.coherence.toFixed(2),
      help: t("coherence-help"),
    },
    {
      name: "terms",
      title: t("column-terms"),
      class: "terms-cell",
      value: (theme) => theme.terms.map(([term]) => term).join(" "),
      show: (theme) =>
        theme.terms
          .slice(0, 6)
          .map(([term]) => term)
          .join(" "),
    },
  ];
  return dataTable(columns, DATA.themes, {
    name: "themes",
    caption: t("view-themes"),
    search: false,
  });
}

function themeDetail(theme) {
  const units = DATA.units.filter((unit) => unit[2] === theme.id);
  const most = theme.terms.length ? theme.terms[0][1] : 1;
  return make(
    "section",
    { class: "theme-detail" },
    make("h2", null, theme.id + " " + theme.label),
    make(
      "ul",
      { class: "term-bars" },
      theme.terms.map(([term, weight]) =>
        make(
          "li",
          null,
          make("a", { href: address({ kwic: term }) }, term),
          make(
            "span",
            { class: "term-bar", "aria-hidden": "true" },
            make("i", { style: { width: (100 * weight) / most + "%" } }),
          ),
          make("span", { class: "number" }, weight.toFixed(2)),
        ),
      ),
    ),
    make("h3", null, t("head-sections", { n: units.length })),
    growing(
      units,
      ([row, place, , strength]) =>
        make(
          "li",
          { class: "line" },
          documentLink(row, place),
          " ",
          make(
            "span",
            { class: "said" },
            hasText(row) ? shortened(flat(slice(row, place, place + 60)), 40) : "",
          ),
          " ",
          make("span", { class: "quiet" }, strength.toFixed(2)),
        ),
      20,
    ),
  );
}

const MOST_COLUMNS = 40;

function themeDocuments() {
  const rows = DOCUMENTS.map((item, row) => row).slice(0, MOST_COLUMNS);
  const most = Math.max(1, ...DATA.themes.flatMap((theme) => theme.counts));
  return [
    make(
      "div",
      { class: "wide", tabindex: "0", role: "region", "aria-label": t("head-theme-documents") },
      make(
        "table",
        { class: "grid" },
        make(
          "thead",
          null,
          make(
            "tr",
            null,
            make("th", { scope: "col" }, t("column-theme")),
            rows.map((row) =>
              make("th", { scope: "col", class: "turned" }, make("span", null, label(row))),
            ),
          ),
        ),
        make(
          "tbody",
          null,
          DATA.themes.map((theme) =>
            make(
              "tr",
              null,
              make("th", { scope: "row" }, link("#theme=" + theme.id, theme.label)),
              rows.map((row) => {
                const n = theme.counts[row];
                return make(
                  "td",
                  { class: n ? "held h" + Math.min(4, Math.ceil((4 * n) / most)) : null },
                  n ? String(n) : "",
                );
              }),
            ),
          ),
        ),
      ),
    ),
    DOCUMENTS.length > MOST_COLUMNS
      ? make("p", { class: "quiet" }, t("first-documents", { n: MOST_COLUMNS }))
      : null,
  ];
}
