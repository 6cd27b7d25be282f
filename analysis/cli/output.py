"""What a verb found on its way out: chosen by rule, freed of what was accepted, written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Asked, Record, Sheet
from analysis.cli.baseline import Baseline, accepted
from analysis.cli.exits import CONDITION_HOLDS
from analysis.cli.terminal.help import show
from analysis.cli.terminal.stdout import is_terminal, terminal_width, write_stdout
from corpus.atomic import Content, write_all
from corpus.export.columns import render, visible

if TYPE_CHECKING:
    from analysis.drawings.picture import Picture
    from corpus.export.flat import Table
    from corpus.export.saved import Saved

View = Callable[[list[Record]], Sequence[Sheet]]
_COUNTS = re.compile(r" ?[（(][^（）()]*[）)]$")
PICTURES = ("png", "svg")
NETWORKS = ("graphml", "gexf")
ANNOTATED = ("conllu", "tei")
TABULAR = ("csv", "parquet", "xlsx")
_AFTER_ALL = ("table", "html", "sarif", *PICTURES, *NETWORKS, *ANNOTATED)
"""Formats that are not written record by record."""


def emit(
    run: Asked,
    records: Iterable[Record],
    main: str,
    view: View,
    picture: Callable[[], Picture] | None = None,
    whole: Callable[[], Saved] | None = None,
) -> None:
    """Write findings to every output of a run; see :meth:`analysis.cli.run.Run.emit`."""
    chosen: Iterable[Record] = _selected(run, records)
    baseline = Baseline.of(run.options, run.lang)
    if baseline is not None:
        chosen = accepted(run, chosen, baseline)
    watched: Iterable[Record] = _watched(run, chosen)
    outputs = run.outputs
    forms = [run.format_for(output) for output in outputs]
    files = _Files()
    if run.options.get("statistics"):
        _write_table(run, [_statistics(run, watched)], outputs[0], files)
        forms = []
    elif len(outputs) > 1 or forms[0] in _AFTER_ALL:
        watched = list(watched)
    for output, form in zip(outputs, forms, strict=False):
        if form == "table":
            _write_table(run, view(list(watched)), output, files)
        elif form in ("html", "sarif"):
            content = _page(run, view(list(watched))) if form == "html" else _sarif(run, watched)
            _write_bytes(content, output, files)
        elif form in PICTURES:
            if picture is None:
                raise click.UsageError(run.say("no-picture"), run.ctx)
            _write_bytes(picture().content(form), output, files)
        elif form in (*NETWORKS, *ANNOTATED):
            _write_bytes(_other_content(run, whole, form), output, files)
        elif output is None:
            _write_stream(run, watched, form, main)
        else:
            _make_files(run, watched, form, main, output, files)
    _publish(run, files, baseline)


@dataclass
class _Files:
    """What a run writes, as its last act: all of it, or nothing."""

    contents: dict[Path, Content] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    """For people, one an output."""

    def add(self, path: Path, content: Content) -> None:
        self.contents[path] = content
        self.names.append(str(path))


def _publish(run: Asked, files: _Files, baseline: Baseline | None) -> None:
    update = baseline if baseline is not None and baseline.update else None
    if update is not None:  # the last: what it accepts has gone by then
        files.contents[update.path] = update.content()
    write_all(files.contents)
    run.note_written(files.contents)
    if update is not None:
        count = sum(entry["count"] for entry in update.found.values())
        run.tell(run.say("baseline-written", count=count, path=update.path))
    for names in files.names:
        run.tell(run.say("written", names=names))


def foresee(run: Asked) -> None:
    """Refuse before any work what :func:`emit` would refuse after it."""
    if "format" not in run.options:
        return
    forms = [run.format_for(output) for output in run.outputs]
    if run.options.get("statistics") and forms != ["table"]:
        raise click.UsageError(run.say("statistics-alone"), run.ctx)
    for name in ("select", "ignore"):
        _codes(run, tuple(run.options.get(name) or ()))
    Baseline.of(run.options, run.lang)


def _selected(run: Asked, records: Iterable[Record]) -> Iterator[Record]:
    select, ignore = (tuple(run.options.get(name) or ()) for name in ("select", "ignore"))
    if not select and not ignore:
        yield from records
        return
    from analysis.views.rules import selected, selection

    wanted = selection(_codes(run, select), _codes(run, ignore))
    for record in records:
        kept = selected(record, wanted)
        if kept is not None:
            yield kept


def _codes(run: Asked, given: Sequence[str]) -> list[str]:
    """Split lists at commas, and refuse what begins no rule's code."""
    from analysis.cli.messages import guess
    from analysis.views.rules import codes

    found = [code.strip().upper() for text in given for code in text.split(",") if code.strip()]
    for code in found:
        if not any(known.startswith(code) for known in codes()):
            text = run.say("no-such-code", name=code) + (
                guess(code, codes(), run.lang) or run.say("explain-lists")
            )
            raise click.UsageError(text.rstrip(), run.ctx)
    return found


def _watched(run: Asked, records: Iterable[Record]) -> Iterator[Record]:
    # where the baseline is written, what there is today was just accepted
    condition = None if run.options.get("update_baseline") else run.condition
    for record in records:
        if condition is not None and condition(record):
            run.status = CONDITION_HOLDS
        yield record


def _statistics(run: Asked, records: Iterable[Record]) -> Sheet:
    """Count findings by rule."""
    from analysis.views.rules import rule, rule_of_note, rules_of

    counts: Counter[str] = Counter()
    families = 0
    for record in records:
        if record["type"] == "family":
            families += 1
        elif found := rules_of(record):
            counts[found[0]] += 1
        codes = (rule_of_note(note["code"]) for note in record.get("notes", ()))
        counts.update(code for code in codes if code is not None)
    rows: list[tuple[object, ...]] = [
        (code, rule(code, run.lang).name, count) for code, count in sorted(counts.items())
    ]
    if families:
        rows.append((None, run.say("column.family"), families))
    return Sheet("", run.headers(("code", "name", "count")), rows)


def _page(run: Asked, sheets: Sequence[Sheet]) -> bytes:
    from corpus.export.web_page import page

    title = f"leitong {run.ctx.command.name}"
    unread = [Sheet(run.say("title.unread"), run.headers(("unread", "why")), run.unread)]
    sheets = [*sheets, *(unread if run.unread else ())]
    return page(title, sheets, lang=run.lang, note=run.say(f"verb.{run.ctx.command.name}"))


def _sarif(run: Asked, records: Iterable[Record]) -> bytes:
    from analysis.views.issues import issues
    from analysis.views.sarif import MOST_RESULTS, sarif

    places = run.places
    found = issues(records, places.locate, lang=run.lang)
    written = sarif(found, path_of=places.path, lang=run.lang)
    if written.left_out:
        run.tell(run.say("sarif-left-out", most=MOST_RESULTS, count=written.left_out))
    return written.content


def _other_content(run: Asked, whole: Callable[[], Saved] | None, form: str) -> Content:
    from corpus.export.saved import content_of

    found = None if whole is None else content_of(whole(), form)
    if found is None:
        raise click.UsageError(run.say("no-network"), run.ctx)
    return found


def _write_bytes(content: Content, path: Path | None, files: _Files) -> None:
    if path is None:
        text = content.encode() if isinstance(content, str) else content
        write_stdout([text] if isinstance(text, bytes) else text)
    else:
        files.add(path, content)


def _make_files(
    run: Asked, records: Iterable[Record], form: str, main: str, path: Path, files: _Files
) -> None:
    from corpus.export.writers import files_of

    texts = run.texts if form in TABULAR else None
    bom = not run.options.get("no_bom")
    contents, written = files_of(
        records, path, form, main=main, texts=texts, bom=bom, lang=run.lang, beside=_unread(run)
    )
    _report_changes(run, written)
    files.contents.update(contents)
    names = [str(written.paths[0]), *(other.name for other in written.paths[1:])]
    files.names.append(", ".join(names))


def _unread(run: Asked) -> list[Table]:
    """The files that could not be read, for a workbook: it goes from hand to hand without us."""
    from corpus.export.flat import TEXT, Table

    rows = list[tuple[object, ...]](run.unread)
    return [Table("unread", ("unread", "why"), (TEXT, TEXT), rows)] if rows else []


def _write_stream(run: Asked, records: Iterable[Record], form: str, main: str) -> None:
    from corpus.export.writers import single

    texts = run.texts if form in TABULAR else None
    bom = not run.options.get("no_bom")
    content, written, rest = single(
        records, form, main=main, texts=texts, bom=bom, lang=run.lang, beside=_unread(run)
    )
    write_stdout((content,) if isinstance(content, bytes) else content)
    _report_changes(run, written)
    if rest:
        run.tell(run.say("left-out", shown=main, names=", ".join(rest)))


def _report_changes(run: Asked, written: Any) -> None:
    for name in ("defused", "replaced", "split"):
        count = getattr(written, name)
        if count:
            run.tell(run.say(name, count=count))


def _write_table(run: Asked, sheets: Sequence[Sheet], path: Path | None, files: _Files) -> None:
    terminal = path is None and is_terminal()
    width = terminal_width() if terminal else None
    color = run.color and path is None
    lines: list[str] = []
    for sheet in sheets:
        if not sheet.header:  # a table that has nothing to say
            continue
        if lines:
            lines.append("")
        empty = not sheet.rows and bool(sheet.title or len(sheet.header) > 1)
        if sheet.title:  # of nothing there are no counts to give
            title = _COUNTS.sub("", sheet.title) if empty else sheet.title
            lines.append(visible(title))
        if empty:
            lines.append(run.say("none"))
            continue
        header, *rows = render(sheet.header, sheet.rows, width=width)
        lines += [f"\x1b[1m{header}\x1b[0m" if color else header, *rows]
    text = "".join(line + "\n" for line in lines)
    if path is None:
        show(text)
    else:
        files.add(path, text)
