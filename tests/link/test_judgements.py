"""What a person decided holds; what it no longer fits is reported."""

from __future__ import annotations

from pipeline.link import link
from pipeline.types import EntityType, Extraction, Judgement, Verdict
from tests.link.saying import Telling, entity, things, told


def judged(verdict: Verdict, a: str, b: str | None = None, kind: EntityType = "Organization") -> Judgement:
    """A judgement of one who knows."""
    return Judgement(verdict, kind, a, b, "odile", "je les connais")


def document() -> Extraction:
    """A person who directs one of two organizations, and what it counts."""
    telling = Telling("d1")
    person, role = telling.name("Person", "Maud Kerlévéo"), telling.name("Role", "directrice")
    theatre = telling.name("Organization", "Théâtre des Brumes")
    telling.name("Organization", "Le Brumier")
    telling.name("Organization", "Voltarine")
    telling.name("Organization", "Voltarine inc.")
    telling.say(person, "holdsRole", role, organization=theatre)
    telling.measure(412, "adhérent", theatre)
    return telling.extraction()


def test_the_same() -> None:
    knowledge, _ = link([document()], [judged("same", "Théâtre des Brumes", "Le Brumier")])
    assert frozenset({"Théâtre des Brumes", "Le Brumier"}) in things(knowledge, "Organization")
    (merge,) = [m for m in knowledge.merges if m.author == "odile"]
    assert (merge.entity, merge.reason) == (entity(knowledge, "Le Brumier").id, "je les connais")
    assert knowledge.warnings == ()


def test_not_the_same_undoes_what_the_program_merged() -> None:
    together, _ = link([document()])
    assert frozenset({"Voltarine", "Voltarine inc."}) in things(together)
    apart, _ = link([document()], [judged("not_same", "Voltarine", "Voltarine inc.")])
    assert things(apart, "Organization") >= {frozenset({"Voltarine"}), frozenset({"Voltarine inc."})}
    assert apart.warnings == ()


def test_not_the_same_holds_over_a_third_name() -> None:
    telling = Telling("d1")
    one, other = (
        telling.name("Organization", "Fédération des ateliers du fleuve"),
        telling.name("Organization", "Fonds aux familles"),
    )
    short = telling.name("Organization", "FAF")
    telling.say(one, "sameAs", short)
    telling.say(other, "sameAs", short)
    knowledge, _ = link([telling.extraction()], [judged("not_same", one.name, other.name)])
    assert entity(knowledge, one.name) != entity(knowledge, other.name)


def test_wrong_removes_a_thing_and_what_is_said_of_it() -> None:
    knowledge, _ = link([document()], [judged("wrong", "Maud Kerlévéo", kind="Person")])
    assert things(knowledge, "Person") == set()
    assert knowledge.relations == ()
    assert len(knowledge.figures) == 1
    known = {e.id for e in knowledge.entities}
    assert {m.entity for m in knowledge.mentions} <= known
    assert knowledge.warnings == ()


def test_wrong_of_a_role_s_organization_leaves_the_role() -> None:
    knowledge, _ = link([document()], [judged("wrong", "Théâtre des Brumes")])
    (relation,) = knowledge.relations
    assert (relation.predicate, relation.organization) == ("holdsRole", None)
    assert [figure.about for figure in knowledge.figures] == [None]


def test_renamed_keeps_the_identifier_and_the_name_as_written() -> None:
    before, ledger = link([document()])
    after, _ = link([document()], [judged("renamed", "Théâtre des Brumes", "Théâtre municipal des Brumes")], ledger)
    renamed = entity(after, "Théâtre municipal des Brumes")
    assert renamed.name == "Théâtre municipal des Brumes"
    assert "Théâtre des Brumes" in renamed.aliases
    assert renamed.id == entity(before, "Théâtre des Brumes").id
    assert after.warnings == ()


def test_a_judgement_that_no_longer_fits_is_reported_and_costs_nothing() -> None:
    lost = [judged("same", "Théâtre des Brumes", "Théâtre disparu"), judged("wrong", "Personne d’autre", kind="Person")]
    before, _ = link([document()])
    after, _ = link([document()], lost)
    assert things(after) == things(before)
    assert len(after.warnings) == 2
    assert "Théâtre disparu" in after.warnings[0]
    assert "Personne d’autre" in after.warnings[1]


def test_judgements_of_one_type_leave_other_types_alone() -> None:
    names: list[tuple[EntityType, str]] = [("Organization", "Ondine"), ("Program", "Ondine")]
    knowledge, _ = link([told("d1", names)], [judged("wrong", "Ondine", kind="Program")])
    assert [(e.type, e.name) for e in knowledge.entities] == [("Organization", "Ondine")]


def test_case_and_accents_of_a_judgement_do_not_matter() -> None:
    knowledge, _ = link([document()], [judged("same", "theatre des brumes", "le brumier")])
    assert frozenset({"Théâtre des Brumes", "Le Brumier"}) in things(knowledge)
    assert knowledge.warnings == ()


def test_a_wrong_form_costs_its_own_mentions_alone() -> None:
    """What the program took for another name of it was not; the thing stays."""
    before, _ = link([document()])
    assert frozenset({"Voltarine", "Voltarine inc."}) in things(before)
    canonical = entity(before, "Voltarine").name
    other = "Voltarine" if canonical == "Voltarine inc." else "Voltarine inc."
    after, _ = link([document()], [judged("wrong", other)])
    assert frozenset({canonical}) in things(after, "Organization")


def test_an_article_is_no_part_of_a_judged_name() -> None:
    knowledge, _ = link([document()], [judged("wrong", "Le Théâtre des Brumes")])
    assert not any("Théâtre des Brumes" in names for names in things(knowledge, "Organization"))


def test_an_identifier_comes_back_when_a_merge_is_undone() -> None:
    apart, ledger = link([document()])
    ids = {name: entity(apart, name).id for name in ("Théâtre des Brumes", "Le Brumier")}
    _, ledger = link([document()], [judged("same", "Théâtre des Brumes", "Le Brumier")], ledger)
    again, _ = link([document()], [], ledger)
    assert {name: entity(again, name).id for name in ids} == ids
