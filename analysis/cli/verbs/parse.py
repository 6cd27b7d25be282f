"""``leitong parse``: files into documents, sections, paragraphs and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.cli.asked import Sheet
from analysis.cli.options import PathName, masking, option, reading, reporting_texts, talking, verb
from analysis.cli.run import Run
from corpus.export.columns import Name


@verb(
    "parse",
    example="""\
leitong parse data/*.txt
leitong parse data/*.txt --format jsonl > documents.jsonl
leitong parse data -o out/documents.xlsx -o out/doubts.sarif
leitong parse data -o out/corpus.tei -o out/tokens.conllu
leitong parse 汇编.txt --pieces 拆开
leitong parse data --select P1,R --statistics""",
)
@option("--pieces", metavar="FOLDER", type=PathName(folder=True))
@masking
@reading
@reporting_texts
@talking
def parse(run: Run, *, pieces: str | None) -> None:
    """Write ``source`` and ``document`` records, and each document as a file if asked."""
    from corpus.records import records

    corpus = run.corpus
    run.emit(
        records(corpus.compilations, lang=run.lang),
        main="document",
        view=lambda found: [_documents(run, found), _notes(run, found)],
        whole=lambda: corpus,
    )
    if pieces is not None:
        written = corpus.save_pieces(run.place(pieces))
        run.note_written(written)
        run.tell(run.say("written-pieces", folder=pieces, count=len(written)))
    sections = sum(len(d.sections) for d in corpus)
    doubts = sum(len(c.notes) + sum(len(d.notes) for d in c.documents) for c in corpus.compilations)
    run.summarize(run.say("found.parse", sections=sections, notes=doubts))


def _documents(run: Run, found: list[Mapping[str, Any]]) -> Sheet:
    rows = [
        (
            run.label(record["id"]),
            record["kind"],
            record["title"] and Name(record["title"]),
            record["body"][1] - record["body"][0],
            len(record["sections"]),
            _sentences(record),
            len(record["notes"]),
        )
        for record in found
        if record["type"] == "document"
    ]
    names = ("id", "kind", "title", "characters", "sections", "sentences", "notes")
    return Sheet("", run.headers(names), rows)


def _sentences(record: Mapping[str, Any]) -> int:
    """How many sentences are no headings."""
    heads = {section["marker"][0] for section in record["sections"] if section["title"]}
    return sum(start not in heads for start, _ in record["sentences"])


def _notes(run: Run, found: list[Mapping[str, Any]]) -> Sheet:
    """Doubts, counted by code, each with its first place; the records give every place."""
    from analysis.views.rules import rule_of_note

    counts: dict[str, list[Any]] = {}
    for record in found:
        for note in record["notes"]:
            first = [0, run.label(record["id"]), note["message"]]
            counts.setdefault(note["code"], first)[0] += 1
    rows = [
        (rule_of_note(code), code, count, where, message)
        for code, (count, where, message) in sorted(counts.items())
    ]
    title = run.say("title.notes") if rows else ""
    names = ("code", "note", "count", "first_in", "example")
    return Sheet(title, run.headers(names) if rows else (), rows)
