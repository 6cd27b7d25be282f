"""Pieces without numbers: signs, blank lines, rows, dates, titles alone; and what stays one."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from corpus.model import Source
from corpus.splitting.compilation import Split, split

NAMES = ["白石镇防汛工作总结", "关于柳溪乡植树情况的报告", "青山街道消防工作汇报"]
PROSE = "今年以来，全镇认真落实各项任务，群众满意度明显提高，受到县里好评。"
BODY = f"{PROSE}\n一、加强领导\n{PROSE}\n二、狠抓落实\n{PROSE}"


def parted(text: str) -> Split:
    return split(Source("x.txt", text))


SIGNS: dict[str, Callable[[int, str], str]] = {
    "rule": lambda i, t: ("=====\n" if i else "") + t,
    "spaced rule": lambda i, t: ("- - - - -\n" if i else "") + t,
    "rule above each": lambda i, t: f"────────\n{t}",
    "star": lambda i, t: f"★{t}",
    "hash": lambda i, t: f"# {t}\n",
    "bold": lambda i, t: f"**{t}**",
    "quoted": lambda i, t: f"《{t}》",
    "quoted twice": lambda i, t: f"《关于《{t}》的说明》",
    "mixed rule": lambda i, t: ("-*-*-*-\n" if i else "") + t,
    "wide rule": lambda i, t: ("／／／／／／\n" if i else "") + t,
    "stars around": lambda i, t: f"☆{t}☆",
    "three stars": lambda i, t: f"★★★ {t}",
    "angles": lambda i, t: f"<{t}>",
    "lenses": lambda i, t: f"〖{t}〗",
    "the end": lambda i, t: ("（完）\n" if i else "") + t,
    "page break": lambda i, t: ("\f" if i else "") + t,
    "blank lines": lambda i, t: ("\n\n\n" if i else "") + t,
    "title alone": lambda i, t: t,
    "第1篇 glued": lambda i, t: f"第{i + 1}篇{t}",
    "boxed": lambda i, t: f"【{t}】",
    "①": lambda i, t: f"{'①②③'[i]}{t}",
    "1. ": lambda i, t: f"{i + 1}. {t}",
    "（一）": lambda i, t: f"（{'一二三'[i]}）{t}",
    "第一部分": lambda i, t: f"第{'一二三'[i]}部分 {t}",
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("top", ["", "工作总结汇编\n", "工作总结3篇\n", "工作总结5篇\n"])
def test_three_reports_are_found_with_without_and_with_a_wrong_promise(sign: str, top: str) -> None:
    text = top + "\n".join(f"{SIGNS[sign](i, name)}\n{BODY}" for i, name in enumerate(NAMES))
    found = parted(text)
    starts = [(piece.marker or piece.body).start for piece in found.pieces]
    assert len(found.pieces) == 3
    for start, name in zip(starts, NAMES, strict=True):
        assert 0 <= text.index(name) - start <= 12


def test_days_with_their_weather_are_a_diary_and_dates_alone_a_chronicle() -> None:
    days = ["3月5日　星期日　晴", "3月6日　星期一　小雨", "3月9日　星期四　多云"]
    diary = "\n".join(f"{day}\n下午去了河边，想起许多旧事。" for day in days)
    assert len(parted(diary).pieces) == 3
    events = "\n".join(f"{month}月5日\n召开防汛会议一次。" for month in range(1, 7))
    assert len(parted(f"某县大事记\n{events}").pieces) == 1


def test_records_one_a_line_are_documents() -> None:
    rows = [{"id": i, "title": name, "text": PROSE} for i, name in enumerate(NAMES)]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    assert len(parted(text).pieces) == 3


def test_rows_may_repeat_the_name_of_a_kind_but_not_that_of_a_speaker() -> None:
    letters = "\n".join(f"感谢信\t{name}收到了来信。{PROSE * 3}" for name in NAMES)
    assert len(parted(f"书信3篇\n{letters}").pieces) == 3
    talk = "\n".join(f"老周\t{name}的事我都听说了。{PROSE * 3}" for name in NAMES)
    assert len(parted(f"座谈记录\n{talk}").pieces) == 1


@pytest.mark.parametrize("head", ["", "{n}\t", "{n}. "])
def test_rows_of_a_title_and_a_text_are_documents_below_a_title_of_their_own(head: str) -> None:
    rows = "\n".join(f"{head.format(n=n)}{name}\t{PROSE * 3}" for n, name in enumerate(NAMES, 1))
    assert len(parted(f"工作总结汇编\n{rows}").pieces) == 3


def test_titles_behind_one_sign_are_all_pieces_though_few_name_a_kind() -> None:
    names = [*NAMES, "河边的灯", "一把旧伞"]
    text = "\n".join(f"● {name}\n{BODY}" for name in names)
    assert len(parted(f"工作总结汇编\n{text}").pieces) == 5


@pytest.mark.parametrize(
    "second", ["作者：{w}", "来源：{w}报", "（2021-03-0{n}）", "2021年3月{n}日", "文/{w}"]
)
def test_titles_that_name_no_kind_are_found_above_a_line_that_each_of_them_has(second: str) -> None:
    stories = {
        "河边的灯": "河水一天天涨起来，老人坐在门前补网，网眼里漏下许多光。渔船回得晚，灯挂得更高。"
        "儿子劝他歇一歇，老人说网破了，河里的鱼要笑话。灯油添了三回，渔船才靠岸。",
        "一把旧伞": "火车开走以后，站台上只剩下一把旧伞，伞骨断了两根。站长把伞收好，等人来问。"
        "一年过去，来问伞的是个小姑娘，她说伞是父亲修好的。站长找了很久，柜子里只有伞柄。",
        "留给麻雀的种子": "祖母把种子分成三份，一份种下，一份留给麻雀。麻雀来得早，祖母在看。"
        "秋天收成不好，祖母还是留出一份种子。她说麻雀记得路，明年还会来。",
    }
    text = "短篇小说3篇\n" + "\n".join(
        f"{name}\n{second.format(n=n, w='张王李'[n - 1] * 2)}\n{body}"
        for n, (name, body) in enumerate(stories.items(), 1)
    )
    assert len(parted(text).pieces) == 3


def test_the_office_and_date_that_sign_are_no_title_above_a_second_line() -> None:
    signed = f"{PROSE}\n青河县人民政府办公室\n2021年3月1日"
    text = f"关于植树的情况\n{signed}\n附：回执\n{signed}"
    assert len(parted(text).pieces) == 1


def test_a_line_of_a_table_is_no_rule() -> None:
    table = "| 单位 | 数量 |\n|---|---|\n| 甲镇 | 3 |"
    text = f"青河县情况报告\n{PROSE}\n{table}\n{PROSE}\n{table}\n{PROSE}"
    assert len(parted(text).pieces) == 1


def test_sections_below_one_markdown_title_are_no_pieces() -> None:
    text = "# 使用手册\n\n" + "\n".join(f"## {name}\n\n{PROSE}\n" for name in ["背景", "配置方案"])
    assert len(parted(text).pieces) == 1


def test_scenes_between_stars_are_one_story() -> None:
    assert len(parted("借伞\n" + "\n* * *\n".join([PROSE] * 4)).pieces) == 1


def test_what_a_notice_names_and_attaches_stays_with_it() -> None:
    articles = "\n".join(f"第{n}条　{PROSE}" for n in "一二三四五")
    text = (
        "某县教育局关于印发《校车安全管理办法》的通知\n各学校：\n现印发给你们，请遵照执行。\n"
        f"某县教育局\n2023年5月20日\n\n校车安全管理办法\n{articles}"
    )
    assert len(parted(text).pieces) == 1


def test_headings_without_number_are_no_titles_of_documents() -> None:
    heads = ["工作开展情况", "主要做法", "存在问题", "下一步工作计划"]
    text = "某县防汛工作报告\n" + "\n".join(f"{head}\n{PROSE}" for head in heads)
    assert len(parted(text).pieces) == 1


def test_points_of_minutes_that_end_like_titles_are_no_pieces() -> None:
    points = "\n".join(f"议题{n}：某某工作方案\n{PROSE}" for n in "一二三四")
    assert len(parted(f"专题会议纪要\n会议议定事项如下：\n{points}").pieces) == 1


def test_a_weak_reading_names_the_next_best_one() -> None:
    stories = "\n".join(f"{i}、{name}\n{PROSE * 3}" for i, name in enumerate(["渡口", "井"], 1))
    found = parted(f"短篇小说汇编\n{stories}")
    doubts = [note for note in found.notes if note.code in ("weak-single", "weak-split")]
    assert found.confidence >= 0.8 or doubts
    for note in doubts:
        facts = dict(note.facts)
        assert facts["pieces"] != len(found.pieces)
        assert facts["at"]


STORIES = [
    ("停电的夜晚", "我们点起蜡烛讲鬼故事，窗外的雨一直下到半夜，谁也舍不得先睡。"),
    ("看望外婆", "外婆做了一桌子菜，临走时又往我的书包里塞了许多核桃和红枣。"),
    ("一次比赛", "下午和同学一起打球，输了三个球，心里有点不服气，约好下周再来。"),
]
TOP = "小学生日记三则\n来源：互联网　更新：2022-06-08\n以下内容由网友上传，仅供学习。\n"
COUNTED: dict[str, Callable[[int, str], str]] = {
    "counted part": lambda i, t: f"第{'一二三'[i]}讲　{t}",
    "article": lambda i, t: f"第{i + 1}条：{t}",
    "chapter": lambda i, t: f"第{i + 1}章 {t}",
    "attachment": lambda i, t: f"附件{i + 1}：{t}",
    "attachment above": lambda i, t: f"附件{i + 1}\n{t}",
    "English chapter": lambda i, t: f"Chapter {i + 1}: {t}",
    "English words": lambda i, t: f"PART {('One', 'Two', 'Three')[i]} {t}",
    "upper and lower": lambda i, t: f"{'上中下'[i]}篇\n{t}",
    "word, number, unit": lambda i, t: f"作品{i + 1}号\n{t}",
    "number in brackets": lambda i, t: f"（{'一二三'[i]}）\n{t}",
    "number between rules": lambda i, t: f"------ {i + 1} ------\n{t}",
    "dots": lambda _, t: f"………………\n{t}",
    "blocks": lambda _, t: f"▓▓▓▓▓▓\n{t}",
    "HTML rule": lambda _, t: f"<hr>\n{t}",
    "date and title": lambda i, t: f"2023.5.{i + 1} {t}",
    "date in brackets": lambda i, t: f"【2023-05-0{i + 1}】{t}",
    "English title": lambda _, t: f"Title: {t}",
    "front matter": lambda i, t: f"---\ntitle: {t}\ndate: 2023-05-0{i + 1}\n---",
    "question": lambda i, t: f"例{i + 1}：{t}？",
}


@pytest.mark.parametrize("sign", COUNTED)
def test_a_promise_makes_pieces_of_any_mark_that_counts_them_below_a_lead_in(sign: str) -> None:
    text = TOP + "\n".join(f"{COUNTED[sign](i, t)}\n{b}" for i, (t, b) in enumerate(STORIES))
    found = parted(text)
    starts = [(piece.marker or piece.body).start for piece in found.pieces]
    assert starts == [text.index(COUNTED[sign](i, t)) for i, (t, _) in enumerate(STORIES)]


@pytest.mark.parametrize("sign", ["counted part", "article", "chapter", "upper and lower"])
def test_without_a_promise_counted_parts_are_parts_of_one_document(sign: str) -> None:
    text = "我的童年\n" + "\n".join(
        f"{COUNTED[sign](i, t)}\n{b}" for i, (t, b) in enumerate(STORIES)
    )
    assert len(parted(text).pieces) == 1


def test_attachments_at_the_end_of_a_notice_belong_to_it() -> None:
    attached = "\n".join(f"附件{i}：{NAMES[i]}\n{PROSE}" for i in (1, 2))
    text = f"关于防汛工作的通知\n各村：\n{PROSE * 10}\n{attached}"
    assert len(parted(text).pieces) == 1


FEET = {
    "links": "上一篇：没有了\n下一篇：某事",
    "editor": "（责任编辑：王芳）",
    "tools": "【打印本页】【关闭窗口】",
    "read on": "阅读全文>>",
}


@pytest.mark.parametrize("foot", FEET)
def test_what_a_page_has_below_its_text_ends_a_piece(foot: str) -> None:
    text = "日记3篇\n" + "\n".join(f"{t}\n{b}\n{FEET[foot]}" for t, b in STORIES)
    assert [text[p.body.start :][:4] for p in parted(text).pieces] == [t[:4] for t, _ in STORIES]


def test_page_numbers_between_the_paragraphs_of_one_document_make_no_pieces() -> None:
    text = f"{NAMES[0]}\n" + "\n".join(f"{PROSE * 3}\n第 {i} 页 共 4 页" for i in range(1, 5))
    assert len(parted(text).pieces) == 1


@pytest.mark.parametrize(
    "row",
    [
        lambda i: f"{NAMES[i]}：{PROSE * 3}",
        lambda i: f"{i + 1}. {NAMES[i]}：{PROSE * 3}",
        lambda i: f"{i + 1}\t{NAMES[i]}\t2023-05-0{i + 1}\t{PROSE * 3}",
    ],
)
def test_a_title_and_a_text_in_a_line_are_a_document_below_heads_of_columns(
    row: Callable[[int], str],
) -> None:
    text = "工作总结\n序号\t标题\t日期\t内容\n" + "\n".join(map(row, range(3)))
    assert len(parted(text).pieces) == 3


def test_as_many_long_lines_as_are_promised_are_the_documents() -> None:
    rows = [b * 4 for _, b in STORIES]
    assert len(parted("日记三则\n" + "\n".join(rows)).pieces) == 3
    assert len(parted("日记四则\n" + "\n".join(rows)).pieces) == 1


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("李某住院病历", ["主诉", "现病史", "既往史", "诊断"]),
        ("程某诈骗案", ["【关键词】", "【要旨】", "【基本案情】", "【指导意义】"]),
        ("糖醋排骨", ["【主料】", "【调料】", "【制作步骤】"]),
    ],
)
def test_short_names_directly_below_a_title_are_the_headings_of_one_document(
    title: str, names: list[str]
) -> None:
    texts = [b for _, b in STORIES] + [PROSE]
    text = "\n".join([title, *(f"{n}\n{b}" for n, b in zip(names, texts, strict=False))])
    assert len(parted(text).pieces) == 1
