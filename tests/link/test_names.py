"""One entity for one thing, whatever it is called; never one for two."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.link import link
from pipeline.types import EntityType
from tests.building import examples
from tests.link.saying import Telling, entity, linked, things, told

Names = Sequence[tuple[EntityType, str] | tuple[EntityType, str, int]]

ONE: dict[str, list[Names]] = {
    "the same name in two documents": [[("Person", "Maud Kerlévéo")], [("Person", "Maud Kerlévéo")]],
    "honorific and surname": [[("Person", "Maud Kerlévéo"), ("Person", "Kerlévéo")]],
    "first name": [[("Person", "Maud Kerlévéo"), ("Person", "Maud")]],
    "an initial": [[("Person", "Maud Kerlévéo"), ("Person", "M. Kerlévéo")]],
    "a surname in capitals": [[("Person", "Thi Mai Pham"), ("Person", "Thi Mai PHAM")]],
    "a surname with a particle": [[("Person", "Yann de Kerouvel"), ("Person", "de Kerouvel")]],
    "case": [[("Organization", "Élan Numérique")], [("Organization", "ÉLAN NUMÉRIQUE")]],
    "accents": [[("Organization", "Élan numérique")], [("Organization", "Elan numerique")]],
    "hyphens": [[("Organization", "Musée Hortense-Vailland")], [("Organization", "Musée Hortense Vailland")]],
    "an apostrophe": [[("Program", "Fil de l’eau")], [("Program", "Fil de l'eau")]],
    "spaces": [[("Organization", "Kano Pé")], [("Organization", "KanoPé")]],
    "an ampersand": [[("Organization", "Tournelle & Fils")], [("Organization", "Tournelle et Fils")]],
    "an article": [[("Organization", "La Barque Lente")], [("Organization", "Barque Lente")]],
    "a legal form": [[("Organization", "Voltarine")], [("Organization", "Voltarine inc.")]],
    "another legal form": [[("Organization", "Voltarine")], [("Organization", "Voltarine SARL")]],
    "a common noun before": [[("Organization", "Voltarine")], [("Organization", "Groupe Voltarine")]],
    "what it is before its name": [[("Organization", "Club d’échecs La Tour Blanche"), ("Organization", "La Tour Blanche")]],
    "what it is for, after its name": [
        [("Organization", "Fondation Aubépine"), ("Organization", "Fondation Aubépine pour la lecture")]
    ],
    "its whole company name": [[("Organization", "Tournelle"), ("Organization", "Tournelle Énergie inc.")]],
    "an announced program": [[("Program", "Voix basses")], [("Program", "Balado Voix basses")]],
    "a typing error": [[("Organization", "Fondation Aubépine", 3)], [("Organization", "Fondation Aubépyne")]],
    "a typing error in a surname": [[("Person", "Idriss Benatarian", 3), ("Person", "Idriss Benatariann")]],
    "two names of a state": [[("Country", "États-Unis")], [("Country", "USA")]],
}


@pytest.mark.parametrize("documents", examples({name: (case,) for name, case in ONE.items()}))
def test_one_thing_is_one_entity(documents: list[Names]) -> None:
    assert len(linked(*documents).entities) == 1


TWO: dict[str, list[Names]] = {
    "a company and a person with its name": [[("Organization", "Ondine"), ("Person", "Ondine Lacaze")]],
    "a museum and whom it is named after": [[("Organization", "Musée Hortense-Vailland"), ("Person", "Hortense Vailland")]],
    "a foundation and a company of one name": [[("Organization", "Fondation Rivard"), ("Organization", "Rivard")]],
    "a collective and a company of one name": [
        [("Organization", "Collectif du Seuil"), ("Organization", "Compagnie du Seuil")]
    ],
    "a group and an association of one name": [[("Organization", "Groupe Horizon"), ("Organization", "Association Horizon")]],
    "two editions": [[("Program", "Festival des Marées 2022"), ("Program", "Festival des Marées 2023")]],
    "two numbered ones": [[("Program", "Parcours 1"), ("Program", "Parcours 2")]],
    "two universities": [[("Organization", "Université de Brumal"), ("Organization", "Université de Bramal")]],
    "two towns": [[("Organization", "Ville de Brumal-sur-Ource", 3), ("Organization", "Ville de Brumal-sur-Aube")]],
    "north and south": [[("Organization", "Lycée Brumal Nord", 3), ("Organization", "Lycée Brumal Sud")]],
    "two members of a family": [[("Person", "Maud Kerlévéo"), ("Person", "Yann Kerlévéo")]],
    "sister and brother": [[("Person", "Pascale Kerlévéo", 3), ("Person", "Pascal Kerlévéo")]],
    "two first names, one letter apart": [[("Person", "Martine Ferrandon", 3), ("Person", "Martin Ferrandon")]],
    "two surnames, one letter apart, both usual": [[("Person", "Nora Hesselin", 3), ("Person", "Nora Hessalin", 3)]],
    "an organization and its program": [[("Organization", "Fil de l’eau"), ("Program", "Fil de l’eau")]],
    "a whole and its part": [[("Organization", "Ministère des Rivages"), ("Organization", "Ministère")]],
    "two states": [[("Country", "Niger"), ("Country", "Nigéria")]],
    "two Congos": [[("Country", "République du Congo"), ("Country", "République démocratique du Congo")]],
    "a first name of another document": [[("Person", "Maud Kerlévéo")], [("Person", "Maud")]],
}


@pytest.mark.parametrize("documents", examples({name: (case,) for name, case in TWO.items()}))
def test_two_things_are_two_entities(documents: list[Names]) -> None:
    assert len(linked(*documents).entities) == 2


def test_the_body_that_it_belongs_to_may_stand_behind_a_name() -> None:
    found = linked([("Organization", name) for name in ("Bureau des services", "Bureau des services de la DRAV", "DRAV")])
    assert things(found) == {frozenset({"Bureau des services", "Bureau des services de la DRAV"}), frozenset({"DRAV"})}
    names = ("Bureau des services", "Bureau des services de la DRAV", "Bureau des services de la DRUM", "DRAV", "DRUM")
    assert len(linked([("Organization", name) for name in names]).entities) == 5


def test_the_place_where_it_is_held_may_stand_behind_a_program_s_name() -> None:
    names: Names = [("Program", "Forum des quais"), ("Program", "Forum des quais Brumal"), ("Place", "Brumal")]
    assert frozenset({"Forum des quais", "Forum des quais Brumal"}) in things(linked(names))


def test_a_surname_that_two_people_have_is_neither_s() -> None:
    found = linked([("Person", "Maud Kerlévéo"), ("Person", "Yann Kerlévéo"), ("Person", "Kerlévéo")])
    assert things(found) >= {frozenset({"Maud Kerlévéo"}), frozenset({"Yann Kerlévéo"})}


def _explained(document: str, name: str, acronym: str) -> Telling:
    telling = Telling(document)
    long, short = telling.name("Organization", name), telling.name("Organization", acronym)
    telling.say(long, "sameAs", short, f"{name} ({acronym})")
    return telling


def test_an_acronym_that_one_document_explains_is_known_in_all() -> None:
    one = _explained("d1", "Fédération des ateliers du fleuve", "FAF").extraction()
    knowledge, _ = link([one, told("d2", [("Organization", "FAF")])])
    assert things(knowledge) == {frozenset({"Fédération des ateliers du fleuve", "FAF"})}
    assert entity(knowledge, "FAF").name == "Fédération des ateliers du fleuve"
    assert entity(knowledge, "FAF").documents == ("d1", "d2")


def test_an_acronym_of_two_names_makes_them_no_one() -> None:
    one = _explained("d1", "Fédération des ateliers du fleuve", "FAF").extraction()
    other = _explained("d2", "Fonds d’aide aux familles", "FAF").extraction()
    knowledge, _ = link([one, other])
    assert entity(knowledge, "Fédération des ateliers du fleuve") != entity(knowledge, "Fonds d’aide aux familles")


@pytest.mark.parametrize(
    ("kind", "names", "best"),
    [
        ("Person", ["Kerlévéo", "Maud Kerlévéo"], "Maud Kerlévéo"),
        ("Person", ["Thi Mai PHAM", "Thi Mai Pham"], "Thi Mai Pham"),
        ("Organization", ["ÉLAN NUMÉRIQUE", "Élan numérique"], "Élan numérique"),
        ("Country", ["USA", "États-Unis"], "États-Unis"),
    ],
)
def test_the_name_of_an_entity_is_its_fullest_proper_form(kind: EntityType, names: list[str], best: str) -> None:
    knowledge, _ = link([told("d1", [(kind, name) for name in names])])
    assert [e.name for e in knowledge.entities] == [best]
    assert set(knowledge.entities[0].aliases) == set(names) - {best}


def test_a_country_has_its_code() -> None:
    knowledge, _ = link([told("d1", [("Country", "Côte d’Ivoire")])])
    assert [(e.name, e.code) for e in knowledge.entities] == [("Côte d’Ivoire", "CI")]


def test_every_merge_says_why() -> None:
    names: Names = [
        ("Person", "Maud Kerlévéo"),
        ("Person", "Kerlévéo"),
        ("Organization", "Voltarine"),
        ("Organization", "Voltarine inc."),
    ]
    telling = _explained("d2", "Fédération des ateliers du fleuve", "FAF")
    knowledge, _ = link([told("d1", names), telling.extraction()])
    assert len(knowledge.entities) == len(knowledge.merges) == 3
    assert all(merge.reason and merge.author for merge in knowledge.merges)
    assert {merge.entity for merge in knowledge.merges} == {e.id for e in knowledge.entities}
