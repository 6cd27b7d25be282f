"""Invented documents of prose genres: stories, essays, speeches, letters, lessons, novels, manuals.

Sentences are put together from parts with a seed; they mean little, but have the form of their
genre: titles, chapters, salutations, endings. They join the real laws, cases and notices of the
benchmarks, which have no prose.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

_NAMES = (
    "林晓",
    "阿秀",
    "老周",
    "沈砚",
    "小满",
    "陈三",
    "顾盼",
    "铁柱",
    "苏婉",
    "何青",
    "赵六爷",
    "白露",
)
_WHERE = (
    "村口的老槐树下",
    "河滩上",
    "教室后排",
    "巷子尽头",
    "旧书店里",
    "山坡背面",
    "渡口边",
    "厨房的灯下",
    "月台上",
    "医院的走廊里",
    "院子中间",
    "稻田旁",
)
_WHEN = (
    "那天傍晚",
    "第二年春天",
    "天还没亮",
    "雨停以后",
    "过了很久",
    "临走的前一夜",
    "放学的时候",
    "入冬以来",
    "小时候",
    "刚到城里那阵子",
    "每逢赶集",
    "忽然有一天",
)
_WHAT = (
    "把一封没有寄出的信折了又折",
    "听见远处传来火车的声音",
    "数着檐下的雨滴",
    "想起母亲缝的那件棉袄",
    "蹲下来拾起一枚生锈的钥匙",
    "把剩下的半块饼递给了对方",
    "没有回头，只是挥了挥手",
    "望着窗外的灯火出神",
    "小声哼着一支旧歌",
    "终于说出了藏在心里的话",
    "用树枝在地上画了一只船",
    "把伞让给了一个不认识的孩子",
    "在雪地里留下两行脚印",
    "学会了自己生火做饭",
    "把种子一粒一粒埋进土里",
    "笑着笑着就红了眼眶",
)
_REMARK = (
    "日子就这样一天天过去了。",
    "谁也没有再提起那件事。",
    "风从远处吹来，带着青草的味道。",
    "原来成长就是这样悄悄发生的。",
    "屋里静得只剩下钟摆的声音。",
    "这件小事，我一直记到今天。",
    "“你还会回来吗？”",
    "“走吧，天快黑了。”",
    "月亮升起来了，照得地上一片白。",
    "我忽然明白了许多从前不懂的道理。",
    "路很长，但总有人在前面提着灯。",
    "后来的事，大家都知道了。",
)
_THINGS = [
    "信",
    "灯",
    "桥",
    "船",
    "雪",
    "井",
    "钟",
    "伞",
    "路",
    "窗",
    "茶",
    "书",
    "花",
    "鱼",
    "马",
    "琴",
    "墙",
    "鞋",
    "糖",
    "门",
]
_OF = [
    "外婆的",
    "最后一盏",
    "那年的",
    "远方的",
    "河边的",
    "父亲的",
    "没有寄出的",
    "春天里的",
    "旧时的",
    "会说话的",
    "雨中的",
    "一个人的",
]
_WORK = (
    "加强组织领导，明确责任分工，推动各项任务落到实处。",
    "坚持问题导向，对照清单逐项整改，整改率达到百分之九十八。",
    "全年开展走访慰问二十余次，帮助群众解决困难四十三件。",
    "认真抓好日常巡查，及时消除各类隐患。",
    "组织专题学习十二次，撰写学习笔记三万余字。",
    "积极沟通协调，争取项目资金三百万元。",
    "不断完善考核办法，激发干部职工的积极性。",
    "注重宣传引导，营造良好的工作氛围。",
    "统筹推进重点工程，按期完成年度目标。",
    "健全值班制度，做到事事有人管、件件有着落。",
)
_SUBJECTS = [
    "防汛抗旱",
    "安全生产",
    "乡村振兴",
    "教学教研",
    "信访维稳",
    "环境整治",
    "工会",
    "财务",
    "后勤保障",
    "青年志愿者",
    "档案管理",
    "招商引资",
    "食品安全",
    "社区服务",
    "图书采编",
    "护林防火",
]
_PLACES = [
    "云岭镇",
    "青石乡",
    "临河街道",
    "东坪村",
    "市第三中学",
    "县供销社",
    "北山林场",
    "区图书馆",
    "城南社区",
    "市水务局",
]
HAN = "一二三四五六七八九十"


class Invented(NamedTuple):
    """A document's title and what stands below it, one paragraph a line."""

    title: str
    body: str


def _sentence(rng: random.Random, hero: str) -> str:
    who = hero if rng.random() < 0.4 else rng.choice(("他", "她", "我", "大家", "奶奶", "先生"))
    first = f"{rng.choice(_WHEN)}，{who}{rng.choice(('在', '站在', '坐在'))}{rng.choice(_WHERE)}，"
    return first + rng.choice(_WHAT) + "。"


def _prose(rng: random.Random, hero: str, low: int, high: int) -> list[str]:
    paragraphs = []
    for _ in range(rng.randint(low, high)):
        parts = [_sentence(rng, hero) for _ in range(rng.randint(1, 5))]
        if rng.random() < 0.5:
            parts.append(rng.choice(_REMARK))
        paragraphs.append("".join(parts))
    return paragraphs


@cache
def _written() -> dict[str, list[str]]:
    """Stories and essays written for this file: title → chapters, one where there are none."""
    found: dict[str, list[str]] = defaultdict(list)
    text = Path(__file__).with_name("prose.txt").read_text(encoding="utf-8")
    for part in text.split("# ")[1:]:
        title, _, body = part.partition("\n")
        found[title.split(" :: ")[0]].append(body.strip())
    return dict(found)


def story(rng: random.Random) -> Invented:
    """A short story or essay: a bare title, no numbers."""
    title, chapters = rng.choice(sorted(_written().items()))
    return Invented(title, "\n".join(chapters))


def summary(rng: random.Random) -> Invented:
    """A work summary with headings."""
    title = f"{rng.choice(_PLACES)}{rng.randint(2015, 2024)}年{rng.choice(_SUBJECTS)}工作总结"
    lines = ["一年来，在上级的正确领导下，各项工作取得了新的成绩。现将有关情况总结如下："]
    for number in range(rng.randint(2, 4)):
        lines.append(f"{HAN[number]}、{rng.choice(_SUBJECTS)}方面")
        lines += ["".join(rng.sample(_WORK, rng.randint(2, 4))) for _ in range(rng.randint(1, 3))]
    return Invented(title, "\n".join(lines))


def speech(rng: random.Random) -> Invented:
    """A speech: a salutation, thanks at the end."""
    subject = rng.choice(_SUBJECTS)
    title = f"在{rng.choice(_PLACES)}{subject}会议上的讲话"
    lines = [rng.choice(("同志们：", "尊敬的各位领导、同事们：", "老师们，同学们：")), "大家好！"]
    lines += ["".join(rng.sample(_WORK, rng.randint(2, 5))) for _ in range(rng.randint(2, 5))]
    return Invented(title, "\n".join([*lines, "我的讲话完了，谢谢大家！"]))


def letter(rng: random.Random) -> Invented:
    """A letter with its ending, name and date."""
    lines = ["亲爱的朋友：", "你好！", *_prose(rng, "我", 2, 4), "此致", "敬礼！"]
    lines += [
        rng.choice(_NAMES),
        f"{rng.randint(2010, 2024)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
    ]
    return Invented(
        rng.choice(("感谢信", "慰问信", "给远方朋友的一封信", "倡议书")), "\n".join(lines)
    )


def lesson(rng: random.Random) -> Invented:
    """A lesson plan: headings that recur in every one."""
    title = f"《{rng.choice(_OF)}{rng.choice(_THINGS)}》教学设计"
    lines = []
    for number, name in enumerate(("教学目标", "教学重点", "教学过程", "教学反思")):
        lines += [f"{HAN[number]}、{name}"]
        lines += [f"{i}．{rng.choice(_WORK)}" for i in range(1, rng.randint(3, 5))]
    return Invented(title, "\n".join(lines))


def experience(rng: random.Random) -> Invented:
    """A report of what was learnt: a title of its kind, prose, 一是 二是."""
    title = f"{rng.choice(_SUBJECTS)}学习心得体会"
    lines = ["通过这次学习，我受益匪浅，现将体会汇报如下。"]
    lines += [
        f"{HAN[at]}是{rng.choice(_WORK)}{rng.choice(_REMARK)}" for at in range(rng.randint(2, 4))
    ]
    return Invented(title, "\n".join(lines + _prose(rng, "我", 1, 3)))


GENRES: dict[str, tuple[str, Callable[[random.Random], Invented]]] = {
    "stories": ("短篇小说", story),
    "summaries": ("工作总结", summary),
    "speeches": ("讲话稿", speech),
    "letters": ("书信", letter),
    "lessons": ("教案", lesson),
    "experiences": ("心得体会", experience),
}
"""Genre → what a compilation of it is called, and how one document is made."""


# -- single documents that look like compilations ---------------------------------------------


def novel(rng: random.Random) -> str:
    """A novel: chapters with the same people, under numbers or titles or both."""
    hero, other = rng.sample(_NAMES, 2)
    mark = rng.choice(
        ("{}", "第{}章", "{}、", "（{}）", "- {} -", "第{}回", "[{}]", "Chapter {}", "{}.")
    )
    titled = rng.random() < 0.5
    lines = [rng.choice(_OF) + rng.choice(_THINGS)]
    chapters = [_prose(rng, hero, 4, 12) for _ in range(rng.randint(3, 10))]
    if rng.random() < 0.6:
        title, written = rng.choice([each for each in _written().items() if len(each[1]) > 1])
        lines, chapters = [title], [chapter.split("\n") for chapter in written]
    if rng.random() < 0.5:
        lines.append(f"作者：{rng.choice(_NAMES)}")
    han = rng.random() < 0.5 and "Chapter" not in mark
    for number, chapter in enumerate(chapters):
        head = mark.format(HAN[number] if han else number + 1)
        lines.append(f"{head} {rng.choice(_OF)}{rng.choice(_THINGS)}" if titled else head)
        lines += [line.replace("他", other) for line in chapter]
    return "\n".join(lines)


_MARKS = (
    *(
        "步骤{}：",
        "问题{}：",
        "表{} ",
        "例{} ",
        "Q{}：",
        "措施{}：",
        "附件{}：",
        "任务{} ",
        "议题{}：",
    ),
    *("图{} ", "第{}步 ", "【{}】", "单元{} ", "P{} ", "样品{}：", "案例{}："),
)


def manual(rng: random.Random) -> str:
    """Instructions whose steps, questions, cases or tables are numbered."""
    mark = rng.choice(_MARKS)
    kinds = ("操作手册", "问答", "实施方案", "会议纪要", "调研报告")
    lines = [rng.choice(_SUBJECTS) + rng.choice(kinds)]
    lines += ["".join(rng.sample(_WORK, 2))]
    for number in range(rng.randint(2, 9)):
        name = rng.choice(_SUBJECTS) + rng.choice(("办理", "准备", "检查", "登记", "数据", "情况"))
        lines.append(mark.format(number + 1) + name)
        lines += ["".join(rng.sample(_WORK, rng.randint(1, 3))) for _ in range(rng.randint(1, 3))]
    return "\n".join(lines)


def ruled(rng: random.Random) -> str:
    """A document cut by rules, stars or gaps into scenes."""
    hero = rng.choice(_NAMES)
    rule = rng.choice(("* * *", "***", "-----", "☆☆☆", "\n\n", "◇", "······", "※※※", "\f", "====="))
    parts = ["\n".join(_prose(rng, hero, 3, 8)) for _ in range(rng.randint(2, 6))]
    return f"{rng.choice(_OF)}{rng.choice(_THINGS)}\n" + f"\n{rule}\n".join(parts)


_LABELS = (
    *("来源：", "问：", "记者：", "时间：", "责任单位：", "甲方：", "※ ", "◆ ", "★ ", "■ ", "附："),
)


def labelled(rng: random.Random) -> str:
    """A report whose paragraphs are labelled, or dated, or signed by sources."""
    label = rng.choice(_LABELS)
    lines = [f"{rng.choice(_PLACES)}{rng.choice(_SUBJECTS)}情况汇报"]
    for _ in range(rng.randint(2, 7)):
        lines.append(label + rng.choice(_SUBJECTS) + rng.choice(("工作", "方面", "小组", "科")))
        lines += ["".join(rng.sample(_WORK, rng.randint(1, 3))) for _ in range(rng.randint(1, 3))]
    return "\n".join(lines)


def chronicle(rng: random.Random) -> str:
    """Events under their dates."""
    lines = [f"{rng.choice(_PLACES)}大事记"]
    year, style = (
        rng.randint(2000, 2020),
        rng.choice(("{}年{}月{}日", "{}-{:02}-{:02}", "{}.{}.{}", "{}/{}/{}")),
    )
    for month in sorted(rng.sample(range(1, 13), rng.randint(3, 8))):
        lines.append(style.format(year, month, rng.randint(1, 28)))
        lines += ["".join(rng.sample(_WORK, rng.randint(1, 2)))]
    return "\n".join(lines)


def examination(rng: random.Random) -> str:
    """A paper of questions and choices."""
    lines = [f"{rng.choice(_SUBJECTS)}知识试题"]
    for number in range(rng.randint(5, 15)):
        lines.append(f"{number + 1}．下列说法正确的是（  ）")
        lines += [f"{letter}．{rng.choice(_WORK)[:-1]}" for letter in "ABCD"]
    return "\n".join(lines)


SINGLES: dict[str, Callable[[random.Random], str]] = {
    "novel": novel,
    "manual": manual,
    "scenes": ruled,
    "labelled": labelled,
    "chronicle": chronicle,
    "examination": examination,
}
"""Kinds of documents that are one document, though parts of them are marked."""
for _name, (_, _make) in GENRES.items():
    SINGLES[_name] = lambda rng, make=_make: "\n".join(make(rng))  # type: ignore[misc]
