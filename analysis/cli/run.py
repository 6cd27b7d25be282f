"""One run of a verb: read the corpus, hand the findings out, remember the exit status."""

from __future__ import annotations

import gc
import glob
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Record, Sheet
from analysis.cli.condition import Condition, parse_condition
from analysis.cli.exits import DONE, PARTIAL
from analysis.cli.messages import say
from analysis.cli.terminal.help import lang_of
from analysis.cli.terminal.progress import Tell, progress
from analysis.cli.terminal.stderr import write_stderr
from analysis.cli.terminal.stdout import is_terminal, write_stdout
from corpus.errors import SettingsError
from corpus.export.columns import Name, abridge, visible
from corpus.ids import count_files
from corpus.reading.refusal import left_aside, reason_of, unread, unread_files

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from analysis.asides import Aside
    from analysis.cli.places import UnitLocator
    from analysis.drawings.picture import Picture
    from corpus.collection import Corpus
    from corpus.export.saved import Saved
    from corpus.words.tokens import Tokenizer

WRITTEN_AS_NAMED = ("output", "tables", "charts", "hand_in", "pieces", "manifest")
"""Options that name what a run writes."""
LONGEST_SOURCE = 24  # cells of a source's name in a table for people


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
        self.structure = True
        """False: whole documents will do, without sections and sentences."""
        self.condition: Condition | None = None
        self.counts: dict[str, int] = {}
        """What was read, where the corpus itself is not at hand."""
        self.other: Corpus | None = None
        self.other_paths: list[str] = []
        self.asides: dict[str, Any] = {}
        self.apart: Aside | None = None
        """What was set aside so far."""
        self.inputs: dict[str, Path] = {}
        """What was read, if a manifest is to be written: by its id, and where it is."""
        self.written: dict[str, Path] = {}
        """What was written: as it was named, and where it is."""

    def say(self, key: str, **facts: object) -> str:
        """Return a message in the language of the run."""
        return say(key, self.lang, **facts)

    def word(self, group: str, name: str) -> str:
        """Return the word for a value of the contract: ``verdict``, ``class``."""
        return self.say(f"{group}.{name}")

    def headers(self, names: Iterable[str]) -> list[str]:
        """Return the names of columns for people."""
        return [self.say(f"column.{name}") for name in names]

    def label(self, name: str) -> Name:
        """Shorten an id for people: its source is left out where there is one, else abridged."""
        end = len(name)  # a source, then the parts behind it: ``#7``, ``/一``, ``:s12``
        while end > 0:
            if name[:end] in self._short_sources:
                return Name(self._short_sources[name[:end]] + name[end:] or name)
            end = max(name.rfind(mark, 0, end) for mark in "#/:~")
        return Name(name)

    @cached_property
    def _short_sources(self) -> dict[str, str]:
        """Return ids of sources; those of many documents abridged, if they stay distinct."""
        both = self.corpus.compilations + (self.other.compilations if self.other else ())
        sizes = {c.source.id: len(c.documents) for c in both if c.source.encoding is not None}
        if len(sizes) == 1:
            return dict.fromkeys(sizes, "")
        short = {n: abridge(n, LONGEST_SOURCE) if size > 1 else n for n, size in sizes.items()}
        return short if len(set(short.values())) == len(short) else {n: n for n in sizes}

    def gate(self, kinds: Sequence[str]) -> None:
        """Understand ``--fail-on`` before any work; ``kinds`` are the verb's record types."""
        text = self.options.get("fail_on")
        self.condition = parse_condition(str(text), kinds, self.lang) if text else None

    def with_by(self, by: str | None, when: str | None) -> None:
        """Refuse dates without groups."""
        if when and not by:
            raise SettingsError(self.say("when-needs-by"))

    def tell(self, text: str) -> None:
        """Talk on standard error, unless told to be quiet."""
        if not self.quiet:
            write_stderr(visible(text))

    def progress(self) -> AbstractContextManager[Tell]:
        """Return a progress line; see :func:`analysis.cli.terminal.progress.progress`."""
        return progress(self.lang, shown=not self.quiet)

    @cached_property
    def outputs(self) -> tuple[Path | None, ...]:
        """The files named with ``-o``; None for standard output."""
        named = self.options.get("output") or ()
        several = (named,) if isinstance(named, str) else named
        return tuple(None if name == "-" else self.place(name) for name in several) or (None,)

    def place(self, name: str) -> Path:
        """Where a file or folder that is named goes: there, or elsewhere when a run is verified."""
        redirect = getattr(self.ctx.find_root().obj, "redirect", None)
        return Path(name) if redirect is None else redirect / "out" / _flat(name)

    def note_written(self, paths: Iterable[Path]) -> None:
        """Take note of what was written, by the names that the command line has for it."""
        redirect = getattr(self.ctx.find_root().obj, "redirect", None)
        for path in paths:
            name = path.as_posix() if redirect is None else path.relative_to(redirect / "out")
            self.written[_named(str(name)) if redirect is not None else str(name)] = path

    @property
    def output(self) -> Path | None:
        """The first of :attr:`outputs`."""
        return self.outputs[0]

    def format_for(self, output: Path | None) -> str:
        """``--format``, else what the ending of ``-o`` says, else a table for people."""
        if self.options.get("format"):
            return str(self.options["format"])
        if output is None:
            return "table"
        from corpus.export.writers import format_of

        found = format_of(output)
        known = next(p.type for p in self.ctx.command.params if p.name == "format")
        if found is None or (isinstance(known, click.Choice) and found not in known.choices):
            raise click.UsageError(self.say("no-format", name=output), self.ctx)
        return found

    @property
    def format(self) -> str:
        """The format of the first output."""
        return self.format_for(self.output)

    @property
    def for_people(self) -> bool:
        """Whether a person reads the findings on a terminal, and asked for nothing else."""
        return self.outputs == (None,) and not self.options.get("format") and is_terminal()

    @cached_property
    def color(self) -> bool:
        """Whether standard output gets colours: never with NO_COLOR or on a dumb terminal."""
        wanted = self.options.get("color") or "auto"
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return wanted == "always" or (wanted == "auto" and is_terminal() and not plain)

    @cached_property
    def paths(self) -> list[str]:
        """PATH…, and what ``--files-from`` names."""
        from analysis.cli.inputs import listed

        found = [*self.options["paths"], *listed(self.options, self.lang)]
        if not found:
            argument = next(p for p in self.ctx.command.params if p.name == "paths")
            raise click.MissingParameter(ctx=self.ctx, param=argument)
        return found

    @cached_property
    def corpus(self) -> Corpus:
        """Everything that the verb's paths name."""
        from analysis.cli.inputs import PLACES, with_selection, with_variables
        from analysis.cli.output import foresee

        foresee(self)
        found = with_variables(self.read(self.paths), self.options, self.lang, self.tell)
        found, places = with_selection(found, self.options, self.lang, self.tell)
        kinds, passages = (a + places[k] for a, k in zip(self.excluded, PLACES, strict=True))
        accepted = places["accepted"]
        if not kinds and not passages and not accepted:
            return self.masked(found)
        from analysis.asides import set_aside

        apart = set_aside(found, kinds=kinds, passages=passages, accepted=accepted)
        if not self.options.get("anonymise"):
            return self._apart(apart).corpus
        masked = self.masked(found)  # places stay, ids do not
        name = {old.id: new.id for old, new in zip(found, masked, strict=True)}
        spans = [(name[s.document], *s.span) for s in apart.stretches if s.kind == "excluded"]
        again = set_aside(masked, kinds=kinds, passages=spans, accepted=accepted)
        return self._apart(again).corpus

    def masked(self, corpus: Corpus) -> Corpus:
        """Mask names where that is asked for, and write the key to them."""
        from analysis.cli.inputs import with_masks

        return with_masks(corpus, self.options, self.lang, self.tell)

    @cached_property
    def excluded(self) -> tuple[list[str], list[str]]:
        """What ``--exclude`` names that is no pattern of files: kinds of text, and passages."""
        named = list(self.options.get("exclude") or ())
        if not named:
            return [], []
        from analysis.findings.choices import ASIDE_KINDS
        from corpus.ids import is_passage

        return [n for n in named if n in ASIDE_KINDS], [n for n in named if is_passage(n)]

    def set_aside(
        self,
        background: Sequence[str],
        aside: Iterable[Sequence[str]],
        accepted: str | None = None,
    ) -> Aside | None:
        """Set aside what the options name, ``--exclude`` among them; None if they name nothing.

        The corpus of the run is then what is left; findings are made from that.
        """
        kinds = [kind for several in aside for kind in several]
        self.structure = self.structure or bool(kinds)
        if not kinds and not background and not accepted:
            _ = self.corpus  # what is excluded is found as it is read
            return self.apart
        from analysis.asides import accepted_formulas, set_aside

        formulas = accepted_formulas(accepted or (), "standard")  # refused before any work
        corpus = self.corpus
        other = self.masked(self.read(list(background))) if background else None
        self.asides = {"background": other, "kinds": kinds, "accepted": formulas}
        found = set_aside(corpus, **self.asides)
        self.corpus = found.corpus
        return self._apart(found if self.apart is None else found.after(self.apart))

    def _apart(self, found: Aside) -> Aside:
        self.apart = found
        characters = sum(found.characters.values())
        self.tell(self.say("set-aside", count=len(found.stretches), characters=f"{characters:,}"))
        return found

    def cutter(self, more: Iterable[Any] = ()) -> Tokenizer:
        """Make what cuts words: as the corpus has it, with the user's words and ``more``."""
        from corpus.words.lexicon import read_words
        from corpus.words.tokens import Tokenizer

        own = self.options.get("words")
        known = (*(read_words(own) if own else ()), *more)
        synonyms = self.options.get("synonyms") or ()
        return Tokenizer(self.corpus.tokenizer, known, synonyms=synonyms)

    @property
    def stopwords(self) -> Path | None:
        """The user's stop words, for findings that leave some out."""
        own = self.options.get("stopwords")
        return Path(own) if own else None

    def compare_with(self, paths: Iterable[str]) -> Corpus:
        """Read the corpus that the first one is compared with; side ``b`` of findings is there."""
        self.other_paths = list(paths)
        self.other = self.read(self.other_paths)
        if self.options.get("anonymise"):
            self.other = self.masked(self._without_ours(self.other))
        if self.asides:
            from analysis.asides import set_aside

            self.other = set_aside(self.other, **self.asides).corpus
        return self.other

    def _without_ours(self, other: Corpus) -> Corpus:
        """Leave out the files that this run reads itself, while they have their names."""
        from analysis.cli.places import UnitLocator

        exclude = tuple(self.options.get("exclude") or ())
        both = (self.paths, self.other_paths)
        return UnitLocator(other, other, paths=both, exclude=exclude).others()

    @cached_property
    def places(self) -> UnitLocator:
        """Where the units stand that findings name."""
        from analysis.cli.places import UnitLocator

        paths = (self.paths, self.other_paths)
        exclude = tuple(self.options.get("exclude") or ())
        return UnitLocator(self.corpus, self.other, paths=paths, exclude=exclude)

    def read(self, paths: list[str]) -> Corpus:
        """Read a corpus. Files that could not be are named, and the exit status says so."""
        from corpus.reader import read

        names = ("encoding", "text_column", "id_column", "exclude")
        given: dict[str, Any] = {name: self.options.get(name) for name in names}
        inside = {name for several in self.excluded for name in several}
        patterns = [name for name in given["exclude"] or () if name not in inside]
        given["exclude"] = (*patterns, *self._outputs_in(paths))
        given["split_rows"] = bool(self.options.get("split"))
        given["follow_links"] = bool(self.options.get("follow_links"))
        if self.options.get("tokenizer"):
            given["tokenizer"] = self.options["tokenizer"]
        apart = any(self.excluded) or self.options.get("selection")
        if not self.structure and not apart:
            given["structure"] = False
        self.spare_inputs(paths)
        with self.progress() as tell:
            found = read(paths, **given, progress=tell)
        gc.freeze()  # all of it stays until the end: the collector need not look through it again
        gc.enable()
        self._spare_members(paths, found)
        if self.options.get("manifest"):
            self._note_inputs(paths, found)
        unreadable = unread(c.source for c in found.compilations)
        for source in unreadable:
            reason = reason_of(source, self.lang)
            write_stderr(visible(self.say("unreadable", path=source.id, reason=reason)))
        if all(c.source.encoding is None for c in found.compilations):
            raise SettingsError(self.say("nothing-readable"))
        if unreadable:
            self.status = PARTIAL
        return found

    def _outputs_in(self, paths: list[str]) -> list[str]:
        """Patterns for what this run itself writes into folders that it reads.

        A run with a manifest is run again, and what the first one wrote is no input of the second.
        """
        params, session = self.ctx.params, self.ctx.find_root().obj
        if not params.get("manifest"):
            return []
        from analysis.cli.manifest import outputs_in

        named = [params.get(name) or () for name in WRITTEN_AS_NAMED]
        several = [n for names in named for n in ([names] if isinstance(names, str) else names)]
        return outputs_in(paths, [*several, *session.left_out])

    def _note_inputs(self, paths: list[str], corpus: Corpus) -> None:
        """Take note of the files that sources came from, those that are no documents left aside."""
        from analysis.cli.places import file_of
        from corpus.reading.paths import find_files

        files = {f.id: Path(f.path) for f in find_files(paths, exclude=self.options["exclude"])}
        for source in (c.source for c in corpus.compilations):
            name = file_of(source.id, files)
            if name is not None and files[name].is_file() and not left_aside(source):
                self.inputs[name] = files[name]

    @property
    def unread(self) -> list[tuple[str, str]]:
        """Files that could not be read, and why; those compared with among them."""
        if not (self.options.get("paths") or self.options.get("files_from")):
            return []
        both = self.corpus.compilations + (self.other.compilations if self.other else ())
        return unread_files((compilation.source for compilation in both), self.lang)

    def spare_inputs(self, paths: Iterable[str]) -> None:
        """Refuse, before any work, to write over a file that is read."""
        for path in paths:
            # a pattern with an absolute start is beyond Path.glob
            matches = glob.glob(path, recursive=True)  # noqa: PTH207
            self._spare(map(Path, [path, *matches]))

    def _spare_members(self, paths: Iterable[str], found: Corpus) -> None:
        """Refuse to write over a file that was found in a folder."""
        if any(output is not None and output.exists() for output in self.outputs):
            read = [c.source for c in found.compilations if not left_aside(c.source)]
            for folder in (Path(path) for path in paths if Path(path).is_dir()):
                self._spare(folder / source.id for source in read)

    def _spare(self, inputs: Iterable[Path]) -> None:
        outputs = [output for output in self.outputs if output is not None and output.exists()]
        for path in filter(Path.is_file, inputs):
            for output in outputs:
                if output.samefile(path):
                    raise SettingsError(self.say("overwrites-input", path=output))

    def emit(
        self,
        records: Iterable[Record],
        *,
        main: str,
        view: Callable[[list[Record]], Sequence[Sheet]],
        picture: Callable[[], Picture] | None = None,
        whole: Callable[[], Saved] | None = None,
    ) -> None:
        """Hand findings to the writers that ``--format`` and ``-o`` ask for.

        Parameters
        ----------
        records
            In the output contract's form.
        main
            The record type that the verb is about: what CSV and Parquet put first.
        view
            Makes the tables for people.
        picture, whole
            Draw the finding, or give it (or the corpus) itself: pictures, networks, TEI, CoNLL-U.
        """
        from analysis.cli.output import emit

        emit(self, records, main, view, picture, whole)

    def emit_lines(self, lines: Iterable[str]) -> None:
        """Write plain lines, for other programs to read one by one; ended by NUL with ``-0``.

        Raises
        ------
        SettingsError
            If a line holds a line end, and NUL was not asked for: it would be read as two.
        """
        several = list(lines)
        end = "\0" if self.options.get("null") else "\n"
        for line in several:
            if end == "\n" and ("\n" in line or "\r" in line):
                raise SettingsError(self.say("name-of-two-lines", name=line))
        content = "".join(line + end for line in several).encode("utf-8", "surrogateescape")
        if self.output is None:
            write_stdout([content])
            return
        from corpus.atomic import write_atomic

        write_atomic(self.output, content)
        self.note_written([self.output])
        self.tell(self.say("written", names=str(self.output)))

    @cached_property
    def texts(self) -> dict[str, str]:
        """Ids of sources and documents → text of the source, for spans; empty if none is read."""
        if not (self.options.get("paths") or self.options.get("files_from")):
            return {}
        texts = {c.source.id: c.source.text for c in self.corpus.compilations}
        return {**texts, **{document.id: document.source.text for document in self.corpus}}

    def _counted(self) -> dict[str, int]:
        corpus = self.corpus
        read = [c.source.id for c in corpus.compilations if c.source.encoding is not None]
        return {
            "files": count_files(read),
            "documents": len(corpus),
            "characters": corpus.characters,
            "skipped": sum(left_aside(c.source) for c in corpus.compilations),
            "unread": len(unread(c.source for c in corpus.compilations)),
        }

    def read_in_stages(self, counts: dict[str, int]) -> None:
        """Take note that a corpus was read piece by piece, and is not at hand."""
        from corpus.collection import Corpus

        self.counts = counts
        self.corpus = Corpus.of([])

    def summarize(self, found: str = "") -> None:
        """Say on standard error what was read and what was found."""
        count = self.counts or self._counted()
        text = self.say(
            "summary",
            files=count["files"],
            documents=count["documents"],
            characters=f"{count['characters']:,}",
        )
        if count["skipped"]:
            text += self.say("summary-skipped", count=count["skipped"])
        if count["unread"]:
            text += self.say("summary-unread", count=count["unread"])
        self.tell(text + found + self.say("full-stop"))


def _flat(name: str) -> str:
    """A path as one name, so that paths of any shape fit into one folder."""
    from urllib.parse import quote

    return quote(Path(name).as_posix(), safe="")


def _named(flat: str) -> str:
    """The path that :func:`_flat` made a name of, and what stands in it."""
    from urllib.parse import unquote

    return unquote(flat)
