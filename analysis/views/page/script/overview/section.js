// A part of the first screen with its head.

import { make } from "../elements/make.js";
import { t } from "../words/words.js";

export function section(name, ...children) {
  return make("section", { id: name }, make("h2", null, t("head-" + name)), children);
}
