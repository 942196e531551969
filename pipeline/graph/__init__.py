"""The network: entities as typed nodes, relations as typed edges, each with the words that say so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from pipeline.types import Knowledge, Relation

__all__ = ["build_graph", "read_graphml", "to_graphml", "write_graphml"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build_graph(knowledge: Knowledge) -> nx.MultiDiGraph[str]:
    """Every entity and every asserted relation, in the order of their identifiers.

    Nodes: ``type``, ``name``, ``aliases`` and ``documents`` (joined by « | »), ``code`` of countries. Edges, keyed by the
    relation's identifier: ``predicate``, ``confidence``, ``documents``, ``quote`` and, where given, ``kind``, ``from``, ``to``.
    A role held in an organization also gives an edge ``holdsRoleIn`` from the person to the organization, with the title as
    ``role``, so that people and organizations are neighbours without a detour over a title that others hold elsewhere.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = {entity.id: entity.name for entity in knowledge.entities}
    for entity in sorted(knowledge.entities, key=lambda entity: entity.id):
        described = {
            "type": entity.type,
            "name": entity.name,
            "aliases": " | ".join(entity.aliases),
            "documents": " | ".join(entity.documents),
            "code": entity.code,
        }
        graph.add_node(entity.id, **_given(described))
    for relation in sorted(knowledge.relations, key=lambda relation: relation.id):
        if relation.status != "asserted":
            continue
        graph.add_edge(relation.subject, relation.object, key=relation.id, **_given(_edge(relation)))
        if relation.predicate == "holdsRole" and relation.organization:
            role = {**_edge(relation), "predicate": "holdsRoleIn", "role": names.get(relation.object, relation.object)}
            graph.add_edge(relation.subject, relation.organization, key=f"{relation.id}-in", **_given(role))
    return graph


def to_graphml(graph: nx.MultiDiGraph[str]) -> str:
    """The graph as GraphML, the same text for the same graph."""
    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"


def write_graphml(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Write GraphML, which Gephi, Cytoscape, yEd and R read. Raises ``OSError``."""
    path.write_bytes(to_graphml(graph).encode())


def read_graphml(path: Path) -> nx.MultiDiGraph[str]:
    """Inverse of :func:`write_graphml`. Raises ``OSError`` and ``networkx.NetworkXError``."""
    return nx.MultiDiGraph(nx.read_graphml(path, force_multigraph=True))


def _edge(relation: Relation) -> dict[str, Any]:
    return {
        "predicate": relation.predicate,
        "confidence": float(relation.confidence),
        "documents": " | ".join(relation.documents),
        "quote": relation.evidence[0].quote if relation.evidence else None,
        "kind": relation.kind,
        "from": relation.since,
        "to": relation.until,
    }


def _given(attributes: dict[str, Any]) -> dict[str, Any]:
    """Without what is not said, and without characters that XML cannot hold."""
    clean = {key: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value for key, value in attributes.items()}
    return {key: value for key, value in clean.items() if value not in (None, "")}
