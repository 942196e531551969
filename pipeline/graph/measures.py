"""What the network's shape says. Titles are left out: that two people are both «directrice» ties nobody to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

_EXACT, _PIVOTS = 1000, 200  # entities up to which every path is counted; those from which paths are counted beyond


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entity stands in the network. ``betweenness`` is the share, from 0 to 1, of shortest paths that pass it."""

    id: str
    type: str
    name: str
    neighbours: int
    partners: int
    betweenness: float


def network(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Who is tied to whom: people, organizations, programs and countries, one undirected edge for any number of relations."""
    simple: nx.Graph[str] = nx.Graph()
    for node, attributes in graph.nodes(data=True):
        if attributes.get("type") != "Role":
            simple.add_node(node, **attributes)
    for source, target, predicate in _edges(graph):
        if source in simple and target in simple and source != target:
            predicates = simple.get_edge_data(source, target, {}).get("predicates", frozenset())
            simple.add_edge(source, target, predicates=predicates | {predicate})
    return simple


def partners(graph: nx.MultiDiGraph[str]) -> Counter[str]:
    """How many partners each organization has, whichever of the two the relation names first."""
    pairs = {frozenset((source, target)) for source, target, predicate in _edges(graph) if predicate == "partnerOf"}
    return Counter(end for pair in sorted(pairs, key=sorted) if len(pair) == 2 for end in sorted(pair))


def components(graph: nx.MultiDiGraph[str]) -> list[list[str]]:
    """Groups of entities that are tied to each other, directly or not, the largest first; single ones left out."""
    groups = (sorted(group) for group in nx.connected_components(network(graph)) if len(group) > 1)
    return sorted(groups, key=lambda group: (-len(group), group))


def standings(graph: nx.MultiDiGraph[str]) -> list[Standing]:
    """All entities that are tied to another, those that most paths pass first (estimated in large networks, always alike)."""
    simple, count = network(graph), partners(graph)
    sample = _PIVOTS if len(simple) > _EXACT else None
    between = nx.betweenness_centrality(simple, k=sample, seed=0)
    rows = (
        Standing(node, data.get("type", ""), data.get("name", node), simple.degree(node), count[node], round(between[node], 6))
        for node, data in simple.nodes(data=True)
        if simple.degree(node)
    )
    return sorted(rows, key=lambda row: (-row.betweenness, -row.neighbours, row.name, row.id))


def counts(graph: nx.MultiDiGraph[str]) -> tuple[dict[str, int], dict[str, int]]:
    """How many entities of each type and how many relations of each predicate there are."""
    types = Counter(str(data["type"]) for _, data in graph.nodes(data=True))
    predicates = Counter(predicate for _, _, predicate in _edges(graph) if predicate != "holdsRoleIn")
    return dict(sorted(types.items())), dict(sorted(predicates.items()))


def _edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str]]:
    """Both ends and the predicate of every edge."""
    for source, target, data in graph.edges(data=True):
        yield source, target, str(data["predicate"])
