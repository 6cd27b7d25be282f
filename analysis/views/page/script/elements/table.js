// A table that sorts, searches and exports itself. Rows are drawn as they are wanted.
//
// columns: {name, title, value(row), show(row)?, search(row)?, export(row)?, number?, help?, class?}; options: {name, sort, descending,
// search, filters: [{title, options: [[value, words]], initial?, test(row, value)}], page (rows at
// first), class, caption}

import { choice, searchBox } from "./choices.js";
import { csv, download } from "./csv.js";
import { button, make, replace } from "./make.js";
import { count } from "../words/numbers.js";
import { t } from "../words/words.js";

const ROWS_AT_ONCE = 100;

export function dataTable(columns, rows, options) {
  const state = {
    sort: options.sort ?? -1,
    descending: options.descending ?? false,
    words: "",
    shown: options.page || ROWS_AT_ONCE,
  };
  const chosen = (options.filters || []).map((filter) => filter.initial || "");
  const body = make("tbody");
  const heads = columns.map((column, place) => head(column, place));
  const size = make("span", { class: "quiet", "aria-live": "polite" });
  const more = button(
    "",
    () => {
      state.shown += 5 * ROWS_AT_ONCE;
      refresh();
    },
    { class: "plain more" },
  );
  const haystack = new Map();

  function head(column, place) {
    if (!column.title) return make("td", null);
    const inside = button(column.title, () => sortBy(place), { class: "sort", title: column.help });
    return make("th", { scope: "col", class: column.number ? "number" : null }, inside);
  }

  function sortBy(place) {
    if (state.sort === place) state.descending = !state.descending;
    else Object.assign(state, { sort: place, descending: Boolean(columns[place].number) });
    refresh();
  }

  function text(row) {
    if (!haystack.has(row))
      haystack.set(
        row,
        columns
          .map((column) => (column.search ? column.search(row) : column.value(row)))
          .join("\u0001")
          .toLowerCase(),
      );
    return haystack.get(row);
  }

  function kept() {
    const found = rows.filter(
      (row) =>
        (!state.words || text(row).includes(state.words)) &&
        (options.filters || []).every((filter, n) => !chosen[n] || filter.test(row, chosen[n])),
    );
    if (state.sort < 0) return found;
    const value = columns[state.sort].value;
    const sign = state.descending ? -1 : 1;
    return found
      .map((row, place) => [value(row), place, row])
      .sort((one, two) => sign * order(one[0], two[0]) || one[1] - two[1])
      .map((entry) => entry[2]);
  }

  function refresh() {
    const found = kept();
    heads.forEach((cell, place) =>
      cell.setAttribute(
        "aria-sort",
        place !== state.sort ? "none" : state.descending ? "descending" : "ascending",
      ),
    );
    replace(body, found.slice(0, state.shown).map(line));
    replace(
      size,
      found.length === rows.length
        ? t("rows", { n: count(rows.length) })
        : t("rows-of", { n: count(found.length), all: count(rows.length) }),
    );
    more.hidden = found.length <= state.shown;
    replace(more, t("more-rows", { n: count(found.length - state.shown) }));
  }

  function line(row) {
    return make(
      "tr",
      null,
      columns.map((column, place) =>
        make(
          place === 0 && options.rowHeads ? "th" : "td",
          {
            class: [column.number ? "number" : "", column.class || ""].join(" ").trim() || null,
            scope: place === 0 && options.rowHeads ? "row" : null,
          },
          column.show ? column.show(row) : column.value(row),
        ),
      ),
    );
  }

  const tools = make(
    "div",
    { class: "tools" },
    options.search === false
      ? null
      : searchBox((words) => {
          state.words = words;
          refresh();
        }),
    (options.filters || []).map((filter, n) =>
      choice(filter.title, [["", filter.title], ...filter.options], chosen[n], (value) => {
        chosen[n] = value;
        refresh();
      }),
    ),
    size,
    options.name
      ? button(t("export"), () => download(options.name + ".csv", csv(columns, kept())), {
          class: "plain export",
        })
      : null,
  );
  refresh();
  return make(
    "div",
    { class: ("tabled " + (options.class || "")).trim() },
    tools,
    make(
      "div",
      {
        class: "wide",
        tabindex: "0",
        role: "region",
        "aria-label": options.caption || options.name,
      },
      make("table", null, make("thead", null, make("tr", null, heads)), body),
    ),
    more,
  );
}

// Missing values last; numbers as numbers; other values as texts.
export function order(one, two) {
  if (one === two) return 0;
  if (one === null || one === undefined) return 1;
  if (two === null || two === undefined) return -1;
  return one < two ? -1 : 1;
}
