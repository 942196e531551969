"""Identifiers: given once, holding no name, kept in a ledger that is part of the result and an input of the next run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..types import EntityType, LedgerRow, content_key

Thing = tuple[EntityType, frozenset[str], frozenset[str]]
"""A type, the keys of the mentions, the folded names."""


class Ledger:
    """Finds the identifiers that things had, or gives them new ones made from where they were first found."""

    def __init__(self, rows: Sequence[LedgerRow]) -> None:
        self._rows = {row.entity: row for row in rows}

    def identify(self, things: Sequence[Thing]) -> list[str]:
        """The identifier of each thing. All are decided together, the strongest claim first: what was one and is now two
        leaves its identifier to the larger part, and what was two, was one for a while and is two again has both back."""
        holders: dict[object, list[str]] = defaultdict(list)
        for entity, row in sorted(self._rows.items()):
            for mark in (*row.anchors, *((row.type, name) for name in row.names)):
                holders[mark].append(entity)
        claims: list[tuple[int, int, str, int]] = []  # of two rows that hold as much of a thing, the one that holds little else
        for index, (kind, anchors, names) in enumerate(things):
            votes = Counter(entity for mark in (*anchors, *((kind, n) for n in names)) for entity in holders.get(mark, ()))
            rows = [(count, self._rows[entity]) for entity, count in votes.items() if self._rows[entity].type == kind]
            claims += [(-count, len(row.anchors) + len(row.names), row.entity, index) for count, row in rows]
        given: dict[int, str] = {}
        taken: set[str] = set()
        for _, _, entity, index in sorted(claims):
            if index not in given and entity not in taken:
                given[index] = entity
                taken.add(entity)
        return [self._enter(given.get(index), thing) for index, thing in enumerate(things)]

    def _enter(self, entity: str | None, thing: Thing) -> str:
        """Writes a thing into its row, a new one where it has none."""
        kind, anchors, names = thing
        salt = 0
        while entity is None:
            fresh = content_key("e", kind, min(anchors), salt)
            entity, salt = (None if fresh in self._rows else fresh), salt + 1
        old = self._rows.get(entity)
        kept = anchors.union(old.anchors) if old else anchors
        called = names.union(old.names) if old else names
        self._rows[entity] = LedgerRow(entity, kind, tuple(sorted(kept)), tuple(sorted(called)))
        return entity

    def rows(self) -> tuple[LedgerRow, ...]:
        """The ledger as it stands now, rows of things no longer found kept."""
        return tuple(self._rows[entity] for entity in sorted(self._rows))
