"""Relations: who organizes, takes part, supports, belongs to and founded what; only what is asserted."""

from __future__ import annotations

import pytest

from tests.building import examples, printed, written
from tests.extract.saying import OURS, REPORT, Fact, expected_facts, extracted, facts, plain

PREDICATES = ("memberOf", "partnerOf", "organizes", "collaboratesOn", "participatesIn", "partOf", "founded")
EITHER_WAY = "partnerOf"


def ordered(told: set[Fact]) -> set[Fact]:
    """Facts with the ends of a partnership in one order: which comes first does not matter."""
    return {(*sorted((s, o)), p) if p == EITHER_WAY else (s, o, p) for s, p, o in told}  # type: ignore[misc]


FIL, WEEK, FORUM = "Fil de l’eau", "Semaine du geste", "Forum des quais"

SENTENCES: dict[str, tuple[str, list[Fact]]] = {
    "we organize": ("La Barque Lente organise la Semaine du geste.", [(OURS, "organizes", WEEK)]),
    "we organized": ("Nous avons organisé la Semaine du geste en octobre.", [(OURS, "organizes", WEEK)]),
    "organized by": (
        "Le Forum des quais est organisé par la Ville de Brumal.",
        [("Ville de Brumal", "organizes", FORUM)],
    ),
    "at the initiative of": (
        "Le Forum des quais a eu lieu à l’initiative de la Fondation Aubépine.",
        [("Fondation Aubépine", "organizes", FORUM)],
    ),
    "two organizers": (
        "La Barque Lente et la Ville de Brumal ont coorganisé la Semaine du geste.",
        [(OURS, "organizes", WEEK), ("Ville de Brumal", "organizes", WEEK)],
    ),
    "a program produced with somebody": (
        "La Semaine du geste est produite en collaboration avec le Théâtre des Brumes.",
        [("Théâtre des Brumes", "collaboratesOn", WEEK)],
    ),
    "a program that is supported": (
        "La Barque Lente organise la Semaine du geste, avec le soutien de la Fondation Aubépine.",
        [(OURS, "organizes", WEEK), ("Fondation Aubépine", "partnerOf", OURS)],
    ),
    "a partner": (
        "La Barque Lente travaille en partenariat avec le Théâtre des Brumes.",
        [("Théâtre des Brumes", "partnerOf", OURS)],
    ),
    "who supports us": ("La Fondation Aubépine nous a soutenus cette année.", [("Fondation Aubépine", "partnerOf", OURS)]),
    "whom we support": ("La Barque Lente a soutenu la Fondation Aubépine.", []),
    "a venue": ("La Semaine du geste a eu lieu au Théâtre des Brumes.", []),
    "who made it, said before its name": (
        "Créée en 2009 par Maud Kerlévéo, la Fondation Aubépine a grandi.",
        [("Maud Kerlévéo", "founded", "Fondation Aubépine")],
    ),
    "members, said before us": (
        "Membre du Réseau des quais, La Barque Lente y tient un atelier.",
        [(OURS, "memberOf", "Réseau des quais")],
    ),
    "a board in one line": (
        "## Conseil d’administration\n\nMaud Kerlévéo, présidente ; Paul Trévidic et Nora Hessel, membres.",
        [(name, "memberOf", OURS) for name in ("Maud Kerlévéo", "Paul Trévidic", "Nora Hessel")],
    ),
    "whose member we are": (
        "Nous étions au congrès de la Fédération des quais (FDQ), dont nous sommes membres.",
        [(OURS, "memberOf", "FDQ")],
    ),
    "we take part": ("La Barque Lente a participé au Forum des quais.", [(OURS, "participatesIn", FORUM)]),
    "a school takes part": (
        "Le Collège Paul-Trévidic a participé au programme Fil de l’eau.",
        [("Collège Paul-Trévidic", "participatesIn", FIL)],
    ),
    "a guest of honour": (
        "La Tunisie était l’invitée d’honneur du Forum des quais.",
        [("Tunisie", "participatesIn", FORUM)],
    ),
    "a part of a program": (
        "Dans le cadre de la Semaine du geste, le Café des fils a ouvert ses portes.",
        [("Café des fils", "partOf", WEEK)],
    ),
    "it is part of": ("Le Café des fils fait partie de la Semaine du geste.", [("Café des fils", "partOf", WEEK)]),
    "founded": (
        "Maud Kerlévéo a fondé la Compagnie des Brumes.",
        [("Maud Kerlévéo", "founded", "Compagnie des Brumes")],
    ),
    "founded, said with a pronoun": (
        "La Barque Lente a quinze ans. Elle a été cofondée par Maud Kerlévéo.",
        [("Maud Kerlévéo", "founded", OURS)],
    ),
    "founded by two": (
        "La Barque Lente a été fondée par Maud Kerlévéo et Idriss Benatar.",
        [("Maud Kerlévéo", "founded", OURS), ("Idriss Benatar", "founded", OURS)],
    ),
    "a program created by somebody": (
        "La Semaine du geste a été créée par Maud Kerlévéo en 2020.",
        [("Maud Kerlévéo", "founded", WEEK)],
    ),
    "member of a network": (
        "La Barque Lente est membre de la Fédération des Quais.",
        [(OURS, "memberOf", "Fédération des Quais")],
    ),
    "thanks to volunteers": (
        "Merci à nos bénévoles : Nora Hessel et Paul Trévidic.",
        [("Nora Hessel", "memberOf", OURS), ("Paul Trévidic", "memberOf", OURS)],
    ),
    "named side by side": ("La Ville de Brumal est au bord du fleuve. La Semaine du geste fut belle.", []),
}
UNASSERTED = {
    "negated": "La Barque Lente n’a pas organisé la Semaine du geste.",
    "no longer": "La Barque Lente n’est plus membre de la Fédération des Quais.",
    "future": "En 2024, La Barque Lente organisera la Semaine du geste.",
    "foreseen": "La Barque Lente prévoit d’organiser la Semaine du geste.",
    "a wish": "Nous souhaitons participer au Forum des quais.",
    "conditional": "La Barque Lente organiserait volontiers la Semaine du geste.",
    "a partnership that ended": "Le partenariat avec la Fondation Aubépine n’a pas été renouvelé.",
    "a grant refused": "Nous avons refusé une subvention de la Fondation Aubépine.",
    "something done during a program": "Le Théâtre des Brumes présente une exposition pendant le Forum des quais.",
}


@pytest.mark.parametrize(("text", "told"), examples(SENTENCES | {name: (text, []) for name, text in UNASSERTED.items()}))
def test_relations_told_in_sentences(text: str, told: list[Fact]) -> None:
    assert ordered(facts(written(plain(REPORT) + text), *PREDICATES)) == ordered(expected_facts(*told))


@pytest.mark.parametrize(
    ("text", "polarity"),
    examples(
        {
            "negated": (UNASSERTED["negated"], "negated"),
            "planned": (UNASSERTED["future"], "planned"),
            "foreseen": (UNASSERTED["foreseen"], "planned"),
        }
    ),
)
def test_what_is_denied_or_planned_is_kept_as_such(text: str, polarity: str) -> None:
    claims = extracted(written(plain(REPORT) + text)).claims
    assert {c.polarity for c in claims if c.predicate == "organizes"} == {polarity}


OPENING = """
= Rapport d’activité 2023
La Barque Lente est une association de médiation culturelle. La Barque Lente accueille ses voisins toute l’année.
"""
NAMES = ["Fondation Aubépine", "Ville de Brumal", "Voltarine", "Festival des Quais"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Nos partenaires", "partner"),
        ("Avec le soutien de", "supporter"),
        ("Commanditaires", "sponsor"),
        ("Bailleurs de fonds", "funder"),
        ("Partenaires financiers", "funder"),
        ("Partenaires et commanditaires", "partner"),
    ],
)
def test_who_stands_under_such_a_heading_is_a_partner_of_that_kind(heading: str, kind: str) -> None:
    page = printed(f"{OPENING}\n== {heading}\n" + "\n".join(f"- {name}" for name in NAMES))
    partners = [c for c in extracted(page).claims if c.predicate == "partnerOf"]
    assert {dict(c.qualifiers)["kind"] for c in partners} == {kind}
    assert ordered(facts(page, "partnerOf")) == ordered(expected_facts(*((name, "partnerOf", OURS) for name in NAMES)))


def test_who_stands_under_networks_has_us_as_a_member() -> None:
    page = printed(f"{OPENING}\n== Réseaux\n- Fédération des Quais\n- Réseau des lavoirs de Brumal")
    expected = expected_facts((OURS, "memberOf", "Fédération des Quais"), (OURS, "memberOf", "Réseau des lavoirs de Brumal"))
    assert facts(page, *PREDICATES) == expected


INTERVIEW = """# Entretien avec Nora Hessel

## Pouvez-vous vous présenter ?

Bien sûr. {}

## Comment êtes-vous arrivée au lavoir ?

Par hasard, un jour de pluie.

## Que préparez-vous pour la suite ?

Nous verrons bien.
"""
SPOKEN: dict[str, tuple[str, list[Fact]]] = {
    "I founded": ("J’ai fondé la Compagnie des Brumes en 2015.", [("Nora Hessel", "founded", "Compagnie des Brumes")]),
    "I joined": ("J’ai rejoint le Musée des Rivages en 2018.", [("Nora Hessel", "memberOf", "Musée des Rivages")]),
    "I worked for": ("J’ai travaillé chez Voltarine pendant dix ans.", [("Nora Hessel", "memberOf", "Voltarine")]),
    "somebody else founded": (
        "Idriss Benatar a fondé la Compagnie des Brumes.",
        [("Idriss Benatar", "founded", "Compagnie des Brumes")],
    ),
    "I did not found": ("Je n’ai pas fondé la Compagnie des Brumes.", []),
}


@pytest.mark.parametrize(("answer", "told"), examples(SPOKEN))
def test_relations_told_in_the_first_person(answer: str, told: list[Fact]) -> None:
    assert facts(written(INTERVIEW.format(answer)), *PREDICATES) == expected_facts(*told)
