"""How a run ends: exit status, and one clear line instead of a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
from click.core import ParameterSource

from analysis.cli.messages import guess, nearest, say
from analysis.cli.terminal.stderr import write_stderr
from analysis.cli.terminal.stdout import STDOUT, flush_stdout
from corpus.errors import LeitongError, MissingExtra, OutputError, SettingsError, SourceError
from corpus.export.columns import visible

DONE = 0
CONDITION_HOLDS = 1
"""Done, and the condition given with ``--fail-on`` holds."""
USAGE = 2
"""Usage or configuration error, nothing readable, or the output failed: nothing was done."""
PARTIAL = 3
"""Done, but some inputs could not be read."""
INTERRUPTED = 130
CLOSED_PIPE = 141
"""The reader of our output went away (128 + SIGPIPE, as shells have it)."""


class UnknownVerb(click.UsageError):
    """A verb that does not exist."""

    def __init__(self, name: str, known: list[str], ctx: click.Context) -> None:
        self.name = name
        self.known = known
        super().__init__(name, ctx)


def guarded(work: Callable[[], int | None], *, lang: Callable[[], str], debug: bool) -> int:
    """Do the work; whatever happens, end with a status and at most one line of complaint.

    Parameters
    ----------
    work
        Gives the exit status (None: all done).
    lang
        Gives the language of the complaint, which the settings may have changed by then.
    debug
        Show tracebacks, too.
    """
    try:
        status = work() or DONE
        flush_stdout()
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        _silence_stdout()
        return CLOSED_PIPE
    except (KeyboardInterrupt, click.Abort):
        return _end("interrupted", lang(), INTERRUPTED, debug)
    except click.UsageError as error:
        _complain(usage_message(error, lang()), lang(), debug)
        if error.ctx is not None:
            write_stderr(say("try-help", lang(), command=error.ctx.command_path))
        return USAGE
    except (LeitongError, click.ClickException) as error:
        if isinstance(error, OutputError) and error.path == STDOUT:
            _silence_stdout()
        _complain(error_message(error, lang()), lang(), debug)
        return USAGE
    except MemoryError:
        return _end("out-of-memory", lang(), USAGE, debug)
    except Exception as error:  # noqa: BLE001 - the last door: a mistake of ours, said in one line
        _complain(say("internal", lang(), what=f"{type(error).__name__}: {error}"), lang(), debug)
        return USAGE
    return status


def _show_traceback() -> None:
    import traceback

    traceback.print_exc()


def _end(key: str, lang: str, status: int, debug: bool) -> int:  # noqa: FBT001
    write_stderr(say(key, lang))
    if debug:
        _show_traceback()
    return status


def _complain(message: str, lang: str, debug: bool) -> None:  # noqa: FBT001
    write_stderr(visible(say("error", lang, message=message)))
    if debug:
        _show_traceback()


def _silence_stdout() -> None:
    """Let the interpreter's own flush at exit go nowhere instead of raising again."""
    try:
        number = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):  # closed, or replaced as tests do
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


_OBSTACLES = ("ENOENT", "EACCES", "EISDIR", "ENOTDIR", "ENOSPC", "EROFS")


def reason_of_system(words: str, lang: str) -> str:
    """Say in our words what the system says in its own; what is rare stays as it is."""
    for name in _OBSTACLES:
        if words == os.strerror(getattr(errno, name)):
            return say(f"cannot.{name}", lang)
    return words


def error_message(error: Exception, lang: str) -> str:
    """Return the words for an exception of the library."""
    if isinstance(error, SourceError):
        said = reason_of_system(error.problem, lang)
        problem = error.note.message(lang) if error.note is not None else said
        remedy = f" ({error.remedy})" if error.remedy else ""
        return say("source-error", lang, path=error.path, problem=problem) + remedy
    if isinstance(error, SettingsError) and error.note is not None:
        problem = error.note.message(lang)
        return (
            say("source-error", lang, path=error.path, problem=problem) if error.path else problem
        )
    if isinstance(error, OutputError):
        if error.path == STDOUT:
            return say("stdout-error", lang, reason=error.reason)
        return say(
            "output-error", lang, path=error.path, reason=reason_of_system(error.reason, lang)
        )
    if isinstance(error, MissingExtra):
        return say("missing-extra", lang, feature=error.feature, extra=error.extra)
    return str(error)


def usage_message(error: click.UsageError, lang: str) -> str:
    """Return the words for a mistake on the command line, with the nearest right name."""
    if isinstance(error, UnknownVerb):
        text = say("no-such-verb", lang, name=error.name)
        if Path(error.name).exists():  # they began with what they have: files
            return text + say("verb-first", lang, name=error.name)
        meant = guess(error.name, error.known, lang)
        return text + (meant or say("verbs-are", lang, names=", ".join(error.known)))
    if isinstance(error, click.NoSuchOption):
        known = [name for p in _params(error) for name in (*p.opts, *p.secondary_opts)]
        text = say("no-such-option", lang, name=error.option_name)
        found = nearest(error.option_name, [name for name in known if name.startswith("--")])
        return text + (
            say("did-you-mean", lang, names=say("or", lang).join(found)) if found else ""
        )
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return say("missing", lang, name=_name(error.param, error.ctx))
    if isinstance(error, click.BadParameter) and error.param is not None:
        expected = _expected(error.param.type, lang)
        wrong = say("bad-value", lang, name=_where_set(error.param, error.ctx))
        return wrong + (expected or error.message)
    if isinstance(error, click.BadOptionUsage):
        return say("needs-value", lang, name=error.option_name)
    return error.format_message()


def _params(error: click.UsageError) -> list[click.Parameter]:
    return [] if error.ctx is None else error.ctx.command.get_params(error.ctx)


def _name(param: click.Parameter, ctx: click.Context | None) -> str:
    if isinstance(param, click.Argument):
        return param.make_metavar(ctx) if ctx is not None else str(param.name)
    return max(param.opts, key=len)


def _where_set(param: click.Parameter, ctx: click.Context | None) -> str:
    """Name what a value came by: a flag, a variable of the environment, a file of settings."""
    name = _name(param, ctx)
    source = None if ctx is None else ctx.get_parameter_source(str(param.name))
    if source is ParameterSource.ENVIRONMENT:
        return str(param.envvar)
    if ctx is not None and source is ParameterSource.DEFAULT_MAP:
        return f"{os.path.relpath(ctx.find_root().obj.settings.path)}: {name.lstrip('-')}"
    return name


def _expected(kind: object, lang: str) -> str:
    if hasattr(kind, "expected"):  # types of ours say it by the key of a message
        return say(kind.expected, lang)
    if isinstance(kind, click.Choice):
        return say("one-of", lang, names=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange | click.FloatRange):
        low = "" if kind.min is None else f"≥ {kind.min:g}"
        high = "" if kind.max is None else f"≤ {kind.max:g}"
        return say("a-number", lang, limits=" ".join(part for part in (low, high) if part))
    if kind is click.INT or kind is click.FLOAT:
        return say("a-number", lang, limits="")
    return ""
