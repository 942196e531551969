"""Read: a file becomes a :class:`~pipeline.types.Document`, pages with their words, blocks and languages.

Each page is read alone (glyphs → layout → blocks → compose); :mod:`assemble` then looks at all of them together. A page that is
a picture of text is recognized first (scans → ocr_page), and then laid out like any other.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from ..types import Document, Page
from . import assemble, glyphs, layout, plain, scans, tables
from .blocks import RawBlock, blocks_of
from .compose import compose
from .glyphs import PrintedWord, Sheet
from .ocr import OcrError
from .ocr_page import as_shown, recognize_page, with_even_sizes

VERSION = "1"

PLAIN = {".txt": False, ".md": True}


class ReadError(Exception):
    """A file that cannot be read; the message says why and what to do, in French."""


def document_id(sha256: str) -> str:
    """The identifier of a document, from nothing but its bytes."""
    return "d" + sha256[:16]


def _table_blocks(words: list[PrintedWord], table: tables.Table) -> list[RawBlock]:
    found: list[RawBlock] = []
    for row in table.rows:
        for cell in row:
            if cell is None:
                continue
            x0, top, x1, bottom = cell
            inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= w.middle <= bottom]
            lines = sorted(layout.lines_of(inside), key=lambda line: (line.middle, line.x0))
            if lines:
                found.append(RawBlock(tuple(lines), "cell"))
    return found


def _blocks(sheet: Sheet, found: list[tables.Table]) -> list[RawBlock]:
    """Blocks in reading order; a table's place is that of its first cell."""
    words = [w for w in sheet.words if not w.turn]
    body = layout.body_size(words)
    stand_ins: dict[PrintedWord, tables.Table] = {}
    for table in found:
        x0, top, x1, bottom = table.box
        inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= w.middle <= bottom]
        words = [w for w in words if w not in set(inside)]
        if inside:  # one large word keeps the table's place while the page is cut
            stand_in = PrintedWord("\ufffc", x0, top, x1, bottom, body, False, False, "000000")
            stand_ins[stand_in] = table
            words.append(stand_in)
    blocks: list[RawBlock] = []
    for leaf in layout.order(layout.lines_of(words), body):
        pieces: list[layout.Line] = []
        for line in leaf.lines:
            table_here = next((stand_ins[w] for w in line.words if w in stand_ins), None)
            if table_here is None:
                pieces.append(line)
                continue
            if pieces:
                blocks += blocks_of(layout.Leaf(tuple(pieces), leaf.cell), body)
                pieces = []
            blocks += _table_blocks(list(sheet.words), table_here)
        if pieces:
            blocks += blocks_of(layout.Leaf(tuple(pieces), leaf.cell), body)
    return blocks


def _read_page(pdf: pdfium.PdfDocument, path: Path, number: int) -> Page:
    try:
        sheet = glyphs.read_sheet(pdf, number)
        need = scans.need(pdf, sheet)
        if need != "none":
            return _recognized(pdf, sheet, keep=need == "around")
        found = tables.find_tables(path, number) if len(sheet.rules) >= tables.ENOUGH_RULES else []
        page = compose(sheet, _blocks(sheet, found))
    except Exception as error:  # one bad page never costs a document: whatever a broken page raises is its reason
        return Page(number, 0.0, 0.0, "", (), (), problem=f"page illisible ({type(error).__name__})")
    return page


def _recognized(pdf: pdfium.PdfDocument, sheet: Sheet, keep: bool) -> Page:
    """A page of pictures. Where recognition fails, the words of its own are what is read of it, or that is its problem."""
    try:
        scan = recognize_page(pdf, sheet, keep)
    except OcrError as error:
        page = compose(sheet, _blocks(sheet, [])) if keep else compose(sheet, [])
        return replace(page, unread_images=1) if page.words else replace(page, problem=f"page numérisée, sans texte : {error}")
    page = as_shown(compose(scan.sheet, _blocks(scan.sheet, [])), scan.turn)
    return page if page.words else replace(page, unread_images=1)


def _read_pdf(path: Path) -> tuple[list[Page], str | None]:
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError("PDF protégé par un mot de passe : enregistrez-en une copie sans protection") from None
        raise ReadError("PDF abîmé ou tronqué : redemandez le fichier ou enregistrez-le de nouveau") from None
    try:
        if not len(pdf):
            raise ReadError("PDF sans page : rien à lire")
        title = pdf.get_metadata_value("Title") or None
        return with_even_sizes([_read_page(pdf, path, number) for number in range(1, len(pdf) + 1)]), title
    finally:
        pdf.close()


def read(path: Path, *, name: str | None = None, relative: str | None = None) -> Document:
    """Reads a ``.pdf``, ``.txt`` or ``.md`` file. Raises :class:`ReadError` where nothing of it can be read."""
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    title: str | None = None
    if not data:
        raise ReadError("fichier vide : rien à lire")
    if path.suffix.lower() in PLAIN:
        try:
            pages = [plain.read_plain(data.decode("utf-8"), PLAIN[path.suffix.lower()])]
        except UnicodeDecodeError:
            raise ReadError("texte qui n'est pas en UTF-8 : enregistrez-le dans ce codage") from None
    else:
        if b"%PDF-" not in data[:1024]:
            raise ReadError("ce n'est pas un PDF malgré son nom : vérifiez le fichier")
        pages, title = _read_pdf(path)
    document = assemble.assemble(
        pages,
        id=document_id(sha256),
        name=name or path.stem,
        path=relative or path.name,
        sha256=sha256,
        stated_title=title,
    )
    if not any(page.text.strip() for page in document.pages):
        raise ReadError(_why_without_text(document))
    return document


def _why_without_text(document: Document) -> str:
    problems = sorted({page.problem for page in document.pages if page.problem})
    if problems:
        return problems[0]
    if any(page.images for page in document.pages):
        return (
            "PDF sans texte, où la reconnaissance de caractères n'a rien trouvé : "
            "numérisez-le de nouveau, droit, net et à 300 points par pouce"
        )
    return "PDF sans texte ni image : vérifiez le fichier"
