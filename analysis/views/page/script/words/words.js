// Words in two languages.

import { DATA } from "../data/study.js";

export const settings = { lang: DATA.lang, theme: "auto" };

export function t(key, facts) {
  const template = DATA.words[settings.lang][key];
  if (template === undefined) throw new Error("no words for " + key);
  return template.replace(/\{(\w+)\}/g, (whole, name) =>
    facts && name in facts ? facts[name] : whole,
  );
}

// Words for what need not have any, such as the name of an option that is new.
export function told(key, otherwise) {
  return DATA.words[settings.lang][key] ?? otherwise;
}

export function label(row) {
  return DATA.labels[settings.lang][row];
}

export function listed(words) {
  return words.join(settings.lang === "zh" ? "、" : ", ");
}

export function familyName(family) {
  return listed(family.members.map(label));
}
