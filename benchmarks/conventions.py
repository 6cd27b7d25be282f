"""How the pieces of a compilation are told apart: two sets of separators."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from invented import HAN

_HEAVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰"
_ROMAN = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ", "ⅩⅢ", "ⅩⅣ", "ⅩⅤ"]
_LATIN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
]
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_BANKER = [
    "壹",
    "贰",
    "叁",
    "肆",
    "伍",
    "陆",
    "柒",
    "捌",
    "玖",
    "拾",
    "拾壹",
    "拾贰",
    "拾叁",
    "拾肆",
    "拾伍",
]
_SITES = ("省政府网", "中新网", "本站")
_WRITERS = ("李明", "王芳", "佚名", "赵大海")
_ENGLISH = (
    *("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"),
    *("Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen"),
)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class Place(NamedTuple):
    """What a separator may tell of a piece: its number, how many there are, title, kind."""

    n: int
    of: int
    title: str
    kind: str
    rng: random.Random

    @property
    def han(self) -> str:
        """The number in Chinese."""
        return HAN[self.n - 1] if self.n <= 10 else "十" + HAN[self.n - 11]


class Separator(NamedTuple):
    """How the pieces of a compilation are told apart."""

    above: Callable[[Place], str]
    """Lines above a piece, its title among them."""
    between: bool = False
    """The first piece has no such line, only its title."""
    gap: str = "\n"
    """What stands between the pieces."""
    inner: str = "\n"
    """What stands between the paragraphs of a piece."""
    glue: str = "\n"
    """What stands between its title and its text."""


def _dated(p: Place) -> str:
    return f"{2015 + p.n // 12}-{p.n % 12 + 1:02}-{p.n + 3:02}"


SEPARATORS: dict[str, Separator] = {
    "---1---": Separator(lambda p: f"---{p.n}---\n{p.title}"),
    "—— 1 ——": Separator(lambda p: f"—— {p.n} ——\n{p.title}"),
    "[3/15]": Separator(lambda p: f"[{p.n}/{p.of}]\n{p.title}"),
    "(3/15) t": Separator(lambda p: f"({p.n}/{p.of}) {p.title}"),
    "☆☆☆": Separator(lambda p: f"☆☆☆\n{p.title}", between=True),
    "~~~~~ t ~~~~~": Separator(lambda p: f"~~~~~ {p.title} ~~~~~"),
    "=== t ===": Separator(lambda p: f"=== {p.title} ==="),
    "P1": Separator(lambda p: f"P{p.n}\n{p.title}"),
    "#1 t": Separator(lambda p: f"#{p.n} {p.title}"),
    "之一": Separator(lambda p: f"{p.kind}之{p.han}\n{p.title}"),
    "t之一": Separator(lambda p: f"之{p.han}：{p.title}"),
    "其一": Separator(lambda p: f"其{p.han}\n{p.title}"),
    "文档一：t": Separator(lambda p: f"文档{p.han}：{p.title}"),
    "样本A": Separator(lambda p: f"样本{chr(64 + p.n)}\n{p.title}"),
    "A. t": Separator(lambda p: f"{chr(64 + p.n)}. {p.title}"),
    "——甲——": Separator(lambda p: f"——{_HEAVEN[p.n - 1]}——\n{p.title}"),
    "甲、t": Separator(lambda p: f"{_HEAVEN[p.n - 1]}、{p.title}"),
    "※ t": Separator(lambda p: f"※ {p.title}"),
    "题目：t": Separator(lambda p: f"题目：{p.title}"),
    "标题：t 来源：": Separator(lambda p: f"标题：{p.title}\n来源：{p.rng.choice(_SITES)}"),
    "t 来源：": Separator(lambda p: f"{p.title}\n来源：{p.rng.choice(_SITES)}　日期：{_dated(p)}"),
    "t 作者：": Separator(lambda p: f"{p.title}\n作者：{p.rng.choice(_WRITERS)}"),
    "t 文/": Separator(lambda p: f"{p.title}\n文/{p.rng.choice(_WRITERS)}"),
    "范例四": Separator(lambda p: f"范例{p.han}\n{p.title}"),
    "案卷4：t": Separator(lambda p: f"案卷{p.n}：{p.title}"),
    "2023-05-04": Separator(lambda p: f"{_dated(p)}\n{p.title}"),
    "URL t": Separator(lambda p: f"https://www.example.com/a/{2000 + 7 * p.n}.html\n{p.title}"),
    "t URL": Separator(lambda p: f"{p.title}\n网址：http://www.example.com/news/{3000 + p.n}.htm"),
    "gap 2": Separator(lambda p: p.title, gap="\n\n\n"),
    "gap 5": Separator(lambda p: p.title, gap="\n\n\n\n\n\n", inner="\n\n"),
    "page": Separator(lambda p: p.title, gap="\n\f"),
    "1 tab t": Separator(lambda p: f"{p.n}\t{p.title}"),
    "１．t": Separator(lambda p: f"{p.n}．{p.title}".translate(_WIDE)),
    "n．t": Separator(lambda p: f"{p.n}．{p.title}"),
    "01 t": Separator(lambda p: f"{p.n:02} {p.title}"),
    "Ⅲ t": Separator(lambda p: f"{_ROMAN[p.n - 1]} {p.title}"),
    "III. t": Separator(lambda p: f"{_LATIN[p.n - 1]}. {p.title}"),
    "叁、t": Separator(lambda p: f"{_BANKER[p.n - 1]}、{p.title}"),
    "①t": Separator(lambda p: f"{_CIRCLED[p.n - 1]}{p.title}"),
    "No.1 t": Separator(lambda p: f"No.{p.n} {p.title}"),
    "Part 1": Separator(lambda p: f"Part {p.n}\n{p.title}"),
    "Document 1": Separator(lambda p: f"Document {p.n}: {p.title}"),
    "【t】": Separator(lambda p: f"【{p.title}】"),
    "**t**": Separator(lambda p: f"**{p.title}**"),
    "《t》": Separator(lambda p: f"《{p.title.strip('《》')}》"),
    "t": Separator(lambda p: p.title),
    "T1 t": Separator(lambda p: f"{p.kind}1{p.n:02}\n{p.title}"),
    "第1则 t": Separator(lambda p: f"第{p.n}则 {p.title}"),
    "卷一": Separator(lambda p: f"卷{p.han}\n{p.title}"),
    "篇名：t 正文：": Separator(lambda p: f"篇名：{p.title}\n正文："),
}


def _english(n: int) -> str:
    return _ENGLISH[n - 1]


MORE: dict[str, Separator] = {
    "（甲）t": Separator(lambda p: f"（{_HEAVEN[p.n - 1]}）{p.title}"),
    "Ⅰ．t": Separator(lambda p: f"{_ROMAN[p.n - 1]}．{p.title}"),
    "☆t☆": Separator(lambda p: f"☆{p.title}☆"),
    "〖t〗": Separator(lambda p: f"〖{p.title}〗"),
    "「t」": Separator(lambda p: f"「{p.title}」"),
    "<t>": Separator(lambda p: f"<{p.title}>"),
    "[t]": Separator(lambda p: f"[{p.title}]"),
    "t（其一）": Separator(lambda p: f"{p.title}（其{p.han}）"),
    "★篇一★": Separator(lambda p: f"★篇{p.han}★\n{p.title}"),
    "例文1": Separator(lambda p: f"例文{p.n}\n{p.title}"),
    "范例二：t": Separator(lambda p: f"范例{p.han}：{p.title}"),
    "Part One": Separator(lambda p: f"Part {_english(p.n)}\n{p.title}"),
    "--1--": Separator(lambda p: f"--{p.n}--\n{p.title}"),
    "案例一 t": Separator(lambda p: f"案例{p.han} {p.title}"),
    "【案例1】t": Separator(lambda p: f"【案例{p.n}】{p.title}"),
    "案例1：t": Separator(lambda p: f"案例{p.n}：{p.title}"),
    "-- t --": Separator(lambda p: f"-- {p.title} --"),
    "——t——": Separator(lambda p: f"——{p.title}——"),
    "A、t": Separator(lambda p: f"{chr(64 + p.n)}、{p.title}"),
    "(A) t": Separator(lambda p: f"({chr(64 + p.n)}) {p.title}"),
    "one a line": Separator(lambda p: p.title, inner="　", glue="　"),
    "1\tt\ttext": Separator(lambda p: f"{p.n}\t{p.title}", inner=" ", glue="\t"),
    "1)t": Separator(lambda p: f"{p.n}){p.title}"),
    "1）t": Separator(lambda p: f"{p.n}）{p.title}"),
    "一、t": Separator(lambda p: f"{p.han}、{p.title}"),
    "1、t": Separator(lambda p: f"{p.n}、{p.title}"),
    "（1）t": Separator(lambda p: f"（{p.n}）{p.title}"),
    "第一份": Separator(lambda p: f"第{p.han}份\n{p.title}"),
    "第1件 t": Separator(lambda p: f"第{p.n}件 {p.title}"),
    "第一部分 t": Separator(lambda p: f"第{p.han}部分 {p.title}"),
    "＊＊＊": Separator(lambda p: f"＊＊＊＊＊＊\n{p.title}", between=True),
    "· · ·": Separator(lambda p: f"· · · · ·\n{p.title}", between=True),
    "______": Separator(lambda p: f"______________\n{p.title}", between=True),
    "///": Separator(lambda p: f"//////////\n{p.title}", between=True),
    "-*-*-": Separator(lambda p: f"-*-*-*-*-*-\n{p.title}", between=True),
    "END": Separator(lambda p: p.title, gap="\n（完）\n"),
    "[1] t": Separator(lambda p: f"[{p.n}] {p.title}"),
    "〔一〕t": Separator(lambda p: f"〔{p.han}〕{p.title}"),
    "<1> t": Separator(lambda p: f"<{p.n}> {p.title}"),
    "1 - t": Separator(lambda p: f"{p.n} - {p.title}"),
    "1：t": Separator(lambda p: f"{p.n}：{p.title}"),
    "1/15 t": Separator(lambda p: f"{p.n}/{p.of} {p.title}"),
    "壹．t": Separator(lambda p: f"{_BANKER[p.n - 1]}．{p.title}"),
    "其一、t": Separator(lambda p: f"其{p.han}、{p.title}"),
    "file1.txt": Separator(lambda p: f"===== file{p.n}.txt =====\n{p.title}"),
    "t.docx": Separator(lambda p: f"文件名：{p.title}.docx"),
    "★★★ t": Separator(lambda p: f"★★★ {p.title}"),
    "● t": Separator(lambda p: f"● {p.title}"),
    "◎t": Separator(lambda p: f"◎{p.title}"),
    "一 alone": Separator(lambda p: f"{p.han}\n{p.title}"),
    "1 alone": Separator(lambda p: f"{p.n}\n{p.title}"),
    "一 t": Separator(lambda p: f"{p.han} {p.title}"),
    "Text 1": Separator(lambda p: f"Text {p.n}\n{p.title}"),
    "Case 1: t": Separator(lambda p: f"Case {p.n}: {p.title}"),
    "<doc>": Separator(lambda p: f'<doc id="{100 + p.n}" title="{p.title}">', gap="\n</doc>\n"),
    "t\n===": Separator(lambda p: f"{p.title}\n{'=' * 12}"),
    "# t": Separator(lambda p: f"# {p.title}"),
    "## t": Separator(lambda p: f"## {p.title}"),
    "### 1. t": Separator(lambda p: f"### {p.n}. {p.title}"),
    "编号：001": Separator(lambda p: f"编号：{p.n:03}\n{p.title}"),
    "序号 1": Separator(lambda p: f"序号：{p.n}\n标题：{p.title}\n正文："),
    "第一辑": Separator(lambda p: f"第{p.han}辑\n{p.title}"),
    "题：t": Separator(lambda p: f"题：{p.title}"),
    "【标题】t": Separator(lambda p: f"【标题】{p.title}\n【正文】"),
    "t 日期": Separator(lambda p: f"{p.title}\n（{_dated(p)}）"),
    "t ++++": Separator(lambda p: f"+++ {p.title} +++"),
    "|t|": Separator(lambda p: f"| {p.title} |"),
    "材料一：t": Separator(lambda p: f"材料{p.han}：{p.title}"),
    "文章1 t": Separator(lambda p: f"文章{p.n} {p.title}"),
}
"""Rarer ones, not looked at while the rules for the first were made."""
