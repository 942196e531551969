"""Pages per second of our reading, next to ``pdfplumber.Page.extract_words`` on the same files in the same run.

    python tests/bench/reading.py FOLDER…

Each side reads every file three times; its best time counts. Seconds differ from machine to machine, the ratio much less.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber

from pipeline.read import ReadError, read

ROUNDS = 3


def ours(path: Path) -> int:
    return len(read(path).pages)


def words_only(path: Path) -> int:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()
        return len(pdf.pages)


def speed(read_file: Callable[[Path], int], files: Sequence[Path]) -> float:
    """Pages per second, in the best of the rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        pages = sum(read_file(file) for file in files)
        best = max(best, pages / (time.perf_counter() - began))
    return best


def readable(path: Path) -> bool:
    try:
        return ours(path) > 0
    except ReadError as error:
        print(f"{path.name} : laissé de côté ({error})")
        return False


def main(folders: Sequence[str]) -> None:
    files = [file for folder in folders for file in sorted(Path(folder).rglob("*.pdf")) if readable(file)]
    if not files:
        sys.exit(f"aucun PDF à lire dans {', '.join(folders)} : essayez « make corpus »")
    mine, theirs = speed(ours, files), speed(words_only, files)
    print(f"lecture complète de maillage         {mine:8.1f} pages/s")
    print(f"pdfplumber.Page.extract_words seul   {theirs:8.1f} pages/s")
    print(f"rapport                              {mine / theirs:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["corpus/documents"])
