"""Every finding draws itself in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.figure import Figure

import corpus
from analysis import (
    collate,
    find_boilerplate,
    find_duplicates,
    find_keyness,
    find_keywords,
    find_reuse,
    find_templates,
    find_themes,
    profile,
)
from analysis.drawings.picture import Picture
from corpus.collection import Corpus
from corpus.errors import SettingsError

PLOTS: dict[str, Callable[[Corpus], Picture]] = {
    "duplicates": lambda c: find_duplicates(c).plot(),
    "collation": lambda c: collate(c, ["#4", "#11", "#14"]).plot(lang="en"),
    "reuse": lambda c: find_reuse(c).plot(),
    "boilerplate": lambda c: find_boilerplate(c).plot(),
    "boilerplate by sentence": lambda c: find_boilerplate(c).plot("sentences"),
    "templates": lambda c: find_templates(c).plot(1),
    "keywords": lambda c: find_keywords(c).plot(),
    "keywords of one": lambda c: find_keywords(c).plot("#3"),
    "keyness": lambda c: find_keyness(c).plot("#6"),
    "themes": lambda c: find_themes(c).plot(),
    "themes as bars": lambda c: find_themes(c).plot("bars"),
    "themes by document": lambda c: find_themes(c).plot("matrix"),
    "profile": lambda c: profile(c).plot(),
    "profile, zipf": lambda c: profile(c).plot("zipf"),
    "profile, heaps": lambda c: profile(c).plot("heaps"),
}


@pytest.mark.slow
@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS.keys())
def test_a_finding_shows_itself_as_a_picture(
    plot: Callable[[Corpus], Picture], sample: Corpus
) -> None:
    shown = plot(sample)
    png = shown._repr_png_()
    assert png is not None
    assert png.startswith(b"\x89PNG")
    assert len(png) > 5_000, "an empty figure"


TEXTS = {
    "甲": "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。",
    "乙": "全镇上半年开展理论学习12次，覆盖党员干部四百余人，整理学习笔记二百余篇。",
    "丙": "水库除险加固工程已通过验收，灌区配套改造完成过半。",
}


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus.from_texts(TEXTS)


def test_a_picture_saves_itself_and_is_the_same_bytes_again(small: Corpus, tmp_path: Path) -> None:
    for name in ("a.png", "a.svg"):
        first = find_duplicates(small).plot().save(tmp_path / name).read_bytes()
        again = find_duplicates(small).plot().save(tmp_path / name).read_bytes()
        assert first == again
        assert len(first) > 1_000


def test_a_picture_is_not_saved_in_a_format_nobody_named(small: Corpus, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"\.bmp.*expected \.png or \.svg"):
        find_duplicates(small).plot().save(tmp_path / "a.bmp")
    assert not list(tmp_path.iterdir())


def test_axes_of_the_callers_own_are_drawn_in_and_left_to_them(small: Corpus) -> None:
    axes = Figure().add_subplot()
    shown = find_duplicates(small).plot(ax=axes)
    assert shown.ax is axes
    assert axes.has_data()
    assert shown._repr_png_() is None


def test_a_heat_map_needs_two_documents(small: Corpus) -> None:
    with pytest.raises(SettingsError, match="1 units"):
        find_duplicates(small[:1]).plot()


def test_an_unknown_kind_names_the_known_ones(small: Corpus) -> None:
    with pytest.raises(SettingsError, match="shares, sentences"):
        find_boilerplate(small).plot("pie")


def test_an_unknown_template_or_unit_is_said(small: Corpus) -> None:
    with pytest.raises(KeyError, match="no template 9"):
        find_templates(small).plot(9)
    with pytest.raises(KeyError, match="ids look like"):
        find_keywords(small).plot("丁")
