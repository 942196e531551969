"""Seconds of extraction beside those of spaCy's own processing of the sentences in it, in the same run.

    python tests/bench/extraction.py FOLDER…

Everything beyond spaCy shall cost at most a third of what spaCy costs. Each document is extracted three times; the best time
counts. The last lines are for a text and for twice that text: time shall double, not quadruple.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.extract import extract
from pipeline.extract.language_model import parse
from pipeline.extract.passages import passages_of
from pipeline.read import ReadError, read
from pipeline.types import Document

ROUNDS = 3
TARGET = 0.33
CHAPTER = """## Atelier {0}

L’Atelier Numéro-{0} est une association du bourg. Maud Kerlévéo-{0} en est la présidente. En 2023, l’Atelier Numéro-{0} a
accueilli {0} personnes lors du Festival des Lanternes {0}, en partenariat avec la Fondation Aubépine-{0}.

"""


def seconds(document: Document) -> tuple[float, float]:
    """The best times of spaCy's processing alone and of everything else that extraction does."""
    passages = passages_of(document)
    spoken = min(_timed(lambda: parse(passages)) for _ in range(ROUNDS))
    whole = min(_timed(lambda: extract(document)) for _ in range(ROUNDS))
    return spoken, whole - spoken


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def line(name: str, spoken: float, rest: float) -> None:
    print(f"  {name[:44]:44} spaCy {spoken:7.2f} s   le reste {rest:7.2f} s   {rest / spoken:6.2f}")


def growth() -> None:
    """Documents that tell of ever new names, so that nothing is found twice."""
    for count in (100, 200, 400):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ateliers.md"
            path.write_text("# Rapport 2023\n\n" + "".join(CHAPTER.format(100 + i) for i in range(count)), encoding="utf-8")
            line(f"{count} chapitres, {path.stat().st_size // 1024} ko", *seconds(read(path)))


def readable(path: Path) -> Document | None:
    try:
        return read(path)
    except ReadError as error:
        print(f"{path.name} : laissé de côté ({error})")
        return None


def main(folders: Sequence[str]) -> None:
    files = [file for folder in folders for file in sorted(Path(folder).rglob("*.pdf"))]
    documents = [document for file in files if (document := readable(file))]
    if not documents:
        sys.exit(f"aucun PDF à lire dans {', '.join(folders)} : essayez « make corpus »")
    print(f"extraction : le reste, en part du temps de spaCy (au plus {TARGET})")
    extract(documents[0])  # loads the model and compiles the patterns
    times = [seconds(document) for document in documents]
    for document, (spoken, rest) in zip(documents, times, strict=True):
        line(document.name, spoken, rest)
    line("ensemble", sum(spoken for spoken, _ in times), sum(rest for _, rest in times))
    growth()


if __name__ == "__main__":
    main(sys.argv[1:] or ["corpus/documents"])
