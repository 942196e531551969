"""Typeset the sources of the sample documents: ``python corpus/build.py [FOLDER]``.

Every ``sources/*.typ`` but the shared style becomes ``documents/<name>.pdf``. Fonts come from ``fonts/`` and from typst itself,
never from the system, and no date is written, so that two builds give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
SOURCES, DOCUMENTS, FONTS = HERE / "sources", HERE / "documents", HERE / "fonts"
STYLE = "style.typ"


def sources(folder: Path = SOURCES) -> list[Path]:
    """The sources of the documents, sorted, without the shared style."""
    return sorted(path for path in folder.glob("*.typ") if path.name != STYLE)


def typeset(source: Path) -> bytes:
    """The PDF of a source, which may import what lies beside it. Raises ``typst.TypstError`` where it does not compile."""
    pdf = typst.compile(
        source,
        root=source.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        timestamp=0,
    )
    assert isinstance(pdf, bytes)
    return pdf


def build(target: Path = DOCUMENTS, folder: Path = SOURCES) -> list[Path]:
    """Typeset every source of ``folder`` into ``target``; returns the PDFs written."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sources(folder):
        pdf = target / f"{source.stem}.pdf"
        draft = pdf.with_suffix(".part")
        draft.write_bytes(typeset(source))
        draft.replace(pdf)
        written.append(pdf)
    return written


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS):
        print(path.name)
