// Where a passage stands, and how to cite it.

import { codePoint, slice } from "../data/places.js";
import { DATA, sourceOf } from "../data/study.js";
import { announce } from "./announce.js";
import { button, make } from "./make.js";
import { label, t } from "../words/words.js";

export function range(row, start, end) {
  return "[" + codePoint(row, start) + ", " + codePoint(row, end) + ")";
}

export function where(row, start, end) {
  return sourceOf(row).id + " " + range(row, start, end);
}

function citation(row, start, end) {
  const text = slice(row, start, end).trim();
  return t("citation", {
    text: text.length > 400 ? text.slice(0, 200) + "……" + text.slice(-200) : text,
    label: label(row),
    place: where(row, start, end),
    digest: (sourceOf(row).sha256 || "").slice(0, 12),
    version: DATA.version,
  });
}

export function copy(text) {
  const fallback = () => {
    const area = make("textarea", { "aria-hidden": "true", class: "offstage" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    announce(t("copied"));
  };
  if (navigator.clipboard && window.isSecureContext)
    navigator.clipboard.writeText(text).then(() => announce(t("copied")), fallback);
  else fallback();
}

// The place of a passage, and a button that copies it as a citation.
export function provenance(row, start, end) {
  return make(
    "span",
    { class: "provenance" },
    make("span", { class: "place", title: t("place-help") }, where(row, start, end)),
    " ",
    button(t("cite"), () => copy(citation(row, start, end)), { class: "plain cite" }),
  );
}
