"""Settings files: found upward, checked, overruled."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.cli.config import Settings, defaults, find_settings
from corpus.errors import SettingsError

OPTIONS = {
    "parse": {"encoding": False, "exclude": True},
    "duplicates": {"encoding": False, "exclude": True, "threshold": False, "text_column": False},
}


def test_the_nearest_file_upward_is_taken(tmp_path: Path) -> None:
    (tmp_path / "leitong.toml").write_text('lang = "en"', encoding="utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_settings(inner).values == {"lang": "en"}
    (tmp_path / "a" / "leitong.toml").write_text('lang = "zh"', encoding="utf-8")
    assert find_settings(inner).path == tmp_path / "a" / "leitong.toml"


def test_a_pyproject_without_our_table_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.leitong]\ntext-column = "正文"', "utf-8")
    inner = tmp_path / "a"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert find_settings(inner).values == {"text_column": "正文"}


def test_without_a_file_there_are_no_settings(tmp_path: Path) -> None:
    assert find_settings(tmp_path) == Settings()


@pytest.mark.parametrize("content", [b"lang = ", b"\xff\xfe", b"a = 1\na = 2"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "leitong.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"leitong\.toml"):
        find_settings(tmp_path)


def test_a_verbs_own_table_wins_and_reaches_no_other() -> None:
    settings = Settings(None, {"encoding": "gbk", "duplicates": {"encoding": "big5"}})
    found = defaults(settings, OPTIONS, "zh")
    assert found["parse"] == {"encoding": "gbk"}
    assert found["duplicates"] == {"encoding": "big5"}


def test_an_option_goes_only_to_verbs_that_have_it() -> None:
    found = defaults(Settings(None, {"threshold": 0.5}), OPTIONS, "zh")
    assert found == {"parse": {}, "duplicates": {"threshold": 0.5}}


@pytest.mark.parametrize(
    ("values", "meant"),
    [
        ({"treshold": 0.5}, "threshold"),
        ({"duplicates": {"treshold": 0.5}}, "threshold"),
        ({"duplicate": {"threshold": 0.5}}, "duplicate"),
        ({"parse": {"threshold": 0.5}}, r"\[parse\]"),
        ({"exclude": "草稿/*"}, "列表"),
        ({"encoding": ["gbk"]}, "一个值"),
        ({"duplicates": 3}, "duplicates"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest_name(
    values: dict[str, object], meant: str
) -> None:
    with pytest.raises(SettingsError, match=meant):
        defaults(Settings(Path("leitong.toml"), values), OPTIONS, "zh")


PLACES = {"report": {"output": False, "tables": False}, "duplicates": {"output": True}}


@pytest.mark.parametrize(
    "values",
    [
        {"report": {"output": "../report.html"}},
        {"report": {"tables": "/tmp"}},  # noqa: S108
        {"duplicates": {"output": ["pairs.csv", "out/../../pairs.csv"]}},
        {"output": "link/report.html"},
    ],
)
def test_a_file_of_settings_names_no_place_outside_its_folder_to_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, object]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "link").symlink_to(tmp_path)
    monkeypatch.chdir(home)
    options = {"report": PLACES["report"]} if "output" in values else PLACES
    with pytest.raises(SettingsError, match="文件夹"):
        defaults(Settings(home / "leitong.toml", values), options, "zh")


def test_a_file_of_settings_names_places_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    values = {"report": {"output": "../out/report.html"}, "duplicates": {"output": ["-"]}}
    found = defaults(Settings(tmp_path / "leitong.toml", values), PLACES, "zh")
    assert found == values
