"""Other numbers of the same size and format, for :mod:`tests.corpus.rename`."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

SPACE = "[ \u00a0\u202f]"
TENS = (20, 30, 40, 50, 60)
NUMBER_WORDS = dict(
    zip(
        (*range(2, 17), *TENS),
        [
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
            "vingt",
            "trente",
            "quarante",
            "cinquante",
            "soixante",
        ],
        strict=True,
    )
)
ABOUT_WORDS = {10: "dizaine", 12: "douzaine", 15: "quinzaine"} | {
    ten: NUMBER_WORDS[ten].removesuffix("e") + "aine" for ten in TENS
}
VALUE_OF = {word: value for table in (NUMBER_WORDS, ABOUT_WORDS) for value, word in table.items()}

# Small numbers change places inside a row, so that each has a word and what replaces «quinzaine» has one of its kind.
ROWS = [[2, 3, 4, 5, 6, 7, 8, 9], [10, 12, 15], [11, 13, 14, 16], list(TENS)]

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NUMBER = (
    r'rgb\("[^"]*"\)|[\d.]+(?:pt|em|cm)\b'  # layout, which stays
    rf"|(?<![\w,])(?P<digits>\d{{1,3}}(?:[\u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:,\d+)?)(?P<million>{SPACE}millions?)?(?!\w)"
    rf"|\b(?P<word>{'|'.join(sorted(VALUE_OF, key=len, reverse=True))})\b(?P<mille>{SPACE}mille\b)?"
)


@dataclass
class Numbers:
    """New numbers: years move together, small ones change places, great ones are scaled, so that their order stays."""

    seed: int
    known: dict[float, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = random.Random(f"numbers {self.seed}")
        self.shift = -rng.randint(1, 5)
        self.factor = rng.choice([0.81, 0.87, 1.13, 1.19])
        for row in ROWS:
            turn = rng.randrange(1, len(row))
            self.known.update(zip(map(float, row), map(float, row[turn:] + row[:turn]), strict=True))
        self.used = set(self.known.values())

    def years(self, text: str) -> str:
        """The text with its years moved."""
        return YEAR.sub(lambda m: str(self.year(int(m.group()))), text)

    def year(self, value: int) -> int:
        return value + self.shift

    def value(self, old: float) -> float:
        """Another number of as many digits, with as many zeros at its end; 0, 1 and 100 stay."""
        if old in (0, 1, 100):
            return old
        if old not in self.known:
            self.known[old] = float(self._scaled(int(old)))
            self.used.add(self.known[old])
        return self.known[old]

    def _scaled(self, old: int) -> int:
        digits = str(old)
        step = 10 ** (len(digits) - len(digits.rstrip("0")))
        # days of a month and percentages stay what they are
        low, high = (17, 31) if old <= 31 else (32, 99) if old <= 99 else (10 ** (len(digits) - 1), 10 ** len(digits) - 1)
        options = (int(old * factor) // step * step for factor in (self.factor, 1 / self.factor))
        start = next((o for o in options if low <= o <= high), old)
        near = (start + sign * n * step for n in range(1000) for sign in (1, -1))
        return next((n for n in near if low <= n <= high and n not in {old, *self.used} and n // step % 10), old)

    def replaced(self, m: re.Match[str]) -> str:
        """What stands for a match of :data:`NUMBER`."""
        if m["digits"]:
            return self._digits(m["digits"], m["million"] or "")
        if m["word"]:
            return self._word(m["word"], m["mille"] or "")
        return m.group()

    def _digits(self, digits: str, million: str) -> str:
        if "," in digits:
            whole, part = digits.split(",")
            new = f"{whole},{int(part) % 8 + 1:0{len(part)}d}"
            old_value, new_value = (round(float(d.replace(",", ".")) * (10**6 if million else 1), 6) for d in (digits, new))
            self.known[old_value] = new_value
            return new + million
        plain = re.sub(r"\D", "", digits)
        if YEAR.fullmatch(digits):
            return str(self.year(int(digits)))
        if plain.startswith("0"):
            return digits
        number = str(int(self.value(float(plain))))
        if digits != plain:
            number = f"{int(number):,}".replace(",", re.sub(r"\d", "", digits)[0])
        return number + million

    def _word(self, word: str, mille: str) -> str:
        old = float(VALUE_OF[word.lower()])
        new = self.value(old)
        if mille:
            self.known[old * 1000] = new * 1000
        text = (ABOUT_WORDS if word.lower() in ABOUT_WORDS.values() else NUMBER_WORDS)[int(new)]
        return (text.capitalize() if word[0].isupper() else text) + mille
