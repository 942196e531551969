"""Opening a result folder: its exchange files, and two stores made from them when they are first asked for.

The stores are caches under ``cache/stores/<version>/`` that can be removed at any time. They are built beside and renamed, so
that two processes may race; where the folder cannot be written they are made in memory.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline.publish.versions import current

if TYPE_CHECKING:
    from pipeline.publish.jsonl import Row
    from pipeline.store.passages import Passage, Passages
    from pipeline.store.triples import Answer, Triples
    from pipeline.types import Knowledge

S = TypeVar("S")

__all__ = ["NoResult", "QueryError", "Result", "default_folder", "open_result"]

VERSION = "1"
"""Changes whenever the stores are built otherwise, so that older ones are left alone."""


class NoResult(Exception):
    """There is nothing to read in the folder. The message is for people, in French."""


class QueryError(Exception):
    """A query that cannot be answered. The message is for people, in French."""


def default_folder() -> Path:
    """The result folder that is meant where none is named: ``MAILLAGE_DIR``, else ``build/knowledge``."""
    return Path(os.environ.get("MAILLAGE_DIR") or Path("build", "knowledge"))


def open_result(folder: Path | str | None = None) -> Result:
    """The version in force of a result folder (or the version that ``folder`` itself is). Raises :class:`NoResult`."""
    folder = default_folder() if folder is None else Path(folder)
    version = current(folder)
    if version:
        return Result(folder / "versions" / version, folder / "cache" / "stores" / version)
    if (folder / "entities.jsonl").is_file():
        return Result(folder, None)
    why = "ce dossier n’existe pas" if not folder.is_dir() else "ce dossier ne contient pas de résultat"
    raise NoResult(f"{folder} : {why} ; lancez d’abord « maillage run DOCUMENTS -o {folder} », ou donnez le dossier avec -d.")


@dataclass(frozen=True)
class Result:
    """A version of a result folder, open for reading. It stays what it is when a newer version comes into force."""

    path: Path
    """The folder of the exchange files."""
    stores: Path | None
    """Where its stores may be kept, or None."""

    def rows(self, name: str) -> list[Row]:
        """The rows of an exchange file: ``rows("entities")``. Raises :class:`NoResult` where the file cannot be read."""
        from pipeline.publish.jsonl import from_jsonl

        path = self.path / f"{name}.jsonl"
        try:
            return from_jsonl(path.read_bytes())
        except (OSError, ValueError) as error:
            raise NoResult(f"{path} : fichier illisible ; relancez « maillage run ».") from error

    def knowledge(self) -> Knowledge:
        """The knowledge that was published. Raises :class:`NoResult` where a file cannot be read."""
        from pipeline.publish.rows import knowledge_from

        return knowledge_from({name: self.rows(name) for name in _KNOWLEDGE})

    def search(self, words: str, limit: int = 10) -> list[Passage]:
        """The passages that hold the words, best first: all of the words if any passage does, else some of them."""
        return self._passages.search(words, limit)

    def query(self, sparql: str) -> Answer:
        """The answer to a SPARQL 1.1 query; the usual prefixes are known. Raises :class:`QueryError`."""
        return self._triples.query(sparql)

    @cached_property
    def _passages(self) -> Passages:
        from pipeline.store import passages

        def build(place: Path | None) -> Passages:
            return passages.build(place, self.rows("documents"), self.rows("pages"), self.rows("blocks"))

        return self._kept("text", build, passages.load)

    @cached_property
    def _triples(self) -> Triples:
        from pipeline.store import triples

        return self._kept("triples", lambda place: triples.build(place, self.path / "rdf" / "knowledge.nq"), triples.load)

    def _kept(self, name: str, build: Callable[[Path | None], S], load: Callable[[Path], S]) -> S:
        """The store of that name: opened where it is kept, else built there, else built in memory; a broken one is removed."""
        if self.stores is None:
            return build(None)
        place = self.stores / f"{name}-{VERSION}"
        try:
            if not place.is_dir():
                _build_beside(place, build)
                _forget_others(self.stores, self.path.parent)
            return load(place)
        except (OSError, ValueError):  # a read-only folder, a full disk, a store that another hand broke
            shutil.rmtree(place, ignore_errors=True)
            return build(None)


_KNOWLEDGE = ("documents", "entities", "mentions", "relations", "figures", "unasserted", "merges")


def _build_beside(place: Path, build: Callable[[Path | None], S]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=place.parent))
    try:
        built = build(beside)
        del built  # closes its files
        beside.chmod(0o755)
        try:
            beside.rename(place)
        except OSError:
            if not place.is_dir():  # else another process was quicker, with the same content
                raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _forget_others(stores: Path, versions: Path) -> None:
    """Remove the stores of versions that are gone."""
    for path in stores.parent.iterdir():
        if path != stores and not (versions / path.name).is_dir():
            shutil.rmtree(path, ignore_errors=True)
