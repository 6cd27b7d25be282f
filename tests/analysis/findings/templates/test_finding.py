"""Templates: constant text, slots and what is filled in."""

from itertools import pairwise

import jsonschema
import numpy as np
import pytest

import corpus
from analysis.findings.duplicates.finding import find_duplicates
from analysis.findings.templates.finding import Templates, find_templates
from analysis.findings.templates.slots import kind_of_slot, kind_of_value
from analysis.findings.votes import Votes
from corpus.errors import SettingsError
from corpus.records import schema
from corpus.words.tokens import Tokenizer

GROUP = "成立以{}为组长、{}为副组长的意识形态工作领导小组。"
HEADS = [("党委书记", "镇长"), ("院长", "副院长"), ("村支书", "村主任"), ("校长", "教务主任")]
COUNTED = "今年以来共开展明查暗访{}次，观看警示教育片{}场。"
OWN = [
    "我院选送职工到上级医院进修学习。",
    "桃花江镇的精品节目获得特等奖。",
    "水库除险加固工程通过了验收。",
    "图书馆新增藏书，延长开放时间。",
]


def numbered(texts: list[str]) -> corpus.Corpus:
    return corpus.from_texts({f"d{i}": text for i, text in enumerate(texts)})


@pytest.fixture(scope="module")
def groups() -> Templates:
    return find_templates(
        numbered([own + GROUP.format(*two) for own, two in zip(OWN, HEADS, strict=True)])
    )


@pytest.fixture(scope="module")
def of_sample(sample: corpus.Corpus) -> Templates:
    return find_templates(sample, votes=find_duplicates(sample))


def test_a_template_has_constant_text_slots_and_values(groups: Templates) -> None:
    assert len(groups) == 1
    found = groups.templates[0]
    assert found.text == GROUP.rstrip("。")
    assert found.kinds == ("office", "office")
    assert [o.values for o in found.occurrences] == HEADS
    assert (found.documents, found.families) == (4, 4)


def test_values_and_occurrences_are_spans_of_the_source(groups: Templates) -> None:
    texts = {d.id: d.source.text for d in groups.documents}
    for o in groups.templates[0].occurrences:
        assert GROUP.format(*o.values).startswith(texts[o.document][slice(*o.span)])
        assert [texts[o.document][slice(*s)] for s in o.value_spans] == list(o.values)
    table = groups.values_table()
    assert list(table["value"][:2]) == list(HEADS[0])
    assert set(table["kind"]) == {"office"}


def test_figures_are_slots() -> None:
    fill = [(8, 2), (12, 4), (3, 15), (40, 6)]
    found = find_templates(numbered([COUNTED.format(*two) for two in fill]))
    assert found.templates[0].kinds == ("figure", "figure")
    assert found.templates[0].text == COUNTED.rstrip("。")
    assert [o.values for o in found.templates[0].occurrences] == [
        tuple(map(str, two)) for two in fill
    ]


def test_the_same_sentence_everywhere_is_no_template() -> None:
    line = "坚决维护党中央权威，在思想上政治上行动上同党中央保持高度一致。"
    assert len(find_templates(numbered([line + own for own in OWN]))) == 0


def test_copies_are_one_family() -> None:
    texts = [GROUP.format(*HEADS[0])] * 3 + [GROUP.format(*HEADS[1])]
    c = numbered(texts)
    assert len(find_templates(c, votes=Votes(np.array([0, 0, 0, 3])))) == 0
    two = find_templates(c, votes=Votes(np.array([0, 0, 0, 3])), families=2).templates[0]
    assert (two.documents, two.families, len(two.occurrences)) == (4, 2, 4)


def test_the_order_of_documents_does_not_matter(sample: corpus.Corpus) -> None:
    texts = {d.id.rpartition("#")[2]: d.text for d in sample}
    texts = {name: texts[name] for name in ("2", "4", "9", "10", "10b", "12")}
    one, two = (
        find_templates(corpus.from_texts(t)) for t in (texts, dict(reversed(texts.items())))
    )
    assert one.templates
    assert [(t.text, t.kinds, t.families) for t in one] == [
        (t.text, t.kinds, t.families) for t in two
    ]
    for a, b in zip(one, two, strict=True):
        assert sorted(a.occurrences) == sorted(b.occurrences)


def test_the_compilations_templates_are_the_genres(of_sample: Templates) -> None:
    texts = [t.text for t in of_sample]
    assert any("一岗双责" in text and "分管{}的意识形态工作" in text for text in texts)
    assert any("决策部署{}指示精神" in text for text in texts)
    for t in of_sample:
        assert t.families >= 3
        assert t.characters >= 10  # no single words
        assert len(t.kinds) == t.text.count("{}") >= 1
        assert any(len({o.values[n] for o in t.occurrences}) > 1 for n in range(len(t.kinds)))
        assert not any("，" in v or "," in v for o in t.occurrences for v in o.values)


def test_templates_are_ranked_and_do_not_overlap(of_sample: Templates) -> None:
    values = [t.families * t.characters for t in of_sample]
    assert values == sorted(values, reverse=True)
    assert [t.id for t in of_sample] == list(range(1, len(values) + 1))
    places = sorted((o.document, o.span) for t in of_sample for o in t.occurrences)
    for (one, a), (two, b) in pairwise(places):
        assert one != two or b[0] - a[0] >= (a[1] - a[0]) / 2


def test_records_conform(of_sample: Templates) -> None:
    for record in of_sample.records():
        jsonschema.validate(record, schema("template"))
    frame = of_sample.table()
    assert list(frame["slots"]) == [len(t.kinds) for t in of_sample]
    shown = of_sample._repr_html_()
    assert f"<b>{len(of_sample)}</b> 个模板，每个至少 <b>{of_sample.families}</b> 家在用" in shown
    assert "家数</th>" in shown


@pytest.mark.parametrize(
    ("value", "after", "kind"),
    [
        ("12", "次", "figure"), ("三", "次", "figure"), ("1000余名", "", "figure"),
        ("2018年", "", "date"), ("上半年", "", "date"), ("20xx", "年", "date"),
        ("桃花江镇", "", "place"), ("我镇", "", "place"), ("xx", "镇", "place"),
        ("xx", "同志", "name"), ("张三同志", "", "name"), ("党委书记", "为组长", "office"),
        ("街道党工委", "", "office"), ("思想理论建设", "", "free"), ("xx", "", "free"),
    ],
)  # fmt: skip
def test_kinds_of_values(value: str, after: str, kind: str) -> None:
    assert kind_of_value(value, after, Tokenizer()) == kind


def test_a_slot_takes_the_kind_of_most_of_its_values() -> None:
    cut = Tokenizer()
    assert kind_of_slot(["3", "12", "若干", ""], "次", cut) == "figure"
    assert kind_of_slot(["3", "桃花江镇"], "", cut) == "free"
    assert kind_of_slot(["", ""], "", cut) == "free"


def test_wrong_settings_are_refused() -> None:
    c = numbered(OWN)
    with pytest.raises(SettingsError, match="families is 1"):
        find_templates(c, families=1)
    with pytest.raises(SettingsError, match="votes has 3 rows"):
        find_templates(c, votes=Votes(np.arange(3)))


def test_no_documents_have_no_templates() -> None:
    assert len(find_templates(corpus.from_texts({"a": "好。"}))) == 0
