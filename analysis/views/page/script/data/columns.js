// Records come as columns, so that each field's name stands in the page once.

// {document: [0, 3], start: [12, 40]} → [{document: 0, start: 12}, {document: 3, start: 40}]
export function records(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, n) => {
    const record = {};
    for (const name of names) record[name] = columns[name][n];
    return record;
  });
}

// All tables of the page's data as records; what is read by the thousand stays in columns.
export function unpacked(data) {
  const { documents, measures, reuse, phrases, templates } = data;
  return {
    ...data,
    documents: Array.isArray(documents) ? documents : records(documents),
    settings: records(data.settings),
    notes: records(data.notes),
    residue: records(data.residue),
    pairs: records(data.pairs),
    decided: records(data.decided),
    points: records(data.points),
    units: records(data.units),
    newWords: records(data.newWords),
    measures: { ...measures, documents: records(measures.documents) },
    reuse: { ...reuse, groups: records(reuse.groups).map(withPlaces), pairs: records(reuse.pairs) },
    phrases: { ...phrases, items: records(phrases.items).map(withPlaces).map(numbered) },
    templates: { ...templates, items: templates.items.map(withPlaces) },
    themes: data.themes.map((theme) => ({ ...theme, terms: records(theme.terms) })),
    collations: data.collations.map(collation),
    evidence: evidence(data.evidence),
  };
}

function numbered(item, n) {
  return { ...item, n };
}

function withPlaces(item) {
  return { ...item, places: records(item.places) };
}

function evidence(item) {
  if (!item) return null;
  const { likeness } = item;
  return {
    ...item,
    passages: records(item.passages),
    asides: records(item.asides),
    formulas: records(item.formulas),
    likeness: { ...likeness, pairs: records(likeness.pairs) },
  };
}

function collation(item) {
  return {
    ...item,
    counts: records(item.counts),
    variants: records(item.variants),
    links: records(item.links),
    evidence: records(item.evidence),
    corrections: item.corrections.map((one) => ({
      ...one,
      wrongIn: records(one.wrongIn),
      rightIn: records(one.rightIn),
    })),
  };
}
