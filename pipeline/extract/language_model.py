"""spaCy's French model: parts of speech and its own guess at names. Loading takes seconds, so it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from .passages import Passage
from .sentences import is_sentence

MODEL = "fr_core_news_md"
_UNREAD = ("parser", "attribute_ruler", "lemmatizer")
"""What nobody here asks the model for."""


@cache
def model() -> Language:
    """The model. Raises ``OSError`` where it is not installed."""
    return spacy.load(MODEL, exclude=_UNREAD)


def parse(passages: Sequence[Passage]) -> list[Doc]:
    """One document of spaCy's for each passage, in order: with parts of speech and names where the passage holds French
    sentences, with tokens alone elsewhere (the model was trained on prose and makes up names in lists and titles)."""
    spoken = [passage.language == "fr" and is_sentence(passage.text, passage.kind) for passage in passages]
    understood = model().pipe((passage.text for passage, said in zip(passages, spoken, strict=True) if said), batch_size=64)
    return [
        next(understood) if said else model().make_doc(passage.text) for passage, said in zip(passages, spoken, strict=True)
    ]
