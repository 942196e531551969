"""Pictures of names: the logos under «Avec le soutien de», «Partenaires» and the like, which say who supports whom.

Only there are pictures read: elsewhere words in a photograph (a banner, a shop's sign) are not what the document says. Each
picture is a block of its own after the heading or the lead that it stands under. What cannot be read is counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageOps, ImageStat

from pipeline.read.glyphs import PrintedWord, Sheet
from pipeline.read.layout.blocks import RawBlock
from pipeline.read.layout.lines import Line, body_size, lines_of
from pipeline.read.recognition import ocr
from pipeline.read.recognition.ocr import SeenWord
from pipeline.read.recognition.ocr_page import legible, printed_words, rendered
from pipeline.read.recognition.ocr_style import styles_of
from pipeline.types import Rect

_LONGEST_LEAD = 80
"""Characters: longer ones are sentences."""

_SMALLEST = (15.0, 8.0)
"""Width and height of a logo, in points, at least."""

_LARGEST = 0.5
"""Share of the page that it covers, at most: what is larger is its ground."""

_MOST = 40
"""Pictures read of a page, for the sake of time; more are counted as unread."""

_MARGIN = 3.0
"""Points around a picture, where its own edge cuts letters short."""

_WIDE, _TALL = 2.5, 100.0
"""Pictures wider than so many times their height, or higher than so many points, may hold several logos."""

_SURE = 0.5
"""Confidence of what is taken for a name, and :data:`_LETTERS` how many letters it has, at least."""

_LETTERS = 3

_EMBLEM = 1.4
"""How much higher than words an emblem is, at least."""

_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Found:
    """The blocks of a page with those of its logos, how many pictures gave nothing, and what to say, in French."""

    blocks: tuple[RawBlock, ...]
    unread: int = 0
    notes: tuple[str, ...] = ()


def read_logos(page: pdfium.PdfPage, sheet: Sheet, blocks: Sequence[RawBlock]) -> Found:
    """Reads the pictures under headings of partners and supporters."""
    body = body_size([word for word in sheet.words if not word.turn])
    leads = [block for block in blocks if _is_lead(block, body)]
    if not leads:
        return Found(tuple(blocks))
    headings = [block for block in blocks if block in leads or _is_heading(block, body)]
    under: dict[int, list[Rect]] = {id(lead): [] for lead in leads}
    for picture in _pictures(sheet):
        heading = _over(picture, headings)
        if heading is not None and id(heading) in under:
            under[id(heading)].append(picture)
    made, unread, notes = list(blocks), 0, []
    for lead in leads:
        pictures = _in_order(under[id(lead)])
        read = [_read(page, sheet, picture, body) for picture in pictures[:_MOST]]
        unread += sum(not logos for logos in read) + len(pictures[_MOST:])
        if pictures:
            at = _place(made, lead, pictures[0], headings)
            made[at:at] = [logo for logos in read for logo in logos]
        elif _is_bare(lead, blocks, headings, sheet) and _is_drawn_on(page):
            notes.append(f"rien de lisible sous « {_text(lead).rstrip(' :')} » : des logos, peut-être")
    return Found(tuple(made), unread, tuple(notes))


# ── headings ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _phrases() -> re.Pattern[str]:
    lines = files(__package__).joinpath("logos.txt").read_text(encoding="utf-8").splitlines()
    return re.compile(r"\b(?:" + "|".join(re.escape(line) for line in lines if line and not line.startswith("#")) + r")\b")


def _text(block: RawBlock) -> str:
    return " ".join(line.text for line in block.lines)


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def _is_lead(block: RawBlock, body: float) -> bool:
    """Whether a block says that who comes next supports or goes along. Small print at an edge is a running title."""
    text = _text(block)
    short = len(text) <= _LONGEST_LEAD and not text.endswith((".", ";", ","))
    return short and block.cell is None and block.lines[0].size >= 0.95 * body and bool(_phrases().search(_folded(text)))


def _is_heading(block: RawBlock, body: float) -> bool:
    if block.kind not in ("paragraph", "list_item") or len(_text(block)) > 2 * _LONGEST_LEAD:
        return False
    return all(line.size > 1.12 * body or line.bold and line.size >= 0.97 * body for line in block.lines)


def _box(block: RawBlock) -> Rect:
    lines = block.lines
    return min(x.x0 for x in lines), min(x.top for x in lines), max(x.x1 for x in lines), max(x.bottom for x in lines)


def _over(picture: Rect, headings: Sequence[RawBlock]) -> RawBlock | None:
    """The heading that a picture stands under, or right of: the lowest, but for one that heads another column."""
    x0, _, x1, bottom = picture
    boxes = [(block, _box(block)) for block in headings]
    above = [(block, box) for block, box in boxes if (box[1] + box[3]) / 2 < bottom and box[0] < x1]
    mine = [
        (block, box) for block, box in above if not any(other[0] > box[2] and other[0] <= (x0 + x1) / 2 for _, other in above)
    ]
    return max(mine, key=lambda pair: pair[1][1])[0] if mine else None


def _is_bare(lead: RawBlock, blocks: Sequence[RawBlock], headings: Sequence[RawBlock], sheet: Sheet) -> bool:
    """Whether a heading names nobody itself, stands well above the page's end, and no text stands between it and the next."""
    names = _phrases().sub("", _folded(_text(lead)).rstrip(" :"))
    at = blocks.index(lead)
    after = [block for block in blocks[at + 1 :] if _box(block)[1] < 0.92 * sheet.height]
    return len(names.split()) <= 2 and _box(lead)[3] < 0.8 * sheet.height and (not after or after[0] in headings)


def _is_drawn_on(page: pdfium.PdfPage) -> bool:
    """Whether a page has more drawn shapes than a rule and a ground: logos may be drawn."""
    return sum(1 for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3)) >= 10


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pictures(sheet: Sheet) -> list[Rect]:
    """Images of the size of logos, each once, without those that text is printed on."""
    found: list[Rect] = []
    for x0, top, x1, bottom in sheet.images:
        image = (max(x0, 0.0), max(top, 0.0), min(x1, sheet.width), min(bottom, sheet.height))
        width, height = image[2] - image[0], image[3] - image[1]
        sized = width >= _SMALLEST[0] and height >= _SMALLEST[1] and width * height <= _LARGEST * sheet.width * sheet.height
        printed_on = any(_covers(image, (word.x0, word.top, word.x1, word.bottom)) for word in sheet.words)
        if sized and not printed_on and not any(_same(image, other) for other in found):
            found.append(image)
    return found


def _covers(rect: Rect, inner: Rect) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return rect[0] < x < rect[2] and rect[1] < y < rect[3]


def _same(a: Rect, b: Rect) -> bool:
    """Whether two images stand at one place: a picture and its mask, or its shadow."""
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((r[2] - r[0]) * (r[3] - r[1]) for r in (a, b))
    return across > 0 and down > 0 and across * down > 0.7 * smaller


def _in_order(pictures: Sequence[Rect]) -> list[Rect]:
    """Row by row; a row's pictures share its middle."""
    rows: list[list[Rect]] = []
    for picture in sorted(pictures, key=lambda p: (p[1] + p[3], p[0])):
        first = rows[-1][0] if rows else None
        if first and first[1] < (picture[1] + picture[3]) / 2 < first[3]:
            rows[-1].append(picture)
        else:
            rows.append([picture])
    return [picture for row in rows for picture in sorted(row)]


def _place(blocks: Sequence[RawBlock], lead: RawBlock, picture: Rect, headings: Sequence[RawBlock]) -> int:
    """Where in the reading order logos come: after their heading and what is said over them."""
    at = blocks.index(lead) + 1
    while at < len(blocks) and blocks[at] not in headings and _box(blocks[at])[3] <= picture[1] + _MARGIN:
        at += 1
    return at


# ── what they say ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read(page: pdfium.PdfPage, sheet: Sheet, picture: Rect, body: float) -> list[RawBlock]:
    """The blocks of a picture, one for each logo on it; none where nothing is surely read."""
    if ocr.installed() is None:
        return []
    x0, top, x1, bottom = picture
    wide, tall = x1 - x0, bottom - top
    left, over = max(x0 - _MARGIN, 0.0), max(top - _MARGIN, 0.0)
    crop = (left, over, min(x1 + _MARGIN, sheet.width), min(bottom + _MARGIN, sheet.height))
    image, scale = rendered(page, min(600.0, max(300.0, 72 * 250 / tall)), crop)
    try:
        words = _words(image, scale)
    except ocr.OcrError:
        return []
    words = [replace(w, x0=w.x0 + left, x1=w.x1 + left, top=w.top + over, bottom=w.bottom + over) for w in words]
    several = wide > _WIDE * tall or tall > _TALL
    blocks = [_block(group, body) for group in (_groups(words) if several else [words] if words else [])]
    return [block for block in blocks if _is_name(block)]


def _words(image: Image.Image, scale: float) -> list[PrintedWord]:
    """Words of one picture, by whichever way of looking for them is surer."""
    deviations = ImageStat.Stat(image).stddev
    band = image.getchannel(deviations.index(max(deviations)))  # yellow on white shows in blue alone
    grey = ImageOps.autocontrast(band, cutoff=1)
    grey = ImageOps.invert(grey) if ImageStat.Stat(grey).median[0] < 128 else grey
    best: list[PrintedWord] = []
    ways: tuple[ocr.Layout, ...] = ("scattered", "block")
    for way in ways:
        seen = _without_emblems([word for word in legible(ocr.recognize(grey, 300, way)) if word.confidence >= _SURE])
        words = printed_words(seen, styles_of(seen, image), scale)
        best = max((best, words), key=_weight)
        if _weight(best) > 0.8 * sum(len(word.text) for word in best):
            break
    return best


def _without_emblems(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Words without the emblem beside them, which comes out as one large character («O» for a disc)."""
    short = [word for word in words if sum(c.isalnum() for c in word.text) <= 2]
    heights = [word.bottom - word.top for word in words if word not in short]
    most = _EMBLEM * median(heights) if heights else 0.0
    return [word for word in words if word not in short or word.bottom - word.top < most]


def _weight(words: Sequence[PrintedWord]) -> float:
    return sum(word.confidence * len(word.text) for word in words)


def _groups(words: Sequence[PrintedWord]) -> list[list[PrintedWord]]:
    """Words that stand within about a letter of each other, left to right."""
    groups: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda w: (w.x0, w.top)):
        near = [group for group in groups if any(_near(word, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[w for group in near for w in group] + [word]]
    return sorted(groups, key=lambda group: (min(w.x0 for w in group), min(w.top for w in group)))


def _near(a: PrintedWord, b: PrintedWord) -> bool:
    room = 0.9 * max(a.size, b.size)
    across, down = max(a.x0, b.x0) - min(a.x1, b.x1), max(a.top, b.top) - min(a.bottom, b.bottom)
    return across < room and down < 0.6 * room


def _block(words: Sequence[PrintedWord], body: float) -> RawBlock:
    """Words as an item of the size of running text: the letters of a logo may be of any size and still are no heading."""
    lines = sorted(lines_of(words), key=lambda line: (line.middle, line.x0))
    plain = [Line(tuple(replace(word, size=body, bold=False) for word in line.words)) for line in lines]
    return RawBlock(tuple(plain), "list_item", level=1)


def _is_name(block: RawBlock) -> bool:
    """Whether what was read looks like words rather than like a drawing taken for them."""
    text = _text(block)
    letters = sum(c.isalpha() for c in text)
    shown = sum(not c.isspace() for c in text)
    words = [word for line in block.lines for word in line.words]
    pronounceable = any(_VOWEL.search(_folded(word.text)) and len(word.text) > 2 for word in words)
    sure = _weight(words) >= _SURE * sum(len(word.text) for word in words)
    return sure and letters >= _LETTERS and letters > 0.7 * shown and (pronounceable or text.isupper())
