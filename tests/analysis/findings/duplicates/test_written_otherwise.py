"""One text written otherwise, in ways no reader sees or few do: the table in docs/measures.md."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from analysis import find_duplicates, find_reuse
from corpus.choices import LEVELS
from corpus.folding.characters import lookalikes, variants
from corpus.folding.synonyms import synonyms

DOCS = Path(__file__).parents[4] / "docs" / "measures.md"
TEXT = (
    "为进一步加强全镇安全生产工作，我们认真落实各项要求，全面开展隐患排查，及时整改存在问题。"
    "目前共检查企业28家，发现隐患61处，已整改58处。下一步将推进网格化管理，提高监管能力，"
    "完善应急预案，严格责任追究，确保人民群众生命财产安全。APP平台累计上报数据1200条，KPI考核合格率98%。"
    "各村组织宣传队入户讲解，发放资料3600份。"
)


def after_each(sign: str, every: int = 1) -> str:
    return "".join(c + sign * (place % every == every - 1) for place, c in enumerate(TEXT))


def mapped(before: str, after: str) -> str:
    return TEXT.translate(str.maketrans(before, after))


def in_the_other_script() -> str:
    table: dict[str, str] = {}
    for row in variants():
        if row.rule == "t2s":
            table.setdefault(row.simplified, row.character)
    return "".join(table.get(char, char) for char in TEXT)


def with_lookalikes(most: int = 12) -> str:
    table = {row.members[0]: row.members[1] for row in lookalikes() if row.members[0] > "\u4e00"}
    out, left = [], most
    for char in TEXT:
        other = table.get(char, char) if left else char
        left -= other != char
        out.append(other)
    return "".join(out)


def reworded() -> str:
    text = TEXT
    for words in synonyms():
        text = text.replace(words[0], words[1])
    return text


def sentences(order: Callable[[list[str]], list[str]]) -> str:
    return "".join(order(re.findall("[^。]*。", TEXT)))


def clauses_reversed(found: list[str]) -> list[str]:
    return ["，".join(s.rstrip("。").split("，")[::-1]) + "。" for s in found]


OTHERWISE = {
    "零宽字符": [after_each("\u200b"), after_each("\u200d")],
    "组合符号": [after_each("\u0338"), after_each("\u20dd")],
    "字间空格": [after_each(" ")],
    "部首码位": [mapped("工人一力入", "⼯⼈⼀⼒⼊")],
    "全角字母数字": [TEXT.translate({code: code + 0xFEE0 for code in range(33, 127)})],
    "繁体": [in_the_other_script()],
    "无标点": [re.sub("[，。]", "", TEXT)],
    "形近假名": [mapped("力口一二工", "カローニエ")],
    "形近字": [with_lookalikes()],
    "西里尔字母": [mapped("APKI", "АРКІ")],
    "希腊字母": [mapped("APKI", "ΑΡΚΙ")],
    "近义词替换": [reworded()],
    "分句倒序": [sentences(clauses_reversed)],
    "句子倒序": [sentences(lambda found: found[::-1])],
    "每十字插一符号": [after_each("¤", 10)],
    "每十字插一字母": [after_each("q", 10)],
}


def in_the_docs() -> dict[str, list[str]]:
    text = DOCS.read_text("utf-8")
    rows = text[text.index("### What a level finds") :].split("\n| ")[1:]
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return {row[0].split()[-1]: row[1 : 1 + len(LEVELS)] for row in cells if " / " in row[1] or
            row[1].startswith("0")}  # fmt: skip


@pytest.mark.parametrize("name", OTHERWISE)
def test_the_table_says_what_each_level_finds(name: str) -> None:
    told = in_the_docs()[name]
    for other in OTHERWISE[name]:
        c = corpus.from_texts({"甲": TEXT, "乙": other})
        for level, said in zip(LEVELS, told, strict=True):
            pairs = find_duplicates(c, level=level).every_pair().pairs
            share = float(find_reuse(c, level=level).shares()["share"][1])
            values = (pairs[0].similarity if pairs else 0.0, share)
            assert said == " / ".join(f"{value:.3f}" if value else "0" for value in values), level


def test_text_of_no_size_is_left_out_and_white_text_is_noted(tmp_path: Path) -> None:
    (tmp_path / "甲.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", "utf-8")
    for style, code in (("font-size:0", "left-out"), ("display:none", "left-out"),
                        ("color:#fff", "white-text")):  # fmt: skip
        words = after_each(f'<span style="{style}">龘</span>', 6)
        (tmp_path / "乙.html").write_text(f"<html><body><p>{words}</p></body></html>", "utf-8")
        c = corpus.read(tmp_path)
        assert find_duplicates(c).every_pair().pairs[0].similarity == 1
        assert [n.code for k in c.compilations for n in k.source.notes] == [code]
