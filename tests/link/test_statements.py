"""Relations and figures are views over claims: told twice, they are one with two pieces of evidence."""

from __future__ import annotations

from dataclasses import replace

from pipeline.link import link
from pipeline.types import Extraction
from tests.link.saying import Telling, entity


def report(document: str) -> Telling:
    """A document that speaks for La Barque Lente."""
    telling = Telling(document)
    telling.publisher = telling.name("Organization", "La Barque Lente").key
    return telling


def test_a_fact_told_in_two_documents_is_one_with_both_proofs() -> None:
    tellings = [report("d1"), report("d2")]
    for telling in tellings:
        telling.say(telling.name("Organization", "Fondation Aubépine"), "partnerOf", telling.mentions[0], kind="partner")
    knowledge, _ = link([telling.extraction() for telling in tellings])
    (relation,) = knowledge.relations
    assert relation.documents == ("d1", "d2")
    assert len(relation.evidence) == 2
    assert relation.confidence > 0.8


def test_the_two_ends_of_a_partnership_have_no_order() -> None:
    telling = report("d1")
    foundation = telling.name("Organization", "Fondation Aubépine")
    telling.say(foundation, "partnerOf", telling.mentions[0])
    telling.say(telling.mentions[0], "partnerOf", foundation)
    knowledge, _ = link([telling.extraction()])
    assert len(knowledge.relations) == 1
    assert len(knowledge.relations[0].evidence) == 2


def test_the_more_telling_kind_of_partnership_wins() -> None:
    telling = report("d1")
    foundation = telling.name("Organization", "Fondation Aubépine")
    for kind in ("partner", "funder"):
        telling.say(foundation, "partnerOf", telling.mentions[0], kind=kind)
    knowledge, _ = link([telling.extraction()])
    assert [r.kind for r in knowledge.relations] == ["funder"]


def test_a_role_in_two_organizations_is_two_relations() -> None:
    telling = report("d1")
    person, role = telling.name("Person", "Maud Kerlévéo"), telling.name("Role", "directrice")
    telling.say(person, "holdsRole", role, organization=telling.mentions[0])
    telling.say(person, "holdsRole", role, organization=telling.name("Organization", "Théâtre des Brumes"))
    knowledge, _ = link([telling.extraction()])
    assert len({r.organization for r in knowledge.relations}) == 2


def test_a_title_that_nobody_holds_is_no_entity() -> None:
    telling = report("d1")
    telling.name("Role", "directrice")
    knowledge, _ = link([telling.extraction()])
    assert [e.type for e in knowledge.entities] == ["Organization"]


def test_a_thing_is_no_partner_of_itself_by_another_name() -> None:
    telling = report("d1")
    telling.say(telling.name("Organization", "LA BARQUE LENTE"), "partnerOf", telling.mentions[0])
    knowledge, _ = link([telling.extraction()])
    assert knowledge.relations == ()


def _denied(telling: Telling) -> Extraction:
    extraction = telling.extraction()
    return replace(extraction, claims=tuple(replace(claim, polarity="negated") for claim in extraction.claims))


def test_what_is_denied_is_kept_apart() -> None:
    telling = report("d1")
    telling.say(telling.mentions[0], "organizes", telling.name("Program", "Fil de l’eau"))
    knowledge, _ = link([_denied(telling)])
    assert [r.status for r in knowledge.relations] == ["negated"]


def test_what_one_document_says_and_another_denies_is_said() -> None:
    yes, no = report("d1"), report("d2")
    for telling in (yes, no):
        telling.say(telling.mentions[0], "organizes", telling.name("Program", "Fil de l’eau"))
    knowledge, _ = link([yes.extraction(), _denied(no)])
    (asserted,) = [r for r in knowledge.relations if r.status == "asserted"]
    assert asserted.documents == ("d1",)


def test_a_figure_told_twice_in_a_document_is_one_with_two_proofs() -> None:
    telling = report("d1")
    telling.measure(412, "adhérent", telling.mentions[0])
    telling.measure(412, "adhérent", telling.mentions[0])
    knowledge, _ = link([telling.extraction()])
    (figure,) = knowledge.figures
    assert len(figure.evidence) == 2
    assert figure.about == entity(knowledge, "La Barque Lente").id


def test_a_figure_told_without_and_with_its_program_is_of_the_program() -> None:
    telling = report("d1")
    program = telling.name("Program", "Fil de l’eau")
    telling.measure(345, "élève", program)
    telling.measure(345, "élève", telling.mentions[0])
    knowledge, _ = link([telling.extraction()])
    assert [figure.about for figure in knowledge.figures] == [entity(knowledge, "Fil de l’eau").id]


def test_one_number_of_two_programs_or_two_years_is_two_figures() -> None:
    telling = report("d1")
    for name in ("Fil de l’eau", "Voix basses"):
        telling.measure(345, "élève", telling.name("Program", name))
    telling.measure(345, "élève", telling.mentions[-1], year=2022)
    knowledge, _ = link([telling.extraction()])
    assert len(knowledge.figures) == 3


def test_one_number_in_two_documents_is_two_figures() -> None:
    tellings = [report("d1"), report("d2")]
    for telling in tellings:
        telling.measure(412, "adhérent", telling.mentions[0])
    knowledge, _ = link([telling.extraction() for telling in tellings])
    assert [figure.document for figure in sorted(knowledge.figures, key=lambda f: f.document)] == ["d1", "d2"]


def test_each_document_s_publisher_is_one_entity() -> None:
    knowledge, _ = link([report("d1").extraction(), report("d2").extraction()])
    (publisher,) = knowledge.entities
    assert knowledge.publishers == (("d1", publisher.id), ("d2", publisher.id))
