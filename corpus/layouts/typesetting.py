"""Typeset a text of the corpus in another layout than its own.

The texts say what they hold (cards, callouts, columns) by the functions of their style; another style under the same name gives
another layout of the same words.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import typst

from corpus.build import FONTS, SOURCES, STYLE, sources
from corpus.layouts.scan import scanned
from corpus.layouts.shuffle import shuffled

HERE = Path(__file__).resolve().parent
OWN_SOURCES = HERE / "sources"


def texts() -> dict[str, Path]:
    """The sources by name: those of the documents, and those that were written for their layout alone."""
    return {path.stem: path for path in (*sources(), *sources(OWN_SOURCES))}


def compiled(source: Path, style: str, format: str, layout: str, *, tags: bool = True) -> bytes:
    """A source under a style of this folder, as ``pdf`` or ``html``; ``tags`` say in a PDF what its parts are.

    Raises ``typst.TypstError`` where it does not compile.
    """
    data = typst.compile(  # type: ignore[call-overload]  # which does not know that it takes several files
        {
            "main": source.read_bytes(),
            "style.typ": (HERE / f"{style}.typ").read_bytes(),
            "more.typ": (HERE / "more.typ").read_bytes(),
            "base.typ": (SOURCES / STYLE).read_bytes(),
        },
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format=format,
        sys_inputs={"layout": layout},
        timestamp=0,
        pdf_tags=tags,
    )
    assert isinstance(data, bytes)
    return data


LAYOUTS: Mapping[str, Callable[[Path], bytes]] = {
    "portrait": lambda source: compiled(source, "portrait", "pdf", "portrait"),
    "landscape": lambda source: compiled(source, "landscape", "pdf", "landscape"),
    "slides": lambda source: compiled(source, "slides", "pdf", "slides"),
    "shuffled": lambda source: shuffled(compiled(source, "portrait", "pdf", "shuffled", tags=False), source.stem),
    "scanned": lambda source: scanned(compiled(source, "portrait", "pdf", "scanned"), source.stem),
}
"""What typesets a source in each layout."""


def in_layout(source: Path, layout: str) -> Path:
    """The PDF of a source in a layout, made once for all as long as nothing of it changes."""
    folder = Path(tempfile.gettempdir()) / "maillage-layouts" / f"{layout}-{_hash(source)}"
    pdf = folder / f"{source.stem}.pdf"
    if not pdf.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkstemp(dir=folder)[1])
        draft.write_bytes(LAYOUTS[layout](source))
        draft.replace(pdf)
    return pdf


def _hash(source: Path) -> str:
    return hashlib.sha256(source.read_bytes() + _style_hash()).hexdigest()[:16]


@cache
def _style_hash() -> bytes:
    whole = hashlib.sha256(version("typst").encode())
    for path in (SOURCES / STYLE, *sorted(HERE.glob("*.typ")), *sorted(HERE.glob("*.py"))):
        whole.update(path.read_bytes())
    return whole.digest()
