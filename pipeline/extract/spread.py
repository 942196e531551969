"""Names found once are found everywhere, and one name has one type in a document."""

from __future__ import annotations

from collections import defaultdict

from ..types import EntityType
from .facts import Facts
from .words import fold

COMPONENT = "spread"

_KINDS: tuple[EntityType, ...] = ("Organization", "Program")


def settle(facts: Facts) -> None:
    """Gives a name that components typed differently the type that the most telling evidence gives it."""
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for found in facts.found:
        if found.mention.type != "Role":
            mention = found.mention
            votes[fold(mention.name)][mention.type] += mention.confidence**3
            votes[fold(mention.name)][mention.type] += 1.5 if mention.confidence > 0.9 else 0.0
    if facts.publisher:
        votes[fold(facts.publisher.name)]["Organization"] += 1000.0
    for found in facts.found:
        mine = votes.get(fold(found.mention.name))
        if found.mention.type == "Role" or mine is None or len(mine) < 2:
            continue
        best = max(sorted(mine), key=lambda kind: mine[kind])
        if best != found.mention.type and best != "Country":
            facts.remove(found)
            passage = facts.passages[found.passage]
            facts.mention(best, passage, found.start, found.end, max(0.7, found.mention.confidence), COMPONENT)


def spread(facts: Facts) -> None:
    """Adds the other places where known organizations and programs are named."""
    known: dict[tuple[EntityType, str], float] = {}
    for found in facts.found:
        if found.mention.type in _KINDS and found.mention.confidence >= 0.55:
            key = (found.mention.type, found.mention.name.replace("’", "'"))
            known[key] = max(known.get(key, 0.0), found.mention.confidence)
    for (kind, name), confidence in sorted(known.items(), key=lambda kv: (-len(kv[0][1]), kv[0])):
        if len(name) < 2 or name.isdigit() or len(name) == 2 and name.isalpha():
            continue
        exact = name.islower() or len(name) <= 5
        for passage, start, end in facts.occurrences.of(name):
            written = passage.text[start:end]
            if exact and written != name or _in_address(passage.text, start, end):
                continue
            if not exact and not written[0].isupper() and not written[0].isdigit() and name[0].isupper():
                continue
            capitals = sum(c.isupper() for c in written) >= min(2, sum(c.isupper() for c in name))
            if exact or capitals or written[0].isupper() and (" " in name or written == name):
                facts.mention(kind, passage, start, end, min(confidence, 0.85) - 0.03, COMPONENT)


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether a name stands within an address of the web or of mail."""
    return (
        text[start - 1 : start] in ("@", "/", ".")
        or text[end : end + 1] == "@"
        or text[end : end + 1] == "."
        and text[end + 1 : end + 2].isalnum()
    )
