"""Networks are written as GraphML and GEXF, and read again by their own rules."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import analysis
import corpus
from corpus.export.networks import Network, NetworkNode, NetworkTie, gexf, graphml

NET = Network(
    [NetworkNode("甲&", "甲&", {"family": 1}), NetworkNode("乙\x01", "乙\x01")],
    [NetworkTie("甲&", "乙\x01", 0.5, {"verdict": "revision", "sure": True})],
)
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"


def test_graphml_declares_every_fact_and_ends_of_ties_are_nodes() -> None:
    root = ET.fromstring(graphml(NET))  # noqa: S314 - our own bytes
    keys = {key.get("id") for key in root.iter(f"{GRAPHML}key")}
    assert {data.get("key") for data in root.iter(f"{GRAPHML}data")} <= keys
    nodes = {node.get("id") for node in root.iter(f"{GRAPHML}node")}
    (tie,) = root.iter(f"{GRAPHML}edge")
    assert {tie.get("source"), tie.get("target")} == nodes == {"甲&", "乙\ufffd"}


def test_gexf_declares_every_fact_and_ends_of_ties_are_nodes() -> None:
    root = ET.fromstring(gexf(NET))  # noqa: S314 - our own bytes
    known = {each.get("id") for each in root.iter(f"{GEXF}attribute")}
    assert {each.get("for") for each in root.iter(f"{GEXF}attvalue")} == known
    nodes = {node.get("id") for node in root.iter(f"{GEXF}node")}
    (tie,) = root.iter(f"{GEXF}edge")
    assert {tie.get("source"), tie.get("target")} == nodes
    assert tie.get("weight") == "0.5"


def test_a_network_of_reuse_weighs_what_both_documents_have() -> None:
    text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
    c = corpus.from_texts({"甲": text, "乙": text + "水库已验收。", "丙": "河道清淤五公里。"})
    found = analysis.find_reuse(c)._network()
    assert [node.id for node in found.nodes] == ["甲", "乙", "丙"]
    assert [(tie.a, tie.b) for tie in found.ties] == [("甲", "乙")]
    assert 30 < found.ties[0].weight <= len(text)
