"""How far a name goes: «Fédération» in «la Fédération française des centres sociaux de l'Anjou a …» names as far as «Anjou».

From a head, a name goes on over capitals, over the adjectives beside it, and over complements («de la santé», «contre le
cancer»); «et» joins a complement to one of its kind only («de la Santé et des Services sociaux», «d'expression et de
créativité»). Parts of speech are spaCy's, endings speak where it is unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..words import any_of, lines, words
from . import LOWER, UPPER, sentence_start
from .tokens import token_at

COMPONENT = "names"


def _small_words(key: str) -> str:
    return any_of(w if w.endswith("'") else f"{w}[ ]" for w in words(COMPONENT, key))


_OF = _small_words("of")
_TOWARD = _small_words("toward")
_LINK = re.compile(
    rf"[ ](?P<joined>(?:et|&)[ ](?P<again>{_OF}|{_TOWARD})?)|[ ](?P<of>{_OF})|[ ](?P<toward>{_TOWARD})|(?P<none>[ ])"
    rf"|,[ ](?P<listed>{_OF})(?=[^,.;:()\n]+(?:,[ ]{_OF}[^,.;:()\n]+)*,?[ ]et[ ]{_OF}[{UPPER}{LOWER}])"
)
"""The last: «, de la Recherche et de l'Innovation» behind «Ministère de l'Enseignement supérieur»."""
_CAPITAL = re.compile(
    rf"[{UPPER}](?:[\w'’·+/&-]|\.(?=\w))*[!+]?|\d+[{UPPER}]\w*|[{LOWER}]{{1,5}}-?[{UPPER}]\w+|@\w+|&(?=[ ][{UPPER}])"
)
_NUMBER = re.compile(
    r"(?:19|20)\d\d(?:[-/–](?:20)?\d\d)?(?![\w%€$]|[.,]\d|[ ]?[%€$])|n°[ ]?\d+"
    rf"|\d{{1,2}}(?=[,;:)](?!\d)|\.(?!\d)|[ ]{any_of(words(COMPONENT, 'after_number'))}(?!\w))"
)
_WORD = re.compile(rf"[{LOWER}][\w-]*(?:'(?=[{LOWER}]))?[\w-]*|[{LOWER}]+-[{UPPER}][\w-]*")
_ADJECTIVE = re.compile(
    rf"[{LOWER}-]{{2,}}{any_of(words(COMPONENT, 'adjectives'))}|{any_of(words(COMPONENT, 'short_adjectives'))}"
)
OWNER = re.compile(rf"[{UPPER}]{{3,}}|[{UPPER}]\w*\d\w*|[{UPPER}][{LOWER}]+[{UPPER}]\w+")
"""How only organizations are written: «DRAV», «X4Riva», «VoltArine»."""
_PARTICIPLE = re.compile(r"ée?s?$")
_WHERE = ("à", "en", "au", "aux", "chez", "dans")
_BODIES = any_of([*words("organizations", "lower_heads"), *words("organizations", "territories")])
_BODY = re.compile(rf"(?:(?i:{_BODIES})|{any_of(words('programs', 'heads'))})(?!\w)")
_NEVER = frozenset(words(COMPONENT, "never"))
_AFTER_EN = frozenset(words(COMPONENT, "after_en"))
_OF_TIME = frozenset(words(COMPONENT, "of_time"))


_RUN = re.compile(rf"([{UPPER}][\w'-]*)[ ]$")
OPENERS = frozenset(words(COMPONENT, "openers"))
"""Words that a sentence may begin with and no name."""


def within_run(text: str, start: int) -> bool:
    """Whether the word at ``start`` stands behind a capitalised one, and so within its name («Café» in «Grand Café Riva»)."""
    before = _RUN.search(text, max(0, start - 40), start)
    if before is None or before[1] in ("La", "Le", "Les"):
        return False
    return not (before[1] in OPENERS and sentence_start(text, before.start()))


def is_adjective(word: str, token: Token | None) -> bool:
    """Whether a lower-case word is an adjective, by its tag or its ending."""
    if word in _NEVER:
        return False
    if (
        token is not None
        and token.pos_ in ("ADJ", "VERB")
        and token.text == word
        and "Fin" not in token.morph.get("VerbForm", [])
    ):
        return token.pos_ == "ADJ" or word.endswith(("é", "ée", "és", "ées"))
    other = token is not None and token.text == word and token.pos_ in ("AUX", "ADV", "ADP")
    return _ADJECTIVE.fullmatch(word) is not None and not other


def _is_noun(word: str, token: Token | None) -> bool:
    if word in _NEVER or len(word) < 2:
        return False
    return (
        token is None
        or not token.pos_
        or token.pos_ in ("NOUN", "PROPN", "ADJ", "X")
        or token.pos_ == "VERB"
        and token.text == word
    )


def extent(
    text: str,
    at: int,
    doc: Doc,
    *,
    coordinates: bool = False,
    lists: bool = False,
    where: bool = True,
    owner: bool = True,
) -> int:
    """Where the name ends whose head ends at ``at``: the last of :func:`extents`, or ``at``."""
    return max(extents(text, at, doc, coordinates=coordinates, lists=lists, where=where, owner=owner), default=at)


def extents(
    text: str,
    at: int,
    doc: Doc,
    *,
    coordinates: bool = False,
    lists: bool = False,
    where: bool = True,
    owner: bool = True,
) -> Iterator[int]:
    """Where a name may end whose head ends at ``at``, word by word.

    ``coordinates``: whether «et de» may join capitals to it («Ministère de la Santé et des Services sociaux»), as with
    administrations; ``lists``: whether commas may too, before it, as with ministries; ``where``: whether «à», «en»,
    «dans» may; ``owner``: whether «de» may join a name written as only organizations are («le Festival Riva de la DRAV»).
    """
    last = "head"  # what was taken last: head, capital, noun, adjective, number
    under = ""  # the kind of link that the last complement stands under
    while link := _LINK.match(text, at):
        if link["listed"] and not (lists and under == "of"):
            break
        start = link.end()
        joined = link["joined"] is not None
        link_kind = "of" if link["of"] or link["listed"] else "toward" if link["toward"] else ""
        if joined:
            link_kind = "of" if link["again"] else ""
        capital = _CAPITAL.match(text, start)
        number = _NUMBER.match(text, start)
        word = None if capital or number else _WORD.match(text, start)
        if link["toward"] and link["toward"].split()[0] in _WHERE and not where:
            break
        if capital:
            if link["of"] and (last == "number" or not owner and OWNER.fullmatch(capital[0])):
                break
            if joined and not _joins(text, at, capital[0], link["again"], under, coordinates):
                break
            if link["toward"] and (
                last in ("capital", "number", "head") and link["toward"].strip() in _WHERE or _BODY.match(text, start)
            ):
                break  # «le Centre Honoré Castellane à Brumal», «… pour le Ministère»: where it stands, for whom
            at, last, under = capital.end(), "capital", link_kind or under
            while text[at - 1] in ".'’":
                at -= 1
        elif number and link["none"]:
            at, last = number.end(), "number"
        elif word:
            if not _goes_on(text, link, word[0], token_at(doc, start), last, under):
                break
            last = "adjective" if not link_kind and (link["none"] or last == "adjective") else "noun"
            at, under = word.end(), under if joined or link["none"] else link_kind
        else:
            break
        yield at


def _goes_on(text: str, link: re.Match[str], word: str, token: Token | None, last: str, under: str) -> bool:
    """Whether a lower-case word behind ``link`` belongs to the name before it."""
    if link["joined"] is not None:
        if last == "adjective" and not link["again"] and is_adjective(word, token):
            return True
        alike = last in ("noun", "adjective") if link["again"] else last == "noun"
        return alike and bool(under) and _is_noun(word, token)
    if link["none"]:
        told = last == "capital" and _PARTICIPLE.search(word)  # «l'école de Brumal terminée en mai»
        return is_adjective(word, token) and not told
    if link["toward"]:
        owned = last == "capital" and under == "of"  # «avec l'Université de Brumal pour la reconnaissance …»
        if (
            owned
            or link["toward"].strip() == "en"
            and word.endswith("ant")
            or _BODY.match(text, link.end())
            or link["toward"].strip() == "en"
            and word in _AFTER_EN
        ):
            return False
    return _is_noun(word, token) or link["of"] == "de l'" and word in _OF_TIME


def _joins(text: str, at: int, capital: str, again: str | None, under: str, coordinates: bool) -> bool:
    """Whether «et» joins a capital to the name before it: two first names, or two matters of one administration."""
    first_names = lines("people", "first_names.txt")
    before = re.search(r"[\w-]+$", text[:at])
    if not again:
        if before is None:
            return False
        if coordinates and not under and not _BODY.match(text, at + 4):
            return True  # «Laboratoire Rivages et Marées»
        adjectives = all(_ADJECTIVE.fullmatch(w.lower()) and w[-1] == before[0][-1] for w in (before[0], capital))
        return adjectives or before[0] in first_names and capital in first_names
    return coordinates and under == "of"


_ENDS = re.compile(r"$|[ ]?[,.;:)»\n]|[ ](?:a|ont|est|sont|s'|se|et|du|de|qui|vise|permet|\()")


def closed(text: str, end: int, doc: Doc) -> bool:
    """Whether what follows shows that a name ends here: a mark, a verb."""
    if _ENDS.match(text, end):
        return True
    token = token_at(doc, end + 1)
    return token is not None and token.pos_ in ("VERB", "AUX")
