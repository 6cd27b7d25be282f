// The frame of the page: title, views, switches; and what is shown for each address.

const VIEWS = [
  "overview",
  "documents",
  "pairs",
  "reuse",
  "boilerplate",
  "themes",
  "terms",
  "methods",
];
let keys = {};

function shortcuts(actions) {
  keys = actions;
}

function shown() {
  const parts = parsed(location.hash);
  const at =
    parts.at && parts.at !== true && /^\d+$/.test(parts.at[0]) ? Number(parts.at[0]) : undefined;
  if (parts.doc)
    return { view: "documents", draw: () => readerView(rowsOf(parts.doc)[0] ?? -1, at) };
  if (parts.pair)
    return {
      view: "pairs",
      draw: () =>
        pairView(...rowsOf(parts.pair).slice(0, 2).concat([undefined, undefined]).slice(0, 2), at),
    };
  if (parts.family) return { view: "pairs", draw: () => familyView(Number(parts.family[0])) };
  if (parts.theme) return { view: "themes", draw: () => themesView(Number(parts.theme[0])) };
  if (parts.kwic)
    return { view: "terms", draw: () => kwicView(parts.kwic === true ? "" : parts.kwic.join(",")) };
  if (parts.terms && parts.terms !== true)
    return { view: "terms", draw: () => termsView(rowsOf(parts.terms)[0] ?? 0) };
  const view = VIEWS.find((name) => parts[name]) || "overview";
  const draws = {
    overview,
    documents: documentsView,
    pairs: pairsView,
    reuse: reuseView,
    boilerplate: boilerplateView,
    themes: themesView,
    terms: () => termsView(0),
    methods: methodsView,
  };
  return { view, draw: () => draws[view]() };
}

function render() {
  keys = {};
  const { view, draw: content } = shown();
  document.documentElement.lang = settings.lang === "zh" ? "zh-Hans" : "en";
  document.title = visible(title());
  replace(
    document.getElementById("app"),
    masthead(view),
    make("main", { id: "content", class: "view-" + view, tabindex: "-1" }, content()),
    make(
      "footer",
      null,
      t("footer", { version: DATA.version }),
      " ",
      make("code", null, DATA.fingerprint.slice(0, 16)),
    ),
  );
  const matrixPart = document.querySelector(".matrix-holder");
  if (matrixPart) matrixPart.paint();
}

function title() {
  return DATA.sources.length === 1
    ? t("title-one", { name: DATA.sources[0].id })
    : t("title-many", { n: count(DATA.files.read) });
}

function masthead(view) {
  const name =
    DATA.sources.length === 1
      ? DATA.sources[0].id
      : t("title-many", { n: count(DATA.files.read) });
  return make(
    "header",
    { class: "masthead" },
    make(
      "a",
      {
        class: "skip",
        href: "#content",
        onclick: (event) => {
          event.preventDefault();
          document.getElementById("content").focus();
        },
      },
      t("skip"),
    ),
    make(
      "div",
      { class: "brand" },
      make("span", { class: "mark", "aria-hidden": "true" }, "雷同"),
      make("span", { class: "corpus-name", title: name }, name),
      make(
        "span",
        { class: "switches" },
        button(
          settings.lang === "zh" ? "English" : "中文",
          () => {
            settings.lang = settings.lang === "zh" ? "en" : "zh";
            keepPlace(render);
          },
          { id: "language", lang: settings.lang === "zh" ? "en" : "zh-Hans" },
        ),
        button(t("theme-" + settings.theme), nextTheme, {
          id: "theme",
          "aria-label": t("theme-switch", { now: t("theme-" + settings.theme) }),
        }),
      ),
    ),
    make(
      "nav",
      { class: "views", "aria-label": t("contents") },
      VIEWS.map((each) =>
        make(
          "a",
          { href: "#" + each, "aria-current": each === view ? "page" : null },
          t("view-" + each),
        ),
      ),
    ),
  );
}

function nextTheme() {
  const all = ["auto", "light", "dark"];
  settings.theme = all[(all.indexOf(settings.theme) + 1) % all.length];
  if (settings.theme === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", settings.theme);
  keepPlace(render);
  document.getElementById("theme").focus();
}

function keepPlace(action) {
  const y = window.scrollY;
  action();
  window.scrollTo(0, y);
}

window.addEventListener("hashchange", () => {
  render();
  document.getElementById("content").focus({ preventScroll: true });
  const { at } = parsed(location.hash);
  if (!at) window.scrollTo(0, 0);
});

document.addEventListener("keydown", (event) => {
  const typing =
    event.target.closest &&
    event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

function begin() {
  document.getElementById("static").hidden = true;
  document.getElementById("app").hidden = false;
  render();
}

// Browsers leave empty boxes where text is laid out while its font is being read; the page's own is
// there within milliseconds, and where the reader's fonts serve, it is not waited for long either.
if (document.fonts && document.fonts.size) {
  document.fonts.load('16px "leitong"', "文").then(begin, begin);
} else {
  begin();
}
