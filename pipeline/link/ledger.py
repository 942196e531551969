"""Identifiers: given once, holding no name, kept in a ledger that is part of the result and an input of the next run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..types import EntityType, LedgerRow, content_key


class Ledger:
    """Finds the identifier that a thing had, or gives it a new one made from where it was first found."""

    def __init__(self, rows: Sequence[LedgerRow]) -> None:
        self._rows = {row.entity: row for row in rows}
        self._by_anchor = {anchor: row.entity for row in rows for anchor in row.anchors}
        self._by_name = {(row.type, name): row.entity for row in rows for name in row.names}
        self._given: set[str] = set()

    def identify(self, kind: EntityType, anchors: Iterable[str], names: Iterable[str]) -> str:
        """The identifier of a thing by the mentions and folded names that it has now; most mentions decide."""
        anchors, names = sorted(set(anchors)), sorted(set(names))
        votes = Counter(self._by_anchor[a] for a in anchors if a in self._by_anchor)
        votes.update(self._by_name[kind, n] for n in names if (kind, n) in self._by_name)
        free = [
            (count, entity) for entity, count in votes.items() if entity not in self._given and self._rows[entity].type == kind
        ]
        if free:
            entity = min(free, key=lambda pair: (-pair[0], pair[1]))[1]
        else:
            salt = 0
            entity = content_key("e", kind, anchors[0], salt)
            while entity in self._given or entity in self._rows:
                salt += 1
                entity = content_key("e", kind, anchors[0], salt)
        self._given.add(entity)
        old = self._rows.get(entity)
        kept = set(old.anchors) | set(anchors) if old else set(anchors)
        called = set(old.names) | set(names) if old else set(names)
        self._rows[entity] = LedgerRow(entity, kind, tuple(sorted(kept)), tuple(sorted(called)))
        return entity

    def rows(self) -> tuple[LedgerRow, ...]:
        """The ledger as it stands now, rows of things no longer found kept."""
        return tuple(self._rows[entity] for entity in sorted(self._rows))
