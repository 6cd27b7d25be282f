// Two versions of one text beside each other, character by character, in rows that begin where
// either has a paragraph. What differs is typed; layout and punctuation are off at first.

function alignedView(a, b, collation, at) {
  const state = { off: new Set(DATA.kinds.map((name, kind) => kind).filter(isLayout)), place: -1 };
  const variants = between(collation, a, b);
  const counts = new Map();
  for (const variant of variants) counts.set(variant.kind, (counts.get(variant.kind) || 0) + 1);
  const rows = alignedRows(a, b, variants);
  const status = make("span", { class: "status", "aria-live": "polite" });
  const body = make(
    "div",
    { class: "aligned" },
    rows.map((row) =>
      make(
        "div",
        { class: "pair-row" },
        make("div", { class: "cell" + (row.openA ? "" : " joined") }, row.cells[0]),
        make("div", { class: "cell" + (row.openB ? "" : " joined") }, row.cells[1]),
      ),
    ),
  );
  const marks = [...body.querySelectorAll("[data-v]")];

  function shown() {
    const seen = new Set();
    return marks.filter(
      (mark) =>
        !state.off.has(Number(mark.dataset.kind)) &&
        mark.dataset.side === "a" &&
        !seen.has(mark.dataset.v) &&
        seen.add(mark.dataset.v),
    );
  }

  function refresh() {
    for (const mark of marks)
      mark.classList.toggle("off", state.off.has(Number(mark.dataset.kind)));
    state.place = -1;
    tell();
  }

  function tell() {
    const all = shown();
    replace(
      status,
      all.length ? t("place-of", { n: state.place + 1, all: all.length }) : t("nothing-marked"),
    );
  }

  function step(by) {
    const all = shown();
    if (!all.length) return;
    state.place = (state.place + by + all.length) % all.length;
    if (state.place < 0) state.place = all.length - 1;
    point(all[state.place].dataset.v);
    tell();
  }

  function point(number) {
    for (const mark of marks) mark.classList.toggle("here", mark.dataset.v === number);
    const [first] = marks.filter((mark) => mark.dataset.v === number);
    if (!first) return;
    first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
    const variant = variants[Number(number)];
    replace(detail, variantWords(variant, a, b));
  }

  const detail = make(
    "div",
    { class: "variant-detail", "aria-live": "polite" },
    make("span", { class: "quiet" }, t("keys-n-p")),
  );
  body.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-v]");
    if (!mark) return;
    state.place = shown().findIndex((other) => other.dataset.v === mark.dataset.v);
    point(mark.dataset.v);
    tell();
  });
  shortcuts({ n: () => step(1), p: () => step(-1) });
  refresh();
  if (at !== undefined)
    afterDrawing(() => {
      const [next] = marks.filter(
        (mark) => mark.dataset.side === "a" && Number(mark.dataset.end) >= at,
      );
      const cell = next ? next.closest(".pair-row") : body.lastElementChild;
      if (cell) cell.scrollIntoView({ block: "center" });
    });
  return [
    make(
      "div",
      { class: "sticky" },
      make(
        "div",
        { class: "tools" },
        kindChips(counts, state.off, refresh),
        stepper(step, status),
      ),
      detail,
      pairHeads(a, b),
    ),
    variants.length ? null : make("p", { class: "notice" }, t("no-difference")),
    body,
  ];
}

// Variants of a collation in which two of its witnesses differ.
function between(collation, a, b) {
  const [i, j] = [collation.witnesses.indexOf(a), collation.witnesses.indexOf(b)];
  const found = [];
  collation.variants.forEach(([kind, partner, usual, ...ends], n) => {
    const variant = {
      n: n + 1,
      kind,
      partner,
      usual,
      a: [ends[2 * i], ends[2 * i + 1]],
      b: [ends[2 * j], ends[2 * j + 1]],
    };
    variant.texts = [slice(a, ...variant.a), slice(b, ...variant.b)];
    if (variant.texts[0] !== variant.texts[1]) found.push(variant);
  });
  return found;
}

function kindChips(counts, off, action) {
  return make(
    "fieldset",
    { class: "chips" },
    make("legend", { class: "unseen" }, t("kinds")),
    [...counts]
      .sort(([x], [y]) => isLayout(x) - isLayout(y) || x - y)
      .map(([kind, n]) => {
        const input = make("input", {
          type: "checkbox",
          checked: !off.has(kind),
          "data-kind": kind,
        });
        input.addEventListener("change", () => {
          if (input.checked) off.delete(kind);
          else off.add(kind);
          action();
        });
        return make(
          "label",
          { class: "chip" },
          input,
          " ",
          t("variant-" + DATA.kinds[kind]),
          " ",
          make("span", { class: "quiet" }, String(n)),
        );
      }),
  );
}

// Rows that begin where either version begins a paragraph amid text that both have.
function alignedRows(a, b, variants) {
  const starts = [new Set(), new Set()];
  [a, b].forEach((row, side) =>
    DOCUMENTS[row].paragraphs.forEach((place, n) => n % 2 === 0 && starts[side].add(place)),
  );
  const heads = new Map(DOCUMENTS[a].heads.map(([start, end]) => [start, end]));
  const rows = [];
  let row = null;
  const open = (x, y) => {
    row = {
      cells: [[], []],
      openA: starts[0].has(x),
      openB: starts[1].has(y),
      heading: heads.has(x),
    };
    rows.push(row);
  };
  open(0, 0);
  row.openA = row.openB = true;
  let [x, y] = [0, 0];
  const equal = (length) => {
    let from = 0;
    const begun = row.cells[0].length > 0 || row.cells[1].length > 0;
    for (let k = 0; k < length; k += 1) {
      if (!starts[0].has(x + k) && !starts[1].has(y + k)) continue;
      if (k === 0 && !begun) continue;
      plain(row, a, x + from, k - from);
      open(x + k, y + k);
      from = k;
    }
    plain(row, a, x + from, length - from);
    x += length;
    y += length;
  };
  variants.forEach((variant, number) => {
    equal(variant.a[0] - x);
    row.cells[0].push(mark(variant, number, 0));
    row.cells[1].push(mark(variant, number, 1));
    [x, y] = [variant.a[1], variant.b[1]];
  });
  equal(DOCUMENTS[a].text.length - x);
  return rows.filter((one) => one.cells[0].length || one.cells[1].length);
}

function plain(row, document_, start, length) {
  if (length <= 0) return;
  const text = slice(document_, start, start + length);
  row.cells[0].push(text);
  row.cells[1].push(text);
}

function mark(variant, number, side) {
  const text = variant.texts[side];
  const name = DATA.kinds[variant.kind];
  const empty = !text;
  const shown = empty
    ? "‸"
    : isBlank(text)
      ? text
          .replace(/\n/g, "↵\n")
          .replace(/ /g, "␣")
          .replace(/\u3000/g, "□")
      : text;
  return make(
    "mark",
    {
      class: "variant " + (isLayout(variant.kind) ? "layout" : "wording") + (empty ? " gap" : ""),
      tabindex: "-1",
      "data-v": number,
      "data-kind": variant.kind,
      "data-side": side ? "b" : "a",
      "data-end": variant.a[1],
      "data-plain": isBlank(text) ? "blank" : null,
      title: t("variant-" + name),
      "aria-label": t("variant-label", {
        kind: t("variant-" + name),
        text: empty ? t("nothing") : text,
        other: variant.texts[1 - side] || t("nothing"),
      }),
    },
    shown,
  );
}

function isBlank(text) {
  return text.length > 0 && text.trim() === "";
}

function variantWords(variant, a, b) {
  const reading = (row, [start, end], text) => [
    make("strong", null, label(row)),
    " ",
    make("q", { class: "said" }, spelled(shortened(text, 60)) || t("nothing")),
    " ",
    provenance(row, start, end),
  ];
  return [
    make("span", { class: "tag" }, t("variant-" + DATA.kinds[variant.kind])),
    " ",
    reading(a, variant.a, variant.texts[0]),
    " ⇄ ",
    reading(b, variant.b, variant.texts[1]),
    variant.usual && variant.usual[0] !== null
      ? make("span", { class: "quiet" }, " " + usualWords(variant.usual))
      : null,
  ];
}

function usualWords([preferred, phrase, times]) {
  return t(times ? "usual-corpus" : "usual-dictionary", {
    reading: preferred || t("nothing"),
    phrase,
    times,
  });
}

function spelled(text) {
  return text.replace(/\n/g, "↵").replace(/\u3000/g, "□");
}
