// Families at the threshold: each as a star about the document that stands for it.

import { DATA, KEPT } from "../data/study.js";
import { documentAddress } from "../data/address.js";
import { draw, make } from "../elements/make.js";
import { count, share } from "../words/numbers.js";
import { shortenedName } from "../words/text.js";
import { label, t } from "../words/words.js";

const MOST_FAMILIES = 40;
const MOST_MEMBERS = 24;
const RADIUS = 46;
const ROOM = 112; // beside the nodes, for their names
const LONGEST = 8; // characters of a name that fit there

export function clusterGraph() {
  const families = [...DATA.families].sort((a, b) => b.members.length - a.members.length);
  const alone = KEPT.length - families.reduce((sum, { members }) => sum + members.length, 0);
  const words = t("clusters", { families: count(families.length), alone: count(alone) });
  return make(
    "div",
    { class: "clusters" },
    make("p", { class: "quiet" }, words),
    make("div", { class: "cluster-row" }, families.slice(0, MOST_FAMILIES).map(cluster)),
    families.length > MOST_FAMILIES
      ? make("p", { class: "quiet" }, t("and-more", { n: count(families.length - MOST_FAMILIES) }))
      : null,
  );
}

function cluster(family) {
  const others = family.members.filter((row) => row !== family.representative);
  const shown = others.slice(0, MOST_MEMBERS);
  const radius = Math.max(RADIUS, shown.length * 7);
  const [width, height] = [2 * radius + 2 * ROOM, 2 * radius + 44];
  const [x, y] = [width / 2, height / 2];
  const places = shown.map((row, n) => {
    const turn = (2 * Math.PI * n) / shown.length - Math.PI / 2;
    return { row, x: x + radius * Math.cos(turn), y: y + radius * Math.sin(turn), turn };
  });
  const close = closeness();
  return draw(
    "svg",
    {
      viewBox: "0 0 " + width + " " + height,
      width: String(width),
      class: "cluster",
      role: "img",
      "aria-label": t("family", { n: family.id }) + ": " + family.members.map(label).join(" "),
    },
    places.map((place) => tie(x, y, place, close(family.representative, place.row))),
    places.map((place) => node(place, place.turn)),
    node({ row: family.representative, x, y, centre: true }, Math.PI / 2),
    others.length > shown.length
      ? draw("text", { x: "4", y: String(height - 4) }, "+" + (others.length - shown.length))
      : null,
  );
}

// How close two documents are; copies of one text are wholly.
function closeness() {
  const { pairs, same } = DATA.evidence.likeness;
  const known = new Map(
    pairs.map(({ a, b, close }) => [Math.min(a, b) + "-" + Math.max(a, b), close]),
  );
  return (a, b) => {
    const [one, two] = [same[a], same[b]];
    return one === two ? 1 : (known.get(Math.min(one, two) + "-" + Math.max(one, two)) ?? 0);
  };
}

function tie(x, y, place, close) {
  const line = draw("line", {
    x1: x.toFixed(1),
    y1: y.toFixed(1),
    x2: place.x.toFixed(1),
    y2: place.y.toFixed(1),
    "stroke-width": (1 + 3 * close).toFixed(1),
  });
  line.append(draw("title", null, share(close)));
  return line;
}

function node({ row, x, y, centre }, turn) {
  const sideways = Math.abs(Math.cos(turn)) > 0.3;
  const right = Math.cos(turn) > 0;
  const away = centre ? 0 : sideways ? (right ? 9 : -9) : 0;
  const below = centre ? 20 : sideways ? 4 : Math.sin(turn) > 0 ? 20 : -10;
  return draw(
    "a",
    { href: documentAddress(row) },
    draw("circle", {
      cx: x.toFixed(1),
      cy: y.toFixed(1),
      r: centre ? "7" : "5",
      class: centre ? "centre" : "member",
    }),
    draw(
      "text",
      {
        x: (x + away).toFixed(1),
        y: (y + below).toFixed(1),
        "text-anchor": away ? (right ? "start" : "end") : "middle",
      },
      shortenedName(label(row), LONGEST),
    ),
  );
}
