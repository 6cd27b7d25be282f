// Templates with what is filled in where.

import { codePoint, slice } from "../data/places.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { csv, download } from "../elements/csv.js";
import { documentLink } from "../elements/links.js";
import { folded } from "../elements/lists.js";
import { make } from "../elements/make.js";
import { provenance } from "../elements/provenance.js";
import { order } from "../data/order.js";
import { flat } from "../words/text.js";
import { t } from "../words/words.js";

export function templateCard(item) {
  return make(
    "li",
    { class: "card template" },
    make(
      "p",
      { class: "card-head" },
      make(
        "strong",
        null,
        t("in-families", { documents: item.documents, families: item.families }),
      ),
    ),
    make("p", { class: "said" }, withSlots(item)),
    make(
      "ul",
      { class: "slots" },
      item.kinds.map((kind, n) => slotLine(item, kind, n)),
    ),
    folded(t("all-places", { n: item.places.length }), () => placeTable(item)),
  );
}

// A, B, C …: what a slot is called.
function slotName(n) {
  return String.fromCharCode(65 + (n % 26));
}

// What stands in a slot at a place.
function value({ document, valueStarts, valueEnds }, n) {
  return slice(document, valueStarts[n], valueEnds[n]);
}

function withSlots({ text, kinds }) {
  return text
    .split("{}")
    .map((part, n) => [
      part,
      n < kinds.length
        ? make(
            "span",
            { class: "slot", title: t("slot-" + kinds[n]) },
            make("b", null, slotName(n)),
            make("span", null, t("slot-" + kinds[n])),
          )
        : null,
    ]);
}

function slotLine({ places }, kind, n) {
  return make(
    "li",
    null,
    make("b", null, slotName(n)),
    " ",
    make("span", { class: "quiet" }, t("slot-" + kind)),
    " ",
    topValues(places.map((place) => value(place, n))),
  );
}

function placeTable({ kinds, places }) {
  return make(
    "div",
    { class: "wide" },
    make(
      "table",
      null,
      make(
        "thead",
        null,
        make(
          "tr",
          null,
          make("th", { scope: "col", title: t("help-document") }, t("column-document")),
          kinds.map((kind, n) =>
            make(
              "th",
              { scope: "col", title: t("help-slot") },
              slotName(n) + " " + t("slot-" + kind),
            ),
          ),
          make("th", { scope: "col", title: t("place-help") }, t("column-place")),
        ),
      ),
      make(
        "tbody",
        null,
        places.map((place) => placeLine(kinds, place)),
      ),
    ),
  );
}

function placeLine(kinds, place) {
  const { document, start, end } = place;
  const held = kinds.map((kind, n) => flat(value(place, n)));
  return make(
    "tr",
    null,
    make("th", { scope: "row" }, documentLink(document, start)),
    held.map((text) =>
      make("td", { class: "said" }, text || make("span", { class: "quiet" }, t("nothing"))),
    ),
    make("td", null, provenance(document, start, end)),
  );
}

function topValues(values) {
  const counts = new Map();
  for (const text of values) counts.set(flat(text), (counts.get(flat(text)) || 0) + 1);
  const best = [...counts].sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
  return [
    best
      .slice(0, 5)
      .map(([text, n]) =>
        make("span", { class: "tag said" }, text || t("nothing"), n > 1 ? " ×" + n : ""),
      ),
    best.length > 5 ? " …" : null,
  ];
}

export function exportTemplates() {
  const rows = DATA.templates.items.flatMap((item) =>
    item.places.flatMap((place) => item.kinds.map((kind, n) => ({ item, place, kind, n }))),
  );
  const columns = [
    { name: "template", value: ({ item }) => item.id },
    { name: "text", value: ({ item }) => item.text },
    { name: "slot", value: ({ n }) => n + 1 },
    { name: "kind", value: ({ kind }) => kind },
    { name: "document", value: ({ place }) => DOCUMENTS[place.document].id },
    { name: "value", value: ({ place, n }) => value(place, n) },
    { name: "start", value: ({ place, n }) => codePoint(place.document, place.valueStarts[n]) },
    { name: "end", value: ({ place, n }) => codePoint(place.document, place.valueEnds[n]) },
  ];
  download("templates.csv", csv(columns, rows));
}
