"""Interviews: whose words a block holds, and who is interviewed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.types import Document
from tests.building import blocks, examples, printed, text_of, written

NORA, ASK = "Nora Vasseur-Lindt", "La Gazette du quai"


def spoken(document: Document) -> list[tuple[str | None, str]]:
    """Speaker and first words of each block, headers and page numbers left out."""
    return [
        (block.speaker, " ".join(text_of(document, block).strip("*# ").split()[:3]))
        for page in document.pages
        for block in page.blocks
        if block.kind not in ("header", "footer", "page_number")
    ]


def speaker_of(document: Document, words: str) -> str | None:
    """Who speaks in the block that holds these words."""
    found = [b.speaker for page in document.pages for b in page.blocks if words in text_of(document, b)]
    assert len(found) == 1, (words, blocks(document))
    return found[0]


FIRST = "Nous avons ouvert l’atelier en 2012, dans un hangar du port, et j’y ai dormi tout un hiver sans chauffage ni voisins."
MORE = "Les premiers mois, personne ne venait ; puis les écoles ont appelé, et il a fallu refuser du monde chaque semaine."
LAST = "Je voudrais que la salle reste ouverte le soir, et que les plus jeunes en aient les clefs dès l’an prochain."
INTRO = f"{NORA} dirige depuis douze ans un atelier de gravure. Nous avons rencontré {NORA} un matin de mars."
Q1, Q2 = "Comment l’atelier a-t-il commencé ?", "Que souhaitez-vous pour la suite ?"

LABELLED = f"""
= Une presse au bord de l’eau
{INTRO}

*{ASK} : {Q1}*

*{NORA} :* {FIRST}

{MORE}

*{ASK} : {Q2}*

*{NORA} :* {LAST}
"""

INITIALS = f"""
= Une presse au bord de l’eau
{INTRO}

_{Q1}_

*N. V.-L. :* {FIRST}

{MORE}

_{Q2}_

*N. V.-L. :* {LAST}
"""

ALONE = f"""
= Entretien avec {NORA}
#let who(name) = block(above: 1.2em, below: 0.7em, text(weight: "bold", name))
#who[Journaliste]
{Q1}

#who[{NORA}]
{FIRST}

{MORE}

#who[Journaliste]
{Q2}

#who[{NORA}]
{LAST}
"""

HEADINGS = f"""
= {NORA} : « La gravure apprend la patience »
{NORA}, directrice de l’atelier du quai, revient sur douze ans de travail.
== {Q1}
{FIRST}

{MORE}
== {Q2}
{LAST}
"""

ITALIC = f"""
= Rencontre avec {NORA}
Elle dirige un atelier de gravure au bord du fleuve, où elle reçoit des classes et des artistes toute l’année.

_{Q1}_

{FIRST}

{MORE}

_{Q2}_

{LAST}
"""

DASHES = f"""
= Entretien avec {NORA}
Elle dirige un atelier de gravure au bord du fleuve, où elle reçoit des classes et des artistes toute l’année.

— {Q1}

— {FIRST}

{MORE}

— {Q2}

— {LAST}
"""

QUESTIONS = f"""
= Entretien avec {NORA}, directrice de l’atelier du quai
*Q :* {Q1}

*R :* {FIRST}

{MORE}

*Q :* {Q2}

*R :* {LAST}
"""

COLUMN = f"""
= Entretien avec {NORA}
#let said(who, what) = grid(columns: (3.2cm, 1fr), gutter: 0.6cm, strong(who), what)
#said[Journaliste][{Q1}]
#said[{NORA}][{FIRST} {MORE}]
#said[Journaliste][{Q2}]
#said[{NORA}][{LAST}]
"""

HONORIFIC = f"""
= Une presse au bord de l’eau
{INTRO} Propos recueillis par Ilan Roussel-Mba.

*{Q1}*

*Mme Vasseur-Lindt :* {FIRST}

{MORE}

*{Q2}*

*Mme Vasseur-Lindt :* {LAST}
"""

MARKDOWN = f"""# Une presse au bord de l’eau

{INTRO}

**{Q1}**

{FIRST}

{MORE}

**{Q2}**

{LAST}
"""

PLAIN = f"""Entretien avec {NORA}

Journaliste : {Q1}
{NORA} : {FIRST}

{MORE}

Journaliste : {Q2}
{NORA} : {LAST}
"""

PLAIN_ALONE = f"""Entretien avec {NORA}

Journaliste :
{Q1}

{NORA} :
{FIRST}

{MORE}

Journaliste :
{Q2}

{NORA} :
{LAST}
"""

INTERVIEWS = {
    "labels in the line": (printed, LABELLED, ASK),
    "initials": (printed, INITIALS, None),
    "labels alone on their line": (printed, ALONE, None),
    "questions as headings": (printed, HEADINGS, None),
    "questions in italics": (printed, ITALIC, None),
    "dashes": (printed, DASHES, None),
    "Q and R": (printed, QUESTIONS, None),
    "labels in a column": (printed, COLUMN, None),
    "honorifics": (printed, HONORIFIC, "Ilan Roussel-Mba"),
    "Markdown": (written, MARKDOWN, None),
    "plain text": (lambda text: written(text, "entretien.txt"), PLAIN, None),
    "plain text, labels alone": (lambda text: written(text, "entretien.txt"), PLAIN_ALONE, None),
}


@pytest.mark.parametrize(("make", "source", "asks"), examples(INTERVIEWS))
def test_who_asks_and_who_answers(make: Callable[[str], Document], source: str, asks: str | None) -> None:
    interview = make(source)
    assert interview.interviewee == NORA
    assert speaker_of(interview, Q1) == asks
    assert speaker_of(interview, "j’y ai dormi") == NORA
    assert speaker_of(interview, "les écoles ont appelé") == NORA
    assert speaker_of(interview, Q2) == asks
    assert speaker_of(interview, "les plus jeunes") == NORA


def test_a_label_alone_is_of_kind_speaker_and_the_passage_is_not() -> None:
    for interview in (printed(ALONE), written(PLAIN_ALONE, "entretien.txt")):
        assert blocks(interview, "speaker")[:2] in (["Journaliste", NORA], ["Journaliste :", f"{NORA} :"])
        assert blocks(interview, "heading", "paragraph")[1] == Q1
        assert speaker_of(interview, Q1) is None


def test_two_labels_in_one_paragraph_are_two_blocks_and_the_text_stays() -> None:
    interview = written(PLAIN, "entretien.txt")
    assert interview.pages[0].text == PLAIN
    assert blocks(interview)[1:3] == [f"Journaliste : {Q1}", f"{NORA} : {FIRST}"]


def test_a_question_cut_from_its_answer_is_a_block_like_the_others() -> None:
    short = "Non."
    source = LABELLED.replace(f"*{ASK} : {Q2}*\n\n*{NORA} :* {LAST}", f"*{ASK} : {Q2}* \\\n*{NORA} :* {short}")
    interview = printed(source)
    assert [text for text in blocks(interview, "paragraph") if text.startswith(ASK)] == [f"{ASK} : {Q1}", f"{ASK} : {Q2}"]
    assert speaker_of(interview, short) == NORA


def test_answers_go_on_over_a_page_s_end() -> None:
    interview = printed(HEADINGS.replace(MORE, "\n\n".join([MORE] * 40)))
    assert len(interview.pages) > 1
    assert {b.speaker for page in interview.pages for b in page.blocks if "les écoles" in text_of(interview, b)} == {NORA}


def test_what_stands_beside_the_talk_is_nobody_s() -> None:
    aside = """
    #rect(text(size: 8pt)[L’atelier en bref : trois presses, douze élèves, un chat.])
    == L’atelier en chiffres
    Trois presses, douze élèves et un chat vivent sous le même toit depuis la rentrée.
    """
    interview = printed(HEADINGS.replace(f"== {Q2}", f"{aside}\n== {Q2}") + "\n#text(size: 7pt)[© Photo : Théo Blin]\n\nretour")
    for words in ("un chat.", "L’atelier en chiffres", "Trois presses, douze élèves et", "© Photo", "retour", "revient sur"):
        assert speaker_of(interview, words) is None
    assert speaker_of(interview, "les plus jeunes") == NORA


def test_two_people_answer() -> None:
    source = f"""
    = Deux voix pour un quai
    Entretien avec {NORA} et Idir Kacem, qui se partagent l’atelier depuis deux ans.

    *{Q1}*

    *{NORA} :* {FIRST}

    *Idir Kacem :* J’ai suivi un an plus tard, avec mes deux presses.

    *{Q2}*

    *N. V.-L. :* {LAST}

    *I. K. :* Moi, une presse de plus et une fenêtre.
    """
    interview = printed(source)
    assert interview.interviewee is None
    assert speaker_of(interview, "j’y ai dormi") == speaker_of(interview, "les plus jeunes") == NORA
    assert speaker_of(interview, "un an plus tard") == speaker_of(interview, "une fenêtre") == "Idir Kacem"


def test_an_interview_within_a_report_has_speakers_and_the_report_has_no_interviewee() -> None:
    filler = "\n\n".join(f"Chapitre {i}. " + "Le quai accueille des bateaux et des classes. " * 6 for i in range(12))
    met = f"== Entretien avec {NORA}\nElle dirige depuis douze ans l’atelier de gravure, où nous sommes allés.\n"
    source = f"= Rapport du quai\n{filler}\n{met}=== {Q1}\n{FIRST}\n=== {Q2}\n{LAST}\n== Comptes\n{filler}"
    report = printed(source)
    assert report.interviewee is None
    assert speaker_of(report, "j’y ai dormi") == speaker_of(report, "les plus jeunes") == NORA
    assert sum(b.speaker is not None for page in report.pages for b in page.blocks) == 2


FACTS = "Le quai compte douze anneaux, une grue et un ponton de bois. La mairie entretient le tout depuis 1987, avec soin."

NO_INTERVIEWS = {
    "frequent questions": f"= Foire aux questions\n== Comment puis-je adhérer ?\n{FACTS}\n== Quand venir ?\n{FACTS}\n"
    f"== Où vous garer ?\n{FACTS}",
    "frequent questions with labels": f"= Foire aux questions\n*Question :* Quand venir ?\n\n*Réponse :* {FACTS}\n\n"
    f"*Question :* Où se garer ?\n\n*Réponse :* {FACTS}",
    "a report with questions": f"= Rapport 2023\nMaud Kerlévéo, présidente de l’association du quai.\n"
    f"== Qui sommes-nous ?\n{FACTS}\n== Que faisons-nous ?\n{FACTS}\n== Nos comptes\n{FACTS}",
    "sheets": "\n".join(
        f"== Pour qui ?\n*Objectif :* {FACTS}\n\n*Public :* Les élèves du quai.\n\n*Contact :* Maud Kerlévéo" for _ in range(3)
    ),
    "credits": "= Le quai\n*Scénario :* Maud Kerlévéo\n\n*Photo :* Idir Kacem\n\nMaud Kerlévéo : 01 02 03 04 05\n\n" + FACTS,
    "a cast": "= Le quai\n" + "\n\n".join(f"*{n} :* {r}" for n in ("Maud Kerlévéo", "Idir Kacem") for r in ("orgue", "voix")),
}


@pytest.mark.parametrize("source", examples(NO_INTERVIEWS))
def test_no_interview_has_no_speakers(source: str) -> None:
    document = printed(source)
    assert document.interviewee is None
    assert {speaker for speaker, _ in spoken(document)} == {None}
    assert blocks(document, "speaker") == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Entretien avec Mme Maud de Kervadec, présidente", "Maud de Kervadec"),
        ("Rencontre avec la directrice du quai, Anne-Lise N’Diaye", "Anne-Lise N’Diaye"),
        ("Interview de J.-P. Le Goff", "J.-P. Le Goff"),
        ("Idir Kacem : « Le fleuve décide »", "Idir Kacem"),
        ("Portrait : Idir Kacem", "Idir Kacem"),
        ("IDIR KACEM, DIRECTEUR DU PORT", "IDIR KACEM"),
        ("Trois questions sur le quai", None),
        ("Entretien avec Idir Kacem et Maud Kerlévéo", None),
    ],
)
def test_the_person_interviewed_is_named_by_the_title(title: str, name: str | None) -> None:
    interview = printed(f"= {title}\n== {Q1}\n{FIRST}\n== {Q2}\n{LAST}")
    assert interview.interviewee == name
    assert speaker_of(interview, "j’y ai dormi") == name


labels = st.sampled_from(["Q :", "R :", "Maud Kerlévéo :", "M. K. –", "Journaliste", "Objectif :", "**Idir :**", "—", ""])
sayings = st.sampled_from(["Comment allez-vous ?", "Je vais.", "Entretien avec Maud Kerlévéo", "# Titre", "- un point", ""])
conversations = st.lists(st.tuples(labels, sayings, st.sampled_from([" ", "\n", "\n\n"])), min_size=1, max_size=14)


@settings(max_examples=100, deadline=None)
@given(conversations, st.sampled_from(["a.txt", "a.md"]))
def test_speakers_of_any_text(turns: list[tuple[str, str, str]], name: str) -> None:
    text = "".join(f"{label} {saying}{end}" for label, saying, end in turns)
    assume(text.strip(" #-\n"))
    made = written(text, name)
    page = made.pages[0]
    assert page.text == text
    end = 0
    for block in page.blocks:
        assert end <= block.start < block.end <= len(text)
        assert block.kind != "speaker" or text_of(made, block)
        end = block.end
    letters = {i for i, c in enumerate(text) if c.isalpha()}
    assert letters <= {i for block in page.blocks for i in range(block.start, block.end)}
