// What was read, in a few sentences.

import { DATA, DOCUMENTS, KEPT } from "../data/study.js";
import { count } from "../words/numbers.js";
import { t } from "../words/words.js";

export function ledeSentences() {
  const members = DATA.families.reduce((sum, family) => sum + family.members.length, 0);
  const kept = KEPT.map((row) => DOCUMENTS[row]);
  const whole = kept.length === DOCUMENTS.length;
  const promised = DATA.sources.filter((source) => whole && source.promised !== null);
  const hidden = kept.filter((item) => item.embedded).length;
  const apart = kept.filter((item) => item.aside);
  return [
    t("lede-size", {
      documents: count(kept.length),
      sources: count(DATA.files.read),
      characters: count(kept.reduce((sum, item) => sum + item.characters, 0)),
    }),
    promised.length
      ? t(hidden ? "lede-promised-hidden" : "lede-promised", {
          promised: promised.reduce((sum, source) => sum + source.promised, 0),
          hidden,
        })
      : null,
    DATA.families.length
      ? t("lede-families", { members, families: DATA.families.length })
      : t("lede-no-families"),
    apart.length
      ? t("lede-aside", {
          documents: count(apart.length),
          characters: count(apart.reduce((sum, item) => sum + item.aside, 0)),
        })
      : null,
    t("lede-unread", { n: DATA.files.unread }),
  ].filter(Boolean);
}
