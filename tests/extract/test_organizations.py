"""Organizations: named ones, by what they are called, where they stand and what is said of them."""

from __future__ import annotations

import pytest

from tests.building import examples, printed, written
from tests.extract.saying import REPORT, expected_facts, extracted, facts, marked, named, plain, read_back

SENTENCES = {
    "a trade in the plural": "Il a rejoint <Organization Ingénieurs Sans Digues> comme comptable.",
    "where one has a seat": "Elle siège au conseil d’administration de <Organization Brumal Laïque>.",
    "two halves of one name": "Nous faisons partie du réseau <Organization Femmes et Rivages d’Afrique>.",
    "joined to one that is told": (
        "Le parcours est mené en partenariat avec la <Organization Haute École Trévidic> et <Organization Actirive>."
    ),
    "of a list of acronyms": (
        "## Sigles et abréviations\n\n- <Organization ABR> : <Organization Agence brumalaise des rivages>"
    ),
    "a ministry of several matters": (
        "Le projet est soutenu par le <Organization ministère du Travail, de l’Emploi et de la Solidarité sociale>."
    ),
    "what announces it is no part of it": "Une antenne a ouvert, en partenariat avec l’ONG <Organization Rivages Tech>.",
    "a common noun in the name": (
        "L’exposition se tient au <Organization musée Honoré Castellane> et au <Organization lycée Maud-Trévidic>."
    ),
    "institutions": "La convention lie le <Organization Ministère des Rivages> et l’<Organization Université de Brumal>.",
    "a city that acts": "La <Organization Ville de Brumal> et la <Organization Fondation Aubépine> ont signé une convention.",
    "named after a person": (
        "L’exposition se tient au <Organization Musée Hortense-Vailland>, puis au <Organization Centre Honoré Castellane>."
    ),
    "an adjective in the name": "Le <Organization Conseil régional des arts> a reconduit sa subvention.",
    "a long name": "La <Organization Société de développement du quartier des Quais> nous prête ses locaux.",
    "after «en partenariat avec»": "La soirée a eu lieu en partenariat avec <Organization Voltarine>.",
    "after «chez»": "Elle a travaillé trois ans chez <Organization Kanopé>.",
    "after a common noun": "L’entreprise <Organization Kanopé> a prêté ses camions, le studio <Organization Corvina> ses sons.",
    "legal forms": "Les sociétés <Organization Voltarine inc.> et <Organization Kanopé SARL> ont répondu à l’appel.",
    "an acronym of nowhere": "La subvention a été versée par la <Organization DRAV> au mois de mai.",
    "a name and its acronym": (
        "Nous sommes membres de la <Organization Fédération des ateliers du fleuve> (<Organization FAF>) depuis 2019."
    ),
    "an acronym and its name": (
        "Le <Organization RTB> (<Organization Réseau des théâtres de Brumal>) a relayé notre appel à bénévoles."
    ),
    "a company with a first name": (
        "L’épicerie <Organization Ondine> a offert le goûter. Merci à <Organization Ondine> et à Ondine Lacaze."
    ),
    "what an apposition says": (
        "Elle a quitté <Organization Voltarine>, une filiale du groupe <Organization Kanopé>, pour le théâtre."
    ),
    "who leads it": "Maud Kerlévéo préside <Organization Corvina> et dirige <Organization Sédirive> depuis dix ans.",
    "a number at its end": "Le <Organization Théâtre du Quai 9> nous a prêté ses gradins.",
    "a newspaper": "Le quotidien <Organization Le Fanal> a consacré une page à notre fête.",
    "a consulate": "Le <Organization Consulat général de France> à Brumal nous a accueillis.",
    "an enumeration": (
        "Elle a conseillé des entreprises telles que <Organization Voltarine>, <Organization Kanopé> et <Organization Corvina>."
    ),
}
NONE = {
    "common nouns": "L’organisme et son conseil d’administration ont consulté la ville, les écoles et la fondation.",
    "the city as a place": "Nous nous sommes installés à Brumal, au bord de la rivière, dans la région des Quais.",
    "software and books": "Les élèves ont appris le logiciel Corvinart et lu le roman « Les Heures lentes ».",
    "common acronyms": "Les PME et les OBNL forment aux TIC, à l’IA et au RGPD.",
    "headings": "# Conseil D’administration\n\n## Notre Mission\n\nAccueillir, apprendre, transmettre.",
    "addresses": "Le lavoir se trouve au 12, boulevard de l’Université, près de la place du Théâtre.",
}

FAILS = {
    "a consulate": "the country within the name takes its place",
}


@pytest.mark.parametrize("text", examples(SENTENCES | NONE, FAILS))
def test_organizations_named_in_text(text: str) -> None:
    found, told = read_back(text, "Organization")
    assert found == told


def test_the_publisher_is_who_the_report_speaks_for() -> None:
    found, told = read_back(REPORT, "Organization")
    assert found == told == {"barque lente"}


PARTNERS = [
    "Fondation Aubépine",
    "Ville de Brumal",
    "Voltarine",
    "Banque du Lac",
    "Kanopé & Fils",
    "Festival des Marées basses",
    "Théâtre de l’Écluse",
    "Cinéma Le Rialto-Bleu",
    "CCBR",
]
OPENING = """
= Rapport d’activité 2023
La Barque Lente est une association de médiation culturelle. La Barque Lente accueille ses voisins toute l’année.
== Nos partenaires
"""
LISTS = {
    "bulleted": "\n".join(f"- {name}" for name in PARTNERS),
    "one a line": "\n\n".join(PARTNERS),
    "parted by middle dots": " · ".join(PARTNERS),
    "parted by bars": " | ".join(PARTNERS),
    "in a grid": f"#grid(columns: (1fr,) * 3, row-gutter: 1.5em, {', '.join(f'[{name}]' for name in PARTNERS)})",
}


@pytest.mark.parametrize("names", examples(LISTS))
def test_who_stands_in_a_list_of_partners_is_an_organization(names: str) -> None:
    assert named(printed(OPENING + names), "Organization") == marked(
        "".join(f"<Organization {name}>" for name in ["La Barque Lente", *PARTNERS]), "Organization"
    )


BENEFITS = """
== Nos sponsors
- Voltarine
- Banque du Lac
- Logo sur la page des partenaires du site web
- Stand de quatre mètres dans l’espace des exposants
- Sponsor bleu : à partir de 500 €
"""


def test_what_a_sponsor_gets_is_no_sponsor() -> None:
    found = named(printed(OPENING.split("==")[0] + BENEFITS), "Organization")
    assert found == marked("".join(f"<Organization {n}>" for n in ("La Barque Lente", *PARTNERS[2:4])), "Organization")


def test_a_name_and_its_acronym_are_said_to_be_one() -> None:
    document = written(plain(SENTENCES["a name and its acronym"]))
    assert facts(document, "sameAs") == expected_facts(("Fédération des ateliers du fleuve", "sameAs", "FAF"))


def test_an_acronym_stands_above_its_name_in_a_list_of_acronyms() -> None:
    text = "## Sigles et abréviations\n\nBRUME\n\nFonds des quais pour la lenteur\n\nFCR\n\nFranc commun des rivages\n"
    assert facts(written(text), "sameAs") == expected_facts(("Fonds des quais pour la lenteur", "sameAs", "BRUME"))


def test_an_acronym_that_is_not_the_name_s_is_not_the_name() -> None:
    document = written("La Fondation Aubépine (Brumal, CCBR) et la Société des quais (voir p. 12) ont signé.")
    assert facts(document, "sameAs") == set()


def test_a_heading_within_a_list_of_partners_is_no_partner() -> None:
    text = OPENING + "\n\n".join(
        ["Publics", PARTNERS[1], "Partenaires financiers", PARTNERS[0], "PRIVÉS ET ASSOCIATIFS", PARTNERS[2]]
    )
    assert named(printed(text), "Organization") == marked(
        "".join(f"<Organization {name}>" for name in ["La Barque Lente", *PARTNERS[:3]]), "Organization"
    )


MEMBERS = ["Aux Trois Poireaux", "Brasserie de la Rive", "Les Pieds dans la Vase", "Hautes Prairies", "Moulin de Brumal"]


def test_who_stands_in_a_list_of_members_is_a_body_where_most_are_no_people() -> None:
    text = OPENING.replace("Nos partenaires", "Les nouveaux membres de 2023") + "\n\n".join(MEMBERS)
    assert named(printed(text), "Organization") == marked(
        "".join(f"<Organization {name}>" for name in ["La Barque Lente", *MEMBERS]), "Organization"
    )
    people = OPENING.replace("Nos partenaires", "Les nouveaux membres de 2023") + "\n\n".join(
        ["Maud Kerlévéo", "Idriss Benatar", "Nora Hessel", "Paul Trévidic", "Tao Lindqvist"]
    )
    assert named(printed(people), "Organization") == {"barque lente"}


def test_of_an_event_the_body_that_holds_it_speaks() -> None:
    text = """# Festival Marées

Un événement de l’association Pollen des Rives

Organisé par l’association Pollen des Rives, le festival Marées reste gratuit. Marées a lieu en mai. On attend Marées.
"""
    extraction = extracted(written(text))
    assert [m.name for m in extraction.mentions if m.key == extraction.publisher] == ["Pollen des Rives"]


TITLES = {
    "a newsletter names who issues it": (
        "Réseau Ricochet",
        "# Bulletin du Réseau Ricochet\n\nLe Fil du Réseau Ricochet, automne 2022.\n\n"
        "Kanopé a rejoint le Réseau Ricochet. Le Réseau Ricochet tient son congrès à Brumal.",
    ),
    "a club in capitals, with its legal form below": (
        "CLUB D’ÉCHECS LA TOUR BLANCHE",
        "# CLUB D’ÉCHECS LA TOUR BLANCHE\n\nAssociation loi 1901\n\nLa Fédération des Rives invite La Tour Blanche. "
        "La Tour Blanche compte 40 joueurs. La Tour Blanche remercie la Fédération des Rives.",
    ),
    "a name that begins like a newsletter's": (
        "Fil Lent Solidaire",
        "# Rapport d’activité\n\n# Le Fil Lent Solidaire\n\nLe Fil Lent Solidaire est une association de quartier. "
        "Le Fil Lent Solidaire compte 40 adhérents. On doit au Fil Lent Solidaire deux ateliers.",
    ),
    "a newsletter and its name": (
        "Ricochet",
        "# Newsletter Ricochet\n\nCe mois-ci, Ricochet a tenu son assemblée. Ricochet remercie Kanopé. Ricochet avance.",
    ),
    "the director signs, but the body speaks": (
        "Compagnie Lunaria",
        "# Compagnie Lunaria\n\n## MOT DU DIRECTEUR GÉNÉRAL\n\nLa Compagnie Lunaria a joué douze fois.\n\n"
        "## MOT DU DIRECTEUR GÉNÉRAL\n\nLa Compagnie Lunaria remercie ses voisins.",
    ),
}


@pytest.mark.parametrize(("name", "text"), TITLES.values(), ids=TITLES)
def test_the_publisher_is_told_by_its_first_page(name: str, text: str) -> None:
    extraction = extracted(written(text))
    assert [m.name for m in extraction.mentions if m.key == extraction.publisher] == [name]


ASKED = """# Une barque ne se range pas

Le Fanal du soir : Pourquoi avoir quitté la ville ?

Nora Hessel : Pour le vent, et pour la lenteur.

Le Fanal du soir : Que faites-vous de vos journées ?

Nora Hessel : Je regarde l’eau, puis je répare ce qu’elle a pris.

Le Fanal du soir : Et demain, que ferez-vous ?

Nora Hessel : La même chose, en mieux.
"""


def test_who_asks_in_an_interview_and_is_nobody_is_a_body() -> None:
    assert named(written(ASKED), "Organization") == {"fanal du soir"}
