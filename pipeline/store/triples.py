"""A SPARQL store of the published quads. Facts are its default graph, evidence is ``GRAPH graph:evidence``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from pipeline.publish.vocabulary import PREFIXES

# What a query says outside of its strings, addresses and comments; none of those is a keyword.
_NOT_SAID = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = re.compile(r"(?<![\w?$:.-])service(?![\w:-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of text under their variables, None where nothing is bound.

    A question for yes or no has one column ``réponse``; ``CONSTRUCT`` and ``DESCRIBE`` have ``sujet``, ``prédicat``, ``objet``.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def build(place: Path | None, nquads: Path) -> Triples:
    """A store of the quads in an empty folder, or in memory where ``place`` is None. Raises ``OSError``, ``SyntaxError``."""
    store = ox.Store(str(place)) if place else ox.Store()
    store.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
    if place:
        store.flush()
    return Triples(store)


def load(place: Path) -> Triples:
    """The store that was built in a folder, shared by any number of readers. Raises ``OSError``."""
    return Triples(ox.Store.read_only(str(place)))


class Triples:
    """An open store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def query(self, sparql: str) -> Answer:
        """The answer, in the order that the query asks for. Raises :class:`pipeline.store.QueryError`."""
        from pipeline.store import QueryError

        if calls_service(sparql):
            raise QueryError("Requête refusée : SERVICE interroge un autre serveur, et rien ne quitte cette machine.")
        try:
            return _answer(self._store.query(sparql, prefixes=PREFIXES))
        except SyntaxError as error:
            raise QueryError(f"Requête SPARQL mal écrite : {error}") from error
        except (OSError, ValueError) as error:
            raise QueryError(f"Requête impossible : {error}") from error


def calls_service(sparql: str) -> bool:
    """Whether a query asks another server (SPARQL's ``SERVICE``), however it is written."""
    unescaped = _ESCAPE.sub(_character, sparql)
    return any(_SERVICE.search(_NOT_SAID.sub(" ", text)) for text in (sparql, unescaped))


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else ""


def _answer(found: object) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return Answer(("réponse",), (("oui" if found else "non",),))
    if isinstance(found, ox.QuerySolutions):
        variables = tuple(variable.value for variable in found.variables)
        rows = (tuple(_shown(solution[name]) for name in variables) for solution in found)
        return Answer(variables, tuple(rows))
    assert isinstance(found, ox.QueryTriples)
    return Answer(("sujet", "prédicat", "objet"), tuple(_triples(found)))


def _triples(found: ox.QueryTriples) -> Iterator[tuple[str | None, ...]]:
    for triple in sorted(found, key=str):
        yield _shown(triple.subject), _shown(triple.predicate), _shown(triple.object)


def _shown(term: object) -> str | None:
    """Literals as their text, nodes by their prefixed name where there is one."""
    if term is None:
        return None
    if not isinstance(term, ox.NamedNode):
        return term.value if isinstance(term, ox.Literal | ox.BlankNode) else str(term)
    for prefix, start in PREFIXES.items():
        if term.value.startswith(start):
            return f"{prefix}:{term.value.removeprefix(start)}"
    return term.value
