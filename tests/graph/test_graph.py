"""The network has typed nodes and edges, goes to GraphML and back, and can be measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.graph import build_graph, read_graphml, to_graphml, write_graphml
from pipeline.graph.measures import components, counts, network, partners, standings
from tests import examples

GRAPH = build_graph(examples.knowledge)


def test_nodes_are_entities() -> None:
    assert GRAPH.nodes[examples.workshop.id]["type"] == "Organization"
    assert GRAPH.nodes[examples.workshop.id]["aliases"] == "AdM"
    assert len(GRAPH) == len(examples.entities)


def test_edges_are_relations_with_their_quote() -> None:
    (edge,) = GRAPH.get_edge_data(examples.workshop.id, examples.days.id).values()
    assert edge["predicate"] == "organizes"
    assert edge["quote"] == "L’AdM organise les Journées de l’estran."


def test_a_role_ties_the_person_to_the_organization() -> None:
    edges = GRAPH.get_edge_data(examples.person.id, examples.workshop.id).values()
    assert {(edge["predicate"], edge.get("role")) for edge in edges} == {("holdsRoleIn", "présidé"), ("founded", None)}


def test_what_is_denied_is_no_edge() -> None:
    assert "memberOf" not in {edge["predicate"] for _, _, edge in GRAPH.edges(data=True)}


def test_partners_are_counted_on_both_sides() -> None:
    assert partners(GRAPH) == {examples.workshop.id: 2, examples.foundation.id: 1, examples.library.id: 1}


def test_titles_tie_nobody() -> None:
    assert examples.chair.id not in network(GRAPH)
    assert components(GRAPH) == [["E0001", "E0002", "E0003", "E0004", "E0005"]]


def test_who_stands_between_the_others_comes_first() -> None:
    first = standings(GRAPH)[0]
    assert (first.name, first.neighbours, first.partners) == ("Atelier des Marées", 4, 2)
    assert first.betweenness == pytest.approx(0.6)  # 6 of the 10 pairs of others; Sénégal is tied to nobody


def test_counts() -> None:
    types, predicates = counts(GRAPH)
    assert types == {"Country": 1, "Organization": 3, "Person": 1, "Program": 1, "Role": 2}
    assert predicates == {"founded": 1, "holdsRole": 1, "organizes": 1, "partnerOf": 2}


def test_graphml_comes_back(tmp_path: Path) -> None:
    write_graphml(GRAPH, tmp_path / "g.graphml")
    again = read_graphml(tmp_path / "g.graphml")
    assert dict(again.nodes) == dict(GRAPH.nodes)
    assert sorted(again.edges(keys=True, data="quote")) == sorted(GRAPH.edges(keys=True, data="quote"))


@given(st.text(min_size=1, max_size=20))
def test_any_name_is_valid_xml(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    knowledge = replace(examples.knowledge, entities=(replace(examples.workshop, name=name),))
    text = to_graphml(build_graph(replace(knowledge, relations=())))
    path = tmp_path_factory.mktemp("graph") / "g.graphml"
    path.write_bytes(text.encode())
    assert len(read_graphml(path)) == 1
