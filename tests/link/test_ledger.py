"""Identifiers: given once, holding no name, the same after a rename, a correction or a new document."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link import link
from pipeline.types import EntityType, Extraction, Judgement, Knowledge, LedgerRow, to_json
from tests.link.saying import Telling, told


def ids(knowledge: Knowledge) -> dict[str, str]:
    """The identifier of each name."""
    return {name: e.id for e in knowledge.entities for name in (e.name, *e.aliases)}


FIRST = told("d1", [("Person", "Maud Kerlévéo"), ("Organization", "Voltarine", 2), ("Program", "Fil de l’eau")])


def test_an_identifier_holds_no_name() -> None:
    knowledge, _ = link([FIRST])
    assert len(ids(knowledge)) == 3
    assert all(re.fullmatch(r"[a-zA-Z]?[0-9a-f]{8,}", identifier) for identifier in ids(knowledge).values())


def test_a_second_run_gives_the_same_identifiers_and_ledger() -> None:
    knowledge, ledger = link([FIRST])
    again, kept = link([FIRST], (), ledger)
    assert again == knowledge
    assert kept == ledger


def test_identifiers_outlive_a_new_document() -> None:
    knowledge, ledger = link([FIRST])
    more = told("d0", [("Organization", "Voltarine inc.", 5), ("Person", "Idriss Benatar"), ("Program", "Fil de l’eau")])
    grown, _ = link([more, FIRST], (), ledger)
    assert ids(grown).items() >= ids(knowledge).items()
    assert ids(grown)["Voltarine inc."] == ids(knowledge)["Voltarine"]
    assert ids(grown)["Idriss Benatar"] not in ids(knowledge).values()


def test_identifiers_outlive_the_document_they_came_from() -> None:
    knowledge, ledger = link([FIRST])
    other, kept = link([told("d2", [("Organization", "Voltarine")])], (), ledger)
    assert ids(other) == {"Voltarine": ids(knowledge)["Voltarine"]}
    back, _ = link([FIRST], (), kept)
    assert ids(back) == ids(knowledge)


RENAMED = Judgement("renamed", "Organization", "Voltarine", "Voltarée", "odile", "nouvelle raison sociale")


def test_identifiers_outlive_a_rename() -> None:
    knowledge, ledger = link([FIRST])
    renamed, _ = link([FIRST], [RENAMED], ledger)
    assert ids(renamed) == {**ids(knowledge), "Voltarée": ids(knowledge)["Voltarine"]}


def test_a_new_document_that_uses_the_new_name_means_the_same_thing() -> None:
    knowledge, ledger = link([FIRST])
    renamed, _ = link([FIRST, told("d2", [("Organization", "Voltarée")])], [RENAMED], ledger)
    (company,) = [e for e in renamed.entities if e.type == "Organization"]
    assert company.id == ids(knowledge)["Voltarine"]


def test_after_a_rename_the_old_documents_may_go() -> None:
    knowledge, ledger = link([FIRST])
    _, ledger = link([FIRST], [RENAMED], ledger)
    later, _ = link([told("d2", [("Organization", "Voltarée")])], (), ledger)
    assert ids(later)["Voltarée"] == ids(knowledge)["Voltarine"]


def test_a_merge_that_is_withdrawn_gives_both_identifiers_back() -> None:
    extraction = told("d1", [("Organization", "Voltarine"), ("Organization", "Kanopé")])
    before, ledger = link([extraction])
    same = Judgement("same", "Organization", "Voltarine", "Kanopé", "odile", "rachetée")
    merged, ledger = link([extraction], [same], ledger)
    assert set(ids(merged).values()) < set(ids(before).values())
    after, _ = link([extraction], (), ledger)
    assert ids(after) == ids(before)


def test_a_name_of_another_type_is_another_thing() -> None:
    _, ledger = link([told("d1", [("Organization", "Ondine")])])
    knowledge, _ = link([told("d2", [("Program", "Ondine")])], (), ledger)
    assert {e.id for e in knowledge.entities}.isdisjoint(row.entity for row in ledger)


NAMES: list[tuple[EntityType, str]] = [
    *(("Person", name) for name in ("Maud Kerlévéo", "Kerlévéo", "Maud", "Yann Kerlévéo", "Idriss Benatar")),
    *(
        ("Organization", name)
        for name in ("Voltarine", "Voltarine inc.", "VOLTARINE", "FAF", "Fédération des ateliers du fleuve")
    ),
    *(("Organization", name) for name in ("Fondation Aubépine", "Fondation Aubépyne", "Fonds d’aide aux familles", "Ondine")),
    *(("Program", name) for name in ("Fil de l’eau", "Programme Fil de l’eau", "Festival des Marées 2022", "Ondine")),
    *(("Country", name) for name in ("États-Unis", "USA", "Sénégal")),
]
PREDICATES = ["partnerOf", "memberOf", "organizes", "founded", "sameAs"]


@st.composite
def extractions(draw: st.DrawFn) -> list[Extraction]:
    """A few documents that name and state what they please."""
    made = []
    for i in range(draw(st.integers(1, 4))):
        telling = Telling(f"d{i}")
        for kind, name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8)):
            telling.name(kind, name)
        some = st.sampled_from(telling.mentions)
        for predicate in draw(st.lists(st.sampled_from(PREDICATES), max_size=4)):
            one, other = draw(some), draw(some)
            if one.type == other.type or predicate != "sameAs":
                telling.say(one, predicate, other)
        for value in draw(st.lists(st.integers(1, 3), max_size=3)):
            telling.measure(value, "élève", draw(st.none() | some))
        made.append(telling.extraction())
    return made


JUDGEMENTS = [
    Judgement("same", "Organization", "Voltarine", "Ondine", "odile", "rachetée"),
    Judgement("not_same", "Organization", "Voltarine", "Voltarine inc.", "odile", "deux sociétés"),
    Judgement("wrong", "Person", "Idriss Benatar", None, "odile", "personnage"),
    Judgement("renamed", "Program", "Fil de l’eau", "Au fil de l’eau", "odile", "nouveau nom"),
]


def bytes_of(result: tuple[Knowledge, tuple[LedgerRow, ...]]) -> tuple[bytes, list[bytes]]:
    """A knowledge and its ledger as they are written."""
    return to_json(result[0]), [to_json(row) for row in result[1]]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_order_of_documents_and_judgements_does_not_matter(data: st.DataObject) -> None:
    documents = data.draw(extractions())
    judgements = data.draw(st.lists(st.sampled_from(JUDGEMENTS), unique=True))
    _, ledger = link(documents[:1])
    once = link(documents, judgements, ledger)
    shuffled = data.draw(st.permutations(documents))
    rows = data.draw(st.permutations(ledger))
    again = link(shuffled, judgements, rows)
    assert bytes_of(again) == bytes_of(once)


@settings(max_examples=150, deadline=None)
@given(extractions(), st.lists(st.sampled_from(JUDGEMENTS), unique=True))
def test_a_run_on_its_own_ledger_changes_nothing(documents: list[Extraction], judgements: list[Judgement]) -> None:
    once, ledger = link(documents, judgements)
    again, kept = link(documents, judgements, ledger)
    assert bytes_of((again, kept)) == bytes_of((once, ledger))


@settings(max_examples=150, deadline=None)
@given(extractions(), st.lists(st.sampled_from(JUDGEMENTS), unique=True))
def test_what_holds_of_every_knowledge(documents: list[Extraction], judgements: list[Judgement]) -> None:
    knowledge, ledger = link(documents, judgements)
    known = {e.id: e for e in knowledge.entities}
    assert len(known) == len(knowledge.entities)
    assert known.keys() <= {row.entity for row in ledger}
    assert len({m.id for m in knowledge.mentions}) == len(knowledge.mentions)
    assert {m.entity for m in knowledge.mentions} == known.keys()
    given_ = {m.key: m for x in documents for m in x.mentions}
    for mention in knowledge.mentions:
        assert given_[mention.id].type == known[mention.entity].type
        assert mention.document in known[mention.entity].documents
    for relation in knowledge.relations:
        assert {relation.subject, relation.object} <= known.keys()
        assert relation.subject != relation.object
        assert relation.evidence
        assert relation.documents == tuple(sorted({e.document for e in relation.evidence}))
    pairs = [(*sorted((r.subject, r.object)), r.organization) for r in knowledge.relations if r.predicate == "partnerOf"]
    assert len(pairs) == len(set(pairs))
    assert all(figure.about is None or figure.about in known for figure in knowledge.figures)
    assert len({f.id for f in knowledge.figures}) == len(knowledge.figures)
    assert 0 < min((r.confidence for r in knowledge.relations), default=1) <= 1
