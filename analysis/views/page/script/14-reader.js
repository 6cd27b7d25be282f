// One document: its outline, its text coloured by class, and for each sentence who else says it.

function readerView(row, at) {
  if (row < 0)
    return [make("h1", null, t("view-documents")), make("p", null, t("no-such-document"))];
  const item = DOCUMENTS[row];
  const head = [
    make(
      "p",
      { class: "crumbs" },
      link("#documents", t("view-documents")),
      " › ",
      label(row),
      " ",
      neighbours(row),
    ),
    make("h1", null, label(row), " ", make("span", { class: "said title" }, item.title || "")),
    make(
      "p",
      { class: "facts" },
      item.kind ? make("span", { class: "tag" }, item.kind) : null,
      t("facts", {
        characters: count(item.characters),
        sections: item.sections,
        sentences: item.sentences,
      }),
      " ",
      make(
        "span",
        { class: "place" },
        sourceOf(row).id + " [" + item.start + ", " + item.end + ")",
      ),
    ),
    make("div", { class: "reader-bar" }, bar(item.shares)),
    familyLine(row),
  ];
  if (!hasText(row)) return [...head, make("p", { class: "notice" }, t("text-left-out"))];
  const pane = make(
    "article",
    { class: "prose", id: "prose", lang: "zh-Hans", tabindex: "-1" },
    prose(row, (start, end, n) => coloured(row, start, end, n)),
  );
  const side = make(
    "aside",
    { class: "panel", "aria-live": "polite", "aria-label": t("panel") },
    make("p", { class: "quiet" }, t("panel-empty")),
  );
  const map = strip(row, pane);
  const only = make("input", { type: "checkbox", id: "only" });
  only.addEventListener("change", () => {
    pane.classList.toggle("only", only.checked);
    map.paint();
  });
  for (const block of pane.children)
    if (!block.querySelector(".alone")) block.classList.add("shared-only");
  listen(row, pane, side);
  if (at !== undefined) afterDrawing(() => showSentence(row, pane, side, sentenceAt(row, at)));
  return [
    ...head,
    make(
      "div",
      { class: "tools" },
      make("label", { class: "switch", for: "only" }, only, " ", t("only-own")),
      legend(),
    ),
    make(
      "div",
      { class: "reader" },
      outline(row, pane),
      make("div", { class: "reading" }, pane, map),
      side,
    ),
  ];
}

function neighbours(row) {
  return make(
    "span",
    { class: "neighbours" },
    row > 0 ? link(documentAddress(row - 1), "‹ " + label(row - 1)) : null,
    " ",
    row + 1 < DOCUMENTS.length ? link(documentAddress(row + 1), label(row + 1) + " ›") : null,
  );
}

function familyLine(row) {
  const family = FAMILY_OF.get(row);
  if (!family) return null;
  const others = family.members.filter((member) => member !== row);
  return make(
    "p",
    { class: "notice" },
    t("copy-of"),
    " ",
    others.map((other, n) => [n ? " " : null, link(pairAddress(row, other), label(other))]),
    " · ",
    link("#family=" + family.id, t("all-variants")),
  );
}

function outline(row, pane) {
  const heads = DOCUMENTS[row].heads;
  if (!heads.length) return make("nav", { class: "outline empty", "aria-label": t("outline") });
  return make(
    "nav",
    { class: "outline", "aria-label": t("outline") },
    make("h2", null, t("outline")),
    make(
      "ol",
      null,
      heads.map(([start, end, level]) =>
        make(
          "li",
          { class: "level-" + Math.min(4, level) },
          button(
            shortened(slice(row, start, end).trim(), 26),
            () => reveal(pane, pane.querySelector('[data-start="' + start + '"]')),
            { class: "plain" },
          ),
        ),
      ),
    ),
  );
}

function reveal(pane, element) {
  if (!element) return;
  if (pane.scrollHeight > pane.clientHeight + 4)
    pane.scrollTop +=
      element.getBoundingClientRect().top -
      pane.getBoundingClientRect().top -
      pane.clientHeight / 4;
  else element.scrollIntoView({ block: "center" });
}

function afterDrawing(action) {
  requestAnimationFrame(() => requestAnimationFrame(action));
}

// Hover, click and keys: one sentence at a time takes part in the tab order.
function listen(row, pane, side) {
  const sentences = [...pane.querySelectorAll(".s:not(.heading)")];
  const shared = sentences.filter(
    (element) =>
      parallelsOf(row, Number(element.dataset.s)).length || element.querySelector("mark"),
  );
  if (shared.length) shared[0].tabIndex = 0;
  const pointed = (event) => event.target.closest && event.target.closest(".s");
  pane.addEventListener("mouseover", (event) => {
    const element = pointed(event);
    if (element && !pane.classList.contains("held")) inspect(row, pane, side, element);
  });
  pane.addEventListener("click", (event) => {
    const element = pointed(event);
    pane.classList.toggle("held", Boolean(element));
    if (element) {
      inspect(row, pane, side, element);
      focusOn(shared, element);
    }
  });
  pane.addEventListener("focusin", (event) => {
    const element = pointed(event);
    if (element) inspect(row, pane, side, element);
  });
  pane.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, n: 1, p: -1 }[event.key];
    if (event.key === "Escape") pane.classList.remove("held");
    if (!step || !shared.length) return;
    event.preventDefault();
    const here = shared.indexOf(document.activeElement);
    const next = shared[Math.min(shared.length - 1, Math.max(0, here + step))];
    pane.classList.add("held");
    focusOn(shared, next);
    reveal(pane, next);
  });
}

function focusOn(shared, element) {
  for (const other of shared) other.tabIndex = -1;
  element.tabIndex = 0;
  element.focus({ preventScroll: true });
}

function showSentence(row, pane, side, number) {
  const element = pane.querySelector('[data-s="' + number + '"]');
  if (!element) return;
  pane.classList.add("held");
  inspect(row, pane, side, element);
  reveal(pane, element);
}

let parallelIndex = null;

function parallelsOf(row, sentence) {
  if (!parallelIndex || parallelIndex.row !== row)
    parallelIndex = {
      row,
      of: new Map(DOCUMENTS[row].parallels.map(([number, ...rest]) => [number, rest])),
    };
  const flat = parallelIndex.of.get(sentence) || [];
  const found = [];
  for (let n = 0; n < flat.length; n += 2) found.push([flat[n], flat[n + 1]]);
  return found;
}

function inspect(row, pane, side, element) {
  const number = Number(element.dataset.s);
  if (side.dataset.s === String(number)) return;
  side.dataset.s = String(number);
  for (const old of pane.querySelectorAll(".here")) old.classList.remove("here");
  for (const same of pane.querySelectorAll('[data-s="' + number + '"]')) same.classList.add("here");
  replace(side, panel(row, number));
}

function panel(row, number) {
  const [start, end] = sentenceSpan(row, number);
  const kind = className(DOCUMENTS[row].classes[number]);
  const widest = stretches(row, start, end).reduce(
    (best, part) =>
      part.families > best.families ||
      (part.families === best.families && part.documents > best.documents)
        ? part
        : best,
    { documents: 1, families: 1 },
  );
  return [
    make(
      "p",
      { class: "panel-head" },
      make("span", { class: "swatch " + kind, "aria-hidden": "true" }),
      make("strong", null, t("class-" + kind)),
      widest.documents > 1 ? make("span", { class: "quiet" }, " " + t("widest-run", widest)) : null,
    ),
    provenance(row, start, end),
    parallelList(row, number),
  ];
}

// Who else says it, and how it differs; equal texts together.
function parallelList(row, number) {
  const mine = slice(row, ...sentenceSpan(row, number)).trim();
  const groups = new Map();
  for (const [other, sentence] of parallelsOf(row, number)) {
    if (!hasText(other)) continue;
    const text = slice(other, ...sentenceSpan(other, sentence)).trim();
    if (!groups.has(text)) groups.set(text, []);
    groups.get(text).push([other, sentence]);
  }
  if (!groups.size) return make("p", { class: "quiet" }, t("nobody-else"));
  return make(
    "ul",
    { class: "parallels" },
    [...groups].map(([text, places]) =>
      make(
        "li",
        null,
        make(
          "p",
          { class: "who" },
          places.map(([other, sentence], n) => [
            n ? " " : null,
            link(documentAddress(other, sentenceSpan(other, sentence)[0]), label(other)),
          ]),
          places.length === 1 || text !== mine
            ? make(
                "span",
                { class: "quiet" },
                " ",
                link(
                  pairAddress(row, places[0][0], sentenceSpan(row, number)[0]),
                  t("side-by-side"),
                ),
              )
            : null,
        ),
        text === mine
          ? make("p", { class: "quiet" }, t("word-for-word"))
          : make("p", { class: "said", lang: "zh-Hans" }, compared(mine, text)),
      ),
    ),
  );
}

const LONGEST_COMPARED = 1200;

function compared(mine, text) {
  if (Math.max(mine.length, text.length) > LONGEST_COMPARED)
    return shortened(text, LONGEST_COMPARED / 2);
  const { close, children } = marked(mine, text);
  return close
    ? children
    : [children, make("span", { class: "quiet small" }, " " + t("in-common"))];
}
