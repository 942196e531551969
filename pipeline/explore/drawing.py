"""Pictures of pages on which a person sees what was understood: blocks, their order, tables, links, what was not read.

:func:`draw_page` belongs in a worker: it opens the file again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from pipeline.explore.french import labels
from pipeline.explore.reading import COLORS, RUNNING, SURE, Ranges, is_in, page_name, remarks
from pipeline.grounding import around, boxes_of
from pipeline.read.continued import whole_blocks
from pipeline.read.glyphs import read_sheet
from pipeline.types import Block, BlockKind, Cell, Document, Page, Rect

SCALE = 110 / 72
"""Pixels for a point."""

LONGEST = 2400
"""Pixels of the longer side at most, whatever size the page says that it has."""

NARROWEST = 480
"""Pixels of width at least, for the legend."""

Point = tuple[float, float]

_INK = (40, 40, 40)
_PATH = (40, 40, 40, 150)
_LINK = (0, 90, 200)
_UNREAD = (200, 0, 0)
_MARGIN, _LINE = 8, 20
_TAG, _SMALL_TAG, _TEXT = 11, 8, 12


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page with what is to be written on it: a caption and, for each of its blocks in order, the text of its tag."""

    page: Page
    caption: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Outline:
    """A block in pixels."""

    tag: str
    kind: BlockKind
    box: Rect
    cell: Cell | None

    @property
    def head(self) -> bool:
        return self.cell is not None and self.cell.head

    @property
    def lettering(self) -> int:
        """The size of its tag: cells stand close."""
        return _TAG if self.cell is None else _SMALL_TAG


def drawings(document: Document, pages: Ranges | None = None) -> list[Drawing]:
    """What is to be drawn of a document. Tags are the numbers of its pieces: «12», and «12 suite» where one goes on."""
    tags = {
        (page.number, block.start): f"{number} {labels()['drawn']['goes_on']}" if later else str(number)
        for number, parts in enumerate(whole_blocks(document), start=1)
        for later, (page, block) in enumerate(parts)
    }
    return [
        Drawing(page, _caption(document, page), tuple(tags[page.number, block.start] for block in page.blocks))
        for page in document.pages
        if is_in(page.number, pages)
    ]


def _caption(document: Document, page: Page) -> str:
    return " · ".join([document.path, page_name(document, page), *remarks(page)])


def draw_page(pdf: pdfium.PdfDocument, drawing: Drawing) -> bytes:
    """The page as a PNG file, the same bytes each time. A page that cannot be shown is a blank one that says why."""
    picture, scale = _rendered(pdf, drawing.page)
    page = drawing.page
    pen = ImageDraw.Draw(picture, "RGBA")
    unread = list(_unread_images(pdf, page))
    for image in unread:
        _hatch(picture, _times(image, scale))
    outlines = _outlines(drawing, scale)
    for outline in outlines:
        _outline(pen, outline)
    unsure = [word for word in page.words if word.confidence < SURE]
    for word in unsure:
        for box in word.boxes:
            pen.rectangle(_times(box, scale), fill=(255, round(160 * word.confidence), 0, 130))
    for link in page.links:
        for _, x0, _, x1, bottom in boxes_of(page, link.start, link.end):
            pen.line((x0 * scale, bottom * scale, x1 * scale, bottom * scale), fill=_LINK, width=2)
    words = [_times(box, scale) for word in page.words for box in word.boxes]
    places = _tag_places(outlines, words, picture.width)
    _path(pen, [(o, place) for o, place in zip(outlines, places, strict=True) if o.kind not in RUNNING], words, picture.size)
    for outline, place in zip(outlines, places, strict=True):
        pen.rectangle(place, fill=_rgb(outline.kind))
        pen.text((place[0] + 3, place[1] + 1), outline.tag, fill="white", font=_font(outline.lettering))
    seen = {
        "head": any(outline.head for outline in outlines),
        "unsure": bool(unsure),
        "unread": bool(unread),
        "link": bool(page.links),
        "path": len(outlines) > 1,
    }
    return _png(_with_legend(picture, drawing, [name for name, there in seen.items() if there]))


# ── the page itself ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _rendered(pdf: pdfium.PdfDocument, page: Page) -> tuple[Image.Image, float]:
    """The page, paler than it is, and how many pixels a point takes."""
    try:
        sheet = pdf[page.number - 1]
        scale = min(SCALE, LONGEST / max(sheet.get_size()))
        shown = sheet.render(scale=scale).to_pil().convert("RGB")
        sheet.close()
    except (pdfium.PdfiumError, ZeroDivisionError):
        shown, scale = Image.new("RGB", (NARROWEST, NARROWEST), "white"), SCALE
    picture = Image.blend(shown, Image.new("RGB", shown.size, "white"), 0.25)
    return picture, picture.width / page.width if page.width else scale


def _unread_images(pdf: pdfium.PdfDocument, page: Page) -> Iterator[Rect]:
    """Pictures that gave no word, the largest first, as many as the page says were not read."""
    if not page.unread_images:
        return
    boxes = [box for word in page.words for box in word.boxes]
    images = read_sheet(pdf[page.number - 1], page.number).images
    wordless = [image for image in images if not any(_shared(image, box) for box in boxes)]
    yield from sorted(wordless, key=lambda image: (-_area(image), image))[: page.unread_images]


# ── what is drawn over it ────────────────────────────────────────────────────────────────────────────────────────────────


def _outlines(drawing: Drawing, scale: float) -> list[_Outline]:
    page = drawing.page
    return [
        _Outline(tag, block.kind, _times(box, scale), block.cell)
        for block, tag in zip(page.blocks, drawing.tags, strict=True)
        if (box := block.box or _around(page, block)) is not None
    ]


def _around(page: Page, block: Block) -> Rect | None:
    boxes = [box[1:] for box in boxes_of(page, block.start, block.end)]
    return around(boxes) if boxes else None


def _outline(pen: ImageDraw.ImageDraw, outline: _Outline) -> None:
    x0, top, x1, bottom = outline.box
    color = _rgb(outline.kind)
    around = (x0 - 2, top - 2, max(x1, x0) + 2, max(bottom, top) + 2)
    pen.rectangle(around, outline=color, width=2, fill=(*color, 110 if outline.head else 22))


def _tag_places(outlines: Sequence[_Outline], words: Sequence[Rect], width: int) -> list[Rect]:
    """Where each tag stands: of the places about the top left corner the one that hides least."""
    places: list[Rect] = []
    for outline in outlines:
        wide, high = _font(outline.lettering).getlength(outline.tag) + 6, outline.lettering + 4.0
        x, y = outline.box[0] - 2, outline.box[1] - 2
        corners = [(x - wide, y), (x, y - high), (x - wide, y - high), (x, y), (x - wide / 2, y - high / 2)]
        corners += [(outline.box[2] + 2, y)] if outline.cell else []
        tries = [_at(min(max(left, 0.0), width - wide), max(top, 0.0), wide, high) for left, top in corners]
        places.append(min(tries, key=lambda place: 3 * _hidden(place, places) + _hidden(place, words)))
    return places


def _path(
    pen: ImageDraw.ImageDraw, stations: Sequence[tuple[_Outline, Rect]], words: Sequence[Rect], size: tuple[int, int]
) -> None:
    """A line from block to block, given with their tags, with a head where it comes to a tag.

    It leaves a block at its tag or, where it would cross words, at the corner from which it crosses fewest. Within a
    table there is none: the numbers say it.
    """
    ground = Image.new("1", size)
    for word in words:
        ImageDraw.Draw(ground).rectangle(word, fill=1)
    for (outline, tag), (following, aim) in pairwise(stations):
        if outline.cell and following.cell and outline.cell.table == following.cell.table:
            continue
        x0, top, x1, bottom = outline.box
        starts = [_middle(tag), (x0, bottom + 2), (x1 + 2, bottom), (x1 + 2, (top + bottom) / 2), (x1 + 2, top)]
        start = min(starts, key=lambda point: _crossed(ground, point, _middle(aim)))
        _arrow(pen, start, aim)


def _crossed(ground: Image.Image, a: Point, b: Point) -> int:
    """How many words, in steps of four pixels, a line runs over."""
    steps = int(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / 4) + 1
    points = ((int(a[0] + (b[0] - a[0]) * step / steps), int(a[1] + (b[1] - a[1]) * step / steps)) for step in range(steps + 1))
    return sum(bool(ground.getpixel((x, y))) for x, y in points if 0 <= x < ground.width and 0 <= y < ground.height)


def _arrow(pen: ImageDraw.ImageDraw, start: Point, aim: Rect) -> None:
    end = _middle(aim)
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx**2 + dy**2) ** 0.5
    if length < 1:
        return
    ux, uy = dx / length, dy / length
    half = (aim[2] - aim[0]) / 2, (aim[3] - aim[1]) / 2
    inside = min(half[0] / abs(ux) if ux else length, half[1] / abs(uy) if uy else length)
    tip = (end[0] - ux * inside, end[1] - uy * inside)
    neck = (tip[0] - 8 * ux, tip[1] - 8 * uy)
    pen.line((*start, *neck), fill=_PATH, width=2)
    pen.polygon([tip, (neck[0] - 4 * uy, neck[1] + 4 * ux), (neck[0] + 4 * uy, neck[1] - 4 * ux)], fill=_INK)


def _hatch(picture: Image.Image, box: Rect) -> None:
    """Slanted lines over a picture that may hold text and gave none."""
    x0, top = max(round(box[0]), 0), max(round(box[1]), 0)
    wide, high = min(round(box[2]), picture.width) - x0, min(round(box[3]), picture.height) - top
    if wide < 2 or high < 2:
        return
    piece = picture.crop((x0, top, x0 + wide, top + high))
    pen = ImageDraw.Draw(piece, "RGBA")
    for x in range(-high, wide, 12):
        pen.line((x, high, x + high, 0), fill=(*_UNREAD, 110), width=2)
    pen.rectangle((0, 0, wide - 1, high - 1), outline=_UNREAD, width=2)
    picture.paste(piece, (x0, top))


# ── the legend ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_legend(picture: Image.Image, drawing: Drawing, marks: Sequence[str]) -> Image.Image:
    """The picture with a strip under it: the caption, and what the colours mean."""
    kinds: set[str] = {block.kind for block in drawing.page.blocks}
    entries: list[tuple[str, str]] = [(kind, labels()["blocks"][kind]) for kind in COLORS if kind in kinds]
    entries += [(mark, labels()["drawn"][mark]) for mark in marks]
    width = max(picture.width, NARROWEST)
    lines: list[list[tuple[float, str, str]]] = [[]]
    x = float(_MARGIN)
    for name, label in entries:
        wide = 20 + _font(_TEXT).getlength(label) + 14
        if lines[-1] and x + wide > width:
            lines.append([])
            x = float(_MARGIN)
        lines[-1].append((x, name, label))
        x += wide
    height = 2 * _MARGIN + _LINE * (1 + len(lines))
    whole = Image.new("RGB", (width, picture.height + height), "white")
    whole.paste(picture, (0, 0))
    pen = ImageDraw.Draw(whole, "RGBA")
    y = picture.height + _MARGIN
    pen.line((0, picture.height, width, picture.height), fill=_INK, width=1)
    pen.text((_MARGIN, y), drawing.caption, fill=_UNREAD if drawing.page.problem else _INK, font=_font(_TEXT))
    y += _LINE
    for entry_line in lines:
        for left, name, label in entry_line:
            _swatch(pen, left, y, name)
            pen.text((left + 20, y), label, fill=_INK, font=_font(_TEXT))
        y += _LINE
    return whole


def _swatch(pen: ImageDraw.ImageDraw, x: float, y: float, name: str) -> None:
    box = (x, y + 2, x + 14, y + 14)
    if name in COLORS:
        pen.rectangle(box, outline=_rgb(name), width=2, fill=(*_rgb(name), 60))
    elif name == "head":
        pen.rectangle(box, fill=(*_rgb("cell"), 140))
    elif name == "unsure":
        pen.rectangle(box, fill=(255, 80, 0, 130))
    elif name == "link":
        pen.line((x, y + 12, x + 14, y + 12), fill=_LINK, width=2)
    elif name == "unread":
        pen.rectangle(box, outline=_UNREAD, width=2)
        pen.line((x, y + 14, x + 14, y + 2), fill=_UNREAD, width=2)
    else:
        pen.line((x, y + 8, x + 8, y + 8), fill=_PATH, width=2)
        pen.polygon([(x + 14, y + 8), (x + 6, y + 4), (x + 6, y + 12)], fill=_INK)


# ── small things ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The Latin letters of DejaVu Sans, the same on every system. Pillow's own font has no accents."""
    data = files("pipeline.explore").joinpath("fonts", "DejaVuSans.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


def _rgb(kind: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(COLORS[kind].removeprefix("#"))
    return red, green, blue


def _times(box: Rect, scale: float) -> Rect:
    x0, top, x1, bottom = box
    return x0 * scale, top * scale, x1 * scale, bottom * scale


def _at(left: float, top: float, wide: float, high: float) -> Rect:
    return left, top, left + wide, top + high


def _middle(box: Rect) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _area(box: Rect) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _shared(a: Rect, b: Rect) -> float:
    return _area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))


def _hidden(place: Rect, others: Iterable[Rect]) -> float:
    return sum(_shared(place, other) for other in others)
