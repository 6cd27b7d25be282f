"""Titles that nothing but their look tells from headings."""

from __future__ import annotations

from corpus.model import Source
from corpus.splitting.compilation import split
from tests.corpus.splitting.test_cohesion import CLOCK, POST

SEA = (
    "岛上没有树，风把什么都吹走了，只剩下石头和那座塔。老邱守塔守了三十一年，每晚六点上楼，"
    "把透镜擦一遍，再把电闸推上去。起先烧的是煤油，后来换成柴油机。上面来文件说守塔的可以撤了。"
    "接老邱的船等在礁石外头，老邱却把塔里每一级台阶又扫了一遍。船开出去很远，他回头看，"
    "塔尖的光正扫过海面，五秒一转，透镜没有错。\n"
)


def pieces(text: str) -> list[str]:
    found = split(Source("a.txt", text))
    return [text[piece.body.start : piece.body.start + 6] for piece in found.pieces]


def test_stories_under_bare_titles_are_found() -> None:
    stories = (("修表铺里的下午", CLOCK), ("山里的邮路", POST), ("最后的守塔人", SEA))
    text = "".join(f"{title}\n" + story.replace("。", "。\n", 3) for title, story in stories)
    assert len(pieces(f"短篇小说3篇\n{text}")) == 3


def test_chapters_of_one_story_under_bare_titles_stay_together() -> None:
    more = CLOCK.replace("姑娘", "老人").replace("游丝", "发条")
    text = f"修表铺里的下午\n{CLOCK}停了的指针\n{more}镜片上的雾\n{CLOCK}"
    assert len(pieces(text)) == 1


def test_verses_are_no_titles() -> None:
    verses = "窗外落着雪\n屋里点着灯\n我在等一个人\n他在路上走\n" * 6
    assert len(pieces(f"雪夜\n{verses}{CLOCK}{POST}")) == 1
