// Documents along a variable: how many each value has, how many are copies, how much is reused;
// over time where the values are years; and which values have text of which.

import { flowPart } from "./flows.js";
import { along } from "./counts.js";
import { timeline } from "./timeline.js";
import { address } from "../data/address.js";
import { DATA } from "../data/study.js";
import { choice } from "../elements/choices.js";
import { make } from "../elements/make.js";
import { dataTable } from "../elements/table.js";
import { count, share } from "../words/numbers.js";
import { t } from "../words/words.js";

export function groupsView(name) {
  const all = DATA.variables.filter(({ labels }) => labels.length);
  const chosen = all.find((one) => one.name === name) || all.find(({ time }) => !time) || all[0];
  if (!chosen) return [make("h1", null, t("view-groups")), make("p", null, t("no-variables"))];
  const times = all.filter(({ time }) => time);
  const options = all.map((one) => [one.name, titleOf(one)]);
  return [
    make("h1", null, t("view-groups")),
    make("p", { class: "quiet" }, t("groups-help")),
    times.map((one) => [
      make("h2", null, t("head-timeline", { name: titleOf(one) })),
      timeline(along(one)),
    ]),
    make(
      "div",
      { class: "tools head" },
      make("h2", null, t("head-along", { name: titleOf(chosen) })),
      options.length > 1
        ? choice(t("variable"), options, chosen.name, (value) => {
            location.hash = address({ along: value });
          })
        : null,
    ),
    groupTable(chosen),
    flowPart(chosen, times[0]),
  ];
}

export function titleOf({ name, time }) {
  return time ? t("variable-year", { name }) : name;
}

function groupTable(variable) {
  const number = (name, show) => ({
    name,
    title: t("group-" + name),
    help: t("help-group-" + name),
    number: true,
    value: (row) => row[name],
    show: (row) => show(row[name]),
  });
  const columns = [
    {
      name: "group",
      title: titleOf(variable),
      help: t("help-group"),
      value: (row) => row.label ?? t("no-value"),
    },
    number("documents", count),
    number("characters", count),
    number("copies", count),
    number("across", count),
    number("share", share),
    number("distinct", share),
  ];
  return dataTable(columns, along(variable), {
    name: "groups-" + variable.name,
    caption: t("head-along", { name: titleOf(variable) }),
    class: "narrow",
    search: false,
  });
}
