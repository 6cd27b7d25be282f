// The frame of the page: title, views, switches.

import { DATA } from "../data/study.js";
import { button, make, replace, visible } from "../elements/make.js";
import { shortcuts } from "./keys.js";
import { textsAreComing, texts } from "../data/texts.js";
import { draws, shown, views } from "./views.js";
import { selectionBar } from "../selection/bar.js";
import { count } from "../words/numbers.js";
import { settings, t } from "../words/words.js";

export function render() {
  shortcuts({});
  const { view, draw: content, reads } = shown();
  const early = textsAreComing();
  document.documentElement.lang = settings.lang === "zh" ? "zh-Hans" : "en";
  document.title = visible(title());
  replace(
    document.getElementById("app"),
    masthead(view),
    selectionBar(),
    make(
      "main",
      { id: "content", class: "view-" + view, tabindex: "-1" },
      early && reads ? make("p", { class: "notice coming" }, t("texts-coming")) : content(),
    ),
    make(
      "footer",
      null,
      t("footer", { version: DATA.version }),
      " ",
      make("code", null, DATA.fingerprint.slice(0, 16)),
    ),
  );
  paint();
  showOwnTab();
  if (early) drawAgain();
}

// Where the row of views is wider than the screen, the one that is shown may stand outside of it.
function showOwnTab() {
  const tab = document.querySelector(".views [aria-current]");
  if (!tab) return;
  const row = tab.parentElement;
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

let waiting = false;

// Once, when the texts are there: by then another view may be shown.
function drawAgain() {
  if (waiting) return;
  waiting = true;
  texts().then(() => {
    const { reads, quotes } = shown();
    if (reads || quotes) keepPlace(render);
  });
}

function paint() {
  for (const holder of document.querySelectorAll(".matrix-holder")) holder.paint();
}

// Paper has no views to change to: all of them are printed, unless one document or pair was opened.
export function everyView() {
  if (!shown().whole) return;
  const all = draws();
  replace(
    document.getElementById("content"),
    views().map((each) => make("section", { class: "printed view-" + each }, all[each]())),
  );
  paint();
}

export function title() {
  return DATA.files.only
    ? t("title-one", { name: DATA.files.only })
    : t("title-many", { n: count(DATA.files.read) });
}

function masthead(view) {
  const name = DATA.files.only || t("title-many", { n: count(DATA.files.read) });
  return make(
    "header",
    { class: "masthead" },
    make("a", { class: "skip", href: "#content", onclick: skip }, t("skip")),
    make(
      "div",
      { class: "brand" },
      make("span", { class: "mark", "aria-hidden": "true" }, "雷同"),
      make("span", { class: "corpus-name", title: name }, name),
      switches(),
    ),
    make(
      "nav",
      { class: "views", "aria-label": t("contents") },
      views().map((each) =>
        make(
          "a",
          { href: "#" + each, "aria-current": each === view ? "page" : null },
          t("view-" + each),
        ),
      ),
    ),
  );
}

function skip(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}

function switches() {
  const other = settings.lang === "zh" ? "en" : "zh";
  const speak = () => {
    settings.lang = other;
    keepPlace(render);
  };
  return make(
    "span",
    { class: "switches" },
    button(other === "en" ? "English" : "中文", speak, {
      id: "language",
      lang: other === "en" ? "en" : "zh-Hans",
    }),
    button(t("theme-" + settings.theme), nextTheme, {
      id: "theme",
      "aria-label": t("theme-switch", { now: t("theme-" + settings.theme) }),
    }),
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

export function keepPlace(action) {
  const y = window.scrollY;
  action();
  window.scrollTo(0, y);
}
