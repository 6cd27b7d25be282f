"""What the sections of a corpus are about."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.metrics import adjusted_rand_score

import corpus
from analysis.findings.duplicates.finding import find_duplicates
from analysis.findings.themes.finding import Themes, find_themes
from analysis.findings.themes.methods import THEME_METHODS
from analysis.findings.themes.model import choose_model, loadings
from analysis.findings.themes.phrases import candidates
from analysis.findings.themes.units import passages_of, role_of, rules
from analysis.findings.votes import Votes
from analysis.measures.terms.counts import (
    count_terms,
    document_frequency,
    inverse_frequency,
    tf_idf,
    unit_length,
)
from corpus.errors import SettingsError
from corpus.folding.reading import read_word
from corpus.words.stopwords import stopwords
from corpus.words.tokens import Tokenizer

SCHEMAS = Path(corpus.__file__).parent / "resources" / "schema"
SUBJECTS = {
    "理论学习": "党员干部集中学习理论文章撰写读书笔记交流心得体会邀请专家授课举办专题讲座",
    "网络舆情": "网络平台舆情信息监测网评队伍回应网民关切发布权威消息澄清谣言维护网络安全",
    "文明创建": "精神文明创建评选道德模范志愿服务移风易俗文明家庭环境卫生整治美丽乡村建设",
}


def planted(n: int = 8) -> corpus.Corpus:
    """Documents with a section on each subject, in words drawn from that subject."""
    generator = np.random.default_rng(5)
    tokenizer = Tokenizer()
    texts = {}
    for number in range(n):
        lines = []
        for place, (subject, phrase) in enumerate(SUBJECTS.items()):
            words = tokenizer.tokenize(phrase).words
            drawn = generator.choice(words, size=26)
            lines.append(f"{'一二三'[place]}、抓好{subject}\n全镇{'，'.join(drawn)}。")
        texts[f"{number:02d}"] = "\n".join(lines)
    return corpus.from_texts(texts)


@pytest.fixture(scope="module")
def found(sample: corpus.Corpus) -> Themes:
    return find_themes(sample, votes=find_duplicates(sample))


@pytest.mark.parametrize("rule", rules()["role"], ids=lambda rule: rule["name"])
def test_roles_are_read_from_headings(rule: dict[str, object]) -> None:
    for heading in rule["example"]:
        assert re.search(rule["pattern"], heading), heading
    for heading in rule["counter"]:
        assert role_of(heading) is None, heading
    assert role_of(rule["example"][0]) == rule["name"]


def test_short_sections_are_read_with_the_section_above() -> None:
    clauses = "".join(f"{n}.组织开展不力的;\n" for n in range(1, 6))
    long = "有下列情形之一造成不良影响的视情节轻重追究责任给予组织处理和纪律处分。" * 2
    c = corpus.from_texts({"甲": f"一、责任追究\n{long}\n{clauses}"})
    passages, left_out = passages_of(
        c, unit="section", tokenizer=Tokenizer(), stopwords=stopwords()
    )
    assert [p.heading for p in passages] == ["责任追究"]
    assert len(passages[0].units) == 6
    assert left_out == []


def test_a_heading_over_long_sections_knows_what_is_below_it() -> None:
    long = "全镇党员干部集中学习理论文章撰写读书笔记交流心得体会并邀请专家授课举办专题讲座。" * 2
    c = corpus.from_texts({"甲": f"一、工作情况\n(一)理论学习\n{long}\n(二)业务学习\n{long}"})
    passages, left_out = passages_of(
        c, unit="section", tokenizer=Tokenizer(), stopwords=stopwords()
    )
    assert [p.units for p in passages] == [("甲/一/(一)",), ("甲/一/(二)",)]
    assert [(unit.unit, unit.below) for unit in left_out] == [("甲/一", (0, 1))]


def with_headings(over: dict[str, str]) -> corpus.Corpus:
    """The planted sections, two or three of them under a heading of each document."""
    texts = {}
    for document in planted():
        learning, network, culture = (
            document[section.body].strip() for section in document.sections
        )
        texts[document.id] = (
            f"一、{over['一']}\n(一)抓好理论学习\n{learning}\n(二)抓好学习\n{learning}\n"
            f"(三)抓好网络舆情\n{network}\n二、{over['二']}\n(一)抓好网络舆情\n{network}\n"
            f"(二)抓好文明创建\n{culture}\n(三)抓好理论学习\n{learning}\n"
        )
    return corpus.from_texts(texts)


def test_a_heading_over_sections_has_the_theme_of_most_of_them() -> None:
    themes = find_themes(with_headings({"一": "上半年", "二": "全部工作"}))
    theme_of = {a.unit: a.theme for a in themes.assignments}
    assert theme_of["00/一"] == theme_of["00/一/(一)"] != theme_of["00/一/(三)"]
    assert theme_of["00/二"] is None
    strength = {a.unit: a.strength for a in themes.assignments}
    assert 0.5 < strength["00/一"] <= 1
    assert strength["00/二"] == 0


def test_a_heading_over_plans_is_a_part_of_reports() -> None:
    themes = find_themes(with_headings({"一": "上半年", "二": "下步工作打算"}))
    kinds = {theme.id: (theme.label, theme.kind) for theme in themes.themes}
    theme_of = {a.unit: a.theme for a in themes.assignments}
    assert kinds[theme_of["00/二"]] == kinds[theme_of["00/二/(一)"]] == ("下步打算", "part")
    assert [kind for _, kind in kinds.values()] == ["subject"] * (len(kinds) - 1) + ["part"]
    assert next(r["kind"] for r in themes.records()) == "subject"


def test_documents_without_sections_are_cut_into_paragraphs(sample: corpus.Corpus) -> None:
    passages, _ = passages_of(
        sample[2:3], unit="section", tokenizer=Tokenizer(), stopwords=stopwords()
    )
    assert len(passages) == 6
    assert all(":p" in passage.units[0] for passage in passages)


def test_planted_subjects_are_found_and_named() -> None:
    themes = find_themes(planted())
    assert len(themes.themes) == 3
    assert [theme.size for theme in themes.themes] == [8, 8, 8]
    assert {a.unit[-1]: a.theme for a in themes.assignments}.keys() == {"一", "二", "三"}
    by_subject = {(a.unit[-1], a.theme) for a in themes.assignments}
    assert len(by_subject) == 3
    assert all(theme.stability > 0.9 and theme.coherence > 0 for theme in themes.themes)
    assert {theme.label for theme in themes.themes} == set(SUBJECTS)


def test_themes_do_not_depend_on_the_order_of_documents() -> None:
    forth, back = find_themes(planted()), find_themes(planted()[::-1])
    assert forth.themes == back.themes
    assert set(forth.assignments) == set(back.assignments)


def test_copies_change_neither_themes_nor_anybody_elses_assignment() -> None:
    c = planted()
    texts = {document.id: document.text for document in c}
    alone = find_themes(c)
    more = corpus.from_texts({**texts, "98": texts["03"], "99": texts["03"]})
    together = find_themes(more, votes=Votes(np.array([*range(8), 3, 3])))
    assert alone.themes == together.themes
    assert together.assignments[: len(alone.assignments)] == alone.assignments
    theme_of = {a.unit: a.theme for a in together.assignments}
    assert all(theme_of[f"98/{n}"] == theme_of[f"03/{n}"] for n in "一二三")


def test_too_little_text_gives_no_themes_and_says_so() -> None:
    themes = find_themes(corpus.from_texts({"甲": "一、学习\n每月学习。"}))
    assert themes.themes == ()
    assert [note.code for note in themes.notes] == ["themes-too-little"]
    assert [a.theme for a in themes.assignments] == [None]
    assert "16" in themes.notes[0].message("en")


def test_an_empty_corpus_has_no_themes() -> None:
    assert find_themes(planted()[:0]).assignments == ()


def test_as_many_themes_as_asked_for_come_out() -> None:
    assert len(find_themes(planted(), n_themes=2).themes) == 2
    assert len(find_themes(planted(), n_themes=500).themes) <= 24


@pytest.mark.parametrize("method", THEME_METHODS)
def test_every_method_finds_the_planted_subjects(method: str) -> None:
    themes = find_themes(planted(), method=method)
    assert {theme.label for theme in themes.themes} == set(SUBJECTS)
    assert {(a.unit[-1], a.theme) for a in themes.assignments} == {
        (a.unit[-1], a.theme) for a in themes.assignments[:3]
    }
    assert themes.parameters["method"] == method


@pytest.mark.parametrize("method", THEME_METHODS)
def test_every_method_gives_the_same_themes_every_time(method: str) -> None:
    one, other = find_themes(planted(), method=method), find_themes(planted(), method=method)
    assert list(one.records()) == list(other.records())


@pytest.mark.parametrize("unit", ["paragraph", "document"])
def test_paragraphs_and_documents_can_be_grouped_too(unit: str) -> None:
    themes = find_themes(planted(20), unit=unit)
    assert {a.unit for a in themes.assignments} == set(planted(20).units(unit).ids)


@pytest.mark.parametrize(
    "options",
    [{"unit": "line"}, {"method": "lda"}, {"n_themes": 0}, {"votes": Votes(np.array([0]))}],
    ids=str,
)
def test_impossible_options_are_named(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        find_themes(planted(), **options)


def test_loadings_rebuild_what_is_made_of_the_factors() -> None:
    factors = np.array([[0.6, 0.8, 0.0], [0.0, 0.6, 0.8]])
    weights = np.array([[2.0, 0.0], [0.5, 1.5]])
    got = loadings(csr_array(weights @ factors), factors)
    np.testing.assert_allclose(got, weights, atol=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("method", THEME_METHODS)
def test_words_thrown_together_at_random_have_no_themes(seed: int, method: str) -> None:
    generator = np.random.default_rng(seed)
    chances = 1 / np.arange(3, 203)
    words = [f"{n:03d}" for n in range(200)]
    drawn = [generator.choice(words, size=40, p=chances / chances.sum()) for _ in range(96)]
    counts = count_terms(drawn).matrix
    frequency, n = document_frequency(counts)
    scores = unit_length(tf_idf(counts, inverse_frequency(frequency, n), sublinear=True))
    assert choose_model(scores, np.arange(96) // 8, method=THEME_METHODS[method]).themes == ()


def test_the_number_of_themes_is_chosen_on_a_sample_of_many_passages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from analysis.findings.themes import model as theme_model

    monkeypatch.setattr(theme_model, "MOST_SAMPLED", 30)
    assert {theme.label for theme in find_themes(planted(16)).themes} == set(SUBJECTS)


def test_on_the_compilation_about_a_dozen_themes_come_out_that_a_reader_knows(
    found: Themes,
) -> None:
    labels = [theme.label for theme in found.themes]
    assert 9 <= len(labels) <= 16
    assert len(set(labels)) == len(labels)
    for words in (
        ("舆论", "舆情"),
        ("学习", "理论"),
        ("文明",),
        ("责任", "一岗双责"),
        ("研判",),
        ("队伍",),
        ("存在问题",),
        ("下步打算",),
    ):
        assert any(word in label for word in words for label in labels), words
    assert all("、" not in label for label in labels)


SECTIONS = {
    "1": "学阵责网", "2": "标责责全求", "4": "责学舆文", "5": "责学舆文族廉问算", "6": "全问算",
    "7": "全问算", "8": "全问算", "9": "责全考考", "10": "责学网", "10b": "责学舆问",
    "11": "责学舆文", "12": "标责学文", "13": "责学舆文", "14": "责学舆文",
    "15": "责学合舆贫文化队问",
}  # fmt: skip
"""What each first section is about, as a person reads it: 学习, 阵地, 责任, 网络, 目标, 全部工作,
要求, 舆论, 文明, 民族, 廉政, 问题, 打算, 考核, 合力, 脱贫, 文化, 队伍."""


def test_on_the_compilation_themes_agree_with_what_a_reader_says(
    found: Themes, sample: corpus.Corpus
) -> None:
    theme_of = {a.unit: a.theme for a in found.assignments}
    said, themed = [], []
    for document in sample:
        first = [section for section in document.sections if section.parent is None]
        for section, subject in zip(
            first, SECTIONS.get(document.id.split("#")[1], ""), strict=True
        ):
            said.append(subject)
            themed.append(theme_of[section.id])
    assert len(said) == 66
    rows = [row for row, theme in enumerate(themed) if theme is not None]
    assert len(rows) >= 53
    assert adjusted_rand_score([said[r] for r in rows], [themed[r] for r in rows]) >= 0.5
    parts = {theme.label for theme in found.themes if theme.kind == "part"}
    assert parts == {"存在问题", "下步打算"}


def test_on_the_compilation_most_sections_have_a_theme(found: Themes) -> None:
    themed = sum(a.theme is not None for a in found.assignments)
    assert themed / len(found.assignments) > 0.8


@pytest.mark.slow
def test_records_conform_to_the_contract(found: Themes) -> None:
    for kind in ("theme", "assignment"):
        schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
        records = [record for record in found.records() if record["type"] == kind]
        assert records
        for record in records:
            jsonschema.validate(json.loads(json.dumps(record)), schema)
            assert list(record) == list(schema["properties"])


def test_every_unit_is_assigned_once_in_reading_order(found: Themes, sample: corpus.Corpus) -> None:
    expected = [
        unit
        for document in sample
        for unit in (
            [section.id for section in document.sections]
            or [f"{document.id}:p{n}" for n in range(1, len(document.paragraphs) + 1)]
        )
    ]
    assert [a.unit for a in found.assignments] == expected


def test_table_matrix_and_html_show_the_same_themes(found: Themes) -> None:
    assert found.table()["label"].tolist() == found.matrix().index.tolist()
    assert found.units()["theme"].notna().sum() == sum(
        a.theme is not None for a in found.assignments
    )
    assert all(theme.label in found._repr_html_() for theme in found.themes)


@pytest.mark.slow
def test_three_more_copies_of_a_piece_change_nothing(sample: corpus.Corpus) -> None:
    texts = {document.id: document.text for document in sample}
    seventh = sample["#7"].id
    copied = {f"{seventh}副本{n}": texts[seventh] for n in range(3)}
    plain, more = (corpus.from_texts(given) for given in (texts, {**texts, **copied}))
    before, after = (find_themes(c, votes=find_duplicates(c)) for c in (plain, more))
    assert after.themes == before.themes
    assert after.tried == before.tried
    assert after.assignments[: len(before.assignments)] == before.assignments


def test_weightings_say_who_votes_and_which_text_counts() -> None:
    c = planted()
    texts = {document.id: document.text for document in c}
    more = corpus.from_texts({**texts, "98": texts["03"], "99": texts["03"]})
    voters = np.array([*range(8), 3, 3])
    by_all, by_family = (
        find_themes(more, votes=Votes(voters, weighting=name)) for name in ("all", "family")
    )
    assert [theme.size for theme in by_all.themes] == [10, 10, 10]
    assert [theme.size for theme in by_family.themes] == [8, 8, 8]
    second = [np.array([d.sections[1].span], dtype=np.int64) for d in more]
    distinct = find_themes(more, votes=Votes(voters, second, "distinct"))
    theme_of = {a.unit: a.theme for a in distinct.assignments}
    assert len(distinct.themes) == 2
    assert all(theme_of[f"0{n}/二"] is None for n in range(8))


@pytest.mark.parametrize("words", [("班子成员", "民主生活会"), ("总书记", "讲话")], ids="".join)
def test_a_name_does_not_begin_with_who_acts_or_speaks(words: tuple[str, ...]) -> None:
    found = dict(candidates([((), words)], np.array([0]), np.array([0]), words))
    assert "".join(words) not in found
    assert words[1] in found or len(words[1]) < 3


def test_on_the_compilation_no_name_is_a_salad(found: Themes) -> None:
    beside = rules()["heading"]["beside"]
    for theme in found.themes:
        assert not theme.label.startswith(tuple(beside))
        assert len(theme.label) <= 12


def test_units_too_short_for_themes_are_called_too_short_and_not_copies() -> None:
    short = corpus.from_texts({f"短{n}": f"第{n}村修好了水渠{n}条。" for n in range(18)})
    (note,) = find_themes(short, unit="document").notes
    assert note.code == "themes-too-short"
    assert "18" in note.message("zh")
    assert "too short" in note.message("en")


def test_too_few_units_are_called_too_few() -> None:
    few = corpus.from_texts({f"长{n}": f"第{n}村修好了水渠，" * 20 for n in range(3)})
    (note,) = find_themes(few, unit="document").notes
    assert note.code == "themes-too-little"


def test_themes_do_not_follow_the_script() -> None:
    subjects = {
        "学": ("学校组织教师开展课堂教学比武，学生参加课堂展示，教师交流教学经验，推广课堂观摩。",
              "學校組織教師開展課堂教學比武，學生參加課堂展示，教師交流教學經驗，推廣課堂觀摩。"),
        "水": ("河道保洁队清理河道污水，检测水质，管网收集污水，水质抽检合格，河道生态补水。",
              "河道保潔隊清理河道污水，檢測水質，管網收集污水，水質抽檢合格，河道生態補水。"),
    }  # fmt: skip
    texts = {
        f"{name}{n}": scripts[n % 2] + scripts[n % 2] + f"第{n}次。"
        for name, scripts in subjects.items()
        for n in range(8)
    }
    found = find_themes(corpus.from_texts(texts), unit="document", n_themes=2)
    theme = {a.document: a.theme for a in found.assignments}
    assert len({theme[f"学{n}"] for n in range(8)}) == len({theme[f"水{n}"] for n in range(8)}) == 1
    assert theme["学0"] != theme["水0"]
    terms = [read_word(term) for one in found.themes for term, _ in one.terms]
    assert len(terms) == len(set(terms))
