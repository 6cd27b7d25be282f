"""Documents are data: whatever they hold, the page shows it and does nothing."""

from __future__ import annotations

import pytest

import corpus
from analysis.studies import study
from analysis.views.report import report_html

pytestmark = pytest.mark.slow

PAYLOADS = (
    "<script>window.pwn=1</script>",
    "</script><script>window.pwn=2</script>",
    "<!--<script>window.pwn=3//-->",
    '<img src=x onerror="window.pwn=4">',
    "<svg onload=window.pwn=5>",
    '<meta http-equiv="refresh" content="0;url=http://example.org/">',
    "<a href='javascript:window.pwn=6'>点</a>",
    "</textarea></title></style>",
    "]]> \u2028 \u2029 {{ 7*7 }} ${7*7} `x`",
    '"\'><iframe srcdoc="<script>parent.pwn=7</script>">',
    "\x1b[2J\x1b]0;x\x07",
    "\u202e反转\u202c\u2066隔离\u2069\u200b",
    "=HYPERLINK(\"http://example.org\")",
    "__proto__ constructor 𠀀𠀁𪚥",
)  # fmt: skip
VIEWS = ("overview", "documents", "pairs", "reuse", "boilerplate", "themes", "terms", "methods")
SHARED = (
    "坚持把意识形态工作摆在重要位置，认真落实党管意识形态工作的各项要求，做到同部署同检查同考核。"
)


@pytest.fixture(scope="session")
def hostile(build_once):
    return build_once("hostile.html", hostile_page)


def hostile_page():
    texts = {
        f"{payload}.txt": f"一、{payload}\n{SHARED}{payload}第{n}次修渠。\n{payload}\n\n{SHARED}"
        for n, payload in enumerate(PAYLOADS)
    }
    texts["副本.txt"] = next(iter(texts.values())).replace("修渠", "修路")
    texts["长行.txt"] = "𠀀水利" * 300_000 + "<script>window.pwn=9</script>"
    return report_html(study(corpus.from_texts(texts)))


def test_hostile_text_stays_text_in_every_view(show, hostile):
    page = show("", hostile)
    here = page.url.partition("#")[0]
    rows = page.evaluate("JSON.parse(document.getElementById('data').textContent).documents.length")
    ids = page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).documents.map(d => d.id)"
    )
    assert rows == len(PAYLOADS) + 2
    for view in [*VIEWS, "family=1"]:
        page.evaluate("hash => { location.hash = hash }", view)
        page.wait_for_timeout(40)
    for name in ids:
        page.evaluate("id => { location.hash = 'doc=' + encodeURIComponent(id) }", name)
        page.wait_for_selector("main#content h1")
    page.evaluate(
        "ids => { location.hash = 'pair=' + ids.map(encodeURIComponent).join(',') }", ids[:2]
    )
    page.evaluate("location.hash = 'kwic=' + encodeURIComponent('<script>')")
    page.wait_for_selector(".kwic-table tr")
    assert page.evaluate("window.pwn") is None
    assert page.url.partition("#")[0] == here
    assert "<script>" in page.inner_text(".kwic-table")
    for tag in ("iframe", "img", "textarea", "main script", "main meta", "#app style"):
        assert page.locator(tag).count() == 0, tag


def test_what_would_turn_or_hide_text_is_written_out(show, hostile):
    page = show("#kwic=%E5%8F%8D%E8%BD%AC", hostile)
    page.uncheck(".concordance input[type=checkbox]")  # copies, too
    assert "\\u202e" in page.inner_text(".kwic-table")
    assert "\u202e" not in page.inner_text("body")
    assert b"\x1b" not in hostile.read_bytes()


def test_an_address_is_data_too(show, hostile):
    page = show("#doc=%3Cscript%3Ewindow.pwn=1%3C/script%3E&at=x", hostile)
    page.evaluate("location.hash = 'kwic=%3Cimg src=x onerror=pwn=1%3E'")
    page.evaluate("location.hash = '__proto__=1&constructor&pair=__proto__,1&family=%%&theme=a'")
    page.wait_for_timeout(100)
    assert page.evaluate("window.pwn") is None


@pytest.mark.parametrize(
    "texts", [{"甲": ""}, {"甲": "一"}, {"甲": "标题\n\n正文。", "乙": "正文。"}]
)
def test_next_to_nothing_is_shown_too(show, tmp_path, texts):
    path = tmp_path / "small.html"
    path.write_text(report_html(study(corpus.from_texts(texts))), encoding="utf-8")
    page = show("", path)
    for view in (*VIEWS, "doc=%E7%94%B2", "pair=%E7%94%B2,%E4%B9%99", "theme=1", "family=1"):
        page.evaluate("hash => { location.hash = hash }", view)
        page.wait_for_timeout(40)
        assert page.inner_text("main#content"), view


def test_a_line_of_a_million_characters_is_read(show, hostile):
    page = show("#doc=%E9%95%BF%E8%A1%8C.txt", hostile)
    page.wait_for_selector(".prose p >> nth=20")
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
    text = page.evaluate("document.querySelector('.prose').textContent.slice(0, 8)")
    assert text == "𠀀水利𠀀水利"
    assert page.evaluate("window.pwn") is None


def test_the_summary_without_script_is_inert_too(show, hostile):
    page = show("", hostile, java_script_enabled=False)
    assert page.url.startswith("file:")
    assert "<img src=x on" in page.inner_text("main#static")
    assert page.locator("main#static script, iframe, img").count() == 0
