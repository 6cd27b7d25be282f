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


LAW = (
    "第一条　为了加强{0}管理，制定本办法。\n第二条　{0}管理坚持统一规划、分级负责的原则。\n"
    "第三条　本办法自公布之日起施行。\n"
)


def test_titles_alone_are_noted_only_where_a_start_is_unsure_or_one_piece_is_very_long() -> None:
    def noted(text: str) -> bool:
        return "unmarked-pieces" in [note.code for note in split(Source("a.txt", text)).notes]

    laws = [f"某市{name}管理办法\n{LAW.format(name)}" for name in ("绿地", "广告", "河道", "公园")]
    assert len(pieces("".join(laws))) == 4
    assert not noted("".join(laws))
    long = "".join(f"第{n}条　绿地管理应当遵守本条第{n}款的规定。\n" for n in range(4, 60))
    assert noted("".join(laws[:3]) + laws[3].replace("第三条", f"{long}第六十条"))
    stories = (("修表铺里的下午", CLOCK), ("山里的邮路", POST), ("最后的守塔人", SEA))
    bare = "".join(f"{title}\n" + story.replace("。", "。\n", 3) for title, story in stories)
    assert noted(f"短篇小说3篇\n{bare}")


def test_as_many_titles_as_are_promised_need_no_doubt_and_others_do() -> None:
    def noted(count: str) -> bool:
        laws = [f"某市{name}管理办法\n{LAW.format(name)}" for name in ("绿地", "广告", "河道")]
        long = "".join(f"第{n}条　河道管理应当遵守本条第{n}款的规定。\n" for n in range(4, 60))
        laws[2] = laws[2].replace("第三条", f"{long}第六十条")
        text = f"管理办法{count}篇\n" + "".join(laws)
        return "unmarked-pieces" in [note.code for note in split(Source("a.txt", text)).notes]

    assert (noted("3"), noted("5")) == (False, True)


THANKS = "尊敬的王老师：\n您好！感谢您对孩子的关心。\n此致\n敬礼\n家长：李某\n2023年5月1日\n"
ADVICE = (
    "尊敬的赵校长：\n您好！关于校服一事，想提两点建议。\n此致\n敬礼\n家长：钱某\n2023年5月6日\n"
)


def test_letters_without_titles_begin_where_they_address_somebody() -> None:
    assert pieces(THANKS + ADVICE) == ["尊敬的王老师", "尊敬的赵校长"]
    found = split(Source("信.txt", THANKS + "\n" + ADVICE))
    assert [piece.title for piece in found.pieces] == [None, None]


def test_one_speech_addresses_its_hearers_more_than_once() -> None:
    speech = "在大会上的发言\n各位领导、同志们：\n今天我讲三点。\n各位代表：\n过去一年成绩显著。\n"
    assert len(pieces(speech + "谢谢大家！\n")) == 1


def test_news_begin_with_their_datelines() -> None:
    planted = "我县启动植树活动\n本报讯（记者 王某）3月12日，我县在南山植树。\n三百人参加。\n"
    drill = "全县消防演练举行\n本报讯（通讯员 李某）演练在体育场举行。\n演练历时两小时。\n"
    assert len(pieces(planted + drill)) == 2
    cabled = "安全会议召开\n新华社合肥3月1日电（记者张某）会议1日在合肥召开。\n会议很短。\n"
    assert len(pieces(cabled + "丰收节举行\n新华社成都9月22日电 庆祝活动人山人海。\n")) == 2


def test_a_reporter_in_the_middle_of_a_text_begins_none() -> None:
    feature = (
        "一座小城的变迁\n三月的小城，春风拂面。\n老街新貌\n本报记者来到老街，路面焕然一新。\n"
        "产业兴旺\n新华社记者在园区看到，机器轰鸣。\n厂长说，订单翻番。\n"
    )
    assert len(pieces(feature)) == 1
