"""No empty boxes, whatever is installed."""

from __future__ import annotations

import warnings
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import get_data_path
from matplotlib.font_manager import fontManager

from analysis.drawings import fonts
from analysis.drawings.fonts import bundled_font, find_typeface
from analysis.drawings.style import MissingGlyphWarning, chart_style, new_axes, png_bytes
from corpus.errors import SettingsError

RARE = "意识形态慬浄Ⅹⅹカ勠〇—…《》"


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No font known to matplotlib but what it draws with by default, and zhplot not installed."""
    monkeypatch.setattr(fontManager, "ttflist", [])
    monkeypatch.setattr(fonts, "bundled_font", lambda: None)


def test_the_bundled_font_is_a_file_of_a_package_that_is_never_imported() -> None:
    import sys

    assert bundled_font() is not None
    assert "zhplot" not in sys.modules


def test_every_character_seen_in_the_compilation_can_be_drawn(sample_path: Path) -> None:
    face = find_typeface(sample_path.read_text(encoding="utf-8") + RARE)
    assert face.missing == ""
    assert face.chinese


def test_a_users_own_font_comes_first_and_others_fill_its_gaps() -> None:
    mono = Path(get_data_path(), "fonts", "ttf", "DejaVuSansMono.ttf")
    face = find_typeface("第3篇", font=mono)
    assert face.paths[0] == str(mono)
    assert face.missing == ""


def test_a_font_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="NoSuchFont"):
        find_typeface("第3篇", font="NoSuchFont")
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    with pytest.raises(SettingsError, match=r"broken\.ttf"):
        find_typeface("第3篇", font=broken)


def test_finding_fonts_leaves_the_users_look_ups_as_they_were() -> None:
    before = [e for e in fontManager.ttflist if not e.name.startswith("leitong")]
    find_typeface("意识形态")
    find_typeface("意识形态")
    after = [e for e in fontManager.ttflist if not e.name.startswith("leitong")]
    assert after == before
    ours = [e.name for e in fontManager.ttflist if e.name.startswith("leitong")]
    assert len(ours) == len(set(ours))


def test_characters_that_no_font_has_are_replaced_and_named_once() -> None:
    strange = "\U00020000\U0002a6d6"  # rare characters beyond the first plane
    with pytest.warns(MissingGlyphWarning) as caught, chart_style([f"篇{strange}"]) as face:
        assert face.fit(f"篇{strange}1") == "篇〓〓1"
    assert len(caught) == 1


def test_controls_and_line_separators_become_blanks() -> None:
    assert find_typeface("篇").fit("篇\x1b[2J\u2028\t1") == "篇 [2J  1"


@pytest.mark.usefixtures("bare_machine")
def test_without_any_chinese_font_labels_become_numbers_and_nothing_is_a_box() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", MissingGlyphWarning)
        with chart_style(["意识形态", "学习"]) as face:
            assert not face.chinese
            assert face.fit_labels(["意识形态", "学习", "A4"]) == ["#1", "#2", "A4"]
            axes = new_axes(2, 2)
            axes.set_title(face.fit("意识形态 2020"))
            assert axes.get_title(loc="left") == "???? 2020"
            png_bytes(axes.get_figure())


def test_an_emptied_font_list_still_draws_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontManager, "ttflist", [])
    with chart_style(["意识形态"]) as face:
        assert face.chinese
        axes = new_axes(2, 2)
        axes.set_title("意识形态 −1")
        png_bytes(axes.get_figure())


def test_settings_are_the_users_own_again_afterwards() -> None:
    mpl.rcParams["axes.unicode_minus"] = False
    try:
        before = dict(mpl.rcParams)
        with chart_style(["意识形态"]):
            assert mpl.rcParams["axes.unicode_minus"]
        assert dict(mpl.rcParams) == before
    finally:
        mpl.rcParams["axes.unicode_minus"] = True


def test_a_users_settings_do_not_change_the_picture() -> None:
    def picture() -> bytes:
        with chart_style(["意识形态"]):
            axes = new_axes(2, 2)
            axes.plot([0, 1], [0, 1])
            axes.set_title("意识形态")
            return png_bytes(axes.get_figure())

    plain = picture()
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "lines.linewidth": 9}):
        assert picture() == plain
