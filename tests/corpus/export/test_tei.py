"""TEI holds every character once, in its order, in the divisions of the outline."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import corpus
from corpus.export.tei import NAMESPACE, tei

T = f"{{{NAMESPACE}}}"


def test_every_character_stands_in_it_once_and_in_order(sample: corpus.Corpus) -> None:
    root = ET.fromstring(tei(sample))  # noqa: S314 - our own bytes
    bodies = list(root.iter(f"{T}body"))
    assert len(bodies) == len(sample)
    for document, body in zip(sample, bodies, strict=True):
        held = "".join("".join(body.itertext()).split())
        assert held == "".join(document.text.split()), document.id


def test_divisions_nest_as_sections_do() -> None:
    c = corpus.from_texts(
        {"甲": "一、学习\n（一）制度\n每月一次。\n（二）成效\n好。\n二、生产\n多。"}
    )
    body = next(ET.fromstring(tei(c)).iter(f"{T}body"))  # noqa: S314 - our own bytes
    outer = body.findall(f"{T}div")
    assert [div.findtext(f"{T}head") for div in outer] == ["一、学习", "二、生产"]
    assert [d.findtext(f"{T}head") for d in outer[0].findall(f"{T}div")] == [
        "（一）制度",
        "（二）成效",
    ]
