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
    "signs": "césures et ligatures",
    "raised": "appels de note et exposants",
    "gone": "mots imprimés deux fois, cachés ou hors page",
    "turned": "texte tourné",
    "mixed": "lettres de lignes voisines mêlées",
    "split": "mots coupés à un changement de corps",
    "merged": "mots collés",
    "other": "autres",
}
"""Of what pdfplumber reads otherwise than we do."""


def _near(word: PrintedWord, x0: float, top: float, x1: float, bottom: float) -> bool:
    """Whether the middle of one of two words lies in the other."""
    x, y, middle = (x0 + x1) / 2, (top + bottom) / 2, (word.x0 + word.x1) / 2
    inside = word.x0 - 1 <= x <= word.x1 + 1 and word.top - 1 <= y <= word.bottom + 1
    return inside or x0 - 1 <= middle <= x1 + 1 and top - 1 <= word.middle <= bottom + 1


def kind(theirs: str, ours: Sequence[PrintedWord], upright: bool) -> str:
    """What kind of difference it is that pdfplumber has the word ``theirs`` where we have these words, or none."""
    joined = "".join(word.text for word in ours)
    if re.search(r"[.…_·]{4,}", theirs):
        return "leaders"
    if not upright or any(word.turn for word in ours):
        return "turned"
    if not ours:
        return "gone"
    if any(word.raised for word in ours):
        return "raised"
    if joined == theirs:
        return "merged" if len(ours) > 1 else "mixed"
    if unicodedata.normalize("NFKC", theirs).replace("\xad", "-") == joined or re.search("[\uf000-\uf8ff]", theirs):
        return "signs"
    if len(theirs) < 3 and len(ours) == 1:
        return "mixed"
    if len(ours) == 1 and theirs in joined:
        return "split"
    return "other"


def compare(path: Path) -> Counter[str]:
    """Words of pdfplumber that we read otherwise, and those of ours that it has not, counted by kind."""
    found: Counter[str] = Counter()
    document = pdfium.PdfDocument(path)
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            sheet = read_sheet(document[number - 1], number)
            theirs = page.extract_words()
            bag = Counter(word.text for word in sheet.words)
            for word in theirs:
                found["words"] += 1
                if bag[word["text"]] > 0:
                    bag[word["text"]] -= 1
                    continue
                near = [ours for ours in sheet.words if _near(ours, word["x0"], word["top"], word["x1"], word["bottom"])]
                what = kind(word["text"], near, word["upright"])
                found[what] += 1
                if "-v" in sys.argv:
                    print(path.name[:20], number, what, repr(word["text"]), [ours.text for ours in near])
            for text in (bag - Counter(word["text"] for word in theirs)).elements():
                found["bullets"] += text == BULLET_SIGN
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
        print(f"{label:46}{total[name]:6}")
    print(f"{'puces dessinées, que nous seuls lisons':46}{total['bullets']:6}")


if __name__ == "__main__":
    main([argument for argument in sys.argv[1:] if argument != "-v"] or ["corpus/documents"])
