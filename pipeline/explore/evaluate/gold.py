"""Gold files: what people read in a document.

They are YAML: ``document`` (name without extension), ``entities`` by type (a name, or a list of right forms with the canonical
one first), ``roles`` (person, title, organization), ``relations`` (subject, predicate, object), ``partners``, ``figures``, and
beside them what is neither right nor wrong when found: ``neutral``, ``neutral_roles``, ``neutral_relations``,
``neutral_values``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.explore.evaluate.folding import fold
from pipeline.explore.evaluate.scores import TYPES

Triple = tuple[str, str, str]


class GoldError(Exception):
    """A gold file that cannot be used. The message is for people, in French."""


class Gold:
    """A gold file, its names folded."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.document: str = data["document"]
        self.entities = {kind: [_forms(item) for item in (data.get("entities") or {}).get(kind) or []] for kind in TYPES}
        self.named: dict[tuple[str, str], str] = {}
        for kind in TYPES:
            for forms in self.entities[kind]:
                for form in forms:
                    self.named.setdefault((kind, fold(form)), forms[0])
        self._canonical = {form: name for (_, form), name in self.named.items()}
        self.neutral = {kind: {fold(name) for name in (data.get("neutral") or {}).get(kind) or []} for kind in TYPES}
        self.roles = self._roles(data, "roles")
        self.neutral_roles = self._roles(data, "neutral_roles")
        self.relations = [*self._relations(data, "relations"), *self._partners(data.get("partners"))]
        members = [(person, "memberOf", where) for person, _, where in self.roles if where]  # who holds a role is a member too
        self.neutral_relations = [*members, *self._relations(data, "neutral_relations")]
        self.figures: list[Mapping[str, Any]] = list(data.get("figures") or [])
        self.neutral_values = {float(value) for value in data.get("neutral_values") or []}

    def canonical(self, name: str | None) -> str:
        """The canonical form of a name; «» where there is none."""
        return self._canonical.get(fold(name), name) if name else ""

    def forms(self, name: str) -> tuple[str, ...]:
        """Every right form of the things that have this canonical name, itself first."""
        same = (form for kind in TYPES for forms in self.entities[kind] if forms[0] == name for form in forms)
        return tuple(dict.fromkeys((name, *same)))

    def _roles(self, data: Mapping[str, Any], key: str) -> list[Triple]:
        return [(self.canonical(person), title, self.canonical(where)) for person, title, where in data.get(key) or []]

    def _relations(self, data: Mapping[str, Any], key: str) -> list[Triple]:
        return [(self.canonical(one), predicate, self.canonical(two)) for one, predicate, two in data.get(key) or []]

    def _partners(self, spec: Mapping[str, Any] | None) -> Iterator[Triple]:
        """Partners of one organization: those of ``names``, or those that the list of organizations has ``from`` … ``to``."""
        if not spec:
            return
        names = spec.get("names")
        if names is None:
            known = [forms[0] for forms in self.entities["Organization"]]
            names = known[known.index(spec["from"]) : known.index(spec["to"]) + 1]
        for name in names:
            yield self.canonical(name), "partnerOf", self.canonical(spec["of"])


def read_gold(path: Path) -> Gold:
    """A gold file. Raises :class:`GoldError`."""
    import yaml

    try:
        return Gold(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise GoldError(f"{path} : fichier de référence introuvable ou illisible.") from error
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise GoldError(f"{path} : ce n’est pas un fichier de référence ({type(error).__name__} : {error}).") from error


def _forms(item: str | Sequence[str]) -> list[str]:
    return [item] if isinstance(item, str) else list(item)
