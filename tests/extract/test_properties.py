"""What holds of every extraction, whatever the document says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.grounding import evidence_of
from pipeline.types import Document, Extraction, from_json, to_json
from tests.building import Print, document, drawn, printed, written

PEOPLE = ["Maud Kerlévéo", "Idriss Benatar", "M. Ferrandon", "Thi Mai PHAM", "Mme Odile Ferrandon", "Yann de Kerouvel"]
PLACES = [
    "Théâtre des Brumes",
    "Voltarine inc.",
    "Fondation Aubépine (FA)",
    "Ville de Brumal",
    "La Barque Lente",
    "l’épicerie Ondine",
]
EVENTS = ["Semaine du geste", "programme Fil de l’eau", "balado « Voix basses »", "Prix de la Première Marche 2023"]
PHRASES = [
    "{p}, directrice générale de {o}, a ouvert la séance.",
    "{p} et {q} ont participé à la {e}.",
    "La {e} a réuni plus de 12\u202f587 participant·e·s, dont 64 % de femmes, en Belgique et au Sénégal.",
    "{o} organise le {e} en partenariat avec {n}.",
    "Merci à nos bénévoles : {p}, {q} et Ondine.",
    "- {o}",
    "- {p}, chargé(e) de projet",
    "## Nos partenaires",
    "## Équipe",
    "{o} · {n} · Radio Écluse",
    "En 2024, {o} n’organisera pas la {e} avec 1,2 million d’euros.",
    "{p} | {o}",
    "12 587\n{e}",
    "",
]
phrases = st.builds(
    lambda phrase, p, q, o, n, e: phrase.format(p=p, q=q, o=o, n=n, e=e),
    st.sampled_from(PHRASES),
    *(st.sampled_from(names) for names in (PEOPLE, PEOPLE, PLACES, PLACES, EVENTS)),
)
texts = st.lists(phrases, min_size=1, max_size=8).map("\n\n".join).filter(str.strip)
noise = st.text(st.sampled_from("aeé MLTD’'.,:;()«»·|-–•0123 1\n%€&/@#?!"), min_size=1, max_size=160).filter(
    lambda text: bool(text.strip())
)


def hold(said: Document, extraction: Extraction) -> None:
    """Everything is grounded; mentions of one type are apart; claims are of mentions that are there."""
    assert extraction.document == said.id
    mentions = {m.key: m for m in extraction.mentions}
    assert len(mentions) == len(extraction.mentions)
    for mention in extraction.mentions:
        assert mention.evidence == evidence_of(said, mention.evidence.spans)
        assert mention.evidence.quote.strip()
        assert mention.name.strip() == mention.name != ""
        assert 0 < mention.confidence <= 1
    taken: dict[tuple[str, int], set[int]] = {}
    for mention in extraction.mentions:
        for page, start, end in mention.evidence.spans:
            place = taken.setdefault((mention.type, page), set())
            assert place.isdisjoint(range(start, end)), f"{mention.name} overlaps another {mention.type}"
            place.update(range(start, end))
    assert len({c.key for c in extraction.claims}) == len(extraction.claims)
    for claim in extraction.claims:
        assert {claim.subject, claim.object} - {None} <= mentions.keys()
        assert dict(claim.qualifiers).get("organization", claim.subject) in {*mentions, None}
        assert (claim.value is None) == (claim.object is not None)
        assert claim.evidence
        for evidence in claim.evidence:
            assert evidence == evidence_of(said, evidence.spans)
        assert 0 < claim.confidence <= 1
    assert extraction.publisher is None or mentions[extraction.publisher].type == "Organization"


@settings(max_examples=40, deadline=None)
@given(texts)
def test_what_is_told_in_sentences_is_grounded(text: str) -> None:
    said = written(text)
    hold(said, extract(said))


@settings(max_examples=40, deadline=None)
@given(noise)
def test_noise_is_no_reason_to_fail(text: str) -> None:
    said = written(text, "document.txt")
    hold(said, extract(said))


@settings(max_examples=15, deadline=None)
@given(texts)
def test_extraction_is_deterministic_and_json_gives_it_back(text: str) -> None:
    said = written(text)
    once = extract(said)
    assert to_json(extract(from_json(Document, to_json(said)))) == to_json(once)
    assert from_json(Extraction, to_json(once)) == once


SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "documents").glob("*.pdf"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda path: path.stem)
def test_what_the_sample_documents_tell_is_grounded(file: Path) -> None:
    said = document(file.read_bytes(), file.name)
    extraction = extract(said)
    assert len(extraction.mentions) > 10
    hold(said, extraction)


def test_a_name_over_two_columns_is_grounded_in_both() -> None:
    left = ["Au printemps, le lavoir a rouvert", "grâce à une équipe de voisins et", "de voisines, menée par notre Maud"]
    right = ["Kerlévéo, directrice du Théâtre", "des Brumes, et ses nombreux amis,", "qui ont aussi repeint la façade."]
    columns = ((60.0, left), (340.0, right))
    said = document(drawn([[Print(line, x, 100 + 13.0 * i) for x, lines in columns for i, line in enumerate(lines)]]))
    (person,) = [m for m in extract(said).mentions if m.type == "Person"]
    assert person.name == "Maud Kerlévéo"
    assert len(person.evidence.spans) == 2
    assert person.evidence.quote == "Maud Kerlévéo"


def test_an_empty_page_says_nothing() -> None:
    said = printed("Bonjour à tous.\n#pagebreak()\n#pagebreak()\nMerci.")
    assert extract(said) == Extraction(said.id, (), ())
