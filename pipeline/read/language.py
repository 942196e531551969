"""The language of each passage: langdetect, seeded, and the surroundings where a passage is too short to tell."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

PROFILES = ("fr", "en", "es", "de", "it", "pt", "nl")
"""The languages in play: with all of langdetect's profiles short French passages are often taken for something else."""

ENOUGH = 40
"""Letters that a passage needs to be judged by itself."""

FRENCH, ENGLISH = (
    frozenset(files("pipeline.read").joinpath("small_words", f"{code}.txt").read_text(encoding="utf-8").split())
    for code in ("fr", "en")
)
"""Small words that tell a short passage's language better than letter statistics."""


@cache
def _factory() -> DetectorFactory:
    from pathlib import Path

    DetectorFactory.seed = 0
    factory = DetectorFactory()
    profiles = [(Path(PROFILES_DIRECTORY) / name).read_text(encoding="utf-8") for name in PROFILES]
    factory.load_json_profile(profiles)
    return factory


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``, or None where it has too few letters to tell."""
    letters = re.sub(r"https?://\S+|\S+@\S+|[^\w\s’'-]|\d", " ", text)
    if len(re.sub(r"\W", "", letters)) < ENOUGH:
        return None
    words = set(re.findall(r"[^\W\d_]+", letters.lower()))
    french, english = len(words & FRENCH), len(words & ENGLISH)
    if len(letters) < 150 and (french > 0) != (english > 0):
        return "fr" if french else "en"
    if len(letters) < 150 and french > 2 * english:
        return "fr"
    detector = _factory().create()
    detector.append(letters)
    try:
        code: str = detector.detect()
    except LangDetectException:
        return None
    return None if code == "unknown" else code


def passages(texts: list[str], whole: str) -> list[str]:
    """A language for each passage: its own where it is long enough, else that of the nearest judged one, else ``whole``."""
    judged = [detect(text) for text in texts]
    found: list[str] = []
    for i, code in enumerate(judged):
        if code is None:
            near = [judged[i + step * side] for step in (1, 2) for side in (-1, 1) if 0 <= i + step * side < len(judged)]
            code = next((n for n in near if n == whole), None) or whole
        found.append(code)
    return found
