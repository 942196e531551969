"""Extract: a :class:`~pipeline.types.Document` becomes mentions and claims, each grounded in the page.

One component for each thing extracted, in a folder of its own with its French words as data beside the logic. They run in
this order, each reading what the earlier ones found; where two claim the same place, the more confident one keeps it.
"""

from __future__ import annotations

from ..types import Document, Extraction
from . import countries, figures, naming, organizations, people, places, programs, publisher, relations, roles, spread
from .facts import VERSION, Facts
from .language_model import parse
from .passages import passages_of

__all__ = ["VERSION", "extract"]


def extract(document: Document) -> Extraction:
    """What a document says. Deterministic: the same document gives the same extraction, to the byte."""
    passages = passages_of(document)
    docs = parse(passages)
    facts = Facts(document, passages, docs)
    facts.publisher = publisher.find(facts)
    people.find(facts, docs)
    items = organizations.find(facts)
    headings = naming.find(facts, items)
    programs.find(facts, headings)
    people.spread(facts)
    facts.voice = facts.publisher or roles.workplace(facts)
    roles.find(facts)
    facts.voice = facts.voice or roles.employer(facts)
    countries.find(facts)
    spread.settle(facts)
    spread.spread(facts)
    programs.guess(facts)
    spread.spread(facts)
    figures.find(facts, docs)
    relations.find(facts)
    places.find(facts)
    return facts.extraction()
