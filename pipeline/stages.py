"""The stages as tasks for a worker: bytes in, JSON out. What happens here happens in a process of its own."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from pipeline.pool import Refused
from pipeline.types import Document, from_json, to_json


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, the name that its document goes by, and its path below the folder that was given."""

    path: str
    name: str
    relative: str

    def to_bytes(self) -> bytes:
        """As JSON in ASCII, which also holds file names that are not UTF-8."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Source:
        return cls(**json.loads(data))


def pages(source: bytes) -> bytes:
    """How many pages of time reading a PDF takes; 0 for what is none or is broken: reading will say why."""
    import pypdfium2

    from pipeline.read.recognition.scans import pages_of_time

    try:
        return str(pages_of_time(Source.from_bytes(source).path)).encode()
    except (OSError, pypdfium2.PdfiumError):
        return b"0"


def read(source: bytes) -> bytes:
    """:class:`Source` → :class:`~pipeline.types.Document`."""
    from pathlib import Path

    from pipeline.read import ReadError
    from pipeline.read import read as read_file

    asked = Source.from_bytes(source)
    try:
        return to_json(read_file(Path(asked.path), name=asked.name, relative=asked.relative))
    except ReadError as error:
        raise Refused(str(error)) from None


def extract(document: bytes) -> bytes:
    """:class:`~pipeline.types.Document` → :class:`~pipeline.types.Extraction`."""
    from pipeline.extract import extract as extract_from

    return to_json(extract_from(from_json(Document, document)))


def draw(asked: bytes) -> bytes:
    """:class:`Source` and, on the next line, a :class:`~pipeline.explore.drawing.Drawing` → the page as a PNG file."""
    import pypdfium2

    from pipeline.explore.drawing import Drawing, draw_page

    source, _, drawing = asked.partition(b"\n")
    try:
        with pypdfium2.PdfDocument(Source.from_bytes(source).path) as pdf:
            return draw_page(pdf, from_json(Drawing, drawing))
    except (OSError, pypdfium2.PdfiumError):
        raise Refused("le fichier ne s'ouvre plus") from None


def cut_out(asked: bytes) -> bytes:
    """:class:`Source` and, on the next line, a :class:`~pipeline.explore.evaluate.pictures.Cut` → that piece as a JPEG file."""
    import pypdfium2

    from pipeline.explore.evaluate.pictures import Cut
    from pipeline.explore.evaluate.pictures import cut_out as cut_out_of

    source, _, cut = asked.partition(b"\n")
    try:
        with pypdfium2.PdfDocument(Source.from_bytes(source).path) as pdf:
            return cut_out_of(pdf, from_json(Cut, cut))
    except (OSError, pypdfium2.PdfiumError):
        raise Refused("cette page ne s'affiche pas") from None
