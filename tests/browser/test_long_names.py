"""Documents with the long names that files have: nothing is cut off or looks like another."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import corpus
from analysis.studies import study
from analysis.views.report import report_html

pytestmark = pytest.mark.slow

CLAUSE = "县级以上地方人民政府应当将{0}保护工作纳入国民经济和社会发展规划，建立{0}保护协调机制。"
OWN = "{1}主管部门负责{0}资源的调查、监测和评价，{1}公安机关查处破坏{0}的违法行为。"
SUBJECTS = ("湿地", "森林", "草原", "河道", "海岛", "古树")


@pytest.fixture(scope="session")
def named(build_once) -> Path:
    """Regulations called as the files of legal databases are, two of them copies."""

    def made() -> str:
        rows = []
        for n, subject in enumerate(SUBJECTS * 2):
            place = f"第{n // 2 + 1}民族自治地方"
            text = CLAUSE.format(subject) + "\n" + OWN.format(subject, place)
            rows.append((f"{place}人民代表大会常务委员会关于加强{subject}保护的决定", place, text))
        name, place, text = rows[0]
        rows.append((f"{name}（修订征求意见稿）", place, text))
        table = pd.DataFrame(rows, columns=["名称", "地方", "正文"])
        return report_html(study(corpus.from_dataframe(table, text="正文", id="名称")))

    return build_once("long-names.html", made)


def test_the_table_of_documents_fits_in_both_languages(show, named):
    page = show("#documents", named)
    beyond = "(one => one.scrollWidth - one.clientWidth)(document.querySelector('.wide'))"
    assert page.evaluate(beyond) <= 1
    page.click("#language")
    assert page.evaluate(beyond) <= 1


def test_a_name_above_a_column_stands_in_one_line(show, named):
    page = show("#groups", named)
    widths = page.evaluate(
        "[...document.querySelectorAll('th.turned span')].map(one => one.offsetWidth)"
    )
    assert len(widths) == 6
    assert max(widths) < 30


def test_the_nodes_of_a_family_are_named_inside_the_picture(show, named):
    page = show("#selection", named)
    page.wait_for_selector(".cluster text")
    inside = page.evaluate("""[...document.querySelectorAll('.cluster text')].map(one => {
        const [mine, all] = [one, one.closest('svg')].map(it => it.getBoundingClientRect());
        return Math.min(mine.left - all.left, all.right - mine.right); })""")
    assert len(inside) == 2
    assert min(inside) >= 0


def test_rows_of_one_table_are_told_apart_in_the_picture_of_families(show, build_once, tmp_path):
    same = "今年以来，全镇扎实推进意识形态工作，成立领导小组，明确责任分工，每季度专题研究一次。"
    path = tmp_path / "意识形态工作台账.csv"
    pd.DataFrame({"正文": [same, same, same + "成效明显。"]}).to_csv(path, index=False)

    def made() -> str:
        return report_html(study(corpus.read(path)))

    page = show("#selection", build_once("rows.html", made))
    page.wait_for_selector(".cluster text")
    names = page.eval_on_selector_all(".cluster text", "all => all.map(one => one.textContent)")
    assert len(set(names)) == 3


def test_n_leads_to_the_first_sentence_of_a_document_that_was_just_opened(show):
    page = show("#doc=%E7%AF%874")
    page.wait_for_selector(".s")
    before = page.inner_text(".panel")
    page.keyboard.press("n")
    page.wait_for_selector(".s.here")
    first = page.inner_text(".panel")
    assert first != before
    page.keyboard.press("n")
    assert page.inner_text(".panel") != first
    page.keyboard.press("p")
    assert page.inner_text(".panel") == first


def test_the_sections_of_a_theme_are_those_that_are_counted(show):
    page = show("#themes")
    counts = page.eval_on_selector_all(
        ".themes tbody tr", "rows => rows.map(row => row.cells[4].textContent)"
    )
    page.click("td a[href='#theme=1']")
    said = page.inner_text(".theme-detail h3")
    assert counts[0] in said
