// Tables as CSV: a byte-order mark for Excel, and no cell that a spreadsheet would run.

import { make } from "./make.js";

const FORMULA =
  /^(?:[\s\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])/;
const DEFUSED = new RegExp("^'+(?:" + FORMULA.source.slice(1) + ")");

function defuse(cell) {
  return FORMULA.test(cell) || DEFUSED.test(cell) ? "'" + cell : cell;
}

function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = defuse(String(value));
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

// A column's export(row) is what stands in the file where that is not its value; false: nothing.
export function csv(columns, rows) {
  const written = columns.filter((column) => column.export !== false);
  const lines = [written.map((column) => csvCell(column.name))];
  for (const row of rows)
    lines.push(written.map((column) => csvCell((column.export || column.value)(row))));
  return "\ufeff" + lines.map((cells) => cells.join(",")).join("\r\n") + "\r\n";
}

// Milliseconds after which a file has surely been handed to the browser.
const SAVED = 10000;

export function download(name, text) {
  saveText(name, text, "text/csv");
}

export function saveText(name, text, type) {
  const link = make("a", {
    href: URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" })),
    download: name,
  });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVED);
}
