"""What the reader leaves out or chooses in the page, and what becomes of the figures."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest

import corpus
from analysis import find_duplicates, find_reuse
from analysis.selection import read_selection
from analysis.studies import study
from analysis.views.report import report_html

pytestmark = pytest.mark.slow

VIEWS = ("overview", "documents", "groups", "pairs", "reuse", "boilerplate", "themes", "terms",
         "selection", "methods", "family=1")  # fmt: skip
SHARED = "各村要坚持每月召开一次民主理财会议，逐笔审核村级开支，结果张榜公布并接受群众监督。"
OWN = ("甲村新修水渠三条，灌溉良田五百亩。", "乙村改建小学校舍一栋，添置图书两千册。",
       "丙村种植油茶八十亩，成立合作社一家。", "丁村整治河道六里，栽种垂柳四百株。")  # fmt: skip


@pytest.fixture(scope="module")
def towns() -> corpus.Corpus:
    """Documents with years and towns."""
    texts = [SHARED + OWN[0], SHARED + OWN[0] + "完工。", SHARED + OWN[1], OWN[2], OWN[3] + SHARED]
    frame = pd.DataFrame(
        {
            "编号": [f"文{n}" for n in range(1, 6)],
            "正文": texts,
            "年份": [2019, 2021, 2020, 2021, 2022],
            "乡镇": ["东镇", "西镇", "西镇", "东镇", "东镇"],
        }
    )
    return corpus.from_dataframe(frame, text="正文", id="编号")


@pytest.fixture(scope="module")
def dated(build_once, towns) -> Path:
    """Their report."""
    return build_once("dated.html", lambda: report_html(study(towns)))


def go(page, view):
    page.evaluate("hash => { location.hash = hash }", view)
    page.wait_for_timeout(60)


def told(page, selector):
    return [one.inner_text() for one in page.query_selector_all(f"#app {selector}")]


def figures(page):
    rows = page.evaluate("""[...document.querySelectorAll('.both-figures tbody tr')]
        .map(row => [...row.children].map(cell => cell.textContent))""")
    return {name: (before, now) for name, before, now in rows}


def test_figures_are_those_of_a_study_without_what_is_left_out(show, sample):
    page = show("#selection&without.documents=" + quote("篇4") + "," + quote("篇1"))
    kept = [d.id for d in sample if not d.id.endswith(("#4", "#1"))]
    rest = study(sample.where(id=kept))
    said = figures(page)
    assert said["文档"] == ("16", "14")
    assert said["家族中的文档"][1] == str(sum(len(f.members) for f in rest.duplicates.families))
    names = ("与他篇相同", "其中非套话", "去副本后", "独有")
    now = [float(said[name][1].rstrip("%")) for name in names]
    assert now == [round(100 * share, 1) for share in rest.totals]
    assert said["与他篇相同"][0] == "51.7%"
    go(page, "documents")
    assert len(told(page, ".tabled:nth-of-type(1) tbody tr")) == 14
    assert "without.documents" in page.url  # the link remembers it


def test_families_follow_the_threshold_and_come_back(show):
    page = show("#selection&alike=1")
    assert figures(page)["家族中的文档"] == ("5", "2")
    assert page.locator("svg.cluster").count() == 1
    page.evaluate("""() => { const slider = document.querySelector('input.threshold');
        slider.value = 500; slider.dispatchEvent(new Event('change')) }""")
    assert figures(page)["家族中的文档"] == ("5", "5")
    assert "alike=0.5" in page.url
    page.get_by_role("button", name="全部恢复").first.click()
    assert "alike" not in page.url
    assert all(before == now for before, now in figures(page).values())


def test_what_is_left_out_is_listed_counted_and_taken_back(show):
    page = show("#reuse")
    page.locator(".card .leave-out").first.click()
    assert "without.passages" in page.url
    go(page, "pairs")
    page.locator("tbody .leave-out").first.click()
    go(page, "selection")
    page.check("[data-kind=quotations]")
    said = figures(page)
    assert said["相似的文档对"] == ("4", "3")
    assert float(said["与他篇相同"][1].rstrip("%")) < 51.7
    assert len(told(page, ".left-out li")) == 2
    with page.expect_download() as saved:
        page.get_by_role("button", name="存为 JSON").click()
    held = json.loads(Path(saved.value.path()).read_text("utf-8"))
    assert held["without"]["kinds"] == ["quotations"]
    assert all("@" in place for place in held["without"]["passages"])
    assert held["threshold"] is None
    for _ in range(2):
        page.locator(".left-out .leave-out").first.click()
    page.uncheck("[data-kind=quotations]")
    assert all(before == now for before, now in figures(page).values())


def test_what_the_page_saves_can_be_read_and_counted_anew(show, sample):
    page = show("#reuse")
    page.locator(".card .leave-out").first.click()
    go(page, "documents")
    page.locator("tbody .leave-out").first.click()
    go(page, "selection")
    page.check("[data-kind=quotations]")
    with page.expect_download() as saved:
        page.get_by_role("button", name="存为 JSON").click()
    apart = read_selection(saved.value.path()).apply(sample)
    assert len(apart.corpus) == 15
    assert {stretch.kind for stretch in apart.stretches} == {"excluded", "quotations"}
    said = figures(page)
    names = ("与他篇相同", "其中非套话", "去副本后", "独有")
    now = [float(said[name][1].rstrip("%")) for name in names]
    anew = [100 * share for share in study(apart.corpus).totals]
    assert now == pytest.approx(anew, abs=1)  # passages that lose a piece may fall below the least


def test_values_of_variables_choose_documents_in_every_view(show, dated):
    page = show("#documents", dated)
    page.click(".facet[data-name=乡镇] summary")
    page.locator(".facet[data-name=乡镇] label", has_text="西镇").click()
    assert "where." in page.url
    assert told(page, ".tabled:nth-of-type(1) tbody th, .tabled:nth-of-type(1) tbody td a") == [
        "文2", "文3",
    ]  # fmt: skip
    assert "5篇中的2篇" in page.inner_text(".selection-now")
    go(page, "overview")
    assert len(told(page, ".bars li")) == 2
    go(page, "pairs")
    assert "文1" not in page.inner_text("main")


def test_groups_have_a_time_line_a_table_and_a_matrix(show, dated, towns):
    page = show("#groups", dated)
    years = page.evaluate(
        "[...document.querySelectorAll('.timeline text')].map(e => e.textContent)"
    )
    assert years[-4:] == ["2019", "2020", "2021", "2022"]
    rows = page.evaluate("""[...document.querySelectorAll('.tabled tbody tr')]
        .map(row => [...row.children].slice(0, 5).map(cell => cell.textContent))""")
    copies = find_duplicates(towns, by="乡镇")
    there = copies.along()[["group", "documents", "count", "across"]]
    assert [
        [row[0], *map(int, (row[1], row[3], row[4]))] for row in rows
    ] == there.to_numpy().tolist()
    cells = "[...document.querySelectorAll('.flow-grid tbody td')].map(td => td.textContent)"
    ties = find_reuse(towns, by="乡镇").flows(when="年份").matrix().to_numpy().ravel() > 0
    assert [cell != "" for cell in page.evaluate(cells)] == ties.tolist()
    page.get_by_label("副本的对数").check()
    matrix = copies.flows(when="年份").matrix().to_numpy().ravel()
    assert [int(cell or 0) for cell in page.evaluate(cells)] == matrix.tolist()
    go(page, "along=" + quote("年份"))
    assert "2019" in page.inner_text(".tabled tbody")


def test_without_variables_there_are_no_groups_and_no_bar(show):
    page = show()
    assert "分组" not in page.inner_text("nav.views")
    assert page.locator(".selection-bar").count() == 0


def test_every_column_of_every_table_says_what_it_means(show, dated):
    for path in (None, dated):
        page = show("", path) if path else show()
        for view in VIEWS:
            go(page, view)
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            page.wait_for_timeout(30)
            silent = page.evaluate("""[...document.querySelectorAll('main thead th button')]
                .filter(head => !head.title).map(head => head.textContent)""")
            assert silent == [], view


def test_nothing_speaks_of_mouse_or_keys_to_fingers_and_paper(show):
    page = show("#doc=" + quote("篇4"), viewport={"width": 390, "height": 800}, has_touch=True,
                is_mobile=True)  # fmt: skip
    for view in ("doc=" + quote("篇4"), "pairs", "pair=" + quote("篇4") + "," + quote("篇11")):
        go(page, view)
        assert "键盘" not in page.inner_text("body"), view
        assert "鼠标" not in page.inner_text("body"), view
    page = show("#pair=" + quote("篇4") + "," + quote("篇11"))
    page.emulate_media(media="print")
    assert "键盘" not in page.inner_text("body")
    assert page.is_hidden(".stepper")


def test_options_are_told_in_words(show):
    page = show("#methods")
    said = page.inner_text("table.settings")
    assert "正文所在的列" in said
    assert "text_column" not in said
