"""A user's own clusterer, decomposition or embedding for themes, checked at the door."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer

import corpus
from analysis import find_themes
from analysis.findings.themes.methods import embedded, method_of
from corpus import Corpus
from corpus.errors import SettingsError

SUBJECTS = {
    "理论学习": "党员干部集中学习理论文章撰写读书笔记交流心得体会邀请专家授课举办专题讲座",
    "网络舆情": "网络平台舆情信息监测网评队伍回应网民关切发布权威消息澄清谣言维护网络安全",
}


@pytest.fixture(scope="module")
def c() -> Corpus:
    generator = np.random.default_rng(5)
    texts = {}
    for number in range(10):
        lines = []
        for place, (subject, phrase) in enumerate(SUBJECTS.items()):
            words = corpus.Tokenizer().tokenize(phrase).words
            drawn = "，".join(generator.choice(words, size=26))
            lines.append(f"{'一二'[place]}、抓好{subject}\n全镇{drawn}。")
        texts[f"{number:02d}"] = "\n".join(lines)
    return corpus.from_texts(texts)


class Given:
    """A clusterer that says what it is told to."""

    def __init__(self, labels: Any) -> None:
        self.labels = labels

    def fit_predict(self, points: NDArray[np.float64]) -> Any:
        return self.labels(points) if callable(self.labels) else self.labels


@pytest.mark.parametrize(
    "way",
    [
        {"method": KMeans(random_state=0, n_init=1)},
        {"method": NMF(random_state=0, max_iter=500)},
        {"embedding": TfidfVectorizer(analyzer="char", ngram_range=(2, 2))},
        {"embedding": lambda texts: [[float("学习" in t), float("网络" in t)] for t in texts]},
        {"method": "kmeans", "embedding": lambda texts: np.eye(len(texts))[:, :5]},
    ],
    ids=["clusterer", "decomposition", "vectorizer", "function", "points"],
)
def test_own_ways_find_the_subjects(c: Corpus, way: dict[str, Any]) -> None:
    found = find_themes(c, n_themes=2, **way)
    assert len(found.themes) == 2
    if "clusterer" in way or way.get("method") != "kmeans":
        assert [theme.size for theme in found.themes] == [10, 10]
        named = {t.theme for t in found.assignments if t.unit.endswith("/一")}
        assert len(named) == 1


def test_an_estimator_is_copied_and_never_fitted_itself(c: Corpus) -> None:
    own = KMeans(n_clusters=7, random_state=0, n_init=1)
    assert find_themes(c, n_themes=2, method=own).parameters["method"] == "KMeans"
    assert own.n_clusters == 7
    assert not hasattr(own, "labels_")


@pytest.mark.parametrize("wrong", [KMeans, 3, None, "lda", lambda x: x])
def test_what_is_no_method_is_refused_with_what_was_expected(wrong: object) -> None:
    with pytest.raises(SettingsError, match=r"method|nmf"):
        method_of(wrong)


@pytest.mark.parametrize("labels", [[0, 1], lambda p: np.full(len(p), 0.5), lambda p: None])
def test_labels_must_be_one_a_passage(c: Corpus, labels: Any) -> None:
    with pytest.raises(SettingsError, match="whole numbers, one a passage"):
        find_themes(c, n_themes=2, method=Given(labels))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda t: np.zeros((3, 2)),
        lambda t: [["a"]] * len(t),
        lambda t: np.full((len(t), 2), np.nan),
    ],
)
def test_points_must_be_finite_and_one_a_passage(wrong: Any) -> None:
    with pytest.raises(SettingsError, match="was expected to give 2 rows"):
        embedded(wrong, ["甲", "乙"])


@pytest.mark.parametrize("wrong", ["bert", 3, TfidfVectorizer])
def test_what_puts_no_texts_anywhere_is_refused(wrong: object) -> None:
    with pytest.raises(SettingsError, match="embedding must be"):
        embedded(wrong, ["甲"])
