"""Programs: named programs, projects, events, prizes, campaigns; not themes, software, books or common nouns."""

from __future__ import annotations

import pytest

from tests.building import examples
from tests.extract.saying import REPORT, read_back

SENTENCES = {
    "after a common noun": "Le programme <Program Fil de l’eau> a accueilli des élèves tout l’hiver.",
    "a podcast": "Le balado <Program Voix basses> donne la parole aux anciennes ouvrières.",
    "in guillemets": "L’exposition « <Program Lumières de mars> » a voyagé dans trois villes.",
    "a campaign in guillemets": "Notre campagne de sensibilisation « <Program Débranche> » a été vue par tous.",
    "an event that says what it is": "Le <Program Forum des lieux lents> s’est tenu en novembre.",
    "a week": "La <Program Semaine du geste utile> a réuni des artisans de toute la région.",
    "an edition": "Le <Program Festival des Marées basses 2023> s’est ouvert sous la pluie.",
    "a marked day": "Le 22 mars, nous avons fêté la <Program Journée mondiale de l’eau>.",
    "a prize": "Le <Program Prix de la Première Marche> a été remis à une tisserande.",
    "a definition": "<Program Passe-Rivière> est un programme de résidences ouvert aux artistes.",
    "an apposition": "<Program Onde courte>, le podcast de l’association, a trouvé ses oreilles.",
    "two at once": "Les projets <Program Fil de l’eau> et <Program Passe-Rivière> ont été reconduits.",
    "told by what stands behind it": "D’abord <Program Bidouille-Marée>, des stages pour les plus jeunes.",
    "announced with an adjective": "Nous coordonnons le projet européen <Program RIVE-LAB> avec trois villes.",
    "without where it is held": "Nous étions au <Program Forum mondial de l’agroécologie> à Dakar.",
    "of a list of acronyms": (
        "## Sigles et abréviations\n\n- <Program PARIV> : <Program Projet d’appui aux riverains>\n- TIC : technologies"
    ),
    "again without its announcement": (
        "Le programme <Program Passe-Rivière> est né en 2020. Cette année, <Program Passe-Rivière> a changé de lieu."
    ),
    "a digital service": "La plateforme <Program Ricochet> permet de réserver une barque en ligne.",
    "a policy": "La <Program Politique d’accueil des voisins> a été adoptée en juin.",
    "announced in its heading": "## Le projet <Program Passe-Rivière>\n\nDes artistes y travaillent pendant trois mois.",
    "a common noun that is of the name": "## <Program Formation Rivages & Marées> : apprendre\n\nOn y apprend à lire l’eau.",
    "under a heading of programs": (
        "## Nos programmes\n\n### <Program Fil de l’eau>\n\nOn y apprend à coudre, à relier et à réparer.\n\n"
        "### <Program Passe-Rivière>\n\nDes artistes y travaillent pendant trois mois."
    ),
}
NONE = {
    "a recurring activity": "Les ateliers de poterie et les cours de français ont repris en septembre.",
    "a heading that only describes": "## Soutien à la relève\n\nNous avons accompagné de jeunes artistes.",
    "a theme": "L’année a été placée sous le signe de la transition écologique et de l’inclusion numérique.",
    "software": "Les élèves ont appris le logiciel Corvina en une matinée.",
    "a book": "Nous avons lu le livre « Les Heures lentes » à voix haute.",
    "a quoted word": "Il s’agit d’une démarche de « sobriété », comme on dit « bonjour ».",
    "a quoted sentence": "« Nous reviendrons l’an prochain », ont promis les élèves.",
    "the report itself": "# Rapport d’activité 2023\n\nCe rapport a été adopté en assemblée générale.",
    "common events": "Le festival et la fête du quartier ont eu lieu malgré l’orage.",
}


@pytest.mark.parametrize("text", examples(SENTENCES | NONE))
def test_programs_named_in_text(text: str) -> None:
    found, told = read_back(REPORT + text, "Program")
    assert found == told
