"""What passes from stage to stage. Read this file first.

    PDF ──read──▶ Document ──extract──▶ Extraction ──link──▶ Knowledge ──publish──▶ exchange files, RDF, tables, graph

Everything here is frozen and serializes to JSON with :func:`to_json` and :func:`from_json`; keys are made from content, never
from a clock or a counter. Pages count from 1, offsets are characters in ``Page.text``, lengths are points with the origin at
the top left of the page.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

Span = tuple[int, int, int]
"""``(page, start, end)``: characters ``start:end`` in the text of a page."""

Box = tuple[int, float, float, float, float]
"""``(page, x0, top, x1, bottom)``: one line of text, in points."""

Rect = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` on a known page, in points."""

EntityType = Literal["Person", "Role", "Organization", "Program", "Country", "Place"]
BlockKind = Literal[
    "heading", "paragraph", "list_item", "cell", "card", "callout", "caption", "speaker", "header", "footer", "page_number"
]
Polarity = Literal["asserted", "negated", "planned", "reported"]
Status = Literal["read", "partly", "unread"]
Verdict = Literal["same", "not_same", "wrong", "renamed"]


# ── read ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word: its characters in the page's text and where they stand (two boxes when hyphenated over a line's end)."""

    start: int
    end: int
    boxes: tuple[Rect, ...]
    size: float
    bold: bool
    italic: bool
    color: str
    confidence: float = 1.0
    """How sure character recognition is, from 0 to 1; 1 for text that the file itself holds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in its table. Tables of a page, rows and columns count from 1."""

    table: int
    row: int
    column: int
    head: bool = False
    """Whether it says what its row or column holds."""
    row_heads: tuple[Span, ...] = ()
    """What the head cells of its row say, outermost first."""
    column_heads: tuple[Span, ...] = ()
    """What the head cells of its column say, outermost first; on an earlier page where the table goes on from there."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, card, list item …: one stretch of a page's text. Hard line breaks inside it are ``\\n``."""

    page: int
    start: int
    end: int
    kind: BlockKind
    box: Rect | None
    size: float
    bold: bool
    color: str
    level: int = 0
    """Of headings and of list items (how deep they are nested), from 1; 0 for what is neither."""
    language: str = "fr"
    continues: tuple[int, int] | None = None
    """``(page, start)`` of the block that goes on here, in another column or on a later page."""
    cell: Cell | None = None
    """Of kind ``cell`` only."""
    speaker: str | None = None
    """Who speaks, by the fullest name that the interview gives them («Maud Kerlévéo» for the label «M. K.»). None outside
    interviews, where it is not said, and for who asks without a name («Q», «Journaliste», «Propos recueillis par» nobody)."""
    confidence: float = 1.0
    """The mean of its words'."""
    leaf: int | None = None
    """The printed page that it stands on, where a sheet holds two whose numbers do not follow each other (a booklet)."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: characters ``start:end`` of the page's text, and the address or the page of this file."""

    start: int
    end: int
    uri: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page, read alone. ``text`` is canonical: every span refers to it, and ``words`` say where each part is printed."""

    number: int
    width: float
    height: float
    text: str
    words: tuple[Word, ...]
    blocks: tuple[Block, ...]
    images: int = 0
    """How many pictures stand on it."""
    unread_images: int = 0
    """Pictures that may hold text (logos under «Partenaires») and gave none."""
    recognized: bool = False
    """Whether its text comes from character recognition."""
    links: tuple[Link, ...] = ()
    label: str | None = None
    """The number printed on the page."""
    problem: str | None = None
    """Why the page could not be read, in French, or None."""
    notes: tuple[str, ...] = ()
    """In French, what a person should look at though the page was read."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of the file: its level from 1, and the page that it leads to, where it is known."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """Pages assembled: running headers marked, headings levelled, languages known."""

    id: str
    name: str
    path: str
    sha256: str
    pages: tuple[Page, ...]
    language: str
    title: str | None
    status: Status
    reason: str | None = None
    notes: tuple[str, ...] = ()
    """In French, what a person should look at though the document was read («3 images non lues, p. 2»)."""
    author: str | None = None
    created: str | None = None
    modified: str | None = None
    """Dates that the file states, in ISO 8601."""
    outline: tuple[OutlineEntry, ...] = ()
    interviewee: str | None = None
    """The person interviewed, as the document names them; None where it is no interview or does not say."""


# ── extract ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a document says something: ``quote`` is the page texts of ``spans`` joined by a space, to the character."""

    document: str
    spans: tuple[Span, ...]
    quote: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed span: the document names a person, role, organization, program, country or place here."""

    key: str
    type: EntityType
    name: str
    """The text without what is not the name: line breaks, honorific, leading article."""
    evidence: Evidence
    confidence: float
    component: str
    version: str


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A number with what it counts. ``unit`` is the noun counted, singular; ``measure`` the phrase as written.

    ``year`` is the year in which the period ends that the figure speaks of, ``period`` that period where it is longer than a
    calendar year («2023-2024»).
    """

    value: float
    unit: str
    measure: str
    year: int | None
    year_source: Literal["stated", "document"] | None
    qualifier: Literal["exact", "over", "under", "about"] = "exact"
    upper: float | None = None
    """Of a range («15 à 20 personnes») the upper bound; ``value`` is the lower one."""
    period: str | None = None
    target: bool = False
    """Whether it is aimed at rather than reached."""
    change: Literal["rise", "fall"] | None = None
    """Where it measures how much something grew or shrank, rather than how much there is."""
    part_of: str | None = None
    """Key of the claim of the whole («412 adhérents, dont 83 …»)."""
    compared_to: str | None = None
    """Key of the claim that it is set against («24 %, contre 17 % en 2023»)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement: ``subject predicate object`` (keys of mentions) or, for ``measures``, ``subject`` and ``value``.

    Predicates are those of the ontology and ``sameAs`` (an acronym and its expansion). The subject of a ``measures`` claim is
    what the figure is about, or None where the text does not say.
    """

    key: str
    subject: str | None
    predicate: str
    object: str | None
    value: FigureValue | None
    qualifiers: tuple[tuple[str, str], ...]
    """Sorted pairs: ``organization`` (key of a mention), ``from``, ``to``, ``kind``."""
    evidence: tuple[Evidence, ...]
    confidence: float
    polarity: Polarity
    component: str
    version: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document says."""

    document: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    publisher: str | None = None
    """Key of the mention of the organization that the document speaks for."""


# ── link ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided, anchored on text: ``a`` and ``b`` are names as written, ``type`` the kind of thing."""

    verdict: Verdict
    type: EntityType
    a: str
    b: str | None = None
    author: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two names were taken for one thing."""

    entity: str
    a: str
    b: str
    reason: str
    author: str = "maillage"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An identifier given once: the keys of mentions and the names that it was given to."""

    entity: str
    type: EntityType
    anchors: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkedMention:
    id: str
    entity: str
    document: str
    spans: tuple[Span, ...]
    text: str
    boxes: tuple[Box, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world. ``concept`` is the folded form of a role («directeur général» for «directrice générale»)."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    documents: tuple[str, ...]
    concept: str | None = None
    code: str | None = None
    """ISO 3166-1 alpha-2, of a country, or of the one that a place is in where that is certain."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A linked claim. ``status`` is its polarity; only asserted ones are exported as facts."""

    id: str
    subject: str
    predicate: str
    object: str
    documents: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    status: Polarity = "asserted"
    organization: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A linked figure. ``about`` is the identifier of an entity."""

    id: str
    value: float
    unit: str
    measure: str
    about: str | None
    year: int | None
    year_source: str | None
    qualifier: str
    document: str
    evidence: tuple[Evidence, ...]
    confidence: float
    upper: float | None = None
    period: str | None = None
    target: bool = False
    change: str | None = None
    part_of: str | None = None
    """Identifier of the figure of the whole, and of the one that this one is compared with."""
    compared_to: str | None = None
    status: Polarity = "asserted"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything known, sorted; views over accepted claims."""

    entities: tuple[Entity, ...]
    mentions: tuple[LinkedMention, ...]
    relations: tuple[Relation, ...]
    figures: tuple[Figure, ...]
    merges: tuple[Merge, ...]
    publishers: tuple[tuple[str, str], ...] = ()
    """Pairs of document and the organization that it speaks for."""
    warnings: tuple[str, ...] = ()
    """In French, for the closing table: judgements that no longer fit, …"""


# ── keys and JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────

T = TypeVar("T")


def content_key(prefix: str, *parts: Any) -> str:
    """A key made from content alone: the same parts give the same key on every machine."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return prefix + hashlib.sha256(text.encode()).hexdigest()[:16]


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """Building one takes milliseconds, so each is kept."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(value: Any) -> bytes:
    """A frozen value as JSON."""
    return _adapter(type(value)).dump_json(value)


def from_json(kind: type[T], data: bytes) -> T:
    """The inverse of :func:`to_json`. Raises ``pydantic.ValidationError`` where the data is not of that kind."""
    return _adapter(kind).validate_json(data)
