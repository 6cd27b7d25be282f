"""Charts: the same bytes every time, and no character lost."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import imread

import corpus
from analysis.drawings.growth import course_plot, heaps_plot
from analysis.drawings.keyness import keyness_bars
from analysis.drawings.map import theme_map
from analysis.drawings.network import reuse_network, word_network
from analysis.drawings.similarity import similarity_map
from analysis.drawings.slots import slot_table
from analysis.drawings.strips import sentence_strips
from analysis.drawings.structure import length_bars, section_strips, share_bars
from analysis.drawings.style import new_axes, png_bytes, svg_bytes
from analysis.drawings.terms import keyword_bars, keyword_panels, zipf_plot
from analysis.drawings.themes import theme_bars, theme_matrix
from analysis.drawings.tree import family_tree, section_tree
from analysis.measures.factors.ordering import order_by_similarity
from analysis.studies import Study, study
from analysis.views.charts import png, save_charts, study_charts, svg

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "charts"
LABELS = ["篇1", "篇2", "$篇$3", "<篇4>"]
SQUARE = pd.DataFrame(
    [[1, 0.9, 0.2, 0], [0.9, 1, 0.1, 0], [0.2, 0.1, 1, 0.6], [0, 0, 0.6, 1]], LABELS, LABELS
)
TERMS = pd.DataFrame(
    {
        "document": ["篇1", "篇1", "篇2"],
        "term": ["舆情", "学习", "习近平新时代中国特色社会主义思想"],
        "score": [3.0, 2.0, 1.0],
    }
)
SECTIONS = pd.DataFrame(
    [("篇1", 1, 10, 90, 100, "一"), ("篇1", 2, 20, 60, 100, ""), ("篇2", 0, 0, 40, 40, "")],
    columns=["document", "depth", "start", "end", "length", "name"],
)
SHARES = pd.DataFrame(
    {"distinct": [0.5, 0.0], "boilerplate": [0.3, 0.1], "duplicate": [0.2, 0.9]}, LABELS[:2]
)
THEMES = pd.DataFrame({"label": LABELS[:2], "size": [12, 3], "terms": ["舆情 网络", "学习"]})
WORDS = pd.DataFrame({"term": ["的", "工作"], "rank": [1, 2], "count": [10, 5]})
SENTENCES = pd.DataFrame(
    [
        ("篇1", 0, 30, "heading"),
        ("篇1", 30, 90, "distinct"),
        ("篇1", 90, 160, "boilerplate"),
        ("篇2", 0, 80, "duplicate"),
        ("篇2", 80, 100, "reused"),
    ],
    columns=["document", "start", "end", "class"],
)
MAP = pd.DataFrame(
    {
        "x": [0.0, 1.0, 0.5, 0.4, 3.0, 4.0, 3.6, 2.0, 5.0],
        "y": [0.0, 0.1, 1.0, 0.5, 0.2, 0.0, 0.9, 2.0, 2.0],
        "label": [*["舆论引导"] * 4, *["中心组学习"] * 3, None, "单独一节"],
    }
)
KEYS = pd.DataFrame(
    {
        "term": ["责任单位", "习近平新时代中国特色社会主义思想", "群众"],
        "log_ratio": [5.2, 1.5, -3.0],
        "count": [20, 3, 0],
    }
)
GROWTH = pd.DataFrame({"words": [1, 50, 100, 200], "types": [1, 40, 65, 100]})
TIES = pd.DataFrame({"a": ["篇1", "篇1"], "b": ["篇2", "$篇$3"], "characters": [6129, 40]})
PAIRED = pd.DataFrame(
    {
        "a": ["责令", "责令", "限期", "学习", "$1$"],
        "b": ["限期", "改正", "改正", "教育", "$2$"],
        "count": [299, 528, 310, 24, 5],
    }
)
COURSE = pd.DataFrame(
    [
        (year, term, 0.5, 0.2, 0.8)
        for term in ("学习", "疫情", "$防控$")
        for year in ("2019", "2020", "2023", "(none)")
    ],
    columns=["group", "term", "share", "low", "high"],
)
TREE = pd.DataFrame(
    {
        "depth": [1, 2, 3, 2, 1],
        "heading": ["一、领导", "(一)责任", "1.分工", "(二)考核", "二、" + "长标题" * 12],
        "characters": [900, 500, 120, 300, 40],
    }
)
DESCENT = pd.DataFrame(
    {
        "parent": ["篇4", "篇4", "篇11"],
        "child": ["篇11", "篇15", "篇14"],
        "differences": [41, 7, 12],
        "directed": [True, False, True],
    }
)
SLOTS = pd.DataFrame(
    [["3", "党委书记"], ["12", "镇长、党委副书记、人大代表"]],
    ["篇1", "篇2"],
    ["1 数字", "2 职务"],
)

DRAWINGS: dict[str, Callable[..., Axes | Figure]] = {
    "overlap": lambda **how: similarity_map(SQUARE, measure="overlap", **how),
    "similarity": lambda **how: similarity_map(
        SQUARE, branches=order_by_similarity(SQUARE.to_numpy()).branches, **how
    ),
    "keywords": lambda **how: keyword_bars(TERMS, title="篇1", **how),
    "panels": lambda **how: keyword_panels(TERMS, **how),
    "zipf": lambda **how: zipf_plot(WORDS, exponent=1.0, scale=10.0, **how),
    "sections": lambda **how: section_strips(SECTIONS, **how),
    "lengths": lambda **how: length_bars(
        pd.DataFrame({"document": LABELS, "printed": [5, 0, 7, 12_345]}), **how
    ),
    "shares": lambda **how: share_bars(SHARES, **how),
    "sentences": lambda **how: sentence_strips(SENTENCES, **how),
    "theme map": lambda **how: theme_map(MAP, **how),
    "keyness": lambda **how: keyness_bars(KEYS, title="篇9", **how),
    "heaps": lambda **how: heaps_plot(GROWTH, exponent=0.87, scale=1.0, **how),
    "network": lambda **how: reuse_network(TIES, documents=LABELS, **how),
    "words": lambda **how: word_network(PAIRED, **how),
    "course": lambda **how: course_plot(COURSE[COURSE["term"] == "学习"], by="年份", **how),
    "courses": lambda **how: course_plot(
        COURSE.assign(part=COURSE["term"], term=""), by="年份", parts="part", **how
    ),
    "section tree": lambda **how: section_tree(TREE, title="篇9", **how),
    "family tree": lambda **how: family_tree(DESCENT, **how),
    "slots": lambda **how: slot_table(SLOTS, template="成立以{}人组成、{}为组长的小组", **how),
    "theme bars": lambda **how: theme_bars(THEMES, **how),
    "theme matrix": lambda **how: theme_matrix(
        pd.DataFrame([[1, 0], [0, 3]], LABELS[:2], LABELS[2:]), **how
    ),
}
drawings = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())


def figure_of(drawn: Axes | Figure) -> Figure:
    return drawn if isinstance(drawn, Figure) else drawn.get_figure(root=True)


@pytest.fixture(scope="module")
def small() -> Study:
    text = "一、{0}学习\n全镇{0}党员集中学习{1}次。\n二、宣传引导\n发布信息{1}条，回应群众。"
    return study(
        corpus.from_texts(
            {
                "甲.txt": text.format("理论", 3),
                "乙.txt": text.format("政治", 5),
                "丙.txt": "报送材料。",
            }
        )
    )


@drawings
def test_a_chart_is_the_same_bytes_every_time(draw: Callable[..., Axes | Figure]) -> None:
    one, other = figure_of(draw()), figure_of(draw())
    assert png_bytes(one, dpi=50) == png_bytes(other, dpi=50)
    assert svg_bytes(one) == svg_bytes(other)


@pytest.mark.golden
@drawings
def test_a_chart_looks_as_it_did_when_it_was_looked_at(
    draw: Callable[..., Axes | Figure], request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id.replace(" ", "-")
    path = GOLDEN / f"{name}.png"
    drawn = png_bytes(figure_of(draw()), dpi=48)
    if os.environ.get("LEITONG_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawn)
    expected, actual = imread(path), imread(io.BytesIO(drawn))
    assert actual.shape == expected.shape
    # other versions of FreeType draw edges a little differently; a moved bar is far more
    assert float(np.abs(actual - expected).mean()) < 0.01


def test_no_two_names_on_the_map_overlap() -> None:
    names = [f"主题的名称{n}" for n in range(12)]
    generator = np.random.default_rng(0)
    crowd = pd.DataFrame({"x": generator.random(60), "y": generator.random(60), "label": names * 5})
    axes = theme_map(crowd)
    figure_of(axes).draw_without_rendering()
    boxes = [text.get_window_extent() for text in axes.texts]
    assert len(boxes) == 12
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_words_used_more_stand_right_and_words_used_less_left() -> None:
    axes = keyness_bars(KEYS)
    widths = [bar.get_width() for bar in axes.patches]
    assert widths == [5.2, 1.5, -3.0]
    low, high = axes.get_xlim()
    assert low < -3.0
    assert high > 5.2


@pytest.mark.parametrize(
    "draw",
    [
        lambda: theme_map(MAP.iloc[:0]),
        lambda: sentence_strips(SENTENCES.iloc[:0]),
        lambda: keyness_bars(KEYS.iloc[:0]),
        lambda: reuse_network(TIES.iloc[:0], documents=[]),
        lambda: word_network(PAIRED.iloc[:0]),
        lambda: course_plot(COURSE.iloc[:0]),
        lambda: section_tree(TREE.iloc[:0]),
        lambda: family_tree(DESCENT.iloc[:0]),
        lambda: slot_table(SLOTS.iloc[:0], template=""),
        lambda: heaps_plot(GROWTH.iloc[:0]),
    ],
)
def test_a_chart_of_nothing_is_drawn_empty(draw: Callable[[], Axes]) -> None:
    assert png_bytes(figure_of(draw()), dpi=30).startswith(b"\x89PNG")


@drawings
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_drawing_changes_no_setting_and_speaks_both_languages(
    draw: Callable[..., Axes | Figure], lang: str
) -> None:
    before = dict(mpl.rcParams)
    figure_of(draw(lang=lang))
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", [name for name in DRAWINGS if name not in ("panels", "courses")])
def test_a_chart_draws_in_axes_that_it_is_given(name: str) -> None:
    axes = new_axes(4, 3)
    assert DRAWINGS[name](ax=axes) is axes


def test_panels_are_drawn_in_a_figure_that_they_are_given() -> None:
    figure = Figure()
    assert keyword_panels(TERMS, figure=figure) is figure
    assert len(figure.axes) == 2


def test_labels_do_not_overlap() -> None:
    figure = figure_of(DRAWINGS["similarity"]())
    figure.draw_without_rendering()
    boxes = [t.get_window_extent() for t in figure.axes[0].get_yticklabels()]
    assert not any(a.overlaps(b) for a, b in pairwise(boxes))


def test_an_svg_needs_no_font_and_has_no_date() -> None:
    text = svg_bytes(figure_of(DRAWINGS["theme bars"]())).decode()
    assert "<text" not in text
    assert "<dc:date>" not in text
    assert "leitong" not in text.replace("leitong</", "")


def test_a_great_many_documents_are_still_drawn() -> None:
    n = 120
    names = [f"篇{i}" for i in range(n)]
    axes = similarity_map(pd.DataFrame(np.eye(n), names, names))
    assert axes.get_yticklabels() == []
    many = pd.DataFrame({"document": names, "printed": range(n)})
    assert len(length_bars(many).get_yticklabels()) == 80


def test_a_studys_charts_hold_the_numbers_that_they_show(small: Study) -> None:
    charts = {chart.name: chart for chart in study_charts(small)}
    assert {
        "similarity",
        "overlap",
        "shares",
        "sentences",
        "keywords",
        "sections",
        "lengths",
    } <= set(charts)
    assert "themes" not in charts  # too little text for any
    frame = charts["similarity"].frame
    assert set(frame["document"]) == set(frame.columns[1:]) == {"甲", "乙", "丙"}
    lengths = charts["lengths"].frame.set_index("document")["printed"]
    assert lengths["丙"] == 5
    assert all(chart.title and chart.caption for chart in charts.values())
    assert png(charts["lengths"]).startswith(b"\x89PNG")
    assert svg(charts["lengths"]).startswith(b"<?xml")


def test_identical_documents_are_alike_in_the_map_with_everyone() -> None:
    text = (
        "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇，撰写心得九十篇。"
    )
    near = text.replace("三百", "四百")
    found = study(corpus.from_texts({"甲": text, "乙": near, "丙": text, "丁": text}))
    frame = study_charts(found)[0].frame.set_index("document")
    values = frame.loc[list("甲乙丙丁"), list("甲乙丙丁")].to_numpy()
    np.testing.assert_array_equal(values, values.T)
    assert values[0, 2] == values[2, 3] == 1.0
    assert values[1, 0] == values[1, 2] == values[1, 3] > 0.5


def test_saved_charts_are_pictures_with_their_tables(small: Study, tmp_path: Path) -> None:
    charts = study_charts(small)
    paths = save_charts(charts, tmp_path / "图")
    assert len(paths) == 3 * len(charts)
    assert all(path.stat().st_size for path in paths)
    again = save_charts(study_charts(small), tmp_path / "again")
    assert [a.read_bytes() for a in paths] == [b.read_bytes() for b in again]
    text = (tmp_path / "图" / "lengths.csv").read_text(encoding="utf-8-sig")
    assert next(csv.reader(io.StringIO(text))) == ["document", "printed"]


def test_english_charts_have_english_words(small: Study) -> None:
    assert all(chart.title.isascii() for chart in study_charts(small, lang="en"))


def test_pyplot_is_never_imported() -> None:
    code = "import sys, analysis.views.charts; print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.slow
def test_all_charts_of_the_compilation_are_drawn_without_a_warning(
    sample: corpus.Corpus, tmp_path: Path
) -> None:
    charts = study_charts(study(sample))
    assert len(charts) == 12
    save_charts(charts, tmp_path)


def test_words_that_go_together_stand_together_and_no_group_upon_another() -> None:
    axes = word_network(PAIRED)
    drawn = {note.get_text(): note.xy for note in axes.texts if hasattr(note, "xy")}
    near = [
        np.hypot(*np.subtract(drawn[a], drawn[b]))
        for a, b in zip(PAIRED["a"], PAIRED["b"], strict=True)
    ]
    assert max(near) < 1.1
    apart = [np.hypot(*np.subtract(drawn[a], drawn["学习"])) for a in PAIRED["a"] if a != "学习"]
    assert min(apart) > 1.1
    again = {note.get_text(): note.xy for note in word_network(PAIRED).texts if hasattr(note, "xy")}
    assert drawn == again


def test_years_that_no_document_has_are_gaps_in_a_course() -> None:
    one = COURSE[COURSE["term"] == "学习"]
    axes = course_plot(one, loose="(none)")
    assert [text.get_text() for text in axes.get_xticklabels()] == [
        "2019", "2020", "2021", "2022", "2023", "(none)",
    ]  # fmt: skip
    shares = axes.lines[0].get_ydata()
    assert np.isnan(shares).tolist() == [False, False, True, True, False]
    named = one.assign(group=["甲", "乙", "丙", "(none)"])
    axes = course_plot(named, loose="(none)")
    assert [text.get_text() for text in axes.get_xticklabels()] == ["甲", "乙", "丙", "(none)"]
