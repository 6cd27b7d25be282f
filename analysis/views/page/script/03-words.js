// Words in two languages, numbers that do not lie, and citations.

const settings = { lang: DATA.lang, theme: "auto" };

function t(key, facts) {
  const template = DATA.words[settings.lang][key];
  if (template === undefined) throw new Error("no words for " + key);
  return template.replace(/\{(\w+)\}/g, (whole, name) =>
    facts && name in facts ? facts[name] : whole,
  );
}

function count(number) {
  return Number(number).toLocaleString("en-US");
}

// 0% only for exactly 0 and 100% only for exactly 1.
function share(value) {
  if (value === null || value === undefined) return "—";
  if (value === 0 || value === 1) return 100 * value + "%";
  if (value > 0.999) return ">99.9%";
  return value < 0.001 ? "<0.1%" : (100 * value).toFixed(1) + "%";
}

function listed(words) {
  return words.join(settings.lang === "zh" ? "、" : ", ");
}

function familyName(family) {
  return listed(family.members.map(label));
}

function range(row, start, end) {
  return "[" + codePoint(row, start) + ", " + codePoint(row, end) + ")";
}

function where(row, start, end) {
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

function copy(text) {
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
function provenance(row, start, end) {
  return make(
    "span",
    { class: "provenance" },
    make("span", { class: "place", title: t("place-help") }, where(row, start, end)),
    " ",
    button(t("cite"), () => copy(citation(row, start, end)), { class: "plain cite" }),
  );
}
