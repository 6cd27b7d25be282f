"""雷同: the front door, with all that :mod:`corpus` and :mod:`analysis` offer under one name.

>>> import leitong
>>> text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
>>> c = leitong.from_texts({"甲": text, "乙": text, "丙": "水库除险加固工程已通过验收。"})
>>> [family.members for family in leitong.find_duplicates(c).families]
[('甲', '乙')]

``import corpus`` and ``import analysis`` are common names: a file ``analysis.py`` beside a notebook
hides the package of that name. This module looks for that first and says which file it is.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis import Index as Index
    from analysis import Votes as Votes
    from analysis import along as along
    from analysis import anonymise as anonymise
    from analysis import check as check
    from analysis import collate as collate
    from analysis import compare as compare
    from analysis import course as course
    from analysis import figure_changes as figure_changes
    from analysis import find_boilerplate as find_boilerplate
    from analysis import find_collocations as find_collocations
    from analysis import find_concepts as find_concepts
    from analysis import find_correspondence as find_correspondence
    from analysis import find_duplicates as find_duplicates
    from analysis import find_frequencies as find_frequencies
    from analysis import find_keyness as find_keyness
    from analysis import find_keywords as find_keywords
    from analysis import find_new_words as find_new_words
    from analysis import find_reuse as find_reuse
    from analysis import find_templates as find_templates
    from analysis import find_themes as find_themes
    from analysis import find_votes as find_votes
    from analysis import flows as flows
    from analysis import kwic as kwic
    from analysis import profile as profile
    from analysis import read_selection as read_selection
    from analysis import set_aside as set_aside
    from analysis import study as study
    from analysis import weigh as weigh
    from analysis import write_report as write_report
    from corpus import Corpus as Corpus
    from corpus import Document as Document
    from corpus import LeitongError as LeitongError
    from corpus import Note as Note
    from corpus import Section as Section
    from corpus import Source as Source
    from corpus import Span as Span
    from corpus import Tokenizer as Tokenizer
    from corpus import Unit as Unit
    from corpus import fold as fold
    from corpus import from_dataframe as from_dataframe
    from corpus import from_texts as from_texts
    from corpus import read as read

HIDDEN = (
    "“{file}” 与 leitong 的 {name} 包同名，把它挡住了：请给它改名，或换一个文件夹运行。\n"
    "{file} has the name of leitong's own package {name} and hides it: "
    "rename that file or folder, or run in another folder."
)
ROOMS = ("corpus", "analysis")


def _refuse_hidden() -> None:
    """Raise ImportError if a file of the user's stands before one of the packages."""
    home = Path(__file__).resolve().parent.parent
    for name in ROOMS:
        spec = find_spec(name)  # finds, and runs nothing
        file = Path(spec.origin) if spec and spec.origin else None
        if file is None or file.resolve().parent == home / name:
            continue
        message = HIDDEN.format(file=file, name=name)
        if sys.argv[:1] == ["-m"]:  # python -m leitong: a user at the command line reads no trace
            sys.stderr.write(message + "\n")
            raise SystemExit(2)
        raise ImportError(message)


_refuse_hidden()
_ROOM = {name: room for room in ROOMS for name in import_module(room).__all__}
__all__ = sorted(_ROOM)
__version__: str = import_module("corpus").__version__


def __getattr__(name: str) -> object:
    if name not in _ROOM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOM[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
