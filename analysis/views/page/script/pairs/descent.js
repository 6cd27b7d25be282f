// Who may have copied whom, and why it is thought.

import { make } from "../elements/make.js";
import { spelled } from "../words/text.js";
import { label, listed, t } from "../words/words.js";

export function descentPart(collation) {
  if (!collation.links.length) return null;
  return make(
    "section",
    null,
    make("h2", null, t("head-descent")),
    make("p", { class: "quiet" }, t("descent-help")),
    make(
      "ul",
      { class: "descent" },
      collation.links.map(({ parent, child, confidence, support, against, differences }) =>
        make(
          "li",
          { class: confidence },
          make("span", { class: "witness" }, label(parent)),
          make(
            "span",
            { class: "arrow", "aria-hidden": "true" },
            confidence === "cannot-tell" ? "—" : confidence === "likely" ? "⟶" : "⇢",
          ),
          make("span", { class: "witness" }, label(child)),
          " ",
          make(
            "span",
            null,
            t("descent-" + confidence, {
              parent: label(parent),
              child: label(child),
              support,
              against,
              differences,
            }),
          ),
        ),
      ),
    ),
    collation.evidence.length
      ? [
          make("h3", null, t("head-evidence")),
          make(
            "ol",
            { class: "evidence" },
            collation.evidence.map((item) => make("li", null, evidenceWords(item))),
          ),
        ]
      : null,
  );
}

function evidenceWords({ kind, witnesses, against, n, text, other, original }) {
  return t("evidence-" + kind, {
    n,
    witnesses: listed(witnesses.map(label)),
    against: listed(against.map(label)),
    text: spelled(text) || t("nothing"),
    other: spelled(other) || t("nothing"),
    original,
  });
}
