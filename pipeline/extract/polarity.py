"""Polarity: whether a sentence asserts what it says, denies it, plans it or reports it."""

from __future__ import annotations

import re

from ..types import Polarity
from .passages import sentence_around

_PLANNED = re.compile(
    r"\b(?:prévo(?:it|yons|ient|ir)|prévue?s?|envisag\w+|souhait\w+|projet(?:te|tons|tent) de|d'ici|à l'horizon"
    r"|cherchera|pourra(?:it|ient)?|devra(?:it|ient)?|accueillera(?:it|ient)?|aimerai\w*|voulons|voudr\w+|espér(?:e|ons|ent|er)|cherch(?:erons|era|eront)|[a-zà-ÿ]{3,}(?:erons|irons|drons|eront|iront|dront)"
    r"|sera|seront|aura|auront|lancera|ouvrira|recevra|atteindra|proposera|participera|organisera|tiendra|[a-zà-ÿ]{2,}(?:erait|eraient|irait|iraient|drait|draient))\b",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:n'|ne\s)(?:\w+\s){0,3}?\w*\s?(?:pas|plus|jamais|aucune?|point)\b|\bsans\s+(?:avoir|pouvoir)\b|\baucune?\b", re.I
)
_REFUSED = re.compile(
    r"\b(?:refus\w+|renonc\w+|cess(?:e|é|ent|er|ons)|arrêt(?:e|é|ent|er)\s+d|faute d|mis fin|abandonn\w+|annul\w+)\b", re.I
)
_ENDED = re.compile(
    r"\b(?:n'(?:a|ont|est|sont)|ne\s\w+)\s+(?:pas|plus|jamais)\b|\b(?:a|ont) pris fin\b"
    r"|\ba été (?:annul|abandonn|refus|supprim)",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:selon|d'après|affirm\w+|déclar\w+|regrett\w+ que|croit savoir|aurait|auraient|serait|seraient|prétend\w*)\b", re.I
)


def polarity_at(text: str, at: int) -> Polarity:
    """Polarity of the sentence that holds the character ``at``; targets of figures count as asserted elsewhere."""
    start, end = sentence_around(text, at)
    sentence = text[start:end]
    clauses = re.split(r"[,;:]\s", text[start:at])
    near = clauses[-1] + text[at : min(end, at + 60)]
    rest = re.split(r"[,;:]\s", text[at:end])[0]
    if _REFUSED.search(clauses[-1]) or _ENDED.search(rest):
        return "negated"
    if _NEGATED.search(clauses[-1]) and not re.search(r"ne\s+\w+\s+que|n'\w+\s+que", sentence):
        return "negated"
    if _PLANNED.search(near) and not re.search(r"\b(?:a|ont|avons)\s+\w+é", clauses[-1]):
        return "planned"
    if _REPORTED.search(clauses[-1]):
        return "reported"
    return "asserted"
