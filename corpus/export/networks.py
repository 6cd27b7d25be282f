"""Networks as files for Gephi, Cytoscape, igraph, networkx: GraphML and GEXF.

GraphML: Brandes, Eiglsperger, Herman, Himsolt, Marshall (2002), GraphML Progress Report. GEXF:
version 1.3 of the Gephi consortium. Both are short XML; no date is written into them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

Value = str | int | float | bool
_TYPES = {bool: "boolean", int: "int", float: "double", str: "string"}


class NetworkNode(NamedTuple):
    """Something that has ties."""

    id: str
    label: str
    facts: Mapping[str, Value] = {}


class NetworkTie(NamedTuple):
    """A tie between two nodes."""

    a: str
    b: str
    weight: float
    facts: Mapping[str, Value] = {}


class Network(NamedTuple):
    """Nodes and the ties between them."""

    nodes: Sequence[NetworkNode]
    ties: Sequence[NetworkTie]
    directed: bool = False


def graphml(network: Network) -> bytes:
    """Write a network as GraphML, UTF-8.

    >>> ties = [NetworkTie("甲", "乙", 0.5, {"verdict": "revision"})]
    >>> text = graphml(Network([NetworkNode("甲", "甲"), NetworkNode("乙", "乙")], ties)).decode()
    >>> '<data key="e_weight">0.5</data>' in text, text.count("<node ")
    (True, 2)
    """
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    node_facts = {"label": "string", **_kinds(node.facts for node in network.nodes)}
    tie_facts = {"weight": "double", **_kinds(tie.facts for tie in network.ties)}
    for side, kinds in (("node", node_facts), ("edge", tie_facts)):
        for name, kind in kinds.items():
            ET.SubElement(
                root, "key", {"id": f"{side[0]}_{name}", "for": side, "attr.name": name,
                              "attr.type": kind},
            )  # fmt: skip
    default = "directed" if network.directed else "undirected"
    graph = ET.SubElement(root, "graph", id="G", edgedefault=default)
    for node in network.nodes:
        made = ET.SubElement(graph, "node", id=_safe(node.id))
        _data(made, "n", {"label": node.label, **node.facts})
    for number, tie in enumerate(network.ties):
        made = ET.SubElement(
            graph, "edge", id=f"e{number}", source=_safe(tie.a), target=_safe(tie.b)
        )
        _data(made, "e", {"weight": tie.weight, **tie.facts})
    return _xml(root)


def gexf(network: Network) -> bytes:
    """Write a network as GEXF 1.3, UTF-8."""
    root = ET.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = ET.SubElement(
        root, "graph", mode="static",
        defaultedgetype="directed" if network.directed else "undirected",
    )  # fmt: skip
    node_kinds = _kinds(node.facts for node in network.nodes)
    tie_kinds = _kinds(tie.facts for tie in network.ties)
    for side, kinds in (("node", node_kinds), ("edge", tie_kinds)):
        if kinds:
            held = ET.SubElement(graph, "attributes", {"class": side})
            for name, kind in kinds.items():
                kind = {"int": "integer"}.get(kind, kind)
                ET.SubElement(held, "attribute", id=name, title=name, type=kind)
    nodes = ET.SubElement(graph, "nodes")
    for node in network.nodes:
        made = ET.SubElement(nodes, "node", id=_safe(node.id), label=_safe(node.label))
        _values(made, node.facts)
    ties = ET.SubElement(graph, "edges")
    for number, tie in enumerate(network.ties):
        made = ET.SubElement(
            ties, "edge", id=str(number), source=_safe(tie.a), target=_safe(tie.b),
            weight=_text(tie.weight),
        )  # fmt: skip
        _values(made, tie.facts)
    return _xml(root)


def _kinds(facts: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in facts:  # type: ignore[attr-defined]
        for name, value in each.items():
            found.setdefault(name, _TYPES[type(value)])
    return found


def _data(parent: ET.Element, side: str, facts: Mapping[str, Value]) -> None:
    for name, value in facts.items():
        ET.SubElement(parent, "data", key=f"{side}_{name}").text = _text(value)


def _values(parent: ET.Element, facts: Mapping[str, Value]) -> None:
    if facts:
        held = ET.SubElement(parent, "attvalues")
        for name, value in facts.items():
            ET.SubElement(held, "attvalue", {"for": name, "value": _text(value)})


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(round(value, 6)) if isinstance(value, float) else _safe(str(value))


def _safe(text: str) -> str:
    from corpus.export.workbook import safe_text

    return safe_text(text)


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"
