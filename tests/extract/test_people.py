"""People: named human beings, and nothing that is only named after one."""

from __future__ import annotations

import pytest

from tests.building import examples, printed
from tests.extract.saying import REPORT, named, read_back, same

SENTENCES = {
    "first name and surname": "La séance a été ouverte par <Person Maud Kerlévéo> et par <Person Idriss Benatar>.",
    "hyphens": "L’atelier est animé par <Person Jean-Loup Abgrall-Sow> depuis la rentrée.",
    "particles": "Les textes sont lus par <Person Yann de Kerouvel> et <Person Anna van der Meulen>.",
    "an apostrophe in the name": "<Person Anaëlle D’Hauteville> et <Person Brian O’Carroll> ont exposé leurs gravures.",
    "a surname in capitals": "Nous avons accueilli <Person Thi Mai PHAM>, venue présenter ses recherches.",
    "an initial": "Le discours de <Person Lucie M. Ferrandon> a été applaudi.",
    "honorific and surname": "Le rapport a été lu par M. <Person Ferrandon>, puis discuté avec Mme <Person Ouellon>.",
    "honorific and full name": "Les questions sont posées par la Dre <Person Lise Ouellon> et par Me <Person Paul Trévidic>.",
    "before the body where one works": "Merci au Dr <Person Awa Zongo> du Centre national de semences.",
    "an elided article before": "C’est grâce à l’aide d’<Person Odile Ferrandon> que le lavoir a rouvert.",
    "a surname alone, once the name is known": (
        "<Person Maud Kerlévéo> a rejoint le lavoir au printemps. Depuis, <Person Kerlévéo> anime la radio."
    ),
    "a first name alone, once the name is known": (
        "<Person Rosalie Ferrand> a ouvert la séance. Le soir, <Person Rosalie> a chanté."
    ),
    "a surname nobody else has": "La directrice, <Person Oumou Tsvetkovaté>, a remercié les équipes.",
    "before a verb of speech": "« Nous avons beaucoup appris », se réjouit <Person Rosalie Ferrand>.",
    "an English passage": (
        "The workshop was led by <Person John Ashdown>, who came to the market hall with his students and their families."
    ),
    "photographic credit": "Photos : <Person Rosalie Ferrand>",
    "a list of guests": "Étaient présents : <Person Paul Trévidic>, <Person Nora Hessel> et <Person Tao Lindqvist>.",
    "thanks to volunteers": (
        "Un grand merci à nos bénévoles : <Person Nora Hessel>, <Person Éloi Vandermeer>, <Person Thi Hoa PHAM> "
        "et <Person Wassila Benchérif>."
    ),
    "thanks to volunteers by first name": "Merci à nos bénévoles : <Person Aïcha>, <Person Marius> et <Person Blandine>.",
    "items of a team": "## Équipe\n\n- <Person Maud Kerlévéo>, directrice\n- <Person Idriss Benatar>, chargé de projet",
    "a first name that is also a company": (
        "L’épicerie Ondine a offert le goûter de chaque atelier. Merci à Ondine pour sa générosité, et à "
        "<Person Ondine Lacaze>, qui tient le bar."
    ),
    "a country's name as first name": "Le mot de la fin revient à <Person France Beaudouin>, trésorière de l’association.",
}
NOBODY = {
    "a museum": "L’exposition se tient au Musée Hortense-Vailland jusqu’en mars.",
    "a centre": "Rendez-vous au Centre Honoré Castellane, puis à la Médiathèque Jeanne Kerbrat.",
    "a school": "Les élèves de l’École Paul-Trévidic et du Lycée Camille Ferrandon sont venus.",
    "a street": "Le local se trouve au 12, rue Hortense Vailland, près de la place Camille Ferrandon.",
    "a prize": "Le Prix Hortense-Vailland a été remis en juin.",
    "a foundation": "Avec le soutien de la Fondation Aurélie Castaing.",
    "groups and common nouns": "Le Conseil d’administration et la chorale Les Hirondelles ont chanté pour la Fête du Lavoir.",
    "places and times": "En Avril, de Saint-Brévin à Notre-Dame des Landes, Bonjour la Rivière a réuni les Amis du Fleuve.",
    "headings": "# Le Mot de la Présidente\n\n## Vie Associative\n\nL’année a été belle.",
    "characters of a fiction": "Le roman raconte l’histoire d’Hector Malvaux, un horloger qui remonte le temps.",
}

FAILS = {
    "a surname in capitals": "a surname in capitals in a sentence is missed",
    "a first name that is also a company": "a company's first name hides the person who bears it",
    "characters of a fiction": "nothing says that a name is a character's",
}


@pytest.mark.parametrize("text", examples(SENTENCES | NOBODY, FAILS))
def test_people_named_in_text(text: str) -> None:
    found, told = read_back(text, "Person")
    assert found == told


CARDS = """
= Rapport d’activité 2023
La Barque Lente est une association de médiation culturelle. La Barque Lente accueille ses voisins toute l’année.
== Équipe
#let card(name, title) = align(center)[#circle(radius: 0.8cm, fill: gray) #strong(name) \\ #title]
#grid(columns: (1fr,) * 3, row-gutter: 2em,
  card("Maud Kerlévéo", "Directrice générale"), card("%s", "Chargée de projet"),
  card("Tao Lindqvist", "Comptable"), card("Idriss Benatar", "Régisseur"),
  card("Odile Ferrandon", "Médiatrice numérique"), card("Paul Trévidic", "Secrétaire"))
"""
CARDED = {
    "a known first name": "Rosalie Ferrand",
    "an unheard-of first name": "Oumou Tsvetkovaté",
    "nothing known": "Xhevrije Tsvetkovaté",
    "a diaeresis": "Ngaïo Warfleigh",
    "three words": "Bich Châu Trinh",
    "particles": "Paul de La Roche-Ferrand",
    "a surname in capitals": "Wassila BENCHÉRIF",
    "an initial": "Lucie M. Ferrandon",
}


@pytest.mark.parametrize("name", examples(CARDED))
def test_a_name_over_a_title_is_a_person_whoever_has_heard_of_it(name: str) -> None:
    others = {"Maud Kerlévéo", "Tao Lindqvist", "Idriss Benatar", "Odile Ferrandon", "Paul Trévidic"}
    assert named(printed(CARDS % name), "Person") == {same(person) for person in {*others, name}}


def test_the_publisher_s_report_names_nobody_by_itself() -> None:
    assert read_back(REPORT, "Person") == (set(), set())
