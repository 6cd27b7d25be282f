"""One class of text has one colour, wherever it is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import analysis.views.page
from analysis.drawings.structure import CLASS_COLOURS

STYLE = Path(analysis.views.page.__file__).parent / "style" / "1-colours.css"


@pytest.mark.parametrize("name", ["distinct", "reused", "boilerplate", "duplicate", "heading"])
def test_a_class_has_the_same_colour_in_charts_and_on_the_page(name: str) -> None:
    (colour,) = re.findall(rf"--bar-{name}: (#[0-9a-f]{{6}});", STYLE.read_text(encoding="utf-8"))
    assert colour == CLASS_COLOURS[name][0].lower()
