"""A small invented meeting through its whole year: survey to calendar, in four languages."""

import json
from pathlib import Path

from flask import Flask

from tests.journeys.given import LANGUAGES, Given, Manuscript, Places, people
from tests.journeys.year import figures, walk

ORGANISATIONS = (
    *(f"Organisation {letter}" for letter in "ABCDEFGHIJ"),
    "Réseau « Enfance d’abord »",
    "مركز الأمل لحماية الطفل",
)
WORDS = {
    "en": ("Listening to children, year", "What we did in two camps, and what we would do again."),
    "fr": ("À l’écoute des enfants, année", "Ce que nous avons fait ; ce qu’il en reste."),
    "es": ("¿Qué oímos de la niñez en el año", "Lo que hicimos y lo que volveríamos a hacer."),
    "ar": ("الإصغاء إلى الأطفال في العام", "ما فعلناه في مخيمين، وما سنفعله مرة أخرى."),
}


def manuscripts(kind: str, count: int) -> tuple[Manuscript, ...]:
    """In four languages by turns, by somebody of that language together with somebody of the next."""
    authors = people(kind, ORGANISATIONS)
    others = people(f"co{kind}", ORGANISATIONS[3:])
    next(others)
    made = []
    for number, author, other in zip(range(count), authors, others, strict=False):
        title, text = WORDS[author.language]
        text = f"{text}\n\n{text}"
        title = f"{title} {kind} {number}"
        made.append(Manuscript(title, text, author.language, (author, other)))
    return tuple(made)


def write_files(folder: Path) -> tuple[Path, Path]:
    """Organisations as CSV; eight abstracts as JSON lines, two of them without a text."""
    organisations, abstracts = folder / "organisations.csv", folder / "abstracts.jsonl"
    organisations.write_text("\n".join(["name", *ORGANISATIONS]) + "\n", encoding="utf-8")
    rows = [
        {
            "source": f"elsewhere/{number}",
            "title": f"{WORDS[language][0]} {number}",
            "abstract": WORDS[language][1] if number < 6 else "",
            "language": language,
            "speakers": [f"Speaker {number}", f"متحدثة {number}"],
        }
        for number, language in enumerate(LANGUAGES * 2)
    ]
    abstracts.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return organisations, abstracts


def test_walk_generated_meeting_comes_to_these_figures(app: Flask, tmp_path: Path) -> None:
    organisations, abstracts = write_files(tmp_path)
    given = Given(
        organisations=organisations,
        abstracts=(abstracts,),
        by_page=manuscripts("author", 4),
        by_verb=manuscripts("writer", 12),
        papers=tuple(
            tuple((1 + (5 * a + 2 * r) % 6, 1 + (3 * a + r) % 5) for r in range(3))
            for a in range(22)
        ),
        reads=(("en", "fr", "es"), ("fr", "es", "ar"), ("es", "ar", "en"), ("ar", "en", "fr")),
        reviewers=8,
        accepted=10,
        waitlisted=3,
        rooms=2,
        places=Places(capacity=15, later=17, asked=20, given_back=1),
        online=30,
        answers=12,
        outside=("ar",),
    )

    year = walk(app, given, tmp_path)

    assert figures(year) == {
        "organisations": 12,
        "answers": 16,
        "abstracts draft": 2,
        "abstracts accepted": 10,
        "abstracts waitlisted": 3,
        "abstracts declined": 9,
        **dict.fromkeys([f"abstracts in {language}" for language in LANGUAGES], 6),
        "reviews": 66,
        "sessions": 14,
        "versions": 2,
        "in_person confirmed": 17,
        "in_person waiting": 2,
        "in_person cancelled": 1,
        "online confirmed": 30,
        "online waiting": 0,
        "online cancelled": 0,
        "letters": 108,
    }
