"""The report in a browser: it loads, is worked by mouse and keys, prints, and asks nobody."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest

from analysis.studies import study

pytestmark = pytest.mark.slow

VIEWS = ("overview", "documents", "pairs", "reuse", "boilerplate", "themes", "terms", "selection",
         "methods")  # fmt: skip
DEEP = ("doc=%E7%AF%874", "pair=%E7%AF%874,%E7%AF%8711", "pair=%E7%AF%879,%E7%AF%872", "family=1",
        "theme=3", "kwic=%E8%88%86%E6%83%85")  # fmt: skip


def told(page, selector):
    return [element.inner_text() for element in page.query_selector_all(f"#app {selector}")]


def test_every_view_loads_without_error_or_request(show):
    page = show()
    for view in (*VIEWS, *DEEP):
        page.evaluate("hash => { location.hash = hash }", view)
        page.wait_for_function("document.querySelector('main#content').childElementCount > 0")
        assert len(page.inner_text("main#content")) > 40, view
    assert page.is_hidden("#static")


def test_characters_are_drawn_whatever_fonts_the_machine_has(show):
    page = show()
    # Empty boxes would make links of two characters look alike.
    links = page.query_selector_all("#app nav a:not([aria-current])")
    pictures = {link.screenshot() for link in links}
    assert len(pictures) == len(links) == len(VIEWS) - 1
    assert page.evaluate("[...document.fonts].map((f) => f.family)") == ["leitong"]


def test_characters_in_pictures_are_drawn_with_the_font_of_the_page(show):
    page = show()
    page.evaluate("""() => {
      window.drawn = [];
      const draw = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
        window.drawn.push([text, this.font]);
        draw.call(this, text, ...place);
      };
    }""")
    page.evaluate("location.hash = 'pairs'")
    page.wait_for_function("window.drawn.some(([text]) => text.includes('篇'))")
    for text, font in page.evaluate("window.drawn"):
        assert text.isascii() or "leitong" in font, (text, font)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_scrolls_sideways_on_a_telephone(show, lang):
    page = show(viewport={"width": 420, "height": 800})
    if lang == "en":
        page.click("#language")
    for view in (*VIEWS, *DEEP):
        page.evaluate("hash => { location.hash = hash }", view)
        page.wait_for_timeout(60)
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0, view


def test_the_first_screen_answers_the_four_questions(show):
    page = show()
    copies, differences, formulas, own = told(page, ".answer")
    assert all(name in copies for name in ("篇4", "篇11", "篇14", "篇7", "篇8"))
    assert "形近字" in differences
    assert "社会主义核心价值观" in formulas
    assert "%" in own
    assert page.evaluate("document.querySelector('.answers').getBoundingClientRect().bottom") < 920
    assert [figure.split("\n")[0] for figure in told(page, ".figure dt")] == [
        "与他篇相同", "其中非套话", "去副本后", "单篇最大", "独有",
    ]  # fmt: skip
    assert page.is_hidden("#about-share")
    page.click(".figure.share .ask")
    assert "折叠" in page.inner_text("#about-share")


def test_documents_are_searched_filtered_and_sorted(show):
    page = show("#documents")
    assert len(told(page, ".tabled:nth-of-type(1) tbody tr")) == 16
    page.fill("main input[type=search]", "10b")
    assert len(told(page, ".tabled:nth-of-type(1) tbody tr")) == 1
    page.fill("main input[type=search]", "")
    page.select_option("main select >> nth=0", "汇报")
    kinds = told(page, ".tabled:nth-of-type(1) tbody td:nth-child(3)")
    assert len(kinds) > 3
    assert set(kinds) == {"汇报"}
    page.select_option("main select >> nth=0", "")
    page.click(".tabled:nth-of-type(1) thead button >> nth=3")
    lengths = [
        int(text.replace(",", ""))
        for text in told(page, ".tabled:nth-of-type(1) tbody td:nth-child(4)")
    ]
    assert lengths == sorted(lengths, reverse=True)
    assert (
        page.get_attribute(".tabled:nth-of-type(1) thead th >> nth=3", "aria-sort") == "descending"
    )
    page.focus(".tabled:nth-of-type(1) thead button >> nth=3")
    page.keyboard.press("Enter")
    assert (
        page.get_attribute(".tabled:nth-of-type(1) thead th >> nth=3", "aria-sort") == "ascending"
    )


def test_the_reader_says_who_else_says_a_sentence_and_how_it_differs(show):
    page = show("#doc=%E7%AF%874")
    assert len(told(page, ".outline li")) == 14
    page.hover(".prose .s.duplicate >> nth=0")
    panel = page.inner_text(".panel")
    assert "篇11" in panel
    assert "乡镇意识形态上半年工作总结15篇.txt [4810, " in panel
    assert "例" in told(page, ".panel mark.differs")
    page.focus(".prose .s[tabindex='0']")
    first = page.inner_text(".panel .place >> nth=0")
    page.keyboard.press("n")
    assert page.inner_text(".panel .place >> nth=0") != first
    assert page.evaluate("document.activeElement.className").startswith("s ")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_picture_of_overlap_begins_with_the_pair_most_alike(show):
    page = show("#pairs")
    assert page.text_content(".matrix-said") == "重合：篇11的100%在篇14中，篇14的100%在篇11中"


def test_the_left_text_is_the_base_and_swapped_texts_give_the_mirrored_result(show):
    def counts(a, b):
        page = show(f"#pair={quote(a)},{quote(b)}")
        chips = told(page, ".chip")
        facts = dict(zip(told(page, ".facts-row dt"), told(page, ".facts-row dd"), strict=True))
        return dict(chip.split() for chip in chips), facts

    one, facts = counts("篇4", "篇11")
    other, mirrored = counts("篇11", "篇4")
    swapped = {"增字": "脱字", "脱字": "增字"}
    assert one["增字"] != one["脱字"]
    assert {swapped.get(kind, kind): n for kind, n in one.items()} == other
    assert (facts["甲在乙中"], facts["乙在甲中"]) == (mirrored["乙在甲中"], mirrored["甲在乙中"])
    assert facts["相似度"] == mirrored["相似度"]


def test_only_what_this_document_says_hides_what_others_say(show):
    page = show("#doc=%E7%AF%8711")
    shown = "document.querySelector('.prose').innerText.length"  # heights depend on fonts
    before = page.evaluate(shown)
    page.check("#only")
    assert 0 < page.evaluate(shown) < before / 2
    page.evaluate("location.hash = 'doc=' + encodeURIComponent('篇6')")
    page.check("#only")
    assert page.is_visible(".prose .alone >> nth=5")


def test_the_strip_scrolls_the_text_by_mouse_and_keys(show):
    page = show("#doc=%E7%AF%877")
    page.click("canvas.strip", position={"x": 8, "y": 400})
    scrolled = page.evaluate("document.querySelector('.prose').scrollTop")
    assert scrolled > 500
    page.focus("canvas.strip")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelector('.prose').scrollTop") > scrolled
    assert int(page.get_attribute("canvas.strip", "aria-valuenow")) > 10


def test_the_picture_of_likeness_is_worked_by_keys(show):
    page = show("#pairs")
    first = page.inner_text(".matrix-said")
    page.focus("canvas.matrix")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    said = page.inner_text(".matrix-said")
    assert said != first
    page.check("input[name=matrix-of] >> nth=1")
    assert page.inner_text(".matrix-said") != said
    page.focus("canvas.matrix")
    page.keyboard.press("Enter")
    assert "#pair=" in page.url
    page.wait_for_selector(".aligned, .facing-panes")  # drawn a moment after the address changes


def test_versions_stand_side_by_side_with_typed_differences(show):
    page = show("#pair=%E7%AF%874,%E7%AF%8711")
    assert not page.is_checked(".chip:has-text('标点') input")
    assert not page.is_checked(".chip:has-text('空白') input")
    assert page.is_checked(".chip:has-text('形近字') input")
    page.keyboard.press("n")
    assert page.inner_text(".status") == "1 / 20"
    assert told(page, ".variant.here") == ["习近平", "‸"]
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert told(page, ".variant.here") == ["彻", "例"]
    assert "形近字" in page.inner_text(".variant-detail")
    page.keyboard.press("p")
    assert page.inner_text(".status") == "2 / 20"
    page.uncheck(".chip:has-text('形近字') input")
    page.keyboard.press("n")
    assert page.inner_text(".status") == "1 / 9"
    # both columns hold their whole documents, but for the marks that stand for nothing
    columns = page.evaluate("""[0, 1].map(n => [...document.querySelectorAll('.aligned .cell')]
        .filter((cell, k) => k % 2 === n).map(cell => cell.textContent).join('').length)""")
    assert all(2200 < length < 2400 for length in columns)


def test_other_pairs_stand_in_two_panes_that_follow_each_other(show):
    page = show("#pair=%E7%AF%879,%E7%AF%872")
    page.wait_for_selector("mark.here")  # the first place is shown on opening
    assert page.inner_text(".status").startswith("1 / ")
    here = told(page, "mark.here")
    assert any("认真贯彻落实党中央" in text for text in here)
    tops = page.evaluate("""['pane-0', 'pane-1'].map(id => {
        const [pane, top] = [document.getElementById(id), e => e.getBoundingClientRect().top];
        return top(pane.querySelector('mark.here')) - top(pane) })""")
    assert abs(tops[0] - tops[1]) < 60
    before = page.evaluate("document.getElementById('pane-1').scrollTop")
    page.wait_for_timeout(300)
    page.evaluate("document.getElementById('pane-0').scrollTop += 500")
    page.wait_for_timeout(300)
    assert page.evaluate("document.getElementById('pane-1').scrollTop") != before


def test_no_table_is_wider_than_its_place_in_either_language(show):
    page = show("#documents")
    wide = """[...document.querySelectorAll('.wide')]
        .filter(one => one.scrollWidth > one.clientWidth + 1)
        .map(one => one.textContent.slice(0, 40))"""
    for language in ("zh", "en"):
        for view in ("documents", "themes", "terms"):
            page.evaluate(f"location.hash = '{view}'")
            page.wait_for_function(
                f"document.querySelector('[aria-current]').hash === '#{view}'", timeout=5000
            )
            assert page.evaluate(wide) == [], (language, view)
        page.get_by_role("button", name="English").click() if language == "zh" else None


def test_the_terms_show_the_corpus_first_and_arrows_only_for_changes_that_matter(show):
    page = show("#terms")
    heads = told(page, "main h2")
    assert heads.index("词典没有的词") < heads.index("一篇的词")
    # 相结合 is sixth by all and second without copies; 主题宣传 goes from eighth to ninth
    assert page.locator("tr", has_text="相结合").locator(".change.up").count() == 1
    assert page.locator("tr", has_text="主题宣传").locator(".change").count() == 0


def test_what_the_overlap_counts_is_marked_in_both_texts_and_in_the_bars_over_them(show):
    page = show("#pair=%E7%AF%8713,%E7%AF%8715")
    page.wait_for_selector("mark.here")
    faint = told(page, "#pane-0 .shorter")
    assert "等各方面统一战线力量" in faint
    assert all(len(text) >= 8 for text in faint)
    # each run of the overlap is marked, as a passage or faintly: nearly all of 21.1 % of 1,191
    marked = page.evaluate("""[...document.querySelectorAll('#pane-0 mark, #pane-0 .shorter')]
        .reduce((sum, piece) => sum + piece.textContent.length, 0)""")
    assert 230 < marked < 300
    assert page.locator(".overview-strip").count() == 2
    page.locator(".overview-strip").first.click(position={"x": 500, "y": 5})
    assert page.inner_text(".status") == "5 / 5"
    page.get_by_role("button", name="上一处").click()
    assert page.inner_text(".status") == "4 / 5"


def test_a_family_shows_all_witnesses_the_descent_and_corrections(show):
    page = show("#family=1")
    heads = told(page, ".variants thead th")
    assert {"篇4", "篇11", "篇14"} <= {head.strip() for head in heads}
    assert len(told(page, ".variants tbody tr")) == 20
    page.select_option(".variants select", "")
    assert len(told(page, ".variants tbody tr")) == 47
    assert "篇4可能出自篇11" in page.inner_text(".descent")
    assert "舆论" in page.inner_text("main")


def test_reuse_opens_every_place_in_context(show):
    page = show("#reuse")
    page.click(".card summary >> nth=0")
    page.wait_for_selector(".occurrences tr")
    assert len(told(page, ".occurrences tr")) >= 5
    page.select_option("main select", "rare")
    assert "套话" not in "".join(told(page, ".card-head"))
    page.fill("main input[type=search]", "一岗双责")
    assert all("一岗双责" in text for text in told(page, ".card .said"))


def test_templates_show_their_slots_and_values(show):
    page = show("#boilerplate")
    assert len(told(page, ".template")) >= 5
    page.click(".template summary >> nth=0")
    page.wait_for_selector(".template tbody tr")
    assert len(told(page, ".template >> nth=0 >> tbody tr")) >= 3


def test_a_word_is_found_in_its_contexts(show):
    page = show("#terms")
    page.fill("input.search.long", "舆情")
    lines = told(page, ".kwic-table tr")
    assert len(lines) > 20
    page.select_option(".concordance select", "left")
    assert told(page, ".kwic-table tr") != lines
    page.uncheck(".concordance input[type=checkbox]")
    assert len(told(page, ".kwic-table tr")) > len(lines)


def test_themes_lead_to_their_words_and_sections(show):
    page = show("#themes")
    page.click(".theme-name >> nth=2")
    assert len(told(page, ".term-bars li")) == 10
    assert page.locator("circle.chosen").count() > 3


def test_the_map_of_themes_stands_as_in_the_chart(show, sample):
    frame = study(sample).themes.map()
    charted = frame.dropna(subset="theme").groupby("label")[["x", "y"]].mean()
    page = show("#themes")
    dots = page.evaluate(
        "[...document.querySelectorAll('circle.dot')].map(dot => ["
        "dot.textContent.split(' · ').at(-1),"
        " Number(dot.getAttribute('cx')), -Number(dot.getAttribute('cy'))])"
    )
    drawn = pd.DataFrame(dots, columns=["label", "x", "y"]).groupby("label")[["x", "y"]].mean()
    labels = charted.index.intersection(drawn.index)
    assert len(labels) > 5
    for axis in "xy":
        assert charted.loc[labels, axis].corr(drawn.loc[labels, axis]) > 0.99


def test_a_link_that_was_encoded_whole_on_its_way_still_leads_to_the_pair(show):
    page = show("#pair=%E7%AF%874%2C%E7%AF%8711")
    assert page.locator("select").nth(0).evaluate("box => box.selectedOptions[0].text") == "篇4"
    assert page.locator("select").nth(1).evaluate("box => box.selectedOptions[0].text") == "篇11"


def test_deep_links_language_and_theme(show):
    page = show("#doc=" + "%E4%B9%A1%E9%95%87")
    assert "没有这一篇" in page.inner_text("main#content")
    page = show("#doc=%2310b&at=400", color_scheme="dark")
    assert page.is_visible(".s.here")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 251, 248)"
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert "Documents" in page.inner_text("nav.views")
    assert "duplicates" in page.title()
    page.click("#language")
    assert page.get_attribute("html", "lang") == "zh-Hans"


def test_every_view_speaks_english_and_says_nothing_in_code(show):
    page = show()
    page.click("#language")
    for view in VIEWS:
        page.evaluate("hash => { location.hash = hash }", view)
        page.wait_for_timeout(40)
        assert not re.search(r"\{[a-z]+\}|undefined|NaN|\[object", page.inner_text("body")), view


def test_paper_gets_every_view_and_the_screen_its_own_again(show):
    page = show()
    before, after = (
        f"window.dispatchEvent(new Event('{name}print'))" for name in ("before", "after")
    )
    page.evaluate(before)
    views = page.locator("main > .printed")
    assert views.count() == page.locator("nav.views a").count() == 9
    assert all(len(text) > 20 for text in views.all_inner_texts())
    page.evaluate(after)
    assert page.locator("main > .printed").count() == 0
    assert page.locator("main#content").inner_text()


def test_it_prints_on_paper_in_ink(show):
    for address in ("", "#pair=%E7%AF%874,%E7%AF%8711", "#doc=%E7%AF%8715"):
        page = show(address, color_scheme="dark")
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        assert page.is_hidden("nav.views")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 30, 33)"


def test_without_script_the_summary_reads(show):
    page = show(java_script_enabled=False)
    text = page.inner_text("main#static")
    assert page.is_visible("main#static")
    assert page.is_hidden("#app")
    for word in ("16篇文档", "51.7%", "家族", "篇10b", "篇4 篇11 篇14", "joined-line"):
        assert word in text, word


def test_a_table_is_exported_as_csv(show):
    page = show("#documents")
    with page.expect_download() as waiting:
        page.click("button.export >> nth=0")
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == "documents.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 16
    assert rows[3]["id"].endswith("#4")
    assert float(rows[3]["duplicate"]) == pytest.approx(0.63179)


CONTRAST = """() => {
  const curve = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(Number)
    .reduce((sum, v, n) => sum + curve(v / 255) * [.2126, .7152, .0722][n], 0);
  const ratio = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  const probe = document.body.appendChild(document.createElement('i'));
  const value = name => {
    probe.style.color = `var(${name})`; return getComputedStyle(probe).color };
  const pairs = [['--heat-on', '--heat-1']];
  for (const back of ['--paper', '--card', '--hover'])
    for (const text of ['--ink', '--quiet', '--link', '--accent', '--own'])
      pairs.push([text, back]);
  for (const back of ['--reused-1', '--reused-2', '--boilerplate-1', '--boilerplate-2',
    '--duplicate-1', '--differs', '--layout', '--found']) pairs.push(['--ink', back]);
  return pairs.map(([text, back]) =>
    [text + ' on ' + back, ratio(light(value(text)), light(value(back)))]);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_told_from_what_it_stands_on(show, scheme):
    page = show(color_scheme=scheme)
    weak = [(name, round(ratio, 2)) for name, ratio in page.evaluate(CONTRAST) if ratio < 4.5]
    assert weak == []


def test_going_to_a_view_moves_the_focus_there_without_a_frame(show):
    page = show()
    page.click("nav.views a >> nth=1")
    page.wait_for_function("document.activeElement.id === 'content'")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"


def test_everything_that_can_be_clicked_has_a_name(show):
    page = show()
    for view in (*VIEWS, *DEEP):
        page.evaluate("hash => { location.hash = hash }", view)
        page.wait_for_timeout(40)
        nameless = page.evaluate("""['a', 'button', 'input', 'select', 'canvas', 'svg']
            .flatMap(tag => [...document.querySelectorAll('#app ' + tag)])
            .filter(e => !e.textContent.trim() && !e.getAttribute('aria-label'))
            .filter(e => !(e.labels && e.labels.length))
            .map(e => e.outerHTML.slice(0, 120))""")
        assert nameless == [], view
