"""Naming: how far a name goes, and what the words around all its places say of it."""

from __future__ import annotations

import pytest

from pipeline.extract.facts import Facts
from pipeline.extract.language_model import parse
from pipeline.extract.names.extents import extents
from pipeline.extract.naming import cues
from pipeline.extract.naming.cases import Case, decide
from pipeline.extract.naming.gathered import gather
from pipeline.extract.naming.headings import shown
from pipeline.extract.naming.lexicon import Lexicon, recurring, with_articles
from pipeline.extract.naming.trimmed import runs
from pipeline.extract.passages import passages_of
from tests.building import examples, written
from tests.extract.saying import REPORT, marked, named, plain

EXTENTS = {
    "adjectives and complements": ("Fédération", " française des centres sociaux de l'Anjou", " a voté."),
    "two matters of one body": ("Ministère", " de la Santé et des Services sociaux", " a répondu."),
    "two capitals of one body": ("Laboratoire", " Rivages et Marées", " a ouvert ses portes."),
    "a lower-case tail": ("Soirée", " des Lanternes d'or", " est complète."),
    "a complement of time": ("Prix", " de l'artiste de l'année", ", remis en mai."),
    "a number at its end": ("Théâtre", " du Quai 9", ", où l'on joue."),
    "not a verb": ("Bourses", " Outre-Quai", " repartent."),
    "not where it is": ("Congrès", "", " à Brumal en mai."),
    "not what became of it": ("École", " de Brumal", " terminée en mars."),
    "not how it came about": ("Fête", " des Quais", " en devenant plus lente."),
    "not whose it is": ("Prix", " Écluse 2023", " de l'Alliance des Quais."),
    "not how it was done": ("Fondation", "", " en collaboration avec la Ville."),
    "not what it was asked for": ("Université", " de Brumal", " pour la reconnaissance de nos cours."),
}


@pytest.mark.parametrize(("head", "rest", "after"), EXTENTS.values(), ids=EXTENTS)
def test_a_name_goes_as_far_as_its_words_belong_together(head: str, rest: str, after: str) -> None:
    text = f"La {head}{rest}{after}"
    coordinates = head in ("Ministère", "Laboratoire")
    (doc,) = parse(passages_of(written(text)))
    start = text.index(head) + len(head)
    last = max(extents(text.replace("’", "'"), start, doc, coordinates=coordinates), default=start)
    assert text[start:last] == rest


TRIMMED = {
    "an opener": ("Avec Kanopé, nous avons ouvert.", "Kanopé"),
    "an elided common noun": ("L'entreprise Kanopé a signé.", "Kanopé"),
    "what happened to it": ("Lancement de Kanopé en mai.", "Kanopé"),
    "a name alone": ("Kanopé a signé.", "Kanopé"),
}


@pytest.mark.parametrize(("text", "name"), TRIMMED.values(), ids=TRIMMED)
def test_what_opens_a_sentence_is_no_part_of_a_name(text: str, name: str) -> None:
    assert [run.text for run in runs(text)] == [name]


BEFORE: dict[str, tuple[str, str | None]] = {
    "a common noun": ("elle a rejoint l'association ", "Organization"),
    "an agent": ("un atelier animé par ", "Organization"),
    "a program's noun": ("elle présente le balado ", "Program"),
    "an edition": ("la troisième édition du ", "Program"),
    "a place": ("nous vivons à ", "Place"),
    "an event, rather than a place": ("nous avons participé à ", "Program"),
    "nothing": ("nous avons vu ", None),
}


@pytest.mark.parametrize(("text", "kind"), BEFORE.values(), ids=BEFORE)
def test_words_before_a_name_speak_for_its_type(text: str, kind: str | None) -> None:
    told = cues.before(text + "Kanopé", len(text))
    assert max(told, key=lambda said: said[1], default=(None, 0.0))[0] == kind


def test_a_name_is_what_most_is_said_of_and_nothing_where_both_are() -> None:
    clear, unsure, bare = Case(), Case(), Case()
    clear.add([("Organization", 1.8), ("Program", 1.0)])
    unsure.add([("Organization", 1.8), ("Program", 1.6)])
    bare.add([("Organization", 0.4)])
    assert decide(clear) == ("Organization", 1.8)
    assert decide(unsure) is None
    assert decide(bare) is None
    unsure.shaped("Program", 1.6)  # its own shape decides
    assert decide(unsure) == ("Program", 3.2)


def test_places_stand_where_their_words_do_the_longest_first() -> None:
    lexicon = Lexicon(["Fil de l'eau", "Fil de l'eau d'hiver", "Kanopé"])
    text = "Le Fil de l'eau d'hiver et le Fil de l'eau, chez Kanopé, non chez Kanopéa ni au fil de l'eau."
    assert [place.text for place in lexicon.places(text)] == ["Fil de l'eau d'hiver", "Fil de l'eau", "Kanopé"]


def _facts(text: str) -> Facts:
    passages = passages_of(written(text))
    return Facts(written(text), passages, parse(passages))


def test_names_are_learned_from_how_they_recur() -> None:
    facts = _facts(
        "Avec Récits d’escales, nous avons relié deux ports. Grâce à Récits d’escales, les écoles sont venues.\n\n"
        "En mai a commencé Dessine la dune, au bord de la mer. Dans Dessine la dune, chacun prend une mesure."
    )
    assert "Récits d'escales" in recurring(facts)
    assert list(with_articles(facts)) == ["Dessine la dune"]


def test_what_is_said_in_one_place_is_known_in_all() -> None:
    text = (
        "Sédirive nous a écrit en mars. Nous avons revu Sédirive en mai.\n\n"
        "Le camion a été prêté par l’entreprise Sédirive, que nous remercions."
    )
    facts = _facts(text)
    case = gather(facts, shown(facts), {})["sedirive"]
    assert len(case.places) == 3
    assert decide(case) is not None
    assert named(written(plain(REPORT) + text), "Organization") == marked(
        "<Organization La Barque Lente><Organization Sédirive>", "Organization"
    )


NEITHER = {
    "a city": "Nous nous sommes installés à Morlange. Les élèves de Morlange ont chanté, puis sont rentrés à Morlange.",
    "who has a role": "Merci à Gwilherm Tréouret. Gwilherm Tréouret a été directeur général jusqu’en juin.",
    "somebody by their title": "Merci au Dr Tréouret. L’atelier du Dr Tréouret a réuni dix médecins, merci au Dr Tréouret.",
    "a surname in capitals": "Le film de Maud TRÉOURET a réuni le bourg. Merci à Maud TRÉOURET.",
    "a city in an enumeration": "Nous aimons Morlange, le théâtre et la mer. Les élèves de Morlange ont chanté.",
    "when a body was founded": "2016\n\nFondation de Sédirive\n\nAvec l’association Sédirive, nous avons appris.",
}


@pytest.mark.parametrize("text", examples(NEITHER))
def test_places_people_and_beginnings_are_no_organizations(text: str) -> None:
    assert named(written(plain(REPORT) + text), "Organization") - {"sedirive"} == {"barque lente"}
    assert named(written(plain(REPORT) + text), "Program") == set()


TWO = "# Les Veillées Lentes et les apéros du quai\n\nLes Veillées Lentes ont lieu en mai. On aime les Veillées Lentes.\n"


def test_a_heading_that_shows_two_names_is_none() -> None:
    assert named(written(plain(REPORT) + TWO), "Program") == {"veillees lentes"}
