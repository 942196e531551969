"""Places: cities, provinces, states and regions, with the country that they are certainly in."""

from __future__ import annotations

import pytest

from pipeline.extract.places import country_of
from pipeline.link import link
from tests.building import examples, written
from tests.extract.saying import expected_facts, extracted, facts, read_back

SENTENCES = {
    "where it takes place": "L’atelier a eu lieu à <Place Lyon>, puis à <Place Sherbrooke> et <Place Gatineau>.",
    "a province": "Il s’étend à tout le <Place Québec> et en <Place Ontario>.",
    "a region": "Nos bénévoles vivent en <Place Outaouais>, dans les <Place Laurentides> et en <Place Loire-Atlantique>.",
    "of which somebody comes": "Des délégués de <Place Bruxelles> et du <Place Québec> sont venus.",
    "in brackets": "Nous avons joué au théâtre municipal (<Place Grenoble>).",
    "no gazetteer knows it, its form does": "Installée à <Place Vaux-sur-Ource>, l’équipe accueille.",
    "no gazetteer knows it, its country stands beside": "Elle est née à <Place Brumal>, au Bénin.",
}
NONE = {
    "a body": "La Ville de Lyon et l’Université de Sherbrooke nous soutiennent.",
    "an event": "La Nantes Digital Week nous a invités.",
    "a common word": "Au Centre, tout le monde se connaît. Elle est allée au Nord.",
    "a first name": "Les dessins de Florence ont plu.",
    "an address of the web": "Écrivez à bonjour@lyon.example.",
    "a country": "Nous étions en Belgique et au Sénégal.",
}


@pytest.mark.parametrize("text", examples(SENTENCES | NONE, {}))
def test_places_named_in_text(text: str) -> None:
    found, told = read_back(text, "Place")
    assert found == told


def test_the_country_that_stands_beside_a_place_is_where_it_is() -> None:
    document = written("Elle est née à Brumal, au Bénin, et a étudié à Namur (Belgique).")
    assert facts(document, "locatedIn") == expected_facts(("Brumal", "locatedIn", "Bénin"), ("Namur", "locatedIn", "Belgique"))


@pytest.mark.parametrize(
    ("name", "code"),
    [("Lyon", "FR"), ("Québec", "CA"), ("Londres", "GB"), ("Wallonie", "BE"), ("Saint-Louis", None), ("Brumal", None)],
)
def test_a_place_has_a_country_where_it_is_certain(name: str, code: str | None) -> None:
    assert country_of(name) == code


def test_what_a_document_says_of_a_place_goes_before_what_gazetteers_know() -> None:
    text = "Le festival s’est tenu à Vienne, en France. Elle vit à Brumal, au Bénin, et à Lyon."
    entities = link([extracted(written(text))])[0].entities
    assert {e.name: e.code for e in entities if e.type == "Place"} == {"Vienne": "FR", "Brumal": "BJ", "Lyon": "FR"}
