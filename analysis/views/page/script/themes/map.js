// A map of the sections, coloured by theme.

import { documentAddress } from "../data/address.js";
import { DATA } from "../data/study.js";
import { draw, make } from "../elements/make.js";
import { label, t } from "../words/words.js";

const [MAP_WIDTH, MAP_HEIGHT, MAP_EDGE] = [640, 420, 24];

export function themeMap(chosen) {
  if (!DATA.points.length) return null;
  const x = scale(
    DATA.points.map((point) => point.x),
    MAP_WIDTH,
  );
  const height = scale(
    DATA.points.map((point) => point.y),
    MAP_HEIGHT,
  );
  const y = (value) => MAP_HEIGHT - height(value); // upwards, as in the chart
  const centres = DATA.themes.map((theme) => centre(theme, x, y)).filter(Boolean);
  apart(centres);
  return make(
    "figure",
    { class: "map" },
    draw(
      "svg",
      { viewBox: "0 0 " + MAP_WIDTH + " " + MAP_HEIGHT, role: "img", "aria-label": t("theme-map") },
      DATA.points.map((point) => dot(point, x, y, chosen)),
      centres.map((one) => name(one, chosen)),
    ),
    make("figcaption", { class: "quiet" }, t("theme-map-help")),
  );
}

// A function from values to places that leaves an edge on both sides.
function scale(values, size) {
  const [low, high] = [
    values.reduce((a, b) => Math.min(a, b)),
    values.reduce((a, b) => Math.max(a, b)),
  ];
  return (value) => MAP_EDGE + ((value - low) / (high - low || 1)) * (size - 2 * MAP_EDGE);
}

function dot(point, x, y, chosen) {
  const { theme, document: row } = point;
  const circle = draw("circle", {
    cx: x(point.x).toFixed(1),
    cy: y(point.y).toFixed(1),
    r: 4.5,
    class:
      "dot" +
      (theme === null ? " none" : "") +
      (chosen && theme === chosen.id ? " chosen" : chosen ? " faint" : ""),
  });
  if (row === null) return circle;
  circle.addEventListener("click", () => {
    location.hash = documentAddress(row, point.place);
  });
  const words = theme === null ? t("no-theme") : DATA.themes.find((one) => one.id === theme).label;
  circle.append(draw("title", null, label(row) + " · " + words));
  return circle;
}

// The middle of a theme's points; null if it has none.
function centre(theme, x, y) {
  const mine = DATA.points.filter((point) => point.theme === theme.id);
  if (!mine.length) return null;
  const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  return {
    theme,
    x: x(middle(mine.map((point) => point.x))),
    y: y(middle(mine.map((point) => point.y))),
  };
}

function name({ theme, x, y }, chosen) {
  return draw(
    "a",
    {
      href: "#theme=" + theme.id,
      class: "theme-name" + (chosen && chosen !== theme ? " faint" : ""),
    },
    draw(
      "text",
      {
        x: x.toFixed(1),
        y: y.toFixed(1),
        "text-anchor": x < 90 ? "start" : x > MAP_WIDTH - 90 ? "end" : "middle",
      },
      theme.id + " " + theme.label,
    ),
  );
}

// Names must not lie on one another: those that do are moved down, a line at a time.
function apart(centres) {
  const width = ({ theme }) => 15 * (Array.from(theme.label).length + 1.5);
  const middle = (one) =>
    one.x < 90 ? one.x + width(one) / 2 : one.x > MAP_WIDTH - 90 ? one.x - width(one) / 2 : one.x;
  centres.sort((a, b) => a.y - b.y);
  for (let again = 0; again < centres.length; again += 1)
    centres.forEach((one, n) => {
      for (const other of centres.slice(0, n))
        if (
          Math.abs(middle(other) - middle(one)) < (width(one) + width(other)) / 2 &&
          Math.abs(other.y - one.y) < 18
        )
          one.y = other.y + 18;
      one.y = Math.max(16, Math.min(MAP_HEIGHT - 6, one.y));
    });
}
