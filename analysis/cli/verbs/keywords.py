"""``leitong keywords``: the words that mark each document or section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import (
    PathName,
    masking,
    option,
    reading,
    stopping,
    talking,
    tying,
    verb,
    words,
)
from analysis.cli.run import Run
from analysis.cli.sheets import along
from analysis.findings.choices import COMPARED, TERM_GRAINS
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from analysis.findings.duplicates.finding import Duplicates
    from analysis.findings.terms.collocations import Collocations
    from analysis.findings.terms.new_words import NewWords
    from corpus.collection import Corpus

TERMS_PER_LINE = 10  # terms of a line in the table for people
MOST_TERMS = 40  # new words, collocations or compared terms in the table for people

Records = list[Mapping[str, Any]]


@verb(
    "keywords",
    example="""\
leitong keywords data/*.txt
leitong keywords data/*.txt --by section --top 5 --new-words
leitong keywords reports/ --keyness --by signed_year
leitong keywords 2024/ --against 2023/ --format csv -o out/keyness.csv
leitong keywords reports/ --words 地名.txt --stopwords 停用词.txt --synonyms 近义词.txt
leitong keywords data/*.txt --frequencies --ngram 2 --format xlsx -o out/bigrams.xlsx
leitong keywords data/*.txt --collocations -o out/words.png -o out/words.graphml
leitong keywords data/*.txt --weighting compare
leitong keywords reports/ --concepts 编码表.txt --by 年份 -o concepts.csv -o concepts.png""",
)
@option("--by", metavar="document|section|VARIABLE", default="document")
@option("--top", type=click.IntRange(1), default=20, metavar="N")
@option("--weighting", type=click.Choice(COMPARED), default="family")
@option("--keyness", is_flag=True)
@option("--against", metavar="PATH", multiple=True, type=PathName())
@option("--new-words", is_flag=True)
@option("--collocations", is_flag=True)
@option("--frequencies", is_flag=True)
@option("--concepts", metavar="FILE", type=PathName())
@option("--ngram", type=click.IntRange(1, 8), default=1, metavar="1..8")
@masking
@words
@stopping
@reading
@tying
@talking
def keywords(
    run: Run,
    *,
    by: str,
    top: int,
    weighting: str,
    keyness: bool,
    against: tuple[str, ...],
    new_words: bool,
    collocations: bool,
    frequencies: bool,
    concepts: str | None,
    ngram: int,
) -> None:
    """Write ``keyword`` or ``keyness`` records and what else is asked for, or ``concept`` ones."""
    from analysis.findings.duplicates.finding import find_duplicates

    if against and weighting == "compare":
        raise SettingsError(run.say("compare-alone"))
    if concepts:
        others = (keyness, against, new_words, collocations, frequencies, weighting == "compare")
        if any(others):
            raise SettingsError(run.say("concepts-alone"))
        _emit_concepts(run, concepts, weighting, None if by in TERM_GRAINS else by)
        return
    corpus = run.corpus
    reference = run.compare_with(against) if against else None
    duplicates = find_duplicates(corpus)
    found: NewWords | None = None
    paired: Collocations | None = None
    cut = run.cutter()
    if new_words:
        from analysis.findings.terms.new_words import find_new_words

        found = find_new_words(corpus, tokenizer=cut, votes=duplicates)
        cut = run.cutter(found.entries())
    given: dict[str, Any] = {"by": by, "top": top, "tokenizer": cut, "stopwords": run.stopwords}
    statistic = "keyness" if keyness or against else "keywords"
    main, terms = _terms(corpus, statistic, weighting, duplicates, given, reference)
    pieces: list[Iterable[Mapping[str, Any]]] = [terms.records()]
    if found is not None:
        pieces.append(found.records())
    if collocations:
        from analysis.findings.terms.collocations import find_collocations

        paired = find_collocations(corpus, tokenizer=cut, stopwords=run.stopwords, votes=duplicates)
        pieces.append(paired.records())
    if frequencies:
        from analysis.findings.terms.frequencies import find_frequencies

        grouped = None if by in TERM_GRAINS else by
        listed = find_frequencies(
            corpus,
            n=ngram,
            by=grouped,
            tokenizer=cut,
            votes=duplicates,
            content=run.stopwords is not None,
            stopwords=run.stopwords,
        )
        pieces.append(listed.records())
    every = list(chain.from_iterable(pieces))
    asked = {"new-word": new_words, "collocation": collocations, "frequency": frequencies}
    drawn = paired if paired is not None else terms
    run.emit(
        every,
        main=main,
        view=lambda rows: _sheets(run, rows, main, asked),
        picture=None if main == "weighting" else lambda: drawn.plot(lang=run.lang),
        whole=lambda: drawn,
    )
    count = sum(1 for record in every if record["type"] == main)
    run.summarize(run.say("found.keywords", terms=count))


def _emit_concepts(run: Run, file: str, weighting: str, by: str | None) -> None:
    """Write what a code book's concepts are found in."""
    from analysis.findings.terms.concepts import concept_rules, find_concepts
    from analysis.studies import find_votes

    rules = concept_rules(file)  # what is wrong in it is said before anything else is read
    found = find_concepts(run.corpus, rules, votes=find_votes(run.corpus, weighting), by=by)
    held = found.matrix.sum(axis=0).tolist()
    rows = [
        (name, places, documents)
        for name, places, documents in zip(
            found.rules, held, (found.matrix > 0).sum(axis=0).tolist(), strict=True
        )
    ]

    def sheets(records: Records) -> list[Sheet]:
        pairs = [record for record in records if record["type"] == "concept-pair"]
        pairs.sort(key=lambda r: r["expected"] - r["documents"])
        names = ("first", "second", "documents", "expected", "jaccard")
        both = [tuple(record[name] for name in names) for record in pairs[:MOST_TERMS]]
        title = run.say("title.concept-pairs", shown=len(both), count=len(pairs))
        return [
            along.courses(run, records),
            Sheet(run.say("title.concepts"), run.headers(("concept", "places", "documents")), rows),
            Sheet(title, run.headers(names), both),
        ]

    run.emit(
        found.records(),
        main="course" if by else "concept",
        view=sheets,
        picture=lambda: (found.course() if by else found).plot(lang=run.lang),
    )
    run.summarize(run.say("found.concepts", concepts=len(found.rules), places=len(found.places)))


def _terms(
    corpus: Corpus,
    statistic: str,
    weighting: str,
    duplicates: Duplicates,
    given: dict[str, Any],
    reference: Corpus | None,
) -> tuple[str, Any]:
    """Return the name of the main record type, and what was found."""
    from analysis.studies import find_votes, weigh

    if weighting == "compare":
        return "weighting", weigh(corpus, statistic, duplicates=duplicates, **given)
    given = {**given, "votes": find_votes(corpus, weighting, duplicates=duplicates)}
    if statistic == "keyness":
        from analysis.findings.terms.keyness import find_keyness

        return "keyness", find_keyness(corpus, against=reference, **given)
    from analysis.findings.terms.keywords import find_keywords

    return "keyword", find_keywords(corpus, **given)


def _sheets(run: Run, records: Records, main: str, asked: Mapping[str, bool]) -> list[Sheet]:
    of_type: dict[str, Records] = {}
    for record in records:
        of_type.setdefault(record["type"], []).append(record)
    first = {"keyword": _keywords, "keyness": _keyness, "weighting": _weightings}[main]
    sheets = [first(run, of_type.get(main, []))]
    for name, title, columns in (
        ("new-word", "title.new-words", ("word", "count", "families", "slip_of")),
        ("collocation", "title.collocations",
         ("first", "second", "count", "families", "g2", "log_dice")),
        ("frequency", "title.frequencies",
         ("term", "count", "per_1000", "documents", "juilland_d", "dp")),
    ):  # fmt: skip
        if asked[name]:  # that there are none is an answer, too
            known = of_type.get(name, [])
            rows = [tuple(record[c] for c in columns) for record in known[:MOST_TERMS]]
            heading = run.say(title, shown=len(rows), count=len(known))
            sheets.append(Sheet(heading, run.headers(columns), rows))
    return sheets


def _keywords(run: Run, records: Records) -> Sheet:
    rows = [
        (run.label(unit), " ".join(record["term"] for record in list(group)[:TERMS_PER_LINE]))
        for unit, group in groupby(records, lambda record: str(record["unit"]))
    ]
    return Sheet("", run.headers(("unit", "terms")), rows)


def _keyness(run: Run, records: Records) -> Sheet:
    names = ("term", "count", "rest", "log_ratio", "p_corrected", "juilland_d")
    rows = [
        (run.label(record["target"]), *(record[name] for name in names))
        for _, group in groupby(records, lambda record: str(record["target"]))
        for record in list(group)[:TERMS_PER_LINE]
    ]
    return Sheet("", run.headers(("unit", *names)), rows)


def _weightings(run: Run, records: Records) -> Sheet:
    names = ("all_rank", "family_rank", "distinct_rank")
    rows = [
        (run.label(record["unit"]), record["name"], *(record[name] for name in names),
         run.word("change", record["change"]))
        for _, group in groupby(records, lambda record: record["unit"])
        for record in list(group)[:TERMS_PER_LINE]
    ]  # fmt: skip
    return Sheet("", run.headers(("unit", "term", *names, "change")), rows)
