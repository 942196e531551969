"""A file to a document: its pages one by one, then all of them together."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.read import ReadError, assemble, document_id, metadata, plain
from pipeline.read.pages import read_pages
from pipeline.read.recognition.deskew import Turn
from pipeline.read.recognition.ocr_page import as_shown
from pipeline.types import Document, Page

PLAIN = {".txt": False, ".md": True}
"""Endings of plain text, and whether it is Markdown."""


def _read_pdf(path: Path) -> tuple[list[Page], dict[int, Turn], metadata.Stated]:
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError("PDF protégé par un mot de passe : enregistrez-en une copie sans protection") from None
        raise ReadError("PDF abîmé ou tronqué : redemandez le fichier ou enregistrez-le de nouveau") from None
    try:
        if not len(pdf):
            raise ReadError("PDF sans page : rien à lire")
        return *read_pages(pdf, path), metadata.stated(pdf)
    finally:
        pdf.close()


def read_file(path: Path, name: str | None, relative: str | None) -> Document:
    """Reads a ``.pdf``, ``.txt`` or ``.md`` file. Raises :class:`ReadError` where nothing of it can be read."""
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    stated, turns = metadata.Stated(), dict[int, Turn]()
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
        pages, turns, stated = _read_pdf(path)
    document = assemble.assemble(
        pages,
        id=document_id(sha256),
        name=name or path.stem,
        path=relative or path.name,
        sha256=sha256,
        stated_title=stated.title,
    )
    shown = tuple(as_shown(page, turns[page.number]) if page.number in turns else page for page in document.pages)
    document = replace(document, pages=shown)
    document = replace(document, author=stated.author, created=stated.created, modified=stated.modified, outline=stated.outline)
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
