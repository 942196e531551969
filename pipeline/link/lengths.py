"""Longer and shorter names of one thing: what one document writes in full once and shortens elsewhere.

A longer name counts only where no second one could be meant as well, and every merge says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..extract.words import any_of, fold, words
from ..types import EntityType, Extraction, Mention

Node = tuple[EntityType, str]
"""A type and a folded name: what the same document, or another, writes the same way."""
Pair = tuple[Node, Node, str]
"""The longer name, the shorter one, and why they are one."""

LEGAL = re.compile(rf"\s+{any_of(('inc', 'ltee', 'ltd', 'sa', 'sas', 'sarl', 'asbl', 'llc', 'corp', 'gmbh', 'scop', 'scic'))}$")
_DRESS = re.compile(
    rf"{any_of(fold(w) for w in words('organizations', 'heads'))}"
    r"(?: (?:de |du |des |d )(?!la |le |les |l )\w+)? (?:la |le |les |l )?"
)
"""What may stand before a name and leave it one: «club d'échecs La», but not «musée de la»."""
_OWNED = re.compile(r" (?:de la |de l |du |de |d )(?P<owner>\w+(?: \w+){0,3})$")


def lengthened(extraction: Extraction, node_of: Callable[[Mention], Node]) -> Iterator[Pair]:
    """The names of one document of which one is the other in full."""
    nodes = sorted({node_of(mention) for mention in extraction.mentions})
    places = {name for kind, name in nodes if kind == "Place"}
    bodies = [node for node in nodes if node[0] == "Organization"]
    names = {name for _, name in bodies}
    for node in bodies:
        parts = node[1].split()
        others = [other for other in bodies if other != node]
        if len(parts) > 1:
            yield from _only([o for o in others if o[1].startswith(node[1] + " pour ")], node, "même nom, but ajouté")
            dressed = [o for o in others if o[1].endswith(node[1]) and _DRESS.fullmatch(o[1].removesuffix(node[1]))]
            yield from _only(dressed, node, "même nom sans nom commun")
        if len(parts) > 2:
            owned = [o for o in others if o[1].startswith(node[1] + " ") and _owner(o[1].removeprefix(node[1])) in names]
            yield from _only(owned, node, "même nom, à qui il est ajouté")
        if len(parts) == 1 and len(node[1]) > 3:
            longer = [o for o in others if o[1].startswith(node[1] + " ")]
            if all(LEGAL.search(o[1]) for o in longer):
                yield from _only(longer, node, "même nom, raison sociale entière")
    programs = [node for node in nodes if node[0] == "Program"]
    for node in programs:
        held = [o for o in programs if o[1].startswith(node[1] + " ") and o[1].removeprefix(node[1] + " ") in places]
        yield from _only(held, node, "même nom, lieu ajouté")


def _only(longer: list[Node], node: Node, reason: str) -> Iterator[Pair]:
    if len(longer) == 1:
        yield longer[0], node, reason


def _owner(rest: str) -> str | None:
    owned = _OWNED.fullmatch(rest)
    return owned["owner"] if owned else None
