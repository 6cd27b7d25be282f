"""scikit-learn's contract for estimators that take text, in 22 points, for all of ours."""

from __future__ import annotations

import io
import pickle
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline

from analysis.vectorizers import BoilerplateRemover, CopyFilter, ShingleVectorizer, TokenVectorizer

COMMON = "坚持以人民为中心的发展思想，扎实推进各项重点工作落地见效。"
TEXTS = [
    COMMON + "水库除险加固工程通过验收，灌溉面积扩大，渠道清淤疏浚。",
    COMMON + "卫生院接种疫苗，村医入户随访高血压患者，药房补齐药品目录。",
    COMMON + "学校食堂改造完成，学生营养餐按时供应，操场铺设塑胶跑道。",
    COMMON + "泵站更新机组，农户用水有了着落，堤防巡查落到具体河段。",
    "门诊增设中医理疗，孕产妇建档率稳步提升，救护车配备除颤仪。",
    "门诊增设中医理疗，孕产妇建档率稳步提升，救护车配备除颤仪。",
]
LABELS = [0, 1, 0, 0, 1, 1]
VECTORIZERS = [TokenVectorizer(), ShingleVectorizer(), TokenVectorizer(weight="count")]
ALL = [*VECTORIZERS, CopyFilter(), BoilerplateRemover(many=3)]
NAMES = [f"{type(e).__name__}-{i}" for i, e in enumerate(ALL)]
every = pytest.mark.parametrize("estimator", ALL, ids=NAMES)
vectorizing = pytest.mark.parametrize("estimator", VECTORIZERS, ids=NAMES[:3])


def same(a: Any, b: Any) -> bool:
    if sparse.issparse(a):
        return a.shape == b.shape and a.dtype == b.dtype and not (a != b).nnz
    return a.tolist() == b.tolist()


@every
def test_01_parameters_can_be_read_and_set(estimator: Any) -> None:
    params = estimator.get_params()
    changed = clone(estimator).set_params(**params)
    assert changed.get_params() == params
    with pytest.raises(ValueError, match="nonsense"):
        changed.set_params(nonsense=1)


@every
def test_02_a_clone_is_unfitted_and_equal(estimator: Any) -> None:
    fitted = clone(estimator).fit(TEXTS)
    again = clone(fitted)
    assert again.get_params() == fitted.get_params()
    with pytest.raises(NotFittedError):
        again.transform(TEXTS)


@every
def test_03_it_shows_itself(estimator: Any) -> None:
    assert type(estimator).__name__ in repr(estimator)
    assert type(estimator).__name__ in estimator._repr_html_()


@every
def test_04_pickle_and_joblib_keep_what_was_learnt(estimator: Any) -> None:
    fitted = clone(estimator).fit(TEXTS)
    expected = fitted.transform(TEXTS)
    assert same(pickle.loads(pickle.dumps(fitted)).transform(TEXTS), expected)  # noqa: S301
    buffer = io.BytesIO()
    joblib.dump(fitted, buffer)
    buffer.seek(0)
    assert same(joblib.load(buffer).transform(TEXTS), expected)


@every
def test_05_fit_returns_the_estimator(estimator: Any) -> None:
    fresh = clone(estimator)
    assert fresh.fit(TEXTS) is fresh
    assert fresh.fit(TEXTS, LABELS) is fresh


@every
def test_06_fitting_changes_neither_parameters_nor_input(estimator: Any) -> None:
    fresh, texts = clone(estimator), list(TEXTS)
    before = {k: repr(v) for k, v in fresh.get_params().items()}
    fresh.fit(texts).transform(texts)
    assert {k: repr(v) for k, v in fresh.get_params().items()} == before
    assert texts == TEXTS


@every
def test_07_transform_before_fit_says_so(estimator: Any) -> None:
    with pytest.raises(NotFittedError):
        clone(estimator).transform(TEXTS)


@every
def test_08_fitting_twice_is_fitting_once_and_fit_transform_is_both(estimator: Any) -> None:
    once = clone(estimator).fit(TEXTS).transform(TEXTS)
    twice = clone(estimator).fit(TEXTS[:2]).fit(TEXTS).transform(TEXTS)
    assert same(once, twice)
    assert same(clone(estimator).fit_transform(TEXTS, LABELS), once)


@vectorizing
def test_09_rows_follow_the_order_of_documents(estimator: Any) -> None:
    fitted = clone(estimator).fit(TEXTS)
    assert same(fitted.transform(TEXTS[::-1]), fitted.transform(TEXTS)[::-1])
    back = clone(estimator).fit(TEXTS[::-1])
    assert same(back.transform(TEXTS), fitted.transform(TEXTS))


@every
def test_10_list_series_array_tuple_and_generator_are_the_same(estimator: Any) -> None:
    expected = clone(estimator).fit_transform(TEXTS)
    series = pd.Series(TEXTS, index=range(5, 11))
    forms = [series, pd.Series(TEXTS, dtype="string"), series.to_numpy(), np.array(TEXTS),
             np.array(TEXTS, dtype=object), tuple(TEXTS), (text for text in TEXTS)]  # fmt: skip
    for form in forms:
        assert same(clone(estimator).fit_transform(form), expected)


@every
def test_11_a_bare_string_is_refused(estimator: Any) -> None:
    with pytest.raises(TypeError, match="list of strings"):
        clone(estimator).fit(TEXTS[0])
    with pytest.raises(TypeError, match="list of strings"):
        clone(estimator).fit(TEXTS).transform(TEXTS[0])


@every
@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, b"bytes", 3])
def test_12_what_is_no_text_is_refused_with_its_row(estimator: Any, missing: object) -> None:
    with pytest.raises(TypeError, match="row 1"):
        clone(estimator).fit([TEXTS[0], missing])


@every
def test_13_an_empty_document_is_an_empty_row(estimator: Any) -> None:
    found = clone(estimator).fit([*TEXTS, ""]).transform(["", TEXTS[0], "，。"])
    assert found.shape[0] == 3
    if sparse.issparse(found):
        assert not found[[0]].nnz
        assert np.isfinite(found.data).all()
    else:
        assert found[0] == ""


@every
def test_14_an_empty_corpus_is_no_error(estimator: Any) -> None:
    fitted = clone(estimator).fit([])
    assert fitted.transform([]).shape[0] == 0
    assert fitted.transform(TEXTS[:1]).shape[0] == 1


@vectorizing
def test_15_unseen_words_are_passed_over(estimator: Any) -> None:
    fitted = clone(estimator).fit(TEXTS)
    assert not fitted.transform(["喵星人"]).nnz
    assert fitted.transform(["喵星人"]).shape == (1, len(fitted.get_feature_names_out()))


@vectorizing
def test_16_names_of_features_are_sorted_unique_and_fit_the_columns(estimator: Any) -> None:
    fitted = clone(estimator).fit(TEXTS)
    names = fitted.get_feature_names_out()
    assert names.dtype == object
    assert list(names) == sorted(set(names))
    assert fitted.transform(TEXTS).shape[1] == len(names)
    assert all(fitted.vocabulary_[name] == place for place, name in enumerate(names))


@vectorizing
def test_17_sparse_output_as_pandas_is_a_clear_error(estimator: Any) -> None:
    with pytest.raises(ValueError, match="sparse"):
        clone(estimator).set_output(transform="pandas").fit_transform(TEXTS)


@vectorizing
def test_18_the_dtype_is_that_of_the_weight(estimator: Any) -> None:
    expected = np.int64 if estimator.weight == "count" else np.float64
    assert clone(estimator).fit_transform(TEXTS).dtype == expected
    assert clone(estimator).fit([]).transform(TEXTS).dtype == expected


@vectorizing
def test_19_matrices_are_canonical_csr(estimator: Any) -> None:
    found = clone(estimator).fit_transform(TEXTS)
    assert found.format == "csr"
    assert found.has_sorted_indices
    assert found.has_canonical_format
    assert (found.data != 0).all()


@every
def test_20_it_works_in_a_pipeline_and_in_cross_validation(estimator: Any) -> None:
    steps = [clone(estimator)]
    if type(estimator) in (CopyFilter, BoilerplateRemover):
        steps.append(TokenVectorizer())
    pipeline = make_pipeline(*steps, LogisticRegression())
    assert pipeline.fit(TEXTS, LABELS).predict(TEXTS).tolist() == LABELS
    assert len(cross_val_score(pipeline, TEXTS, LABELS, cv=2)) == 2


@vectorizing
def test_21_parameters_can_be_searched(estimator: Any) -> None:
    pipeline = make_pipeline(clone(estimator), LogisticRegression())
    step = type(estimator).__name__.lower()
    search = GridSearchCV(pipeline, {f"{step}__min_df": [1, 2]}, cv=2, n_jobs=1)
    assert search.fit(TEXTS, LABELS).best_params_[f"{step}__min_df"] in (1, 2)


@vectorizing
def test_22_columns_of_a_frame_can_be_transformed(estimator: Any) -> None:
    frame = pd.DataFrame({"text": TEXTS, "year": range(6)})
    columns = ColumnTransformer([("t", clone(estimator), "text")], remainder="passthrough")
    found = columns.fit_transform(frame)
    assert found.shape == (6, clone(estimator).fit_transform(TEXTS).shape[1] + 1)


@pytest.mark.slow
@vectorizing
def test_23_two_processes_give_what_one_gives(estimator: Any) -> None:
    pipeline = make_pipeline(clone(estimator), LogisticRegression())
    one = cross_val_score(pipeline, TEXTS, LABELS, cv=2, n_jobs=1)
    two = cross_val_score(pipeline, TEXTS, LABELS, cv=2, n_jobs=2)
    assert one.tolist() == two.tolist()


# --- what they compute


def test_weights_are_worked_by_hand() -> None:
    texts = ["学习条例。", "学习。"]
    # idf: 学习 ln(3/3) + 1 = 1, 条例 ln(3/2) + 1
    weights = np.array([1.0, np.log(1.5) + 1])
    found = TokenVectorizer().fit_transform(texts).toarray()
    assert found[0] == pytest.approx(weights / np.linalg.norm(weights))
    assert found[1] == pytest.approx([1.0, 0.0])
    assert TokenVectorizer(weight="binary").fit_transform(["学习学习。"]).toarray() == [[1.0]]


def test_weights_equal_those_of_scikit_learn_on_the_same_tokens() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TokenVectorizer()._words(TEXTS)
    units = [" ".join(words.terms[w] for w in words.of(row)) for row in range(len(TEXTS))]
    theirs = TfidfVectorizer(token_pattern=r"\S+", lowercase=False).fit_transform(units)  # noqa: S106
    ours = TokenVectorizer().fit_transform(TEXTS)
    assert ours.toarray() == pytest.approx(theirs.toarray())


def test_shingles_are_counted_over_width_and_punctuation() -> None:
    found = ShingleVectorizer(2, weight="count").fit(["学习，條例"])
    assert found.get_feature_names_out().tolist() == sorted(["学习", "习条", "条例"])


def test_copies_become_empty_and_the_first_stays() -> None:
    fitted = CopyFilter().fit(TEXTS)
    assert fitted.families_[4] == fitted.families_[5] == 4
    assert [text == "" for text in fitted.transform(TEXTS)] == [False] * 5 + [True]


def test_boilerplate_is_taken_out_of_known_and_of_new_documents() -> None:
    fitted = BoilerplateRemover(many=3).fit(TEXTS)
    left = fitted.transform([TEXTS[0], COMMON + "全新的内容写在这里。"])
    assert left[0] == "水库除险加固工程通过验收，灌溉面积扩大，渠道清淤疏浚。"
    assert left[1] == "全新的内容写在这里。"


@pytest.mark.parametrize(
    "estimator",
    [TokenVectorizer(weight="x"), TokenVectorizer(min_df=0), ShingleVectorizer(0),
     TokenVectorizer("none")],
)  # fmt: skip
def test_impossible_parameters_are_named_when_fitting(estimator: Any) -> None:
    with pytest.raises(ValueError, match=r"expected|there are"):
        estimator.fit(TEXTS)
