import hashlib
import unicodedata
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import corpus
from corpus.folding.characters import CODE, CONTEXT, lookalikes, ocr, standard, strict
from corpus.folding.comparable import LEVELS, fold, fold_many

RESOURCES = Path(corpus.__file__).parent / "resources"
DIGESTS = {
    "characters.tsv": "3395659a92a2b113be6a409928b429df777037b98f11bf74a89c6c4e56be949f",
    "variants.tsv": "eacd428f2ea0732f285920f6fb4bcf3cc6dc3c9a9945dc990087887d8751a82d",
    "lookalikes.tsv": "f4198e8d8c518253b45a0cec21ff0131e577820329606d07e77b51f447d03c06",
}


@pytest.mark.parametrize("name", DIGESTS)
def test_a_table_is_the_one_that_was_committed_and_says_where_it_comes_from(name):
    data = (RESOURCES / name).read_bytes().replace(b"\r\n", b"\n")
    assert hashlib.sha256(data).hexdigest() == DIGESTS[name]
    assert f"Made by tools/make_{name.removesuffix('.tsv')}.py".encode() in data


def test_simplified_characters_are_those_of_opencc():
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("t2s").convert
    rows = [
        line.split("\t")
        for line in (RESOURCES / "variants.tsv").read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    ]
    table = {row[0]: row[1] for row in rows if row[2] == "t2s"}
    japanese = {row[0]: row[1] for row in rows if row[2] == "jp2t+t2s"}
    for block in (range(0x3400, 0xA000), range(0x20000, 0x2A6E0)):
        for char in map(chr, block):
            image = convert(char)
            if image != char:
                assert table[char] == japanese.get(image, convert(image))
            else:
                assert char not in table


def test_plain_forms_are_those_of_the_unicode_database():
    if unicodedata.unidata_version != "14.0.0":
        pytest.skip("the table was made from Unicode 14.0.0")
    table = strict()
    for point in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFA0E)):
        image = unicodedata.normalize("NFKC", chr(point)).lower()
        expected = {"`": "'", "⁄": "/"}.get(image, image)
        assert chr(table[point]) == expected


@pytest.mark.slow
@pytest.mark.parametrize("table", [strict(), standard(), ocr()], ids=LEVELS[:3])
def test_every_image_in_a_table_is_its_own_image(table):
    images = np.unique(table[table != 0] & CODE)
    assert np.array_equal(table[images] & CODE, images)


@pytest.mark.parametrize("table", [strict(), standard(), ocr()], ids=LEVELS[:3])
def test_tables_cannot_be_written_to(table):
    with pytest.raises(ValueError, match="read-only"):
        table[0] = 1


def test_lookalike_classes_are_small_simplified_and_leave_placeholders_alone():
    classes = lookalikes()
    assert max(len(row.members) for row in classes) <= 4
    assert {row.kind for row in classes} == {"seen", "known", "kana", "alphabet", "drawn"}
    for row in classes:
        assert fold(row.members).text == row.members
        assert not CONTEXT.intersection(row.members[1:])


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("贯例十九大精神", "贯彻十九大精神"),
        ("领导千部", "领导干部"),
        ("提高与论引导水平", "提高舆论引导水平"),
        ("网络典情", "网络舆情"),
        ("防患木然", "防患未然"),
        ("让青少年慬得", "让青少年懂得"),
        ("人カ物力", "人力物力"),
        ("基本遒德规范", "基本道德规范"),
        ("灯谜竟猜", "灯谜竞猜"),
        ("宣传果道", "宣传渠道"),
        ("明理试信", "明理诚信"),
        ("意识形态领城", "意识形态领域"),
        ("与时倶进", "与时俱进"),
        ("釆取", "采取"),
        ("严于律已", "严于律己"),
        ("一ー", "一一"),
        ("下载АРР", "下载APP"),
        ("ΚΡΙ考核", "KPI考核"),
    ],
)
def test_scanning_errors_disappear_at_the_last_level_only(damaged, right):
    assert fold(damaged, "ocr").text == fold(right, "ocr").text
    assert fold(damaged, "standard").text != fold(right, "standard").text


def test_figures_and_latin_letters_have_no_lookalikes():
    assert fold("0Oo〇1lI|5S8B", "ocr").text == fold("0Oo〇1lI|5S8B").text


@pytest.mark.slow
def test_few_words_of_the_dictionary_become_one():
    # jieba's dictionary: 337,465 words of two characters or more. standard makes 497 of them
    # equal to another (older spellings), ocr about 725 more, nearly all of them rare.
    found = find_spec("jieba")
    assert found is not None
    rows = (Path(found.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    words = [row.split(" ")[0] for row in rows]
    words = [word for word in words if len(word) > 1]
    lost = {}
    for level in LEVELS:
        many = fold_many(words, level)
        ends = many.bounds.tolist()
        keys = {many.codes[i:j].tobytes() for i, j in pairwise(ends)}
        lost[level] = len(words) - len(keys)
    assert lost["strict"] <= 5
    assert lost["standard"] <= 500
    assert lost["ocr"] <= 1300
    assert lost["synonyms"] <= 1900
