// Where a passage stands: every occurrence in its context, with its place in the file.

const AROUND = 28;

function occurrences(places) {
  return make(
    "table",
    { class: "occurrences" },
    make(
      "tbody",
      null,
      places.map(([row, start, end]) => occurrence(row, start, end)),
    ),
  );
}

function occurrence(row, start, end) {
  const found = context(row, start, end, AROUND);
  return make(
    "tr",
    null,
    make("th", { scope: "row" }, hasText(row) ? documentLink(row, start) : label(row)),
    make(
      "td",
      { class: "said" },
      hasText(row)
        ? [
            make("span", { class: "quiet" }, flat(found.left)),
            make("mark", { class: "found" }, flat(shortened(found.match, 240))),
            make("span", { class: "quiet" }, flat(found.right)),
          ]
        : t("text-left-out"),
    ),
    make("td", null, hasText(row) ? provenance(row, start, end) : null),
  );
}

function flat(text) {
  return text.replace(/\s+/g, " ");
}

// A list whose items are shown some at a time.
function growing(items, draw_, at) {
  const list = make("ol", { class: "cards" });
  let shown = 0;
  const more = button("", () => grow(4 * at), { class: "plain more" });
  function grow(by) {
    add(list, items.slice(shown, shown + by).map(draw_));
    shown = Math.min(items.length, shown + by);
    more.hidden = shown >= items.length;
    replace(more, t("more-rows", { n: count(items.length - shown) }));
  }
  grow(at);
  return [list, more];
}
