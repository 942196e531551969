"""Figures: a value, the noun counted, how exact it is, for which year and of what."""

from __future__ import annotations

import pytest

from tests.building import examples, printed, written
from tests.extract.saying import OURS, REPORT, FigureTold, figures, plain, same

NUMBERS: dict[str, tuple[str, list[tuple[float, str, str]]]] = {
    "digits": ("Nous avons accueilli 345 élèves au lavoir.", [(345, "élève", "exact")]),
    "a narrow space": ("Au total, 12\u202f587 personnes ont poussé la porte.", [(12587, "personne", "exact")]),
    "a no-break space": ("Au total, 12\u00a0587 personnes ont poussé la porte.", [(12587, "personne", "exact")]),
    "an ordinary space": ("Au total, 12 587 personnes ont poussé la porte.", [(12587, "personne", "exact")]),
    "two groups": ("La vidéo compte 1 204 350 vues.", [(1204350, "vue", "exact")]),
    "a decimal million": ("Le site a reçu 1,2 million de visiteurs.", [(1200000, "visiteur", "exact")]),
    "millions": ("La vidéo a été vue par 3 millions de personnes.", [(3000000, "personne", "exact")]),
    "in letters": ("Trois compagnies et vingt-cinq musiciens sont là.", [(3, "compagnie", "exact"), (25, "musicien", "exact")]),
    "hundreds in letters": ("Nous avons planté cent vingt arbres.", [(120, "arbre", "exact")]),
    "thousand in letters": ("La vidéo a été vue par deux mille personnes.", [(2000, "personne", "exact")]),
    "about, in one word": ("Une trentaine de bénévoles nous aident.", [(30, "bénévole", "about")]),
    "about a hundred": ("Une centaine de familles sont venues.", [(100, "famille", "about")]),
    "nearly": ("Près de 400 adhérents ont voté.", [(400, "adhérent", "about")]),
    "roughly": ("Nous avons reçu environ 60 candidatures.", [(60, "candidature", "about")]),
    "over": ("Plus de 800 spectateurs étaient là.", [(800, "spectateur", "over")]),
    "under": ("Moins de 40 dossiers ont été refusés.", [(40, "dossier", "under")]),
    "at least": ("Au moins 15 écoles se sont inscrites.", [(15, "école", "over")]),
    "percent": ("64 % des élèves sont revenus.", [(64, "%", "exact")]),
    "nearly so many percent": ("Près de 70\u202f% des élèves sont revenus.", [(70, "%", "about")]),
    "a decimal percent": ("Les dons ont augmenté de 12,5 %.", [(12.5, "%", "exact")]),
    "dollars": ("La subvention s’élève à 45 000 $.", [(45000, "$", "exact")]),
    "millions of euros": ("Le budget atteint 1,2 million d’euros, soit 1,2 M€.", [(1200000, "€", "exact")]),
    "CFA francs": ("Le prix est doté de 500 000 FCFA.", [(500000, "FCFA", "exact")]),
    "an inclusive unit": ("L’atelier a réuni 64 participant·e·s.", [(64, "participant", "exact")]),
    "an inclusive unit in brackets": ("L’atelier a réuni 64 participant(e)s.", [(64, "participant", "exact")]),
    "an irregular plural": ("Trois chevaux et douze journaux.", [(3, "cheval", "exact"), (12, "journal", "exact")]),
    "an adjective before the noun": ("Nous comptons 38 nouveaux adhérents.", [(38, "adhérent", "exact")]),
    "a part of them": ("Sur 1 148 élèves, dont 735 filles, tous lisent.", [(1148, "élève", "exact"), (735, "fille", "exact")]),
    "hours that are results": ("L’équipe a offert 1 500 heures d’accompagnement.", [(1500, "heure", "exact")]),
    "a target": ("L’objectif est de recevoir 20 000 visiteurs.", [(20000, "visiteur", "exact")]),
    "a list of them": (
        "L’année compte 96 ateliers, 22 spectacles et 4 résidences.",
        [(96, "atelier", "exact"), (22, "spectacle", "exact"), (4, "résidence", "exact")],
    ),
}
NONE = {
    "dates": "Le 4 mars 2023, puis du 6 au 9 juillet, et dès 2024, le lavoir était ouvert.",
    "a year": "En 2022, puis en 2023, l’équipe a changé de locaux.",
    "a telephone number": "Téléphone : 514 555-0199, ou 03 99 41 27 60.",
    "an address": "Le lavoir se trouve au 14, rue des Quais, 99250 Brumal.",
    "times of day": "Ouvert de 10 h à 18 h 30, tous les jours.",
    "a page": "Voir la page 12 et le chapitre 3.",
    "an edition": "La 8e édition et la troisième saison ont eu lieu.",
    "numbers in names": "Le virus Covid-19, la norme ISO 9001 et la salle B12.",
    "numbered headings": "## 3. Nos ateliers\n\nIls ont repris.",
    "an announcement": "Nous sommes membres de trois réseaux :\n\n- le premier\n- le deuxième\n- le troisième",
    "negated": "Nous n’avons pas accueilli 300 élèves.",
    "a web address": "Tout est sur www.exemple2023.org/12/45.",
}


@pytest.mark.parametrize(("text", "told"), examples(NUMBERS | {name: (text, []) for name, text in NONE.items()}))
def test_numbers_in_sentences(text: str, told: list[tuple[float, str, str]]) -> None:
    assert {figure[:3] for figure in figures(written(text))} == set(told)


PROGRAM = "Passe-Rivière"
ABOUT: dict[str, tuple[str, FigureTold]] = {
    "the publisher, in the report's year": ("La Barque Lente compte 412 adhérents.", (412, "adhérent", "exact", 2023, OURS)),
    "the year that is told": ("En 2021, La Barque Lente comptait 280 adhérents.", (280, "adhérent", "exact", 2021, OURS)),
    "the year after the number": ("La Barque Lente comptait 280 adhérents en 2021.", (280, "adhérent", "exact", 2021, OURS)),
    "the program that is its subject": (
        "Le programme Passe-Rivière a accueilli 345 élèves.",
        (345, "élève", "exact", 2023, PROGRAM),
    ),
    "the program that is its object": (
        "Nous avons reçu 345 élèves dans le programme Passe-Rivière.",
        (345, "élève", "exact", 2023, PROGRAM),
    ),
    "the program of the sentence before": (
        "Le programme Passe-Rivière s’adresse aux écoles. Il a accueilli 345 élèves.",
        (345, "élève", "exact", 2023, PROGRAM),
    ),
    "the program of the heading over it": (
        "Le programme Passe-Rivière a un an.\n\n## Passe-Rivière\n\nNous avons accueilli 345 élèves.",
        (345, "élève", "exact", 2023, PROGRAM),
    ),
    "the body whose relative clause it stands in": (
        "Depuis le programme Passe-Rivière, nous sommes liés au Réseau des quais, qui compte 85 membres.",
        (85, "membre", "exact", 2023, "Réseau des quais"),
    ),
    "us": ("Nous avons accueilli 345 élèves.", (345, "élève", "exact", 2023, OURS)),
}


@pytest.mark.parametrize(("text", "told"), examples(ABOUT))
def test_what_a_figure_is_about_and_when(text: str, told: FigureTold) -> None:
    *rest, about = told
    assert figures(written(plain(REPORT) + text)) == {(*rest, same(about) if about else None)}


def test_a_report_of_several_years_gives_no_default_year() -> None:
    text = plain(REPORT).replace("2023", "2021-2023") + "La Barque Lente compte 412 adhérents."
    assert {(value, year) for value, _, _, year, _ in figures(written(text))} == {(412, None)}


OPENING = """
= Rapport d’activité 2023
La Barque Lente est une association de médiation culturelle. La Barque Lente accueille ses voisins toute l’année.
"""


@pytest.mark.parametrize(
    ("number", "qualifier"),
    [
        ("412", "exact"),
        ("Plus de 412", "over"),
        ("+ de 412", "over"),
    ],
)
def test_a_number_over_its_label(number: str, qualifier: str) -> None:
    page = printed(
        f"""{OPENING}
        == Chiffres clés
        #let callout(number, label) = block(fill: luma(230), inset: 1em)[#text(2em)[*#number*] \\ #label]
        #grid(columns: (1fr,) * 3, gutter: 1em, callout("12 587", "visiteurs et visiteuses à La Barque Lente"),
          callout("{number}", "adhérent·e·s de La Barque Lente"), callout("64 %", "de femmes parmi les adhérent·e·s"))
        """
    )
    assert {figure[:4] for figure in figures(page)} == {
        (12587, "visiteur", "exact", 2023),
        (412, "adhérent", qualifier, 2023),
        (64, "%", "exact", 2023),
    }


def test_a_table_s_cells_are_figures_by_their_heads() -> None:
    page = printed(
        OPENING
        + """
        == Participants par programme
        #table(columns: 3, stroke: 0.5pt, [Programme], [Participants 2022], [Participants 2023],
          [Fil de l’eau], [986], [1 148], [Voix basses], [515], [640], [Café réparation], [74], [118],
          [Semaine du geste], [61], [70], [Fête du fleuve], [210], [265], [Visites], [12], [18])
        """
    )
    told = {(value, unit, year, about) for value, unit, _, year, about in figures(page)}
    assert {
        (986, "participant", 2022, same("Fil de l’eau")),
        (1148, "participant", 2023, same("Fil de l’eau")),
        (640, "participant", 2023, same("Voix basses")),
    } <= told


def test_a_table_s_unit_may_stand_in_its_corner_or_in_the_line_over_it() -> None:
    page = printed(
        OPENING
        + """
        == Les comptes
        #table(columns: 2, stroke: 0.5pt, [Produits (en \\$)], [2023], [Subventions de la ville], [318 500],
          [Cotisations], [41 360], [Total], [359 860])

        Tableau 2. Ressources par bailleur (en FCFA)
        #table(columns: 2, stroke: 0.5pt, [Bailleur], [2023], [Fondation Aubépine], [6 815 000], [Dons], [9 262 500],
          [Total], [16 077 500])
        """
    )
    told = {(value, unit, year) for value, unit, _, year, _ in figures(page)}
    assert told == {
        *((value, "$", 2023) for value in (318500, 41360, 359860)),
        *((value, "FCFA", 2023) for value in (6815000, 9262500, 16077500)),
    }


def test_the_name_of_a_program_over_a_column_is_no_noun_that_is_counted() -> None:
    page = printed(
        OPENING
        + """
        Le programme Tisseuses du Fleuve et le programme Marées Hautes ont repris.
        == Apprenants par pays
        #table(columns: 3, stroke: 0.5pt, [], [Tisseuses du Fleuve], [Marées Hautes],
          [Bénin], [174], [1 312], [Togo], [98], [845])
        """
    )
    told = {(value, unit, about) for value, unit, _, _, about in figures(page)}
    assert told == {
        (174, "apprenant", same("Tisseuses du Fleuve")),
        (98, "apprenant", same("Tisseuses du Fleuve")),
        (1312, "apprenant", same("Marées Hautes")),
        (845, "apprenant", same("Marées Hautes")),
    }
