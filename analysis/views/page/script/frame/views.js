// What is shown for each address: how it is drawn, whether it reads whole texts or only quotes some.

import { parsed, rowsOf } from "../data/address.js";
import { DATA } from "../data/study.js";
import { documentsView } from "../documents/documents.js";
import { readerView } from "../documents/reader.js";
import { groupsView } from "../groups/groups.js";
import { methodsView } from "../methods/methods.js";
import { overview } from "../overview/overview.js";
import { familyView } from "../pairs/family.js";
import { pairView } from "../pairs/pair.js";
import { pairsView } from "../pairs/pairs.js";
import { selectionView } from "../selection/selection.js";
import { kwicView } from "../terms/concordance.js";
import { termsView } from "../terms/terms.js";
import { themesView } from "../themes/themes.js";
import { boilerplateView } from "../wording/boilerplate.js";
import { reuseView } from "../wording/reuse.js";

const VIEWS = [
  "overview",
  "documents",
  "groups",
  "pairs",
  "reuse",
  "boilerplate",
  "themes",
  "terms",
  "selection",
  "methods",
];

// Groups are there where documents have variables.
export function views() {
  const grouped = DATA.variables.some(({ labels }) => labels.length);
  return VIEWS.filter((view) => view !== "groups" || grouped);
}

// Views that quote texts: they are drawn again when the texts are there.
const QUOTING = ["overview", "reuse", "themes"];

export function shown() {
  const parts = parsed(location.hash);
  const at =
    parts.at && parts.at !== true && /^\d+$/.test(parts.at[0]) ? Number(parts.at[0]) : undefined;
  if (parts.doc)
    return {
      view: "documents",
      reads: true,
      draw: () => readerView(rowsOf(parts.doc)[0] ?? -1, at),
    };
  if (parts.pair)
    return {
      view: "pairs",
      reads: true,
      draw: () =>
        pairView(...rowsOf(parts.pair).slice(0, 2).concat([undefined, undefined]).slice(0, 2), at),
    };
  if (parts.family)
    return { view: "pairs", reads: true, draw: () => familyView(Number(parts.family[0])) };
  if (parts.theme)
    return { view: "themes", reads: true, draw: () => themesView(Number(parts.theme[0])) };
  if (parts.kwic)
    return {
      view: "terms",
      reads: true,
      draw: () => kwicView(parts.kwic === true ? "" : parts.kwic.join(",")),
    };
  if (parts.terms && parts.terms !== true)
    return { view: "terms", draw: () => termsView(rowsOf(parts.terms)[0] ?? 0) };
  if (parts.along)
    return { view: "groups", draw: () => groupsView(parts.along === true ? "" : parts.along[0]) };
  const view = views().find((name) => parts[name]) || "overview";
  return { view, quotes: QUOTING.includes(view), draw: () => draws()[view](), whole: true };
}

// What each view shows when nothing in it is asked for: all of them are what is printed.
export function draws() {
  return {
    overview,
    documents: documentsView,
    groups: () => groupsView(""),
    pairs: pairsView,
    reuse: reuseView,
    boilerplate: boilerplateView,
    themes: themesView,
    terms: () => termsView(0),
    selection: selectionView,
    methods: methodsView,
  };
}
