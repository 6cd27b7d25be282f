"""Invented official documents: notices, decisions, minutes, briefs, judgments, leases, diaries.

They have the form of GB/T 9704 and of the courts; their sentences come from real reports, so that
two documents speak of different things. Documents that hold several numbered parts and stay one
are here, too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from invented import HAN, Invented

_SUBJECTS = (
    *(
        "防汛抗旱",
        "森林防火",
        "安全生产",
        "食品安全",
        "春季造林",
        "秸秆禁烧",
        "征兵",
        "人居环境整治",
    ),
    *(
        "义务教育招生",
        "养老保险扩面",
        "危房改造",
        "道路交通整治",
        "垃圾分类",
        "档案管理",
        "河道清淤",
    ),
    *(
        "农机补贴",
        "疫苗接种",
        "公共卫生",
        "燃气安全",
        "校园食堂",
        "文物保护",
        "统计普查",
        "高温慰问",
    ),
)
_OFFICES = (
    *("云岭县人民政府办公室", "青石乡人民政府", "临河区教育局", "东坪市水务局", "中共北山县委"),
    *("城南街道办事处", "市供销合作社", "县应急管理局", "市中级人民法院", "省林业和草原局"),
)
_PEOPLE = ("张伟", "王秀英", "李建国", "赵磊", "陈静", "刘洋", "周敏", "吴刚", "孙丽", "郑凯")
_ADDRESSED = (
    *("各乡镇人民政府，县直各部门：", "各科室、各下属单位：", "各村（社区）：", "局属各单位："),
    *("各县（市、区）教育局：", "各有关单位："),
)
_CAUSES = ("民间借贷", "买卖合同", "房屋租赁合同", "劳动争议", "机动车交通事故责任", "离婚")


_HEADINGS = (
    *(
        "提高思想认识",
        "加强组织领导",
        "明确工作任务",
        "压实工作责任",
        "强化督查考核",
        "做好宣传引导",
    ),
    *(
        "全面排查隐患",
        "严格时限要求",
        "完善工作机制",
        "保障经费投入",
        "报送有关材料",
        "总结推广经验",
    ),
    *("基本情况", "存在的问题", "下一步工作安排", "几点建议", "主要做法和成效", "关于宣传工作"),
)


class BorrowedText:
    """Real sentences to write with, a different stretch of them for every document."""

    def __init__(self, texts: list[str], rng: random.Random) -> None:
        self.found = [
            [s for s in re.findall(r"[^。\n]{12,90}。", text) if not re.match(r"\s*第", s)]
            for text in texts
        ]
        self.found = [sentences for sentences in self.found if len(sentences) > 30]
        self.rng = rng

        self.left: list[str] = []

    def about_another_thing(self) -> None:
        """Begin another document: its sentences come from another place."""
        source = self.rng.choice(self.found)
        at = self.rng.randrange(len(source))
        self.left = source[at:] + source[:at]

    def paragraphs(self, count: int, most: int = 4) -> list[str]:
        """Take paragraphs of neighbouring sentences."""
        lines = []
        for _ in range(count):
            size = self.rng.randint(1, most)
            if len(self.left) < size:
                self.about_another_thing()
            lines.append("".join(s.strip() for s in self.left[:size]))
            del self.left[:size]
        return lines


def _day(rng: random.Random) -> str:
    return f"{rng.randint(2012, 2024)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"


def _headed(rng: random.Random, write: BorrowedText, low: int, high: int) -> list[str]:
    lines = []
    for at in range(rng.randint(low, high)):
        lines.append(f"{HAN[at]}、{rng.choice(_HEADINGS)}")
        lines += write.paragraphs(rng.randint(1, 3))
    return lines


def notice(rng: random.Random, write: BorrowedText) -> Invented:
    """A notice with salutation, closing formula, authority and date."""
    office = rng.choice(_OFFICES)
    title = f"关于做好{rng.randint(2015, 2024)}年{rng.choice(_SUBJECTS)}工作的通知"
    lines = [rng.choice(_ADDRESSED), *write.paragraphs(1)]
    lines += _headed(rng, write, 2, 4) if rng.random() < 0.6 else write.paragraphs(3)
    lines += ["特此通知。"] if rng.random() < 0.7 else []
    return Invented(title, "\n".join([*lines, office, _day(rng)]))


def decision(rng: random.Random, write: BorrowedText) -> Invented:
    """A decision, with its number below the title."""
    office = rng.choice(_OFFICES)
    title = f"{office}关于表彰{rng.choice(_SUBJECTS)}先进集体的决定"
    number = f"{office[:1]}政发〔{rng.randint(2015, 2024)}〕{rng.randint(1, 90)}号"
    lines = [number, *write.paragraphs(rng.randint(3, 6))]
    return Invented(title, "\n".join([*lines, office, _day(rng)]))


def minutes(rng: random.Random, write: BorrowedText) -> Invented:
    """Minutes of a meeting."""
    title = f"{rng.choice(_SUBJECTS)}工作专题会议纪要"
    lines = [f"时间：{_day(rng)}", "地点：三楼会议室", f"主持人：{rng.choice(_PEOPLE)}"]
    lines.append("出席：" + "、".join(rng.sample(_PEOPLE, 4)))
    lines += _headed(rng, write, 2, 4)
    return Invented(title, "\n".join(lines))


def brief(rng: random.Random, write: BorrowedText) -> Invented:
    """An issue of a newsletter."""
    issue = rng.randint(1, 60)
    lines = [f"第{issue}期", f"{rng.choice(_OFFICES)}编　　{_day(rng)}"]
    lines += [f"{rng.choice(_SUBJECTS)}工作取得新进展", *write.paragraphs(rng.randint(2, 6))]
    lines += [f"报：{rng.choice(_OFFICES)}。", "送：各有关单位。"]
    return Invented(f"{rng.choice(_SUBJECTS)}工作简报", "\n".join(lines))


def judgment(rng: random.Random, write: BorrowedText) -> Invented:
    """A judgment of first instance."""
    one, two = rng.sample(_PEOPLE, 2)
    year, cause = rng.randint(2015, 2023), rng.choice(_CAUSES)
    lines = [f"（{year}）云0{rng.randint(101, 199)}民初{rng.randint(1, 9000)}号"]
    lines += [f"原告：{one}，男，汉族，住云岭县。", f"被告：{two}，女，汉族，住青石乡。"]
    lines += [
        f"原告{one}与被告{two}{cause}纠纷一案，本院于{year}年立案后，依法公开开庭进行了审理。"
    ]
    lines += [
        f"{one}向本院提出诉讼请求：1.判令{two}支付{rng.randint(1, 90)}万元；2.诉讼费由{two}负担。"
    ]
    lines += ["经审理查明：" + "".join(write.paragraphs(2)), *write.paragraphs(rng.randint(1, 5))]
    lines += ["本院认为，" + "".join(write.paragraphs(1)), "综上，判决如下："]
    lines += [f"一、{two}于本判决生效之日起十日内支付{one}款项；", f"二、驳回{one}的其他诉讼请求。"]
    lines += [f"审 判 长　{rng.choice(_PEOPLE)}", _day(rng), f"书 记 员　{rng.choice(_PEOPLE)}"]
    return Invented("云岭县人民法院民事判决书", "\n".join(lines))


def lease(rng: random.Random, write: BorrowedText) -> Invented:
    """A contract with clauses."""
    one, two = rng.sample(_PEOPLE, 2)
    kind = rng.choice(("房屋租赁", "厂房租赁", "土地承包", "车辆租赁", "摊位租赁", "设备租赁"))
    lines = [f"甲方：{one}", f"乙方：{two}", f"根据有关法律，双方就{kind}达成如下协议："]
    lines += [f"第{han}条　{''.join(write.paragraphs(1, 2))}" for han in HAN[: rng.randint(4, 8)]]
    lines += ["甲方（签字）：", "乙方（签字）：", _day(rng)]
    return Invented(f"{kind}合同", "\n".join(lines))


def diary(rng: random.Random, write: BorrowedText) -> Invented:
    """A day of a diary: the date is its title."""
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    title = f"{day} 星期{rng.choice('一二三四五六日')} {rng.choice(('晴', '多云', '小雨', '阴'))}"
    return Invented(title, "\n".join(write.paragraphs(rng.randint(1, 4))))


def study(rng: random.Random, write: BorrowedText) -> Invented:
    """A report with headings on two levels."""
    title = f"关于{rng.choice(_SUBJECTS)}情况的调研报告"
    lines = write.paragraphs(1)
    for at in range(rng.randint(3, 5)):
        lines.append(f"{HAN[at]}、{rng.choice(_HEADINGS)}")
        for part in range(rng.randint(0, 3)):
            lines += [f"（{HAN[part]}）{rng.choice(_HEADINGS)}", *write.paragraphs(1)]
        lines += write.paragraphs(1)
    return Invented(title, "\n".join(lines))


def remark(rng: random.Random, write: BorrowedText) -> Invented:
    """An article under a title that names no kind of document."""
    verb = rng.choice(("让", "把", "为", "用", "从"))
    end = rng.choice(("走得更远", "落到实处", "说起", "点亮乡村", "守住底线"))
    title = f"{verb}{rng.choice(_SUBJECTS)}{end}"
    return Invented(title, "\n".join(write.paragraphs(rng.randint(2, 6))))


GENRES: dict[str, tuple[str, Callable[[random.Random, BorrowedText], Invented]]] = {
    "office notices": ("通知", notice),
    "decisions": ("决定", decision),
    "minutes": ("会议纪要", minutes),
    "briefs": ("工作简报", brief),
    "judgments": ("判决书", judgment),
    "leases": ("合同范本", lease),
    "diaries": ("日记", diary),
    "studies": ("调研报告", study),
    "remarks": ("时评", remark),
}
"""Genre → what a compilation of it is called, and how one document is made."""


def document(
    make: Callable[[random.Random, BorrowedText], Invented], rng: random.Random, write: BorrowedText
) -> Invented:
    """Make a document that speaks of another thing than the one before."""
    write.about_another_thing()
    return make(rng, write)


def single(
    make: Callable[[random.Random, BorrowedText], str], rng: random.Random, write: BorrowedText
) -> str:
    """Make a whole document that speaks of another thing than the one before."""
    write.about_another_thing()
    return make(rng, write)


# -- single documents with numbered, lettered or marked parts ----------------------------------

_MARKS = (
    *(
        "{n}. ",
        "{n}、",
        "（{n}）",
        "{h}、",
        "（{h}）",
        "{n}．",
        "{n}）",
        "({n}) ",
        "第{h}，",
        "{l}. ",
    ),
    *("{l}、", "● ", "★", "◆ ", "- ", "（{s}）", "{s}、", "① ", "【{t}】", "**{t}**", "《{t}》"),
    *("# ", "## ", "第{h}部分 ", "Part {n} ", "{n} ", "步骤{n} ", "「{t}」", "[{n}] ", "{r}. "),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_WHOLES = (
    "实施方案",
    "招标文件",
    "服务手册",
    "问题清单",
    "考核细则",
    "工作要点",
    "调研报告",
    "读本",
)


def parts(rng: random.Random, write: BorrowedText) -> str:
    """A report, tender or manual whose parts are marked in one of many ways."""
    mark = rng.choice(_MARKS)
    subject = rng.choice(_SUBJECTS)
    lines = [f"{subject}{rng.choice(_WHOLES)}", *write.paragraphs(1)]
    for at in range(rng.randint(2, 9)):
        name = rng.choice(
            ("概况", "总体要求", "目标任务", "重点工作", "保障措施", "时间安排", "经费")
        )
        name = rng.choice((name, subject + name, rng.choice(_HEADINGS)))
        told = mark.format(
            n=at + 1,
            h=HAN[at],
            l=chr(65 + at),
            s="甲乙丙丁戊己庚辛壬"[at],
            t=name,
            r=_ROMAN[at],
        )
        lines.append(told if "{t}" in mark else told + name)
        lines += write.paragraphs(rng.randint(1, 3), 3)
    return "\n".join(lines)


def bullets(rng: random.Random, write: BorrowedText) -> str:
    """A tender with bullets that read like titles."""
    subject = rng.choice(_SUBJECTS)
    lines = [f"{subject}项目招标文件", *write.paragraphs(2)]
    for at in range(rng.randint(2, 4)):
        lines += [f"{HAN[at]}、{rng.choice(('技术要求', '商务要求', '评分办法', '服务承诺'))}"]
        for _ in range(rng.randint(1, 5)):
            sign = rng.choice(("- ", "● ", "", "※ "))
            what = rng.choice(("培训", "验收", "质量保证", "人员配备", "售后服务", subject))
            kind = rng.choice(("实施方案", "应急预案", "管理办法", "总结报告", "计划", "承诺书"))
            lines.append(f"{sign}{what}{kind}")
            lines += write.paragraphs(rng.randint(0, 2))
    return "\n".join(lines)


def questions(rng: random.Random, write: BorrowedText) -> str:
    """Questions and answers about one thing."""
    subject = rng.choice(_SUBJECTS)
    lines = [f"{subject}政策问答"]
    ask, tell = rng.choice(
        (
            ("问：", "答："),
            ("Q：", "A："),
            ("{n}. ", ""),
            ("{n}、问：", "答："),
            ("记者：", "负责人："),
        )
    )
    for at in range(rng.randint(3, 9)):
        lines.append(
            ask.format(n=at + 1)
            + f"{subject}{rng.choice(('补贴', '申请', '办理', '报名'))}需要什么条件？"
        )
        lines += [tell + "".join(write.paragraphs(1)), *write.paragraphs(rng.randint(0, 2))]
    return "\n".join(lines)


def attached(rng: random.Random, write: BorrowedText) -> str:
    """A notice that prints what it announces."""
    name = f"{rng.choice(_SUBJECTS)}{rng.choice(('实施方案', '管理办法', '应急预案'))}"
    lines = [f"关于印发《{name}》的通知", rng.choice(_ADDRESSED), *write.paragraphs(1)]
    lines += [f"附件：{name}", rng.choice(_OFFICES), _day(rng)]
    lines += [*rng.choice((["附件"], ["附件1"], [])), name, *_headed(rng, write, 3, 5)]
    return "\n".join(lines)


def story(rng: random.Random, write: BorrowedText) -> str:
    """An essay with numbered parts and no titles."""
    mark = rng.choice(
        (
            "{h}",
            "{n}",
            "（{h}）",
            "{n}.",
            "{h}、",
            "0{n}",
            "【{h}】",
            "PART {n}",
            "——{n}——",
            "· {n} ·",
        )
    )
    lines = [remark(rng, write).title]
    for at in range(rng.randint(2, 7)):
        lines.append(mark.format(n=at + 1, h=HAN[at]))
        lines += write.paragraphs(rng.randint(1, 3), 3)
    return "\n".join(lines)


SINGLES: dict[str, Callable[[random.Random, BorrowedText], str]] = {
    "parts": parts,
    "bullets": bullets,
    "questions": questions,
    "attached": attached,
    "numbered essay": story,
}
"""Kinds of documents that are one document, though parts of them are marked."""
