"""Rule codes: stable, complete, worded in both languages."""

from __future__ import annotations

import pytest

from analysis.measures.similarity.verdicts import VERDICTS
from analysis.views.identity import digest
from analysis.views.rules import (
    OF_VERDICT,
    codes,
    rule,
    rule_of_note,
    rules_of,
    selected,
    selection,
)
from corpus.messages import table
from corpus.reading.refusal import RULES

STABLE = ("B101 B102 D101 D102 D103 D104 D105 D201 P101 P102 P103 P104 P105 P106 P107 P108 "
          "R101 R102 R103 R104 R105 R106 R107 R108 R109")  # fmt: skip
NOT_OF_TEXTS = ("chart-", "class-", "tokenizer-", "themes-", "report-", "variant-", "collation-",
                "descent-", "evidence-", "setting-", "slot-", "verdict-", "change-", "votes-",
                "notebook-", "theme-", "damage-", "judge-")  # fmt: skip


def test_no_code_goes_or_comes_unnoticed() -> None:
    assert " ".join(codes()) == STABLE


@pytest.mark.parametrize("code", codes())
def test_every_code_is_explained_in_both_languages(code: str) -> None:
    for lang in ("zh", "en"):
        found = rule(code, lang)
        assert all(found)
        " ".join(found).encode("gbk")
        assert "抄袭" not in " ".join(found)
    assert rule(code, "zh").level in ("none", "note", "warning", "error")


def test_every_verdict_and_every_refusal_has_a_rule() -> None:
    assert set(OF_VERDICT) == set(VERDICTS)
    assert set(OF_VERDICT.values()) | set(RULES.values()) <= set(codes())


def test_every_note_about_a_text_has_a_rule() -> None:
    without = {
        code for code in table()
        if rule_of_note(code) is None and not code.startswith(NOT_OF_TEXTS)
    }  # fmt: skip
    of_settings = {
        "bad-ignore-list",
        "no-such-encoding",
        "documents-not-joined",
        "rows-not-joined",
        "rows-name-several",
    }
    assert without <= {"missing-glyphs", "group-no-value", *of_settings}


def test_selecting_takes_the_longest_beginning() -> None:
    def chosen(select: list[str], ignore: list[str]) -> list[str]:
        wanted = selection(select, ignore)
        return [code for code in codes() if wanted(code)]

    assert chosen([], []) == list(codes())
    assert chosen(["D1"], ["D104"]) == ["D101", "D102", "D103", "D105"]
    assert chosen(["D102"], ["D"]) == ["D102"]
    assert chosen(["D102"], ["D102"]) == []
    assert "D201" not in chosen([], ["D"])


def test_records_without_a_rule_always_stay() -> None:
    nothing = selection(["R101"], [])
    assert selected({"type": "share"}, nothing) == {"type": "share"}
    assert selected({"type": "passage"}, nothing) is None
    assert selected({"type": "family"}, selection(["D105"], [])) is not None
    source = {"type": "source", "notes": [{"code": "empty-file"}, {"code": "numbering-gap"}]}
    kept = selected(source, selection(["R103"], []))
    assert kept == {"type": "source", "notes": [{"code": "empty-file"}]}
    assert rules_of({"type": "sentence", "class": "distinct"}) == ()


def test_a_digest_knows_neither_order_nor_what_folding_ignores() -> None:
    assert digest("pair", ["甲，乙", "丙"]) == digest("pair", ["丙", "甲 乙。"])
    assert digest("pair", ["甲"]) != digest("passage", ["甲"])
    assert digest("pair", ["甲", "乙丙"]) != digest("pair", ["甲乙", "丙"])
    assert len(digest("pair", [])) == 32
