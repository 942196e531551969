"""The RDF says what the exchange files say, in declared words, without blank nodes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import BNode, Dataset, Graph, Literal, Namespace, URIRef, namespace
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS

from pipeline.publish.rdf import quads_of, to_nquads, to_turtle
from pipeline.publish.rows import tables_of
from pipeline.publish.vocabulary import PREFIXES
from tests import examples

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own reader

MLG, ENT = Namespace(PREFIXES["mlg"]), Namespace(PREFIXES["ent"])
OA = Namespace(PREFIXES["oa"])
OA_TERMS = {
    *("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "FragmentSelector"),
    *("hasBody", "hasTarget", "hasSource", "hasSelector", "motivatedBy", "identifying", "describing", "start", "end", "exact"),
}
STANDARD: tuple[namespace.DefinedNamespaceMeta, ...] = (RDF, RDFS, OWL, ORG, FOAF, SKOS, PROV, DCTERMS, namespace.SDO)

QUADS = quads_of(tables_of(examples.documents, examples.knowledge, examples.ledger))


@pytest.fixture(scope="module")
def facts() -> Graph:
    return Graph().parse(data=to_turtle(QUADS), format="turtle")


@pytest.fixture(scope="module")
def everything() -> Dataset:
    dataset = Dataset()
    dataset.parse(data=to_nquads(QUADS).decode(), format="nquads")
    return dataset


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(Path(__file__).parents[2] / "ontology" / "maillage.ttl")


def test_there_are_no_blank_nodes(everything: Dataset) -> None:
    assert not [term for quad in everything.quads() for term in quad if isinstance(term, BNode)]


def test_the_turtle_is_the_default_graph_of_the_nquads(facts: Graph, everything: Dataset) -> None:
    assert set(facts) == set(everything.default_graph)


def test_a_role_is_a_membership(facts: Graph) -> None:
    (membership,) = facts.subjects(RDF.type, ORG.Membership)
    assert facts.value(membership, ORG.member) == ENT[examples.person.id]
    assert facts.value(membership, ORG.organization) == ENT[examples.workshop.id]
    assert facts.value(membership, ORG.role) == ENT[examples.chair.id]
    concept = facts.value(ENT[examples.chair.id], SKOS.broader)
    assert facts.value(concept, SKOS.prefLabel) == Literal("président")


def test_partners_are_partners_of_each_other(facts: Graph) -> None:
    one, two = ENT[examples.workshop.id], ENT[examples.foundation.id]
    assert (one, MLG.partnerOf, two) in facts
    assert (two, MLG.partnerOf, one) in facts


def test_what_is_denied_is_not_said(facts: Graph) -> None:
    assert not list(facts.triples((None, MLG.memberOf, None)))


def test_every_statement_and_figure_has_evidence_with_its_place(everything: Dataset) -> None:
    grounds = everything.graph(URIRef(PREFIXES["graph"] + "evidence"))
    said = {
        *everything.default_graph.subjects(RDF.type, MLG.Statement),
        *everything.default_graph.subjects(RDF.type, MLG.Figure),
    }
    assert len(said) == len(examples.relations) + 1
    for statement in said:
        for annotation in grounds.subjects(OA.hasBody, statement):
            kinds = {
                kind
                for target in grounds.objects(annotation, OA.hasTarget)
                for selector in grounds.objects(target, OA.hasSelector)
                for kind in grounds.objects(selector, RDF.type)
            }
            assert {OA.TextPositionSelector, OA.TextQuoteSelector} <= kinds
    places = {str(place) for place in grounds.objects(None, RDF.value)}
    assert "page=2&xywh=72,122,36,12" in places


def test_the_words_of_each_span_make_the_quote(everything: Dataset) -> None:
    grounds = everything.graph(URIRef(PREFIXES["graph"] + "evidence"))
    exact = {str(words) for words in grounds.objects(None, OA.exact)}
    assert {"Nos partenaires", "Fondation Aubépine"} <= exact


def test_every_word_used_is_declared(everything: Dataset, ontology: Graph) -> None:
    quads = list(everything.quads())
    used = {predicate for _, predicate, _, _ in quads} | {kind for _, predicate, kind, _ in quads if predicate == RDF.type}
    declared = {term for term in ontology.subjects(RDF.type) if isinstance(term, URIRef)}
    unknown = {str(term) for term in used if not (term in declared or standard(term))}
    assert not unknown


def test_every_word_of_the_ontology_has_a_label_in_both_languages(ontology: Graph) -> None:
    for term in ontology.subjects(RDF.type, unique=True):
        labels = [label for label in ontology.objects(term, RDFS.label) if isinstance(label, Literal)]
        assert {label.language for label in labels} == {"fr", "en"}, term


def test_what_the_ontology_builds_on_exists(ontology: Graph) -> None:
    builds_on = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf)
    for term in (object_ for predicate in builds_on for object_ in ontology.objects(None, predicate)):
        assert standard(term), term


def standard(term: object) -> bool:
    """Whether a standard vocabulary has the word."""
    if str(term).startswith(str(OA)):
        return str(term).removeprefix(str(OA)) in OA_TERMS
    return any(str(term).startswith(str(vocabulary)) and str(term) in vocabulary for vocabulary in STANDARD)
