"""Our own results, told from the tables of others."""

from __future__ import annotations

import pytest

from corpus.reading.formats.own import is_own


@pytest.mark.parametrize(
    "header",
    [
        "id,text",
        "text",
        "document,text",
        "id,date_start,date_end,content",
        "编号,正文",
        "id,title,body",
        "group,characters,occurrences,text",
    ],
)
def test_a_table_of_somebody_else_is_no_result_of_ours(header: str) -> None:
    assert not is_own(f"\ufeff{header}\r\n甲,乙\r\n".encode())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_is_recognised_with_and_without_a_mark(mark: str) -> None:
    header = "group,characters,occurrences,documents,families,boilerplate,members,text"
    assert is_own(f"{mark}{header}\r\n".encode())
    assert is_own(f"{mark}group,document,span_start,span_end,text\n".encode())


@pytest.mark.parametrize(
    "text",
    [
        "单位      词\n甲.txt  会议 防汛\n",
        "unit      terms\n甲.txt  会议 防汛\n",
        "篇        上文    词    下文\n甲.txt    全镇  工作  扎实\n",
        "（没有）\n",
        "(none)\n",
        "家族\n（没有）\n\n成对\n（没有）\n",
        "模板\n（没有）\n",
        "代码  名称  次数\nD102  重复     1\n",
        "噪声下的召回率\n任务    噪声      0.02    0.05\n标题    形近字   1.000   1.000\n",
        "文献中的量度（出处见 leitong explain）\n篇        套话占比  含套话句词占比  篇内重复\n",
        "甲镇.txt\n汇编.docx#3\n表.csv:12\n",  # --keep-list
        "命令         选项            值        来源\nparse        --encoding      默认\n",
        "  部件                状态\n  leitong             0.1.0\n",
        "part                    state\n  leitong                 0.1.0\n",
        "D104  同模板\n  两篇一半以上的文字相同。\n",
        "  D101                      identical\n",
        "用法：leitong parse PATH… [选项]\n\n把文件拆成文档\n",
        "leitong 0.1.0\n",
        "#compdef leitong\n\n_leitong_completion() {\n",
        "（没有）\n\n单位      词\n甲.txt  会议 防汛\n",
        "指标                值\n文档                3\n",
        "share: 落在与他篇相同的片段里的字，占本篇全部字数（折叠后）的比例\n",
        "count-mismatch: the title promises {promised} pieces, {found} were found [P106]\n",
        "甲.txt  乙.txt：2 处不同\n处  类别  上文  甲.txt  乙.txt  下文\n",
    ],
)
def test_narrow_and_empty_tables_for_people_are_ours(text: str) -> None:
    assert is_own(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        '{\n "arguments": [\n  "dup",\n  "in"\n ],\n "inputs": {\n  "甲.txt": "0"\n }\n}\n',
        '{\n "reading": {\n  "paths": [\n   "in"\n  ]\n }\n}\n',
    ],
)
def test_manifests_and_plans_are_ours(text: str) -> None:
    assert is_own(text.encode())
    assert not is_own(text.replace('"arguments"', '"texts"').replace('"paths"', '"a"').encode())


@pytest.mark.parametrize(
    "text",
    [
        "部件  状态\n水泵  完好\n",
        "D104  会议室\n  今日有会。\n",
        "用法：leitongpao 是一种乐器\n",
        "leitong 0.1.0 的使用报告\n今年试用。\n",
        "单位 词\n甲镇 会议\n",  # one blank: no column
        "单位  职务\n甲镇  镇长\n",
        "（没有）\n本次检查没有发现问题。\n",
        "（没有）\n\n本次检查没有发现问题。\n",
        "指标      值\n出勤率    九成\n",
        "share: 我们在会上分享了经验。\n",
        "count-mismatch: 两边的数目不一样。\n",
        "家族\n这是一个大家族。\n",
        "代码  名称  单价\nD102  水泵     1\n",
        "噪声下的召回率\n各位老师好。\n",
        "附件清单\n甲镇.txt\n汇编.docx\n",
        "请见附件，甲镇.txt\n",
        "甲镇.txt\n汇编.docx",  # the last line has no end: it was typed
        "甲稿与乙稿：2 处不同\n第一处在开头。\n",
    ],
)
def test_text_that_only_begins_like_one_is_a_document(text: str) -> None:
    assert not is_own(text.encode())
