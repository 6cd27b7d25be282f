"""One run of a verb: read the corpus, hand the findings out, remember the exit status."""

from __future__ import annotations

import gc
import glob
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from analysis.cli.condition import Condition, parse_condition
from analysis.cli.exits import CONDITION_HOLDS, DONE, PARTIAL
from analysis.cli.help import lang_of, show
from analysis.cli.progress import Tell, progress
from analysis.cli.stdout import is_terminal, write_stdout
from analysis.cli.words import say
from analysis.views.tables import Name, abridge, render, visible
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from corpus.collection import Corpus
    from corpus.model import Source

Record = Mapping[str, Any]
LONGEST_SOURCE = 24  # cells of a source's name in a table for people


class Sheet(NamedTuple):
    """A table for people."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]


class Run:
    """What verbs share: options, language, corpus, output, exit status.

    Parameters
    ----------
    ctx
        Click's context of the verb.
    options
        Values of the shared options.
    """

    def __init__(self, ctx: click.Context, options: Mapping[str, Any]) -> None:
        self.ctx = ctx
        self.options = options
        self.lang = lang_of(ctx)
        self.status = DONE
        self.quiet = bool(options.get("quiet"))
        self._condition: Condition | None = None

    def say(self, key: str, **facts: object) -> str:
        """Give a message in the language of the run."""
        return say(key, self.lang, **facts)

    def word(self, group: str, name: str) -> str:
        """Give the word for a value of the contract: ``verdict``, ``class``."""
        return self.say(f"{group}.{name}")

    def headers(self, names: Iterable[str]) -> list[str]:
        """Give the names of columns for people."""
        return [self.say(f"column.{name}") for name in names]

    def label(self, name: str) -> Name:
        """Shorten an id for people: its source is left out where there is one, else abridged."""
        for end in range(len(name), 0, -1):
            if name[:end] in self._short_sources:
                return Name(self._short_sources[name[:end]] + name[end:] or name)
        return Name(name)

    @cached_property
    def _short_sources(self) -> dict[str, str]:
        """Give sources' ids, abridged in the middle as long as they stay distinct."""
        names = [compilation.source.id for compilation in self.corpus.compilations]
        if len(names) == 1:
            return {names[0]: ""}
        short = {name: abridge(name, LONGEST_SOURCE) for name in names}
        return short if len(set(short.values())) == len(short) else {name: name for name in names}

    def gate(self, kinds: Sequence[str]) -> None:
        """Understand ``--fail-on`` before any work; ``kinds`` are the verb's record types."""
        text = self.options.get("fail_on")
        self._condition = parse_condition(str(text), kinds, self.lang) if text else None

    def tell(self, text: str) -> None:
        """Talk on standard error, unless told to be quiet."""
        if not self.quiet:
            click.echo(visible(text), err=True)

    def progress(self) -> AbstractContextManager[Tell]:
        """Give a progress line; see :func:`analysis.cli.progress.progress`."""
        return progress(self.lang, shown=not self.quiet)

    @cached_property
    def output(self) -> Path | None:
        """The file named with ``-o``; None for standard output."""
        name = self.options.get("output")
        return None if name in (None, "-") else Path(str(name))

    @cached_property
    def format(self) -> str:
        """``--format``, else what the ending of ``-o`` says, else a table for people."""
        if self.options.get("format"):
            return str(self.options["format"])
        if self.output is None:
            return "table"
        from analysis.views.writers import format_of

        found = "table" if self.output.suffix.lower() == ".txt" else format_of(self.output)
        if found is None:
            raise click.UsageError(self.say("no-format", name=self.output.name), self.ctx)
        return found

    @cached_property
    def corpus(self) -> Corpus:
        """Everything that the verb's paths name."""
        return self.read(list(self.options["paths"]))

    def read(self, paths: list[str]) -> Corpus:
        """Read a corpus. Files that could not be are named, and the exit status says so."""
        from corpus.reader import read

        names = ("encoding", "text_column", "id_column", "exclude")
        given: dict[str, Any] = {name: self.options.get(name) for name in names}
        given["exclude"] = given["exclude"] or ()
        if self.options.get("tokenizer"):
            given["tokenizer"] = self.options["tokenizer"]
        self._spare_inputs(paths)
        with self.progress() as tell:
            found = read(paths, **given, progress=tell)
        gc.freeze()  # all of it stays until the end: the collector need not look through it again
        self._spare_members(paths, found)
        unreadable = self._unreadable(found)
        for source in unreadable:
            reason = "；".join(note.message(self.lang) for note in source.notes)
            click.echo(visible(self.say("unreadable", path=source.id, reason=reason)), err=True)
        if all(c.source.encoding is None for c in found.compilations):
            raise SettingsError(self.say("nothing-readable"))
        if unreadable:
            self.status = PARTIAL
        return found

    @staticmethod
    def _unreadable(corpus: Corpus) -> list[Source]:
        """List the sources that could not be read; what was left aside on purpose is none."""
        from corpus.refusal import SKIPPED

        return [
            c.source
            for c in corpus.compilations
            if c.source.encoding is None and not {n.code for n in c.source.notes} & SKIPPED
        ]

    def _spare_inputs(self, paths: Iterable[str]) -> None:
        """Refuse, before any work, to write over a file that is read."""
        if self.output is None or not self.output.exists():
            return
        for path in paths:
            # a pattern with an absolute start is beyond Path.glob
            matches = glob.glob(path, recursive=True)  # noqa: PTH207
            for candidate in map(Path, [path, *matches]):
                if candidate.is_file() and self.output.samefile(candidate):
                    raise SettingsError(self.say("overwrites-input", path=self.output))

    def _spare_members(self, paths: Iterable[str], found: Corpus) -> None:
        """Refuse to write over a file that was found in a folder."""
        if self.output is None or not self.output.exists():
            return
        for folder in (Path(path) for path in paths if Path(path).is_dir()):
            for compilation in found.compilations:
                member = folder / compilation.source.id
                if member.is_file() and self.output.samefile(member):
                    raise SettingsError(self.say("overwrites-input", path=self.output))

    def emit(
        self,
        records: Iterable[Record],
        *,
        main: str,
        view: Callable[[list[Record]], Sequence[Sheet]],
    ) -> None:
        """Hand findings to the writer that ``--format`` and ``-o`` ask for.

        Parameters
        ----------
        records
            In the output contract's form.
        main
            The record type that the verb is about: what CSV and Parquet put first.
        view
            Makes the tables for people.
        """
        watched = records if self._condition is None else self._watch(records, self._condition)
        if self.format == "table":
            self._emit_table(view(list(watched)))
        elif self.output is None:
            self._emit_stream(watched, main)
        else:
            self._emit_file(watched, main, self.output)

    def emit_lines(self, lines: Iterable[str]) -> None:
        """Write plain lines, for other programs to read one by one."""
        content = "".join(line + "\n" for line in lines)
        if self.output is None:
            write_stdout([content.encode("utf-8")])
            return
        from corpus.atomic import write_atomic

        write_atomic(self.output, content)
        self.tell(self.say("written", names=str(self.output)))

    def _watch(self, records: Iterable[Record], condition: Condition) -> Iterator[Record]:
        for record in records:
            if condition(record):
                self.status = CONDITION_HOLDS
            yield record

    @cached_property
    def texts(self) -> dict[str, str]:
        """Ids of sources and documents → text of the source, for spans."""
        texts = {c.source.id: c.source.text for c in self.corpus.compilations}
        return {**texts, **{document.id: document.source.text for document in self.corpus}}

    def _emit_file(self, records: Iterable[Record], main: str, path: Path) -> None:
        from analysis.views.writers import write_records

        texts = self.texts if self.format in ("csv", "parquet", "xlsx") else None
        bom = not self.options.get("no_bom")
        written = write_records(records, path, self.format, main=main, texts=texts, bom=bom)
        self._report_changes(written)
        names = [str(written.paths[0]), *(other.name for other in written.paths[1:])]
        self.tell(self.say("written", names=", ".join(names)))

    def _emit_stream(self, records: Iterable[Record], main: str) -> None:
        from analysis.views.writers import single

        texts = self.texts if self.format in ("csv", "parquet", "xlsx") else None
        bom = not self.options.get("no_bom")
        content, written, rest = single(records, self.format, main=main, texts=texts, bom=bom)
        write_stdout((content,) if isinstance(content, bytes) else content)
        self._report_changes(written)
        if rest:
            self.tell(self.say("left-out", shown=main, names=", ".join(rest)))

    def _report_changes(self, written: Any) -> None:
        for name in ("defused", "replaced", "split"):
            count = getattr(written, name)
            if count:
                self.tell(self.say(name, count=count))

    def _emit_table(self, sheets: Sequence[Sheet]) -> None:
        terminal = self.output is None and is_terminal()
        width = shutil.get_terminal_size().columns if terminal else None
        lines: list[str] = []
        for sheet in sheets:
            if not sheet.header:  # a table that has nothing to say
                continue
            if lines:
                lines.append("")
            if sheet.title:
                lines.append(visible(sheet.title))
            header, *rows = render(sheet.header, sheet.rows, width=width)
            lines += [self._bold(header, terminal=terminal), *rows]
        text = "".join(line + "\n" for line in lines)
        if self.output is not None:
            from corpus.atomic import write_atomic

            write_atomic(self.output, text)
            self.tell(self.say("written", names=str(self.output)))
            return
        show(text)

    def _bold(self, line: str, *, terminal: bool) -> str:
        wanted = self.options.get("color") or "auto"
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        coloured = wanted == "always" or (wanted == "auto" and terminal and not plain)
        return f"\x1b[1m{line}\x1b[0m" if coloured and self.output is None else line

    def summarize(self, found: str = "") -> None:
        """Say on standard error what was read and what was found."""
        corpus = self.corpus
        unread = len(self._unreadable(corpus))
        read = sum(1 for c in corpus.compilations if c.source.encoding is not None)
        text = self.say(
            "summary",
            sources=read,
            documents=len(corpus),
            characters=f"{corpus.characters:,}",
        )
        if unread:
            text += self.say("summary-unread", count=unread)
        self.tell(text + found + self.say("full-stop"))
