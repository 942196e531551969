"""How well the language of lines is told, beside langdetect alone: ``python -m tests.read.languages``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from pipeline.read.language.detection import detect
from pipeline.read.language.language_clues import LANGUAGES
from pipeline.read.language.surroundings import Passage, passages
from pipeline.types import BlockKind

_CASES = yaml.safe_load(Path(__file__).with_name("language_cases.yaml").read_text(encoding="utf-8"))
_KINDS: dict[str, BlockKind] = {"#": "heading", "*": "list_item", "|": "cell", "^": "header"}

Detector = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Score:
    """Of lines of two words or more: how many there are, how many were judged, and how many of these rightly."""

    lines: int
    judged: int
    right: int

    @property
    def accuracy(self) -> float:
        return self.right / self.judged if self.judged else 1.0


def held_out(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[-1] % 2 == 1


def alone() -> list[Line]:
    """Lines by themselves."""
    return [
        Line(text, code) for code, groups in _CASES["alone"].items() for lines in groups.values() for text in lines.splitlines()
    ]


def names() -> list[str]:
    names: list[str] = _CASES["names"].splitlines()
    return names


def pages() -> dict[str, list[tuple[Passage, str]]]:
    """Passages in context, each with its language."""
    made: dict[str, list[tuple[Passage, str]]] = {}
    for name, lines in _CASES["pages"].items():
        number, made[name] = 1, []
        for line in lines.splitlines():
            if line == "---":
                number += 1
                continue
            code, text = line.split(" ", 1)
            kind = _KINDS.get(text[0]) if text[1:2] == " " else None
            made[name].append((Passage(text[2:] if kind else text, kind or "paragraph", number), code))
    return made


def score(lines: list[Line], detector: Detector) -> Score:
    lines = [line for line in lines if len(line.text.split()) > 1]
    found = [(line.code, detector(line.text)) for line in lines]
    return Score(len(lines), sum(code is not None for _, code in found), sum(code == right for right, code in found))


@cache
def langdetect(*codes: str) -> Detector:
    """langdetect, seeded, by itself, with these profiles."""
    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / code).read_text(encoding="utf-8") for code in codes])

    def detector(text: str) -> str | None:
        made = factory.create()
        made.append(text)
        try:
            code: str = made.detect()
        except LangDetectException:
            return None
        return code

    return detector


def main() -> None:
    everything = sorted(path.name for path in Path(PROFILES_DIRECTORY).iterdir() if not path.name.startswith("_"))
    detectors = {"maillage": detect, "langdetect, in play": langdetect(*LANGUAGES), "langdetect, all": langdetect(*everything)}
    print(f"{'':22}{'':12}{'lines':>7}{'judged':>8}{'right':>7}{'accuracy':>10}")
    for half in ("tuned on", "held out"):
        lines = [line for line in alone() if held_out(line.text) == (half == "held out")]
        for name, detector in detectors.items():
            for group in (("fr",), ("en",), LANGUAGES[2:]):
                result = score([line for line in lines if line.code in group], detector)
                row = f"{result.lines:7}{result.judged:8}{result.right:7}{result.accuracy:10.3f}"
                print(f"{name:22}{half + ' ' + (group[0] if len(group) == 1 else 'rest'):12}{row}")
    for half in ("tuned on", "held out"):
        told = [name for name in names() if held_out(name) == (half == "held out")]
        print(f"names {half}: {sum(detect(name) is None for name in told)} of {len(told)} left to their surroundings")
    found: list[tuple[str, str]] = []
    for page in pages().values():
        codes, _ = passages([item for item, _ in page])
        found += zip(codes, (right for _, right in page), strict=True)
    print(f"in context: {sum(code == right for code, right in found)} of {len(found)} right")


if __name__ == "__main__":
    main()
