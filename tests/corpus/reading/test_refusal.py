"""Reasons why something cannot be read."""

from __future__ import annotations

import errno

import pytest

from corpus.errors import LeitongError, MissingExtra
from corpus.messages import table
from corpus.reading.refusal import RULES, SKIPPED, note_of, refuse, refuse_os


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_reason_has_words_in_both_languages(code: str) -> None:
    assert set(table()[code]) == {"zh", "en"}
    assert RULES[code] in {"R101", "R103", "R104", "R106", "R107", "R108"}


@pytest.mark.parametrize("code", ["replaced-bytes", "encoding-guessed", "left-out", "short-row"])
def test_so_have_the_notes_of_what_was_read(code: str) -> None:
    assert set(table()[code]) == {"zh", "en"}


def test_an_exception_says_what_its_note_says() -> None:
    error = refuse("甲.doc", "unsupported-format", suffix=".doc")
    assert str(error) == (
        "甲.doc: .doc files are read with LibreOffice, which was not found; "
        "install it, or save it as .docx or .txt"
    )
    assert note_of(error).message("en") in str(error)
    assert note_of(error).code not in SKIPPED


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "x"), "permission-denied"),
        (FileNotFoundError(2, "x"), "missing-path"),
        (OSError(errno.ELOOP, "x"), "link-loop"),
        (OSError(errno.EIO, "Ein-/Ausgabefehler"), "failed-read"),
        (OSError("odd"), "failed-read"),
    ],
)
def test_the_systems_errors_are_named_not_quoted(error: OSError, code: str) -> None:
    note = note_of(refuse_os("甲", error))
    assert note.code == code
    assert "Ein" not in note.message("en")


def test_other_exceptions_of_ours_become_notes_too() -> None:
    assert dict(note_of(MissingExtra("reading .pdf", "pdf")).facts) == {"extra": "pdf"}
    assert note_of(LeitongError("odd")).message("en") == "reading failed (odd)"
