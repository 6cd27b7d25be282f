"""HTML pages: the text a reader sees."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.formats import Extract, Options
from corpus.reading.formats.html import read


def page(markup: str | bytes, encoding: str = "utf-8") -> Extract:
    data = markup if isinstance(markup, bytes) else markup.encode(encoding)
    (found,) = read(data, Options(name="页.html"))
    return found


def hints(found: Extract) -> list[tuple[str, int]]:
    return [(found.text[slice(*hint.span)], hint.level) for hint in found.hints]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>一<p>二", "一\n二\n"),
        ("<div>一<div>二</div>三</div>四", "一\n二\n三\n四\n"),
        ("一<br>二<br/>三", "一\n二\n三\n"),
        ("<p>全<span>镇<b>开</b></span>展</p>", "全镇开展\n"),
        ("<p>中\n  国 x\ny  z</p>", "中国 x y z\n"),
        ("<p>a&nbsp;&lt;b&gt;&amp;&#20013;&hellip;</p>", "a\xa0<b>&中…\n"),
        ("<p>　　缩进保留</p>", "　　缩进保留\n"),
        ("<pre>  一\n    二</pre>", "  一\n    二\n"),
        ("<p>汉<ruby>字<rp>(</rp><rt>zi</rt><rp>)</rp></ruby></p>", "汉字\n"),
        ("没有标签的文字", "没有标签的文字\n"),
        ("<script>var a='<p>'</script><style>p{}</style><p>文<!-- 注 --></p>", "文\n"),
        ("<p hidden>藏</p><p style='display: none'>藏</p><p>现</p>", "现\n"),
        ("<title>题</title><p>文</p>", "文\n"),
        ("<p>未完<b>的标签", "未完的标签\n"),
        ("", ""),
    ],
)
def test_blocks_become_lines_and_white_space_counts_as_in_a_browser(markup: str, text: str) -> None:
    assert page(markup).text == text


def test_tables_become_lines_with_tabs() -> None:
    markup = "<table><tr><th>项目<th>次数<tr><td>学习<td><p>12</p><p>次</p><tr><td><td>空</table>尾"
    assert page(markup).text == "项目\t次数\n学习\t12 次\n空\n尾\n"


def test_a_page_laid_out_with_a_table_keeps_its_paragraphs() -> None:
    body = "<h2>一、学习</h2><p>" + "全镇开展学习。" * 40 + "</p>"
    found = page(f"<table><tr><td>左栏</td><td>{body}</td></tr></table>")
    assert found.text.split("\n")[:2] == ["左栏", "一、学习"]
    assert hints(found) == [("一、学习", 2)]


def test_a_short_page_laid_out_with_a_table_keeps_its_paragraphs_and_loses_its_menu() -> None:
    menu = "<tr>" + "".join(f"<td><a href=/{name}>{name}</a>" for name in ("首页", "总结", "报告"))
    article = (
        "<td><b>某厂工作总结</b><br>全年生产。<br>一、学习<br>集中十二次。<td><a href=/a>旧文</a>"
    )
    found = page(f"<table>{menu}</table><table><tr>{article}</table>")
    assert found.text.split("\n")[:4] == ["某厂工作总结", "全年生产。", "一、学习", "集中十二次。"]


def test_a_cell_with_one_note_below_its_name_stays_a_cell() -> None:
    markup = "<table><tr><td><b>学习</b><br>含自学。<td>12<tr><td>活动<td>3</table>"
    assert page(markup).text == "学习 含自学。\t12\n活动\t3\n"


def test_the_line_that_the_head_names_is_the_title_whatever_stands_above_it() -> None:
    body = "<h1>法律文库</h1><h2>某市停车条例</h2><p>第一条　为了规范停车，制定本条例。</p>"
    assert page(f"<title>某市停车条例 - 法律文库</title>{body}").text.startswith("某市停车条例\n")
    assert page(f"<title>法律文库</title>{body}").text.startswith("法律文库\n")
    other = "<title>停车条例_法律文库</title>"
    assert page(other + body).text.startswith("法律文库\n")


def test_a_table_in_a_table_stays_in_its_cell() -> None:
    inner = "<table><tr><td>里1<td>里2</table>"
    assert page(f"<table><tr><td>{inner}<td>外</table>").text == "里1 里2\t外\n"


def test_numbers_of_ordered_lists_are_written_out() -> None:
    markup = (
        "<ol start=3><li>学习<li>活动<ol type=a><li>内</ol><li value=9>九</ol>"
        "<ul><li>点</ul><ol style='list-style-type:cjk-ideographic'><li>加强</ol>"
        "<ol reversed start=2><li>二<li>一</ol><ol style='list-style:none'><li>无</ol>"
    )
    expected = [
        "3. 学习",
        "4. 活动",
        "a. 内",
        "9. 九",
        "点",
        "一、加强",
        "2. 二",
        "1. 一",
        "无",
        "",
    ]
    assert page(markup).text.split("\n") == expected


def test_headings_and_bold_lines_are_hints() -> None:
    found = page(
        "<h1>总结</h1><h2>一、<a href=x>学习</a><br>情况</h2>"
        "<p><b>(一)</b><strong>集中</strong></p>"
        "<p>正文<b>粗</b></p><p style='font-weight:700'>(二)自学</p><p>正文</p><p>正文</p>"
    )
    assert hints(found) == [("总结", 1), ("一、学习 情况", 2), ("(一)集中", 0), ("(二)自学", 0)]


def test_bold_that_everything_has_is_no_hint() -> None:
    assert page("<b><p>一</p><p>二</p><p>三</p></b>").hints == ()


def test_menus_are_left_out_and_counted_unless_there_is_nothing_else() -> None:
    found = page("<nav><a>首页</a></nav><p>正文</p><footer>版权</footer>")
    assert found.text == "正文\n"
    assert [(n.code, dict(n.facts)["count"]) for n in found.notes] == [("left-out", 4)]
    found = page("<nav>只有菜单</nav>")
    assert (found.text, found.notes) == ("只有菜单\n", ())


def test_the_declared_charset_is_evidence_and_no_more() -> None:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
    text = "<p>全镇开展意识形态工作</p>"
    assert page(meta.format("gb2312") + text, "gbk").encoding == "gb18030"
    assert page(meta.format("gb2312") + text, "utf-8").text == "全镇开展意识形态工作\n"
    japanese = meta.format("shift_jis") + "<p>これは日本語の文書です。</p>"
    assert page(japanese, "shift_jis").text == "これは日本語の文書です。\n"
    assert page('<meta charset="no-such">' + text, "gbk").text == "全镇开展意识形态工作\n"


def test_pages_that_are_xml_are_read_too() -> None:
    head = '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
    assert page(head + "<body><p>全镇开展工作</p></body></html>", "gbk").text == "全镇开展工作\n"


def test_a_nul_hides_nothing_behind_it() -> None:
    found = page("<p>一\0二</p><p>三</p>")
    assert found.text == "一\ufffd二\n三\n"
    assert [note.code for note in found.notes] == ["nul-characters"]


@pytest.mark.parametrize("tag", ["div", "b", "ol", "table><tr><td", "nav"])
def test_no_depth_is_too_deep(tag: str) -> None:
    assert page(f"<{tag}>" * 3_000 + "文").text.strip() == "文"


@pytest.mark.slow
def test_depth_times_length_does_not_multiply() -> None:
    assert page("<b>" * 50_000 + "文<br>" * 50_000).text.count("文") == 50_000


@given(st.text(st.sampled_from("文a <>/&;!-\"'=\n\0bptdrhol1"), max_size=80))
def test_any_markup_gives_text_whose_hints_lie_inside_it(markup: str) -> None:
    found = page("文" + markup)
    assert found.text.startswith("文")
    for hint in found.hints:
        assert found.text[slice(*hint.span)].strip()


@given(st.lists(st.sampled_from(["p", "div", "td", "li", "h2", "b", "span"]), max_size=8))
def test_no_visible_character_is_lost_whatever_wraps_it(tags: list[str]) -> None:
    markup = "".join(f"{n}字<{tag}>" for n, tag in enumerate(tags)) + "尾"
    assert page(markup).text.count("字") == len(tags)


TEXT = "<p>各乡镇人民政府：</p><p>现将方案印发给你们，请认真执行。确保人员不伤亡、水库不垮坝。</p>"
HEAD = "<h1>关于印发方案的通知</h1>"
WHOLE = (
    "关于印发方案的通知\n各乡镇人民政府：\n"
    "现将方案印发给你们，请认真执行。确保人员不伤亡、水库不垮坝。\n"
)


@pytest.mark.parametrize(
    "around",
    [
        "<div class='nav'><a>首页</a>|<a>政务公开</a></div>{}",
        "<div><a>首页</a> &gt; <a>通知公告</a></div>{}",
        "<ul><li><a>首页</a><li><a>新闻</a><li><a>公开</a></ul>{}",
        "{}<ul><li><a>关于放假的通知</a><li><a>关于招考的公告</a><li><a>关于停电的通告</a></ul>",
        "{}<div class='pager'>上一篇：<a>关于放假的通知</a></div>",
        "{}<p>下一篇：<a>关于招考的公告</a></p>",
        "<p>发布时间：2023-05-06 来源：县政府办 浏览次数：88</p>{}",
        "{}<div id='footer'>主办：某县人民政府办公室</div>",
        "{}<p>版权所有 某县人民政府 ICP备12345678号</p>",
        "<p>某县人民政府门户网站</p>{}",
        "{}<p>【打印】【关闭】</p><p>分享到：微信 微博</p>",
        "<p><a>网站首页</a> | <a>信息公开</a> | <a>政民互动</a></p>{}",
        "<p>某网 &gt; 新闻中心 &gt; 正文</p>{}",
        "<p>日期：2024-04-18　来源：县水利局　点击：213　【字体：大 中 小】</p>{}",
        "{}<p>主办：某县人民政府办公室　承办：某县大数据中心</p>",
        "{}<p>日期:2012-4-11 11:06:25 | 关闭 | 分享到：</p>",
        "{}<p>免责声明：</p><p>本站法规文件均转载自政府网、政报等公开出版物</p>",
        "{}<h3>24小时热文</h3><ul><li><a>又到采茶时</a></li><li><a>早餐店开门了</a></li></ul>",
        "{}<div>展开全文</div><div>打开APP查看更多精彩内容</div><p>Powered by Discuz! X3.4</p>",
        "{}<p>END</p><p>编辑 | 张某</p><p>微信扫一扫<br>关注该公众号</p><p>预览时标签不可点</p>",
    ],
)
def test_what_stands_around_the_text_is_left_out_and_noted(around: str) -> None:
    found = page(around.format(HEAD + TEXT))
    assert found.text == WHOLE
    assert [note.code for note in found.notes] == ["left-out"]


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='navy'>文一。</div><p>文二。</p>",
        "<p>来源：某县志。此说有三个版本。</p><p>文二。</p>",
        "<p>附件：</p><p><a>1. 甲表</a></p><p><a>2. 乙表</a></p><p><a>3. 丙表</a></p>",
        "<div class='nav'><p>全文都在名为菜单的框里，写得很长。</p></div><p>短</p>",
        "<p>上一篇文章说到防汛。</p>",
        "<p>见<a>甲法</a>、<a>乙法</a>和<a>丙法</a>的规定。</p><p>文二。</p>",
        "<p>甲 » 乙 » 丙</p><p>文二。</p>",
        "<p>作者：王某　日期：2024年4月</p><p>文二。</p>",  # a form's, or a title page's
        "<p>承办：县水利局</p><p>文二。</p>",
        "<p>文一。</p><h3>参考资料</h3><p><a>某县志</a></p>",
        "<p>打开APP后点“办事”。</p><p>展开全文检索工作</p><p>文二。</p>",
        "<p>请用微信扫一扫付款。</p><p>编辑|校对人员须知</p><p>文二。</p>",
    ],
)
def test_words_of_the_text_are_kept(markup: str) -> None:
    found = page(markup)
    assert not found.notes
    assert "".join(found.text.split()) == "".join(re.sub("<[^<>]*>", "", markup).split())


def test_an_article_that_a_script_would_show_is_read() -> None:
    found = page(f"<h1>春灌</h1><p>原创</p><div style='visibility: hidden'>{TEXT}</div>")
    assert "确保人员不伤亡、水库不垮坝。" in found.text
    assert found.notes == ()
    folded = page(f"{TEXT}<div style='display:none'>折起的一句。</div>")
    assert "折起" not in folded.text
    assert [note.code for note in folded.notes] == ["left-out"]


def test_raised_figures_stay_raised() -> None:
    assert page("<p>10<sup>3</sup>米，见<sup>[12]</sup></p>").text == "10³米，见[12]\n"


def test_words_of_no_size_are_left_out_and_white_words_are_noted() -> None:
    found = page("<p>文<span style='font-size:0'>藏</span></p><p style='color:#FFF'>白字</p>")
    assert (found.text, [n.code for n in found.notes]) == ("文\n白字\n", ["left-out", "white-text"])
    assert found.text[slice(*found.notes[1].span)] == "白字"
    dark = page("<div style='background:#900'><p style='color:white'>白字</p></div>")
    assert (dark.text, dark.notes) == ("白字\n", ())
