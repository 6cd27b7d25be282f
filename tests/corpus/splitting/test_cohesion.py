"""Whether neighbouring stretches speak of the same things."""

from __future__ import annotations

from corpus.splitting.cohesion import cohesion

CLOCK = (
    "镇上只剩老韩一家修表铺。柜台是他父亲留下的，玻璃底下压着发黄的发票。老韩戴上放大镜，镊子夹起"
    "一枚齿轮，像夹起一粒米。来修表的人越来越少，多半是老主顾换电池。有个姑娘拿来一块女式表，"
    "指针停在四点一刻。老韩拆开后盖，游丝断了，他翻遍抽屉找齿轮。上弦的时候，秒针跳了一下。"
    "姑娘把表贴在耳朵上，半天没有说话。那天老韩修表没有收钱，他把放大镜摘下来擦了擦。\n"
)
POST = (
    "老马的自行车是绿的，邮包也是绿的，下雨天他把雨衣盖在邮包上，自己淋着。山里七个寨子，一圈下来"
    "六十多里，翻两道梁。寨子里识字的人少，老马送了信还得念信。念到好消息，主家煮鸡蛋给他吃；"
    "念到坏消息，他就把声音放低。有个阿婆的儿子三年没有来信，阿婆每次都在寨子路口等邮包。"
    "老马看不下去，编了一封信念给阿婆听，说儿子升了班长，过年准回寨子。\n"
)


def test_two_stories_have_little_in_common() -> None:
    found = cohesion(CLOCK + POST, [0, len(CLOCK)], len(CLOCK + POST))
    assert found is not None
    assert found < 0.4


def test_two_parts_of_one_story_have_much_in_common() -> None:
    more = CLOCK.replace("姑娘", "老人").replace("游丝", "发条").replace("父亲", "师傅")
    found = cohesion(CLOCK + more, [0, len(CLOCK)], len(CLOCK + more))
    assert found is not None
    assert found > 0.7


def test_short_stretches_and_repeated_text_say_nothing() -> None:
    assert cohesion("甲。乙。", [0, 2], 4) is None
    same = "投标人应当具有软件企业证书，近三年承担过同类项目，无不良记录。" * 6
    assert cohesion(same + CLOCK, [0, len(same)], len(same + CLOCK)) is None
    listed = "二〇二三年一月一日通过 二〇二三年二月一日修正 " * 8
    assert cohesion(listed + listed, [0, len(listed)], 2 * len(listed)) is None
