// Classes of text: hue says the kind, lightness how many families, hatching and lines say it again.

import { BOILERPLATE, DATA, DISTINCT, DUPLICATE, REUSED } from "./study.js";

export function classOf(documents, families) {
  if (families >= DATA.many) return BOILERPLATE;
  if (families >= 2) return REUSED;
  return documents >= 2 ? DUPLICATE : DISTINCT;
}

export function depth(families) {
  if (families <= 2) return 1;
  return families < 2 * DATA.many ? 2 : 3;
}

export function className(kind) {
  return DATA.classes[kind];
}
