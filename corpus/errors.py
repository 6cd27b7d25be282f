"""What can go wrong, as exceptions: each says where, what was expected and what to do.

::

    LeitongError(ValueError)
     + SourceError      a path that cannot be read, or a file over a limit
     + SettingsError    an option outside its range, an unknown name
     + OutputError      a file that cannot be written
     + MissingExtra     a format or tokenizer whose package is not installed
     + FormatError      data of ours (a rule file, a stored table) that does not conform

An exception means that we stop. What a run survives (one unreadable file among many, a
doubtful split) is a :class:`corpus.model.Note` instead, counted and shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.model import Note


class LeitongError(ValueError):
    """Base of every exception that this library raises on purpose."""


class SourceError(LeitongError):
    """A path that cannot be read.

    Parameters
    ----------
    path
        The path as the user gave it.
    problem
        What is wrong, in words.
    remedy
        What the user can do about it.
    code
        Stable rule code (``R101`` unreadable, ``R103`` empty, ``R104`` over a limit, ...).
    note
        The same as a note, whose message can be had in Chinese and in English.
    """

    def __init__(
        self,
        path: object,
        problem: str,
        remedy: str = "",
        code: str = "R101",
        note: Note | None = None,
    ) -> None:
        self.path = str(path)
        self.problem = problem
        self.remedy = remedy
        self.code = code
        self.note = note
        super().__init__(f"{self.path}: {problem}" + (f" ({remedy})" if remedy else ""))


class SettingsError(LeitongError):
    """An option outside its range, or a name that does not exist.

    Parameters
    ----------
    message
        What is wrong, what was expected.
    note
        The same as a note, whose message can be had in Chinese and in English.
    path
        The file that the option does not fit, if there is one.
    """

    def __init__(self, message: str, *, note: Note | None = None, path: str = "") -> None:
        self.note = note
        self.path = path
        super().__init__(message)

    @classmethod
    def of(cls, code: str, **facts: str | int | float) -> SettingsError:
        """Make one from the table of messages, so that it can be said in either language.

        Parameters
        ----------
        code
            A section of ``resources/messages.toml``, ``setting-…``.
        **facts
            Values for the message's placeholders.

        Examples
        --------
        >>> str(SettingsError.of("setting-from", name="top", value=0, least=1))
        'top is 0; expected a number from 1 up'
        """
        from corpus.model import Note  # here: the model needs NumPy, and exceptions do not

        note = Note.of(code, (0, 0), **facts)
        return cls(note.message("en"), note=note)


def require_choice(name: str, value: str, known: Iterable[str]) -> None:
    """Refuse a value that is none of the known ones.

    Parameters
    ----------
    name
        What the option is called.
    value
        What was given.
    known
        What it may be.

    Raises
    ------
    SettingsError
        If the value is another one.

    Examples
    --------
    >>> require_choice("kind", "pie", ("bars", "map"))
    Traceback (most recent call last):
    corpus.errors.SettingsError: kind is 'pie'; expected one of bars, map
    """
    if value not in (names := tuple(known)):
        raise SettingsError.of(
            "setting-choice", name=name, value=repr(value), names=", ".join(names)
        )


class FormatError(LeitongError):
    """A file of ours (rules, dictionary, stored table) that does not conform."""


class OutputError(LeitongError):
    """A file that cannot be written; what stood there is untouched.

    Parameters
    ----------
    path
        The target.
    reason
        What is in the way.
    """

    def __init__(self, path: object, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"{path}: cannot be written ({reason}); nothing was changed")


class MissingExtra(LeitongError, ImportError):  # noqa: N818 (a noun reads better: what is missing)
    """A feature whose optional package is not installed.

    Parameters
    ----------
    feature
        What was asked for, e.g. ``"reading .pdf"``.
    extra
        The extra of this distribution that brings it, e.g. ``"pdf"``.
    """

    def __init__(self, feature: str, extra: str) -> None:
        self.feature = feature
        self.extra = extra
        super().__init__(
            f"{feature} needs an optional package that is not installed; "
            f"install it with: pip install 'leitong[{extra}]'"
        )
