"""CoNLL-U: ten fields a token, and a text that its tokens make up."""

from __future__ import annotations

import corpus
from corpus.export.conllu import conllu
from corpus.words.tokens import Tokenizer


def test_the_text_of_each_sentence_is_made_of_its_tokens(sample: corpus.Corpus) -> None:
    text = b"".join(conllu(sample[:3], Tokenizer())).decode()
    blocks = [block for block in text.split("\n\n") if block]
    assert len(blocks) > 50
    for block in blocks:
        lines = block.splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        assert all(len(row) == 10 and all(row) for row in rows)
        assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
        said = next(line for line in lines if line.startswith("# text = "))[9:]
        assert said == "".join(row[1] + " " * (row[9] == "_") for row in rows).rstrip(), said


def test_no_character_of_a_document_is_lost() -> None:
    c = corpus.from_texts({"甲": "各乡镇:\n  2023年 Q3 开展 “回头看”,共3.5万人次。"})
    text = b"".join(conllu(c, Tokenizer())).decode()
    forms = [line.split("\t")[1] for line in text.splitlines() if line[:1].isdigit()]
    assert "".join(forms) == "".join(c[0].text.split())
