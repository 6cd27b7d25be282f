"""The report: complete, inert, offline, the same bytes every time."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import corpus
from analysis.studies import Study, study
from analysis.views.charts import study_charts
from analysis.views.report import report_html, study_tables, write_report
from corpus.errors import OutputError
from corpus.export.flat import empty_table, table_of
from corpus.export.writers import csv_bytes, write_records
from corpus.records import records, types

HOSTILE = (
    '{{ 7*7 }}<script>window.pwn=1</script><img src=x onerror="pwn=1"> </textarea> '
    '<meta http-equiv="refresh" content="0;url=http://example.org"> \u202e反转 \x1b[2J'
)


@pytest.fixture(scope="module")
def found(sample: corpus.Corpus) -> Study:
    return study(sample)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.seen


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_holds_every_document_family_and_theme(found: Study, lang: str) -> None:
    page = report_html(found, lang=lang)
    data = json.loads(re.findall(r'id="data">(.*?)</script>', page)[0])
    assert [d["id"] for d in data["documents"]] == [d.id for d in found.corpus]
    assert [t["label"] for t in data["themes"]] == [t.label for t in found.themes.themes]
    assert [f["members"] for f in data["families"]] == [[3, 11, 14], [6, 7]]
    static = page[: page.index('id="data"')]
    for number in (*range(1, 16), "10b"):
        assert f">{'篇' if lang == 'zh' else '#'}{number}<" in static
    assert ("篇雷同，分成2个家族" if lang == "zh" else "Alike: 5 documents, 2 families") in static
    assert len(page.encode()) < 3_000_000


@pytest.mark.slow
def test_the_page_asks_for_nothing_from_outside(found: Study) -> None:
    page = report_html(found)
    assert "default-src 'none'" in page.replace("&#39;", "'")
    for tag, attributes in tags(page):
        assert tag not in ("link", "iframe", "object", "embed", "form", "img")
        assert "src" not in attributes
        assert "href" not in attributes
    assert [tag for tag, _ in tags(page)].count("script") == 2
    assert "url(" not in page.partition("</style>")[0]


@pytest.mark.slow
def test_hostile_text_stays_text() -> None:
    texts = {
        f"{HOSTILE[:60]}.txt": f"一、{HOSTILE}\n{HOSTILE}水库除险加固工程已经通过验收。",
        "乙.txt": "图书馆新增藏书两千册，周末开放时间延长两小时。",
    }
    page = report_html(study(corpus.from_texts(texts)))
    names = [tag for tag, _ in tags(page)]
    assert names.count("script") == 2
    assert "textarea" not in names
    assert names.count("meta") == 4
    assert "{{ 7*7 }}" in page  # shown, not evaluated
    assert "\x1b" not in page


@pytest.mark.slow
def test_two_runs_write_the_same_bytes(sample: corpus.Corpus, tmp_path: Path) -> None:
    small = sample[:2]
    first = write_report(
        small, tmp_path / "1" / "r.html", tables=tmp_path / "1" / "t", charts=tmp_path / "1" / "c"
    )
    second = write_report(
        small, tmp_path / "2" / "r.html", tables=tmp_path / "2" / "t", charts=tmp_path / "2" / "c"
    )
    assert [p.name for p in first] == [p.name for p in second]
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


@pytest.mark.slow
def test_page_and_tables_are_all_new_or_all_old(tmp_path: Path) -> None:
    few = corpus.from_texts({"甲": "全镇开展工作。"})
    (tmp_path / "r.html").write_bytes(b"old")
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "themes.csv").mkdir()  # one that cannot be written
    with pytest.raises(OutputError):
        write_report(few, tmp_path / "r.html", tables=tmp_path / "t")
    assert (tmp_path / "r.html").read_bytes() == b"old"
    assert [path.name for path in (tmp_path / "t").iterdir()] == ["themes.csv"]


@pytest.mark.slow
def test_no_table_that_is_written_is_ever_read_as_a_document(found: Study, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        for name, frame in study_tables(found, lang=lang).items():
            (tmp_path / f"{name}-{lang}.csv").write_bytes(csv_bytes(table_of(frame, name))[0])
    for chart in study_charts(found):
        content = csv_bytes(table_of(chart.frame, chart.name))[0]
        (tmp_path / f"chart-{chart.name}.csv").write_bytes(content)
    for name in types():
        (tmp_path / f"flat-{name}.csv").write_bytes(csv_bytes(empty_table(name), bom=False)[0])
    write_records(
        records(found.corpus.compilations), tmp_path / "parse.csv", "csv", main="document"
    )
    write_records(
        records(found.corpus.compilations), tmp_path / "parse.jsonl", "jsonl", main="document"
    )
    write_records(
        records(found.corpus.compilations), tmp_path / "parse.json", "json", main="document"
    )
    (tmp_path / "page.html").write_text(report_html(found), encoding="utf-8")
    written = {path.name for path in tmp_path.iterdir()}
    (tmp_path / "总结.txt").write_text("全镇开展工作。", encoding="utf-8")
    read = corpus.read(tmp_path)
    assert [d.id for d in read] == ["总结.txt"]
    codes = {c.source.id: [n.code for n in c.notes] for c in read.compilations}
    tables = ("similarity", "overlap", "theme-matrix")  # columns are documents: no texts
    others = {f"chart-{name}.csv" for name in tables}
    assert {n for n in written if codes[n] != ["skipped-own"]} <= others
    assert all(codes[n] == ["skipped-table"] for n in others)


@pytest.mark.slow
def test_tables_open_in_excel_and_hold_everything(found: Study, tmp_path: Path) -> None:
    tables = study_tables(found)
    assert len(tables["documents"]) == 16
    assert len(tables["sentences"]) == sum(len(d.sentences) for d in found.corpus)
    assert tables["families"]["members"].str.count(" ").tolist() == [2, 1]
    write_report(found.corpus[:2], tmp_path / "r.html", tables=tmp_path)
    assert set(tables["variants"]["family"]) == {1, 2}
    assert (tables["passage-groups"]["occurrences"] > 1).all()
    assert {"templates", "template-values", "keyness", "new-words", "keywords-weighed"} <= set(
        tables
    )
    for name in tables:
        assert (tmp_path / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf"), name


@pytest.mark.slow
@pytest.mark.parametrize("text", ["一", "？！", "标题\n\n正文一句。"])
def test_a_corpus_with_next_to_nothing_in_it_has_a_report(text: str, tmp_path: Path) -> None:
    write_report(corpus.from_texts({"甲": text}), tmp_path / "r.html", charts=tmp_path / "c")
    assert "甲" in (tmp_path / "r.html").read_text(encoding="utf-8")
