"""Bad input: what says nothing in French gives nothing, whatever it looks like, and no length of it stops the work."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.garbled import is_garbled
from pipeline.read import ReadError
from tests.building import examples, written
from tests.extract.saying import extracted

SIGNS = "abcdefghijklmnopqrstuvwxyzéèàABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?()«»’-/&%$€@#"


_RANDOM = Random(3)


def _signs(count: int) -> str:
    return "".join(_RANDOM.choice(SIGNS) for _ in range(count))


NOTHING = {
    "a broken font": "\n\n".join(_signs(80) for _ in range(30)),
    "letters set apart": "L a   F o n d a t i o n   a   s o u t e n u   n o s   p r o j e t s .\n\n" * 10,
    "letters read in the wrong alphabet": "Lâ€™Ã©quipe dâ€™Ã‰mile a accueilli lâ€™Ã©tÃ© Ã  la maison. " * 20,
    "tables of numbers": "\n".join("| " + " | ".join(str(7 * i + 91 * j) for j in range(6)) + " |" for i in range(40)),
    "English": "The workshops were open to many volunteers, and 3,400 of them came in 2023. We thank the director. " * 8,
    "Spanish": "El taller estuvo abierto a muchos voluntarios, y en 2023 vinieron 340 personas a aprender. " * 8,
    "German": "Die Werkstatt stand vielen Freiwilligen offen, und im Jahr 2023 kamen 340 Personen zum Lernen. " * 8,
    "Latin": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt. " * 8,
    "marks alone": "… — ! ? ; : « » ( ) * · | /\n\n" * 20,
    "addresses of the web": "https://exemple.test/a?b=1 https://exemple.test/d\n\n" * 20,
    "a program": "def f(x):\n    return x + 1\n\nclass Foo(Bar):\n    pass\n\n" * 10,
    "articles of a law": "Article 12. Les dispositions de l’article 5 alinéa 2 et de l’article L. 123-4 demeurent.\n\n" * 6,
    "a poem": "Sur le fleuve lent passe une barque,\nle vent se tait, la nuit s’en va,\net la lune au loin se remarque.\n\n"
    * 4,
}


@pytest.mark.parametrize("text", examples(NOTHING))
def test_what_says_nothing_in_french_gives_nothing(text: str) -> None:
    extraction = extracted(written(text))
    assert [(m.type, m.name) for m in extraction.mentions] == []
    assert extraction.claims == ()


def test_a_directory_names_nobody_but_people_and_counts_nothing() -> None:
    surnames, firsts = ("Arvault", "Belcour", "Castrel", "Dormond"), ("Anne", "Bruno", "Claire", "David", "Emma")
    lines = [f"{s} {f}, {7 * i + 1} rue des Lilas, 04 12 34 5{i} 7{i}" for s in surnames for i, f in enumerate(firsts)]
    extraction = extracted(written("\n\n".join(lines)))
    assert {m.type for m in extraction.mentions} <= {"Person"}
    assert extraction.claims == ()


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(ReadError, match="vide"):
        written("")


LONG = 200_000
ENDLESS = {
    "prose": "Les ateliers de la maison accueillent des voisins toute la semaine. ",
    "one letter": "a",
    "one digit": "7",
    "numbers": "1 234 ",
    "capitals": "ABC DEF ",
    "small words": "de la ",
    "heads without a name": "Fondation de la ",
    "first names": "Anne, ",
    "open brackets": "(",
    "quotes": "« A » ",
    "dots": "a.b.",
    "elisions": "l’",
    "hyphens": "A-",
}


@pytest.mark.parametrize("piece", examples(ENDLESS))
def test_a_line_of_200_kilobytes_is_read_to_its_end(piece: str) -> None:
    extraction = extracted(written((piece * (LONG // len(piece) + 1))[:LONG]))
    assert {m.type for m in extraction.mentions} <= {"Person"}


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzéàç", min_size=2, max_size=12), min_size=1, max_size=40))
def test_words_are_never_garbled(words: list[str]) -> None:
    assert not is_garbled(" ".join(words).capitalize() + ".")


@pytest.mark.parametrize("text", ["12 345 €", "A", "B. 3", "", "I. – II. – III.", "contact@exemple.test", "Prix : 12,50 $"])
def test_short_lines_are_never_garbled(text: str) -> None:
    assert not is_garbled(text)
