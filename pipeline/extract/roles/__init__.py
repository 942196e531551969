"""Roles: titles that people hold, on cards, beside names and in sentences, with their organizations where these are named."""

from __future__ import annotations

from ..facts import Facts
from .cards import carded
from .credits import credited
from .interviews import briefed, interviewed
from .interviews import employer as employer
from .interviews import interviewee as interviewee
from .interviews import workplace as workplace
from .prose import spoken
from .tables import tabled


def find(facts: Facts) -> None:
    """Adds the roles that people hold."""
    credited(facts)
    carded(facts, tabled(facts))
    spoken(facts)
    interviewed(facts)
    briefed(facts)
