// A button that leaves something out, or takes it back.

import { DATA } from "../data/study.js";
import { button } from "../elements/make.js";
import { state, toggle } from "./state.js";
import { t } from "../words/words.js";

// A sign has to do where a table has no room for words; its name says the same.
export function crossOut(list, item, words) {
  const name = t("leave-out-what", { what: words });
  return button("×", () => toggle(list, item), {
    class: "plain leave-out cross",
    "aria-label": name,
    title: name,
  });
}

export function leaveOut(list, item, words) {
  const out = state[list].has(item);
  return button(t(out ? "take-back" : "leave-out"), () => toggle(list, item), {
    class: "plain leave-out",
    "aria-pressed": String(out),
    "aria-label": t(out ? "take-back-what" : "leave-out-what", { what: words }),
  });
}

export function mayCount() {
  return DATA.evidence !== null;
}
