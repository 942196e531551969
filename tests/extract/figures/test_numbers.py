"""Numbers in French text: read back however they are written, and never taken from dates, telephones or pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.figures.numbers import numbers
from pipeline.extract.figures.units import quantities
from tests.building import examples

Read = tuple[float, float | None, str]

WRITTEN: dict[str, tuple[str, list[Read]]] = {
    "digits": ("345 élèves", [(345, None, "exact")]),
    "groups": ("12 587 personnes et 1 204 350 vues", [(12587, None, "exact"), (1204350, None, "exact")]),
    "groups with points": ("1.204.350 vues", [(1204350, None, "exact")]),
    "groups with apostrophes": ("12'500 francs", [(12500, None, "exact")]),
    "a decimal": ("8,5 postes", [(8.5, None, "exact")]),
    "a decimal million": ("1,2 million de visites", [(1200000, None, "exact")]),
    "a million in words": ("un million de pas", [(1000000, None, "exact")]),
    "millions in words": ("deux millions cinq cent mille vues", [(2500000, None, "exact")]),
    "short": ("2,3 M€ et 45 k$", [(2300000, None, "exact"), (45000, None, "exact")]),
    "in words": ("quatre-vingt-dix-sept arbres", [(97, None, "exact")]),
    "in words of Belgium": ("septante-deux arbres", [(72, None, "exact")]),
    "in words of Switzerland": ("huitante-trois arbres", [(83, None, "exact")]),
    "about a dozen": ("une douzaine d'œufs", [(12, None, "about")]),
    "some dozens": ("trois douzaines d'œufs", [(36, None, "about")]),
    "a good hundred": ("une bonne centaine de voisins", [(100, None, "about")]),
    "more than a dozen": ("plus d'une dizaine de voisins", [(10, None, "over")]),
    "over, after it": ("400+ inscrits", [(400, None, "over")]),
    "at least, after it": ("40 inscrits au moins, 60 au maximum", [(40, None, "exact"), (60, None, "under")]),
    "from … to": ("de 15 à 20 bénévoles", [(15, 20, "about")]),
    "between": ("entre 30 et 40 enfants", [(30, 40, "about")]),
    "a dash": ("20-30 jeunes", [(20, 30, "about")]),
    "or": ("quatre ou cinq voisins", [(4, 5, "about")]),
    "a range of millions": ("2 à 3 millions de pas", [(2000000, 3000000, "about")]),
    "a change is no range": ("passé de 280 à 412 adhérents", [(280, None, "exact"), (412, None, "exact")]),
    "and joins two": ("12 ateliers et 40 sorties", [(12, None, "exact"), (40, None, "exact")]),
}
NONE = {
    "days": "Le 4 mars 2023, du 6 au 9 juillet, les 3, 4 et 5 mai, le 1er juin",
    "days of the week": "jeudi 24 et vendredi 25 novembre",
    "dates in digits": "04/03/2023, 4.3.23, 2023-03-04",
    "seasons": "2022-2023, 2022/23",
    "times": "10 h, 18 h 30, 10h-18h, 9:45",
    "ages": "18 ans, les 15-29 ans, de 6 à 12 ans, treize ans, 60 ans et plus",
    "telephones": "514 555-0199, 03 99 41 27 60, +33 3 99 41 27 60, (418) 555-0134",
    "addresses": "14, rue des Quais ; 3 bis avenue du Lac ; 12 place Verte ; BP 4012",
    "codes": "99250 Brumal, SIRET 123 456 789 00012, RNA W123456789, n° 12-345",
    "ordinals": "la 8e édition, le 1er, la 2nde, les 21èmes",
    "fractions": "deux tiers, trois quarts, un voisin sur trois, 9 élèves sur 10",
    "numbers in words and names": "Covid-19, B12, mp3",
    "addresses of the web": "www.exemple2023.org/12/45, contact12@exemple.org",
    "scores": "3-0",
}


@pytest.mark.parametrize(("text", "read"), examples(WRITTEN | {name: (text, []) for name, text in NONE.items()}))
def test_numbers_are_read(text: str, read: list[Read]) -> None:
    assert [(n.value, n.upper, n.qualifier) for n in numbers(text)] == read


UNITS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")


def spelt(number: int) -> str:
    """An integer below a billion in French words."""
    for size, name in ((1_000_000, "million"), (1000, "mille")):
        many, rest = divmod(number, size)
        if many:
            times = re.sub(r"(?<=cent|ingt)s$", "", spelt(many)) if size == 1000 else spelt(many)
            head = name if size == 1000 and many == 1 else f"{times} {name}{'s' if size > 1000 and many > 1 else ''}"
            return f"{head} {spelt(rest)}" if rest else head
    hundreds, rest = divmod(number, 100)
    if hundreds:
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent{'s' if not rest else ''}"
        return f"{head} {spelt(rest)}" if rest else head
    if number < 20:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        joint = " et " if (tens, unit) == (7, 1) else "-"
        return f"{TENS[tens]}{joint}{UNITS[10 + unit]}"
    if not unit:
        return TENS[tens] + ("s" if tens == 8 else "")
    return f"{TENS[tens]}{' et ' if unit == 1 and tens < 8 else '-'}{UNITS[unit]}"


def grouped(number: int, space: str) -> str:
    return f"{number:,}".replace(",", space)


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "."])


@given(number=st.integers(0, 10**10), space=SPACES)
def test_any_integer_with_french_spacing_reads_back(number: int, space: str) -> None:
    assert [n.value for n in numbers(f"Au total, {grouped(number, space)} visites.")] == [number]


@given(number=st.integers(2, 10**9 - 1))
def test_any_integer_in_words_reads_back(number: int) -> None:
    assert [n.value for n in numbers(f"Au total, {spelt(number)} visites.")] == [number]


@given(low=st.integers(2, 10**6), more=st.integers(1, 10**6), space=SPACES)
def test_a_range_keeps_its_order(low: int, more: int, space: str) -> None:
    (number,) = numbers(f"de {grouped(low, space)} à {grouped(low + more, space)} visiteurs")
    assert (number.value, number.upper) == (low, low + more)


@given(year=st.integers(1950, 2049), lead=st.sampled_from(["En", "Depuis", "Fin", "L’année", "Saison", "Dès"]))
def test_a_year_counts_nothing(year: int, lead: str) -> None:
    assert quantities(f"{lead} {year} nous avons joué, et en {year} des voisins aussi.") == []


@given(digits=st.lists(st.integers(0, 99), min_size=5, max_size=5), gap=st.sampled_from([" ", ".", "-"]))
def test_a_telephone_number_counts_nothing(digits: list[int], gap: str) -> None:
    number = gap.join(f"{pair:02}" for pair in digits)
    assert quantities(f"Appelez-nous au {number} tous les jours.") == []


@given(page=st.integers(1, 400), word=st.sampled_from(["page", "p.", "chapitre", "article", "n°", "annexe"]))
def test_a_page_counts_nothing(page: int, word: str) -> None:
    assert quantities(f"Voir {word} {page} des statuts.") == []


@given(text=st.text(alphabet="0123456789 ,.-–/à%€()\n'deuxtroismillionsétages", max_size=60))
def test_anything_is_read_where_it_stands(text: str) -> None:
    found = numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert [n.start for n in found] == sorted({n.start for n in found})
