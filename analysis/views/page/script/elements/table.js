// A table that sorts, searches and exports itself. Rows are drawn as they are wanted.
//
// columns: {name, title, value(row), show(row)?, search(row)?, export(row)?, number?, help?, class?};
// options: {name, sort, descending, search, filters: [{title, options: [[value, words]], initial?,
// test(row, value)}], page (rows at first), class, caption}

import { order } from "../data/order.js";
import { count } from "../words/numbers.js";
import { t } from "../words/words.js";
import { choice, searchBox } from "./choices.js";
import { csv, download } from "./csv.js";
import { button, make, replace } from "./make.js";

const ROWS_AT_ONCE = 100;

export function dataTable(columns, rows, options) {
  const table = {
    columns,
    rows,
    options,
    sort: options.sort ?? -1,
    descending: options.descending ?? false,
    words: "",
    shown: options.page || ROWS_AT_ONCE,
    chosen: (options.filters || []).map((filter) => filter.initial || ""),
    haystack: new Map(),
    body: make("tbody"),
    size: make("span", { class: "quiet", "aria-live": "polite" }),
  };
  table.heads = columns.map((column, place) => head(table, column, place));
  table.more = button("", () => showMore(table), { class: "plain more" });
  const controls = tools(table);
  refresh(table);
  return make(
    "div",
    { class: ("tabled " + (options.class || "")).trim() },
    controls,
    make(
      "div",
      {
        class: "wide",
        tabindex: "0",
        role: "region",
        "aria-label": options.caption || options.name,
      },
      make("table", null, make("thead", null, make("tr", null, table.heads)), table.body),
    ),
    table.more,
    columnHelp(columns),
  );
}

// What each column means, for fingers and paper, too: a hint that floats is for a mouse only.
function columnHelp(columns) {
  const told = columns.filter(({ title, help }) => title && help);
  if (!told.length) return null;
  return make(
    "details",
    { class: "column-help" },
    make("summary", null, t("columns-mean")),
    make(
      "dl",
      null,
      told.map(({ title, help }) => [make("dt", null, title), make("dd", null, help)]),
    ),
  );
}

function head(table, column, place) {
  if (!column.title) return make("td", null);
  const action = () => sortBy(table, place);
  const inside = button(column.title, action, { class: "sort", title: column.help });
  return make("th", { scope: "col", class: column.number ? "number" : null }, inside);
}

function sortBy(table, place) {
  if (table.sort === place) table.descending = !table.descending;
  else Object.assign(table, { sort: place, descending: Boolean(table.columns[place].number) });
  refresh(table);
}

function showMore(table) {
  table.shown += 5 * ROWS_AT_ONCE;
  refresh(table);
}

// All that is searched in a row, in small letters.
function haystack({ columns, haystack: known }, row) {
  if (!known.has(row))
    known.set(
      row,
      columns
        .map((column) => (column.search ? column.search(row) : column.value(row)))
        .join("\u0001")
        .toLowerCase(),
    );
  return known.get(row);
}

// The rows that search and filters leave, sorted; equal ones in the order in which they came.
function kept(table) {
  const { columns, rows, options, words, chosen } = table;
  const found = rows.filter(
    (row) =>
      (!words || haystack(table, row).includes(words)) &&
      (options.filters || []).every((filter, n) => !chosen[n] || filter.test(row, chosen[n])),
  );
  if (table.sort < 0) return found;
  const value = columns[table.sort].value;
  const sign = table.descending ? -1 : 1;
  return found
    .map((row, place) => ({ key: value(row), place, row }))
    .sort((one, two) => sign * order(one.key, two.key) || one.place - two.place)
    .map((entry) => entry.row);
}

function refresh(table) {
  const found = kept(table);
  const all = table.rows.length;
  table.heads.forEach((cell, place) => {
    const sorted = table.descending ? "descending" : "ascending";
    cell.setAttribute("aria-sort", place === table.sort ? sorted : "none");
  });
  replace(
    table.body,
    found.slice(0, table.shown).map((row) => line(table, row)),
  );
  replace(
    table.size,
    found.length === all
      ? t("rows", { n: count(all) })
      : t("rows-of", { n: count(found.length), all: count(all) }),
  );
  table.more.hidden = found.length <= table.shown;
  replace(table.more, t("more-rows", { n: count(found.length - table.shown) }));
}

function line({ columns, options }, row) {
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

function tools(table) {
  const { columns, options, chosen } = table;
  const search = (words) => {
    table.words = words;
    refresh(table);
  };
  const choose = (n) => (value) => {
    chosen[n] = value;
    refresh(table);
  };
  const write = () => download(options.name + ".csv", csv(columns, kept(table)));
  return make(
    "div",
    { class: "tools" },
    options.search === false ? null : searchBox(search),
    (options.filters || []).map((filter, n) =>
      choice(filter.title, [["", filter.title], ...filter.options], chosen[n], choose(n)),
    ),
    table.size,
    options.name ? button(t("export"), write, { class: "plain export" }) : null,
  );
}
