"""Lines that say themselves what they are: number of copy, secrecy, urgency, who attended."""

from __future__ import annotations

import pytest

from corpus.model import Source
from corpus.parse import parse

TEXT = "各乡镇：\n经研究，现将有关事项通知如下，请遵照执行。\n特此通知。"
TITLE = "关于做好春季造林工作的通知"
RED = f"东河县林业局文件\n东林发〔2021〕3号\n{TITLE}\n{TEXT}"
LABELS = {"chair", "present", "attending", "absent", "recorder"}
MARKS = {"copy-number", "secrecy", "urgency"}


def parts(text: str, kinds: set[str]) -> list[tuple[str, str]]:
    [one] = parse(Source("甲.txt", text)).documents
    return [(part.kind, one[part.span]) for part in one.parts if part.kind in kinds]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("000001\n机密★1年\n特急", ["copy-number", "secrecy", "urgency"]),
        ("№ 0012\n秘密", ["copy-number", "secrecy"]),
        ("份号：000123\n密级：机密★长期\n紧急程度：加急", ["copy-number", "secrecy", "urgency"]),
        ("机密★20年　特急", ["secrecy", "urgency"]),
        ("绝 密", ["secrecy"]),
        ("平急", ["urgency"]),
    ],
)
@pytest.mark.parametrize("below", [RED, f"{TITLE}\n{TEXT}"])
def test_what_stands_above_the_letterhead_is_named(lines: str, found: list[str], below: str):
    text = f"{lines}\n{below}"
    assert [kind for kind, _ in parts(text, MARKS)] == found
    assert parse(Source("甲.txt", text)).documents[0].title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        "秘密\n那年夏天，我在河边埋下一只铁盒。\n后来我再也没有找到它。",
        "秘密花园\n" + TEXT,
        "特急电报送到了村口\n" + TEXT,
        "100081\n北京市海淀区中关村南大街\n收件人张三",
        f"{TITLE}\n{TEXT}\n机密",
    ],
)
def test_such_words_elsewhere_mark_nothing(text: str):
    assert parts(text, MARKS) == []


HEADED = """东河县人民政府常务会议纪要
时间：2022年3月8日
地点：县政府三楼会议室
主持：王建国
出席：李明、陈芳、
赵刚。
列席：周伟　请假：孙丽
记录人：吴敏
一、研究春耕工作。会议同意。
二、研究防汛工作。会议同意。"""


def test_minutes_name_who_attended_below_their_title():
    assert parts(HEADED, LABELS) == [
        ("chair", "主持：王建国"),
        ("present", "出席：李明、陈芳、\n赵刚。"),
        ("attending", "列席：周伟"),
        ("absent", "请假：孙丽"),
        ("recorder", "记录人：吴敏"),
    ]


def test_minutes_name_who_attended_below_their_text():
    body = "会议听取了春耕工作汇报，议定如下事项。" * 60
    text = f"东河县专题会议纪要\n{body}\n出　席：李明、陈芳\n列席人员：周伟\n缺席：孙丽。"
    assert [kind for kind, _ in parts(text, LABELS)] == ["present", "attending", "absent"]


def test_one_label_is_enough_where_the_text_is_called_minutes():
    assert parts("校务会会议记录\n出席：全体委员\n会议讨论了招生工作。", LABELS) == [
        ("present", "出席：全体委员")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "对话实录\n主持人：大家好。\n嘉宾：你好。\n主持人：谈谈造林。\n嘉宾：好。\n主持人：谢谢。",
        "春季造林座谈\n主持人：请各位发言。\n今年以来，各村造林进展顺利，群众参与踊跃。",
        "造林工作总结\n今年以来，全镇干部出席：会议十次，列席：听证两次，工作有序开展。",
        "值班记录：\n今年以来，全镇值班有序开展，未发生事故。\n出席了三次会议。",
    ],
)
def test_speakers_and_running_text_attend_nothing(text: str):
    assert parts(text, LABELS) == []
