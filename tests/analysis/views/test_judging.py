"""The page on which a sample is judged: sealed, inert, and the same for the same sample."""

from __future__ import annotations

import json
import re

import pytest

import corpus
from analysis.evaluation.sampling import draw
from analysis.views.judging import page

HOSTILE = (
    "<script>window.pwn=1</script><img src=x onerror=alert(1)></textarea>=1+1\x1b[2J学习完成。"
)


@pytest.fixture(scope="module")
def written() -> str:
    sample = draw(corpus.from_texts({"</title>甲": HOSTILE, "乙": HOSTILE, "丙": "水利验收。"}), 3)
    assert page(sample) == page(sample)
    return page(sample, lang="en").decode("utf-8")


def test_documents_stay_data_in_the_page(written: str) -> None:
    assert written.count("<script") == 2
    assert "<img" not in written
    assert "\x1b" not in written
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', written)
    held = json.loads(data)
    assert HOSTILE in {text for item in held["items"] for text in item["texts"]}
    assert held["head"]["judged"] == "sample"


def test_the_page_asks_no_network_and_runs_its_own_script_only(written: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', written)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"(?:src|href)=\"?https?:", written)
    for banned in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert banned not in written
