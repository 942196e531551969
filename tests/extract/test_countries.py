"""Countries: sovereign states named for themselves, not within another name, not as adjectives."""

from __future__ import annotations

import pytest

from pipeline.extract.countries import code_of
from tests.building import examples, written
from tests.extract.saying import extracted, read_back

SENTENCES = {
    "with their prepositions": (
        "Des artistes venus de <Country Belgique>, du <Country Sénégal>, d’<Country Algérie>, des <Country États-Unis> "
        "et de <Country Côte d’Ivoire> ont exposé."
    ),
    "where one lives": "Elle a vécu au <Country Canada>, en <Country France> et aux <Country Pays-Bas>.",
    "at a sentence's beginning": "La <Country Tunisie> était l’invitée d’honneur. <Country Haïti> aussi.",
    "after a person's name": "Nora Hessel, du <Country Maroc>, a lu ses textes.",
    "a long name": "Une délégation de la <Country République démocratique du Congo> est venue au lavoir.",
    "in capitals": "## <Country BELGIQUE>\n\nNous y étions en novembre.",
    "in a list": "Pays représentés :\n\n- <Country Belgique>\n- <Country Liban>\n- <Country Burkina Faso>",
}
NONE = {
    "a consulate": "Le Consulat général de France à Brumal et l’Ambassade du Sénégal nous ont accueillis.",
    "a public company": "Radio France et la Banque de France ont relayé l’appel.",
    "a person in capitals": "Présences : FRANCE BEAUDOUIN et AIR FRANCE.",
    "demonyms": "Trois compagnies belges et des poètes sénégalais ont joué pour un public français.",
    "provinces and regions": "Du Québec à la Bretagne, de l’Ontario à la Wallonie, on nous a écrit.",
    "territories": "Des élèves de Guadeloupe et de La Réunion ont correspondu avec les nôtres.",
    "cities": "Nous avons fait halte à Dakar, à Bruxelles et à Tunis.",
    "a street": "Le local se trouve au 14, rue de Belgique.",
    "a first name": "La trésorière, France Beaudouin, a présenté les comptes.",
    "a sports event": "Le Tour de France est passé devant le lavoir.",
}


@pytest.mark.parametrize("text", examples(SENTENCES | NONE, {}))
def test_countries_named_in_text(text: str) -> None:
    found, told = read_back(text, "Country")
    assert found == told


def test_an_adjective_tells_of_a_country_that_the_document_names_too() -> None:
    text = "La délégation belge est venue de Bruxelles. La Belgique était à l’honneur, le public sénégalais aussi."
    countries = [m for m in extracted(written(text)).mentions if m.type == "Country"]
    assert [(m.name, m.evidence.quote) for m in countries] == [("Belgique", "belge"), ("Belgique", "Belgique")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("États-Unis", "US"),
        ("USA", "US"),
        ("la Côte d’Ivoire", None),
        ("Côte d’Ivoire", "CI"),
        ("Viêt Nam", "VN"),
        ("Québec", None),
    ],
)
def test_codes(name: str, code: str | None) -> None:
    assert code_of(name) == code
