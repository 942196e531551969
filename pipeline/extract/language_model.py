"""spaCy's French model: sentences, parts of speech and its own guess at names. Loading takes seconds, so it is kept."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

MODEL = "fr_core_news_md"


@cache
def model() -> Language:
    """The model. Raises ``OSError`` where it is not installed."""
    return spacy.load(MODEL)


def parse(texts: list[str]) -> list[Doc]:
    """One parsed document for each text, in order."""
    return list(model().pipe(texts, batch_size=64))
