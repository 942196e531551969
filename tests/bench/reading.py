"""Pages per second of our reading, next to ``pdfplumber.Page.extract_words`` on the same pages in the same run.

    python tests/bench/reading.py FOLDER…

Each side reads every file three times; the best time of each page counts. Pages without tables are those where we found no
cell and did not ask pdfplumber for one. Seconds differ from machine to machine, the ratios much less. The last lines are the
most memory that reading takes, for a short and a long file.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pypdfium2 as pdfium
import typst

from pipeline.read import ReadError, glyphs, pages, read
from pipeline.read.assemble import assemble
from pipeline.read.hyphenation import Hyphenation
from pipeline.read.tables.ruled import Grids, may_hold_grid
from pipeline.types import Page

ROUNDS = 3
PARAGRAPH = "Les ateliers de la halle accueillent chaque mois une centaine de personnes du bourg et des environs. "


class Seconds(NamedTuple):
    """What one page costs, in the best of the rounds."""

    whole: float
    words: float
    pdfplumber: float
    table: bool


def timed(call: Callable[..., object], *arguments: object) -> float:
    began = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - began


def measure(path: Path) -> list[Seconds]:
    """Seconds of every page of a file: read whole, its words alone, and its words by pdfplumber.

    What reading does once for a document (title, headings, speakers, languages) is shared out evenly among its pages.
    """
    document = pdfium.PdfDocument(path)
    count = len(document)
    best = [[float("inf")] * 3 for _ in range(count)]
    once = min(_once(path, document) for _ in range(ROUNDS)) / count
    with pdfplumber.open(path) as pdf, Grids(path) as grids:
        for _ in range(ROUNDS):
            for number in range(1, count + 1):
                page = pdf.pages[number - 1]
                times = (
                    timed(_whole, document, grids, number) + once,
                    timed(_words, document, number),
                    timed(page.extract_words),
                )
                best[number - 1] = [min(pair) for pair in zip(best[number - 1], times, strict=True)]
                page.close()
        found = [Seconds(a, b, c, _has_table(document, grids, number)) for number, (a, b, c) in enumerate(best, start=1)]
    document.close()
    return found


def _whole(document: pdfium.PdfDocument, grids: Grids, number: int) -> Page:
    return next(pages.composed([pages.draft_page(document, grids, number)], Hyphenation()))


def _words(document: pdfium.PdfDocument, number: int) -> None:
    page = document[number - 1]
    glyphs.read_sheet(page, number)
    page.close()


def _once(path: Path, document: pdfium.PdfDocument) -> float:
    """Seconds that are spent once for a document."""
    read, _ = pages.read_pages(document, path)
    began = time.perf_counter()
    assemble(read, id="", name="", path="", sha256="", stated_title=None)
    return time.perf_counter() - began


def _has_table(document: pdfium.PdfDocument, grids: Grids, number: int) -> bool:
    page = document[number - 1]
    asked = may_hold_grid(glyphs.read_sheet(page, number))
    page.close()
    return asked or any(block.kind == "cell" for block in _whole(document, grids, number).blocks)


def report(name: str, costs: Sequence[Seconds]) -> None:
    if not costs:
        return
    whole, words, theirs = (sum(getattr(page, side) for page in costs) for side in ("whole", "words", "pdfplumber"))
    print(f"{name} ({len(costs)})")
    print(f"  lecture complète de maillage         {len(costs) / whole:8.1f} pages/s   {theirs / whole:6.1f} ×")
    print(f"  mots seuls (read_sheet)              {len(costs) / words:8.1f} pages/s   {theirs / words:6.1f} ×")
    print(f"  pdfplumber.Page.extract_words        {len(costs) / theirs:8.1f} pages/s")


def peak(path: Path) -> int:
    """The most memory, in MiB, that reading a file takes, in a process of its own."""
    code = (
        "import resource, sys; from pathlib import Path; from pipeline.read import read; read(Path(sys.argv[1])); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) // (1 if sys.platform == "darwin" else 1024) // (1024 if sys.platform == "darwin" else 1)


def memory() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for count in (50, 500):
            path = Path(folder) / f"{count}.pdf"
            source = f'#set page(paper: "a4")\n#for _ in range({count}) [#("{PARAGRAPH}" * 24) #pagebreak(weak: true)]'
            path.write_bytes(typst.compile(source.encode(), format="pdf", ignore_system_fonts=True, timestamp=0))
            print(f"mémoire au plus, {count:3} pages            {peak(path):8} Mio")


def readable(path: Path) -> bool:
    try:
        return bool(read(path).pages)
    except ReadError as error:
        print(f"{path.name} : laissé de côté ({error})")
        return False


def main(folders: Sequence[str]) -> None:
    files = [file for folder in folders for file in sorted(Path(folder).rglob("*.pdf")) if readable(file)]
    if not files:
        sys.exit(f"aucun PDF à lire dans {', '.join(folders)} : essayez « make corpus »")
    costs = [page for file in files for page in measure(file)]
    report("pages sans tableau", [page for page in costs if not page.table])
    report("toutes les pages", costs)
    memory()


if __name__ == "__main__":
    main(sys.argv[1:] or ["corpus/documents"])
