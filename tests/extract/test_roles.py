"""Roles: the title as written, who holds it, and where when the text says so."""

from __future__ import annotations

import pytest

from pipeline.extract.titles import concept
from tests.building import examples, printed, written
from tests.extract.saying import OURS, REPORT, RoleHeld, expected_facts, expected_roles, extracted, facts, plain, roles

SENTENCES: dict[str, tuple[str, list[RoleHeld]]] = {
    "name, title of organization": (
        "Maud Kerlévéo, directrice du Théâtre des Brumes, a ouvert la séance.",
        [("Maud Kerlévéo", "directrice", "Théâtre des Brumes")],
    ),
    "the title of organization, name": (
        "La directrice du Théâtre des Brumes, Maud Kerlévéo, a ouvert la séance.",
        [("Maud Kerlévéo", "directrice", "Théâtre des Brumes")],
    ),
    "a person is": (
        "Idriss Benatar est trésorier de la Fondation Aubépine.",
        [("Idriss Benatar", "trésorier", "Fondation Aubépine")],
    ),
    "honorific and surname": (
        "M. Ferrandon, président de la Fondation Aubépine, a répondu aux questions.",
        [("Ferrandon", "président", "Fondation Aubépine")],
    ),
    "title before the name": (
        "La comédienne Odile Ferrandon a lu des textes au lavoir.",
        [("Odile Ferrandon", "comédienne", None)],
    ),
    "a birth name between": (
        "Mme Maud Kerlévéo née Hessel, trésorière de la Fondation Aubépine, a lu le rapport.",
        [("Maud Kerlévéo", "trésorière", "Fondation Aubépine")],
    ),
    "a matter of the administration": (
        "Idriss Benatar, ancien directeur provincial de l’Environnement, a répondu.",
        [("Idriss Benatar", "ancien directeur provincial de l’Environnement", None)],
    ),
    "when it was held is no part of it": (
        "Idriss Benatar, directeur général (depuis mars 2022) de la Fondation Aubépine, a répondu.",
        [("Idriss Benatar", "directeur général", None)],
    ),
    "several titles": (
        "Nora Hessel est photographe, réalisatrice et directrice artistique.",
        [
            ("Nora Hessel", "photographe", None),
            ("Nora Hessel", "réalisatrice", None),
            ("Nora Hessel", "directrice artistique", None),
        ],
    ),
    "two people, a title each": (
        "Maud Kerlévéo, présidente, et Idriss Benatar, trésorier, ont signé la convention.",
        [("Maud Kerlévéo", "présidente", None), ("Idriss Benatar", "trésorier", None)],
    ),
    "two people, one title": (
        "Les coprésidentes Maud Kerlévéo et Nora Hessel ont signé la convention.",
        [("Maud Kerlévéo", "coprésidentes", None), ("Nora Hessel", "coprésidentes", None)],
    ),
    "a title with an adjective": (
        "Lise Ouellon, directrice générale adjointe du Musée des Rivages, a présenté l’exposition.",
        [("Lise Ouellon", "directrice générale adjointe", "Musée des Rivages")],
    ),
    "a title with its field": (
        "Tao Lindqvist, chargé de communication au Musée des Rivages, a tenu la billetterie.",
        [("Tao Lindqvist", "chargé de communication", "Musée des Rivages")],
    ),
    "an elected official": (
        "Odile Ferrandon, mairesse de la Ville de Brumal, a coupé le ruban.",
        [("Odile Ferrandon", "mairesse", "Ville de Brumal")],
    ),
    "a company": (
        "Paul Trévidic, cofondateur de Voltarine inc., a parlé de son parcours.",
        [("Paul Trévidic", "cofondateur", "Voltarine inc.")],
    ),
    "a title in the time it was held": (
        "Maud Kerlévéo, alors documentaliste au collège du Vieux-Lavoir, y croyait.",
        [("Maud Kerlévéo", "documentaliste", "collège du Vieux-Lavoir")],
    ),
    "a body behind its common noun": (
        "Nora Hessel, rédactrice en chef du magazine Marées, a animé la soirée.",
        [("Nora Hessel", "rédactrice en chef", "Marées")],
    ),
    "its founder": (
        "Le prix va à la Fondation Aubépine et sa fondatrice Maud Kerlévéo.",
        [("Maud Kerlévéo", "fondatrice", "Fondation Aubépine")],
    ),
    "who holds a title is somebody with another": (
        "La marraine de cette édition est l’astronome Maud Kerlévéo.",
        [("Maud Kerlévéo", "marraine", None), ("Maud Kerlévéo", "astronome", None)],
    ),
    "titles one after the other are of one person each": (
        "Le jury réunit la chimiste Maud Kerlévéo, le navigateur Idriss Benatar et Nora Hessel.",
        [("Maud Kerlévéo", "chimiste", None), ("Idriss Benatar", "navigateur", None)],
    ),
    "titles before the one who is meant": (
        "Maud Kerlévéo vit à Brumal. Conteuse, photographe et directrice artistique, elle a tout essayé.",
        [("Maud Kerlévéo", title, None) for title in ("Conteuse", "photographe", "directrice artistique")],
    ),
    "elected": (
        "Maud Kerlévéo a été élue vice-présidente de la Fondation Aubépine.",
        [("Maud Kerlévéo", "vice-présidente", "Fondation Aubépine")],
    ),
    "two in one credit line": (
        "Rédaction : Rosalie Ferrand et Maud Kerlévéo",
        [("Rosalie Ferrand", "Rédaction", None), ("Maud Kerlévéo", "Rédaction", None)],
    ),
    "no title": ("Maud Kerlévéo a ouvert la séance au Théâtre des Brumes.", []),
    "not a title but a verb": ("Maud Kerlévéo dirige les répétitions avec patience.", []),
    "negated": ("Maud Kerlévéo n’est pas directrice du Théâtre des Brumes.", []),
    "planned": ("Maud Kerlévéo sera directrice du Théâtre des Brumes à partir de 2026.", []),
    "a credit line": ("Rédaction : Rosalie Ferrand", [("Rosalie Ferrand", "Rédaction", None)]),
    "one title, then another": (
        "Maud Kerlévéo, proviseure du Lycée Voltarine, a été élue présidente de la Fondation Aubépine.",
        [("Maud Kerlévéo", "proviseure", "Lycée Voltarine"), ("Maud Kerlévéo", "présidente", "Fondation Aubépine")],
    ),
}


@pytest.mark.parametrize(("text", "told"), examples(SENTENCES))
def test_roles_told_in_sentences(text: str, told: list[RoleHeld]) -> None:
    assert roles(written(text)) == expected_roles(*told)


TITLES = [
    "directrice générale",
    "vice-présidente",
    "cheffe de projet",
    "chargé(e) de mission",
    "directeur·rice artistique",
    "coordonnateur-trice",
    "autrice et metteuse en scène",
    "administratrice",
    "conseillère principale",
    "stagiaire en médiation",
    "bibliothécaire",
    "régisseuse générale",
    "responsable des publics",
    "professeure émérite",
    "technicien son et lumière",
    "secrétaire-trésorière",
    "coprésident",
    "PDG",
]


@pytest.mark.parametrize("title", examples({title: title for title in TITLES}))
def test_titles_in_all_their_forms(title: str) -> None:
    text = f"# Rencontres\n\n- Maud Kerlévéo, {title}\n- Idriss Benatar, médiateur\n"
    held = {role for person, role, _ in roles(written(text)) if person == "maud kerleveo"}
    assert held == {role for _, role, _ in expected_roles(("Maud Kerlévéo", title, None))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("directrice générale", "directeur général"),
        ("présidente", "président"),
        ("trésorière", "trésorier"),
        ("chargée de projet", "chargé(e) de projet"),
        ("coordonnatrice", "coordonnateur"),
        ("administrateur·rice", "administratrice"),
    ],
)
def test_one_function_is_one_concept_whoever_holds_it(one: str, other: str) -> None:
    assert concept(one) == concept(other)


@pytest.mark.parametrize(
    ("one", "other"), [("président", "vice-président"), ("directrice", "directrice adjointe"), ("secrétaire", "trésorière")]
)
def test_two_functions_are_two_concepts(one: str, other: str) -> None:
    assert concept(one) != concept(other)


OPENING = """
= Rapport d’activité 2023
La Barque Lente est une association de médiation culturelle. La Barque Lente accueille ses voisins toute l’année.
#let card(name, ..lines) = align(center)[#circle(radius: 0.8cm, fill: gray) #strong(name) #for l in lines.pos() [\\ #l ]]
"""
CARDED: dict[str, tuple[str, list[RoleHeld]]] = {
    "the publisher's own team": (
        """
        == Notre équipe
        #grid(columns: (1fr,) * 3, row-gutter: 2em,
          card("Maud Kerlévéo", "Directrice générale"), card("Idriss Benatar", "Chargé de projet"),
          card("Nora Hessel", "Comptable"), card("Paul Trévidic", "Régisseur"))
        """,
        [
            ("Maud Kerlévéo", "Directrice générale", OURS),
            ("Idriss Benatar", "Chargé de projet", OURS),
            ("Nora Hessel", "Comptable", OURS),
            ("Paul Trévidic", "Régisseur", OURS),
        ],
    ),
    "title, organization": (
        """
        == Conseil d’administration
        #grid(columns: (1fr,) * 3, row-gutter: 2em,
          card("Maud Kerlévéo", "Directrice, Banque du Lac"), card("Idriss Benatar", "Avocat, Étude Corvina"),
          card("Nora Hessel", "Professeure, Université de Brumal"))
        """,
        [
            ("Maud Kerlévéo", "Directrice", "Banque du Lac"),
            ("Idriss Benatar", "Avocat", "Étude Corvina"),
            ("Nora Hessel", "Professeure", "Université de Brumal"),
        ],
    ),
    "one title and another": (
        """
        == Conseil d’administration
        #grid(columns: (1fr,) * 3, row-gutter: 2em,
          card("Maud Kerlévéo", "Présidente du C.A. | Directrice, Banque du Lac"),
          card("Idriss Benatar", "Trésorier du C.A. | Comptable"), card("Nora Hessel", "Administratrice"))
        """,
        [
            ("Maud Kerlévéo", "Présidente du C.A.", OURS),
            ("Maud Kerlévéo", "Directrice", "Banque du Lac"),
            ("Idriss Benatar", "Trésorier du C.A.", OURS),
            ("Idriss Benatar", "Comptable", None),
            ("Nora Hessel", "Administratrice", OURS),
        ],
    ),
    "a board as a list": (
        """
        == Bureau
        - Maud Kerlévéo, présidente
        - Idriss Benatar, vice-président
        - Nora Hessel, trésorière
        """,
        [
            ("Maud Kerlévéo", "présidente", OURS),
            ("Idriss Benatar", "vice-président", OURS),
            ("Nora Hessel", "trésorière", OURS),
        ],
    ),
    "a signature": (
        """
        == Le mot de la présidente
        Cette année, nos voisins ont poussé la porte du lavoir, et nous avons appris à les écouter.

        #align(right)[*Maud Kerlévéo* \\ _Présidente de La Barque Lente_]
        """,
        [("Maud Kerlévéo", "Présidente", OURS)],
    ),
}


@pytest.mark.parametrize(("source", "told"), examples(CARDED))
def test_roles_told_by_layout(source: str, told: list[RoleHeld]) -> None:
    assert roles(printed(OPENING + source)) == expected_roles(*told)


INTERVIEW = """# Entretien avec Nora Hessel

## Pouvez-vous vous présenter ?

Bien sûr. {}

## Comment êtes-vous arrivée au lavoir ?

Par hasard, un jour de pluie.

## Que préparez-vous pour la suite ?

Nous verrons bien.
"""
SPOKEN: dict[str, tuple[str, list[RoleHeld]]] = {
    "I am": ("Je suis ingénieure chez Voltarine depuis dix ans.", [("Nora Hessel", "ingénieure", "Voltarine")]),
    "I am without an organization": ("Aujourd’hui, je suis photographe.", [("Nora Hessel", "photographe", None)]),
    "as": (
        "J’ai rejoint le Musée des Rivages en qualité de médiatrice.",
        [("Nora Hessel", "médiatrice", "Musée des Rivages")],
    ),
    "at work": (
        "À la Médiathèque des Rivages, j’étais responsable du fonds ancien.",
        [("Nora Hessel", "responsable du fonds ancien", "Médiathèque des Rivages")],
    ),
    "I am not": ("Je ne suis pas photographe, je regarde seulement.", []),
    "somebody else is": ("Mon frère est ingénieur chez Voltarine.", []),
}


@pytest.mark.parametrize(("answer", "told"), examples(SPOKEN))
def test_roles_told_in_the_first_person(answer: str, told: list[RoleHeld]) -> None:
    assert roles(written(INTERVIEW.format(answer))) == expected_roles(*told)


@pytest.mark.parametrize(
    "text",
    [
        "Maud Kerlévéo est depuis mai 2019 directrice du Théâtre des Brumes.",
        "Maud Kerlévéo est, depuis 2019, directrice du Théâtre des Brumes.",
        "Maud Kerlévéo est directrice du Théâtre des Brumes depuis 2019.",
    ],
)
def test_since_when_a_role_is_held(text: str) -> None:
    (claim,) = [c for c in extracted(written(text)).claims if c.predicate == "holdsRole"]
    assert dict(claim.qualifiers)["from"] == "2019"


BOARD = """
== Conseil d’administration
#table(columns: 3, [*Nom*], [*Fonction*], [*Occupation*],
  [Maud Kerlévéo], [Présidente], [Sculptrice],
  [Idriss Benatar], [Trésorier], [Comptable, Groupe Aubépine],
  [Nora O’Hessel], [Administratrice], [Conseillère municipale, Ville de Brumal])
"""
MANDATES = """
== Nos mandats
#table(columns: 3, [*Organisme*], [*Représentée par*], [*Qualité*],
  [Alliance des Rivages], [Maud Kerlévéo], [Vice-présidente],
  [Fondation Aubépine], [Idriss Benatar], [Administrateur délégué])
"""


def test_a_table_says_who_does_what_here_and_elsewhere() -> None:
    assert roles(printed(OPENING + BOARD)) == expected_roles(
        ("Maud Kerlévéo", "Présidente", OURS),
        ("Maud Kerlévéo", "Sculptrice", None),
        ("Idriss Benatar", "Trésorier", OURS),
        ("Idriss Benatar", "Comptable", "Groupe Aubépine"),
        ("Nora O’Hessel", "Administratrice", OURS),
        ("Nora O’Hessel", "Conseillère municipale", "Ville de Brumal"),
    )


def test_a_column_of_organizations_says_where() -> None:
    assert roles(printed(OPENING + MANDATES)) == expected_roles(
        ("Maud Kerlévéo", "Vice-présidente", "Alliance des Rivages"),
        ("Idriss Benatar", "Administrateur délégué", "Fondation Aubépine"),
    )


def test_an_address_and_a_telephone_number_are_no_role() -> None:
    text = "# Contact\n\n- Maud Kerlévéo, attachée de presse, Agence Aubépine maud@aubepine.example · 06 00 00 00 00\n"
    assert roles(written(text)) == expected_roles(("Maud Kerlévéo", "attachée de presse", "Agence Aubépine"))


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [("depuis 2014", "2014", None), ("de 2008 à 2012", "2008", "2012"), ("jusqu’en 2019", None, "2019")],
)
def test_when_a_role_was_held_is_kept(said: str, since: str | None, until: str | None) -> None:
    text = f"Maud Kerlévéo, directrice du Théâtre des Brumes {said}, a ouvert la séance."
    (claim,) = [c for c in extracted(written(text)).claims if c.predicate == "holdsRole"]
    qualifiers = dict(claim.qualifiers)
    assert (qualifiers.get("from"), qualifiers.get("to")) == (since, until)


PORTRAIT = """# Une barque ne se range pas

Elle dirige depuis 2017 le Musée des Rivages. Rencontre avec Nora Hessel, directrice qui aime le vent.

## Pourquoi avoir quitté la ville ?

J’ai commencé à la Banque du Lac. C’est là que j’ai appris à compter.

## Qui travaille avec vous ?

Notre régisseur, Tao Lindqvist, connaît chaque planche.

## Que préparez-vous pour la suite ?

Nous verrons bien.
"""


def test_whom_an_interview_is_with_works_where_its_opening_says() -> None:
    assert roles(written(PORTRAIT)) == expected_roles(
        ("Nora Hessel", "directrice", "Musée des Rivages"), ("Tao Lindqvist", "régisseur", "Musée des Rivages")
    )


def test_a_line_of_a_board_may_tell_what_one_is_there_and_elsewhere() -> None:
    text = (
        plain(REPORT)
        + """## Conseil d’administration

- Maud Kerlévéo, trésorière Directrice principale, Banque du Lac
- Idriss Benatar, vice-président pour la Suisse
"""
    )
    assert roles(written(text)) == expected_roles(
        ("Maud Kerlévéo", "trésorière", OURS),
        ("Maud Kerlévéo", "Directrice principale", "Banque du Lac"),
        ("Idriss Benatar", "vice-président pour la Suisse", OURS),
    )


STORY = """# Nora Hessel, passeuse de contes

Née à Brumal, elle a d’abord été documentaliste chez Voltarine, puis cheffe d’équipe à la Médiathèque Odile-Ferrandon, de 2011 à
2016.

En 2017, elle fonde KanoPé avec son amie Maud Kerlévéo. Nora Hessel siège aussi au Réseau des conteuses, dont elle est
vice-présidente depuis 2021.
"""


def test_a_portrait_speaks_of_whom_its_title_names() -> None:
    document = written(STORY)
    assert roles(document) == expected_roles(
        ("Nora Hessel", "documentaliste", "Voltarine"),
        ("Nora Hessel", "cheffe d’équipe", "Médiathèque Odile-Ferrandon"),
        ("Nora Hessel", "vice-présidente", "Réseau des conteuses"),
    )
    assert facts(document, "founded") == expected_facts(("Nora Hessel", "founded", "KanoPé"))
