"""Short texts: more than stock wording makes them one, and one word may be what they are about."""

import numpy as np
import pytest

import corpus
from analysis import find_duplicates
from analysis.measures.similarity.occasions.substance import other_subject, substance
from analysis.measures.similarity.texts import Texts, comparable


def _texts(*strings: str) -> tuple[Texts, np.ndarray, np.ndarray]:
    codes, bounds = comparable(strings)
    rows = np.arange(len(strings))
    return Texts(codes, bounds, rows, rows), rows[:1], rows[1:2]


def _other_subject(one: str, two: str) -> bool:
    return bool(other_subject(*_texts(one, two), np.array([True]))[0])


def _verdict(one: str, two: str) -> str | None:
    pairs = find_duplicates(corpus.from_texts({"甲": one, "乙": two})).pairs
    return pairs[0].verdict if pairs else None


STOCK = [
    ("违反本条例规定，构成犯罪的，依法追究刑事责任；牧草种子经营者未建立档案的，处一千元罚款。",
     "违反本条例规定，构成犯罪的，依法追究刑事责任；游泳场所未配备救生员的，责令停业整顿。"),
    ("本条例适用于本市行政区域内电梯的安装、使用及其监督管理活动。",
     "本条例适用于本市行政区域内殡葬服务及其监督管理活动。"),
    ("县级以上人民政府应当将古树名木保护纳入国民经济和社会发展规划，所需经费列入本级财政预算。",
     "县级以上人民政府应当将全民阅读工作纳入国民经济和社会发展规划，所需经费列入本级财政预算。"),
]  # fmt: skip
REWORDED = [
    ("经营者应当在电梯轿厢内张贴安全须知，并保持救援电话畅通。",
     "电梯使用单位应当在电梯轿厢内张贴安全须知、检验标志，并保持紧急救援电话畅通。"),
    ("禁止在饮用水源地垂钓、游泳、放养禽畜或者洗涤衣物。",
     "禁止在饮用水源地从事垂钓、游泳、野炊，放养禽畜或者洗涤衣物。"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), STOCK)
def test_what_every_law_says_makes_no_revision(one: str, two: str) -> None:
    assert _verdict("第三条 " + one, "第九条 " + two) in (None, "same-form")


@pytest.mark.parametrize(("one", "two"), REWORDED)
def test_a_short_article_reworded_is_a_revision(one: str, two: str) -> None:
    assert _verdict("第三条 " + one, "第九条 " + two) == "revision"


def test_stock_wording_weighs_a_tenth_of_what_it_says() -> None:
    low, high, _ = substance(
        *_texts("有关部门应当制定规定牧草种子", "有关部门应当制定规定游泳场所")
    )
    assert low[0] < 0.4 > high[0]


@pytest.mark.parametrize(("one", "two"), [("水文", "蚕种"), ("燃气", "温泉")])
def test_one_word_is_the_subject_of_a_line(one: str, two: str) -> None:
    line = "县级以上人民政府其他有关部门应当按照各自职责，做好{}管理的相关工作。"
    assert _verdict(line.format(one), line.format(two)) in (None, "same-form")


LONG = (
    "{0}养护基金用于{0}生产的恢复。从事{0}生产的，应当缴纳{0}养护费，具体标准由价格主管部门会同"
    "有关部门拟订，报省人民政府批准后执行，并于每年年底向社会公开上一年度收支的全部明细账目。"
)


def test_one_exchange_at_every_place_is_another_subject() -> None:
    assert _other_subject(LONG.format("渔业"), LONG.format("林业"))
    assert _verdict(LONG.format("渔业"), LONG.format("林业")) in (None, "same-form")


def test_one_word_corrected_in_one_place_is_a_reprint() -> None:
    one = LONG.format("渔业")
    assert not _other_subject(one, one.replace("明细账目", "名细帐目"))
    assert _verdict(one, one.replace("明细账目", "名细帐目")) == "duplicate"


def test_what_is_read_alike_is_no_other_subject_however_often_it_stands() -> None:
    assert not _other_subject(LONG.format("账户"), LONG.format("帐户"))


@pytest.mark.parametrize(
    ("one", "two"), [("河北省", "山西省"), ("渔业主管部门", "农业农村主管部门"), ("五百", "二千")]
)
def test_places_bodies_and_sums_are_no_subjects(one: str, two: str) -> None:
    line = "养殖者应当在{}规定的水域设置网箱，并标明朝向与深度。"
    assert not _other_subject(line.format(one), line.format(two))


def test_titled_notices_are_not_asked() -> None:
    notice = "关于开展春季义诊的通知\n各科室：\n定于周六上午在门诊大厅开展义诊，请安排医师参加。"
    other = notice.replace("请安排医师参加", "请各科安排一名主治医师参加，并自带听诊器")
    pairs = find_duplicates(corpus.from_texts({"甲": notice, "乙": other}))
    told = pairs.told
    assert told is not None
    assert (told.said_substance == 0).all()


def test_values_exchanged_at_two_places_are_a_form_filled_in_twice() -> None:
    one = "常务委员会组成人员联名可以向常务委员会提出议案，由主任会议决定是否列入议程。"
    two = "市人大代表联名可以向大会提出议案，由主席团决定是否列入议程。"
    assert _verdict(one, two) in (None, "same-form")


def test_a_word_is_a_detail_where_nearly_all_else_is_rare_wording_in_common() -> None:
    line = "檐下燕巢空悬，苔痕漫过石磴，牧笛声里炊烟与暮霭交织成一片{}"
    assert _verdict(line.format("秋凉"), line.format("春愁")) in ("duplicate", "revision")
