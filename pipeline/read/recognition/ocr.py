"""Character recognition through Tesseract, where the system provides it.

Called as a program rather than through a wrapper: the picture goes in and the words come out over pipes, so that nothing of a
document is left in temporary files when a worker is killed, and what is started dies with the worker that started it.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PIL import Image

PAGE_SECONDS = 90.0
"""For one page: a full one takes three to eight seconds, several times that on a busy machine."""

LANGUAGES = ("fra", "eng")
INSTALL = "installez Tesseract (apt install tesseract-ocr tesseract-ocr-fra), puis relancez"

Layout = Literal["page", "scattered", "block"]
"""What Tesseract looks for: paragraphs in columns, words anywhere, or one block of text."""

_SEGMENTATION: dict[Layout, str] = {"page": "3", "scattered": "11", "block": "6"}


class OcrError(Exception):
    """Recognition did not come to an end; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as Tesseract sees it: its box in pixels, how sure it is (0 to 1), and the line that it stands on."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program that was found, its version and the languages of ours that it reads."""

    program: str
    version: str
    languages: tuple[str, ...]


def _environment() -> dict[str, str]:
    # One thread, as for everything in a worker: threads would only fight over the processors, and sums would depend on them.
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}


def _answer(command: Sequence[str], image: bytes = b"", seconds: float = 20.0) -> str:
    done = subprocess.run(command, input=image, capture_output=True, timeout=seconds, env=_environment(), check=True)
    return done.stdout.decode("utf-8", "replace")


@cache
def installed() -> Tesseract | None:
    """Tesseract as this system has it; None without it, or where it reads neither French nor English."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        version = _answer([program, "--version"]).split("\n", 1)[0].strip()
        listed = _answer([program, "--list-langs"]).split()
    except (OSError, subprocess.SubprocessError):
        return None
    languages = tuple(code for code in LANGUAGES if code in listed)
    return Tesseract(program, version, languages) if languages else None


def recognize(image: Image.Image, dpi: float, layout: Layout = "page") -> list[SeenWord]:
    """Words on a grey ``image``, in Tesseract's order. Raises :class:`OcrError` where there is no answer (in time)."""
    tesseract = installed()
    if tesseract is None:
        raise OcrError(f"reconnaissance de caractères impossible : {INSTALL}")
    pixels = io.BytesIO()
    image.save(pixels, "PPM")
    command = [tesseract.program, "stdin", "stdout", "-l", "+".join(tesseract.languages)]
    command += ["--dpi", str(max(70, round(dpi))), "--psm", _SEGMENTATION[layout], "-c", "tessedit_create_tsv=1"]
    try:
        table = _answer(command, pixels.getvalue(), PAGE_SECONDS)
    except subprocess.TimeoutExpired:
        raise OcrError(
            f"reconnaissance de caractères abandonnée après {PAGE_SECONDS:g} s : simplifiez la page ou numérisez-la de nouveau"
        ) from None
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrError(f"Tesseract a échoué ({type(error).__name__}) : vérifiez son installation") from None
    return _words(table)


def _words(table: str) -> list[SeenWord]:
    """The rows of Tesseract's table that are words (level 5)."""
    found: list[SeenWord] = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] != "5" or not text:
            continue
        left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
        line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        sure = max(0.0, float(row["conf"])) / 100
        found.append(SeenWord(text, left, top, left + width, top + height, round(sure, 3), line))
    return found
