"""Where our words differ from ``pdfplumber.Page.extract_words``, by kind: the numbers in docs/words.md.

    python tests/bench/differences.py [-v] FOLDER…

Each page is compared as two bags of words. ``-v`` also lists the words.
"""

from __future__ import annotations

import logging
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from pipeline.read.glyphs import BULLET_SIGN, PrintedWord, read_sheet

KINDS = {
    "leaders": "points de conduite",
    "ligatures": "ligatures et signes à recomposer",
    "raised": "appels de note et exposants",
    "doubled": "mots imprimés deux fois",
    "turned": "texte tourné",
    "outside": "texte hors de la page ou invisible",
    "bullets": "puces",
    "spaced": "lettres espacées",
    "merged": "mots que pdfplumber colle",
    "split": "mots que pdfplumber coupe",
    "other": "autres",
}


def _near(word: PrintedWord, other: dict[str, float]) -> bool:
    x, y = (other["x0"] + other["x1"]) / 2, (other["top"] + other["bottom"]) / 2
    inside = word.x0 - 1 <= x <= word.x1 + 1 and word.top - 1 <= y <= word.bottom + 1
    return inside or other["x0"] - 1 <= (word.x0 + word.x1) / 2 <= other["x1"] + 1 and other["top"] - 1 <= word.middle <= other["bottom"] + 1


def kind(theirs: str, ours: Sequence[PrintedWord], upright: bool, on_page: bool) -> str:
    """What kind of difference it is that pdfplumber has the word ``theirs`` where we have these words, or none."""
    joined = "".join(word.text for word in ours)
    if re.search(r"[.…_·]{4,}", theirs):
        return "leaders"
    if not upright or any(word.turn for word in ours):
        return "turned"
    if not ours:
        return "doubled" if on_page and len(theirs) > 1 else "outside"
    if any(word.raised for word in ours):
        return "raised"
    if BULLET_SIGN in joined:
        return "bullets"
    if joined == theirs:
        return "merged"
    if unicodedata.normalize("NFKC", theirs) == joined or re.search(r"[\uf000-\uf8ff\xad\ufb00-\ufb06]", theirs):
        return "ligatures"
    if len(ours) == 1 and len(theirs) == 1:
        return "spaced"
    if len(ours) == 1 and theirs in joined:
        return "split"
    return "other"


def compare(path: Path) -> Counter[str]:
    """Words of pdfplumber that we read otherwise, and those of ours that it has not, counted by kind."""
    found: Counter[str] = Counter()
    document = pdfium.PdfDocument(path)
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            sheet = read_sheet(document, number)
            theirs = page.extract_words()
            bag = Counter(word.text for word in sheet.words)
            for word in theirs:
                found["words"] += 1
                if bag[word["text"]] > 0:
                    bag[word["text"]] -= 1
                    continue
                near = [ours for ours in sheet.words if _near(ours, word)]
                on_page = 0 <= word["x0"] < page.width and 0 <= word["top"] < page.height
                what = kind(word["text"], near, word["upright"], on_page)
                found[what] += 1
                if "-v" in sys.argv:
                    print(path.name[:20], number, what, repr(word["text"]), [ours.text for ours in near])
            for text in (bag - Counter(word["text"] for word in theirs)).elements():
                found["bullets only ours" if text == BULLET_SIGN else "only ours"] += 1
            page.close()
    document.close()
    return found


def main(folders: Sequence[str]) -> None:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    total: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*.pdf")):
        total += compare(path)
    print(f"{total['words']} mots de pdfplumber")
    for name, label in KINDS.items():
        print(f"{label:42}{total[name]:6}")
    print(f"{'puces que nous seuls voyons':42}{total['bullets only ours']:6}")


if __name__ == "__main__":
    main([argument for argument in sys.argv[1:] if argument != "-v"] or ["corpus/documents"])
