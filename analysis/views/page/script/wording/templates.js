// Templates with what is filled in where.

import { codePoint, slice } from "../data/places.js";
import { DATA, DOCUMENTS } from "../data/study.js";
import { csv, download } from "../elements/csv.js";
import { documentLink } from "../elements/links.js";
import { folded } from "../elements/lists.js";
import { make } from "../elements/make.js";
import { provenance } from "../elements/provenance.js";
import { order } from "../elements/table.js";
import { flat } from "../words/text.js";
import { t } from "../words/words.js";

export function templateCard(item) {
  const parts = item.text.split("{}");
  const name = (n) => String.fromCharCode(65 + (n % 26));
  const text = parts.map((part, n) => [
    part,
    n < item.kinds.length
      ? make(
          "span",
          { class: "slot", title: t("slot-" + item.kinds[n]) },
          make("b", null, name(n)),
          make("span", null, t("slot-" + item.kinds[n])),
        )
      : null,
  ]);
  const values = (place) =>
    item.kinds.map((kind, n) => slice(place[0], place[3 + 2 * n], place[4 + 2 * n]));
  const most = item.kinds.map((kind, n) => topValues(item.places.map((place) => values(place)[n])));
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
    make("p", { class: "said" }, text),
    make(
      "ul",
      { class: "slots" },
      item.kinds.map((kind, n) =>
        make(
          "li",
          null,
          make("b", null, name(n)),
          " ",
          make("span", { class: "quiet" }, t("slot-" + kind)),
          " ",
          most[n],
        ),
      ),
    ),
    folded(t("all-places", { n: item.places.length }), () =>
      make(
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
              make("th", { scope: "col" }, t("column-document")),
              item.kinds.map((kind, n) =>
                make("th", { scope: "col" }, name(n) + " " + t("slot-" + kind)),
              ),
              make("th", { scope: "col" }, t("column-place")),
            ),
          ),
          make(
            "tbody",
            null,
            item.places.map((place) =>
              make(
                "tr",
                null,
                make("th", { scope: "row" }, documentLink(place[0], place[1])),
                values(place).map((value) =>
                  make(
                    "td",
                    { class: "said" },
                    value ? flat(value) : make("span", { class: "quiet" }, t("nothing")),
                  ),
                ),
                make("td", null, provenance(place[0], place[1], place[2])),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function topValues(values) {
  const counts = new Map();
  for (const value of values) counts.set(flat(value), (counts.get(flat(value)) || 0) + 1);
  const best = [...counts].sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
  return [
    best
      .slice(0, 5)
      .map(([value, n]) =>
        make("span", { class: "tag said" }, value || t("nothing"), n > 1 ? " ×" + n : ""),
      ),
    best.length > 5 ? " …" : null,
  ];
}

export function exportTemplates() {
  const rows = DATA.templates.items.flatMap((item) =>
    item.places.flatMap((place) => item.kinds.map((kind, n) => ({ item, place, kind, n }))),
  );
  const columns = [
    { name: "template", value: (row) => row.item.id },
    { name: "text", value: (row) => row.item.text },
    { name: "slot", value: (row) => row.n + 1 },
    { name: "kind", value: (row) => row.kind },
    { name: "document", value: (row) => DOCUMENTS[row.place[0]].id },
    {
      name: "value",
      value: (row) => slice(row.place[0], row.place[3 + 2 * row.n], row.place[4 + 2 * row.n]),
    },
    { name: "start", value: (row) => codePoint(row.place[0], row.place[3 + 2 * row.n]) },
    { name: "end", value: (row) => codePoint(row.place[0], row.place[4 + 2 * row.n]) },
  ];
  download("templates.csv", csv(columns, rows));
}
