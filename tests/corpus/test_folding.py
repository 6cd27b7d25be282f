import pytest

from corpus.errors import SettingsError
from corpus.folding import LEVELS, PLACEHOLDER, fold, fold_many


def test_an_unknown_level_names_the_levels():
    with pytest.raises(SettingsError, match=", ".join(LEVELS)):
        fold("x", "loose")


def test_copies_masked_by_different_hands_fold_alike():
    assert fold("ⅩX鎮20xx年").text == fold("_镇20_年").text == f"{PLACEHOLDER}镇{PLACEHOLDER}年"


def test_many_texts_fold_as_each_alone():
    texts = ["在xx镇", "", "x", "20", "xx年"]
    many = fold_many(texts)
    assert [many[i].text for i in range(len(texts))] == [fold(t).text for t in texts]
