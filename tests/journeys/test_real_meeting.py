"""A meeting through its whole year on data from elsewhere: the organisations of a network, abstracts
of three conferences in three languages, scores of a fourth."""

import ast
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from flask import Flask

from tests.journeys.given import Given, Manuscript, Places, people
from tests.journeys.year import REVIEWS_EACH, figures, walk

DATA = Path(__file__).parents[3] / "shared/data"
ORGANISATIONS = DATA / "alliance/organisations.csv"
ABSTRACTS = tuple(
    DATA / f"abstracts/{name}.jsonl"
    for name in ("pycon-fr-2023", "pycon-es-2017", "pycon-latam-2022")
)
SCORES = DATA / "reviews/iclr2023-reviews-2023-02-10.csv"
POINTS = {1: 1, 3: 2, 5: 3, 6: 4, 8: 5, 10: 6}
"""Their scale has gaps; ours has none."""
OURS = (
    ("en", "Circles of care in four camps", "We asked 212 children what helps them."),
    ("fr", "L’école, lieu sûr ? Ce qu’en disent 180 élèves", "Nous avons écouté, puis agi."),
    ("es", "Niñez en movimiento: ¿qué funciona en la ruta?", "Un estudio con 640 familias."),
    ("ar", "الإصغاء إلى الأطفال في أربعة مخيمات", "سألنا 212 طفلاً وطفلة عمّا يساعدهم."),
)

pytestmark = pytest.mark.skipif(
    not all(path.is_file() for path in (ORGANISATIONS, *ABSTRACTS, SCORES)),
    reason=f"The data from elsewhere are not in {DATA}.",
)


def read_papers() -> Iterator[tuple[tuple[int, int], ...]]:
    """The first reviews of each paper that has enough of them: (score, confidence)."""
    with SCORES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            scores = ast.literal_eval(row["ratings"])
            confidences = ast.literal_eval(row["confidences"])
            if len(scores) >= REVIEWS_EACH:
                pairs = zip(scores, confidences, strict=True)
                yield tuple((POINTS[score], sure) for score, sure in pairs)[:REVIEWS_EACH]


def write_manuscripts() -> tuple[Manuscript, ...]:
    """One in each language, each by two people of organisations that send reviewers too."""
    with ORGANISATIONS.open(encoding="utf-8", newline="") as file:
        names = tuple(row["name"] for row in csv.DictReader(file))
    authors, others = people("author", names), people("coauthor", names[10:])
    next(others)
    return tuple(
        Manuscript(title, text, language, (next(authors), next(others)))
        for language, title, text in OURS
    )


def test_walk_real_meeting_comes_to_these_figures(app: Flask, tmp_path: Path) -> None:
    given = Given(
        organisations=ORGANISATIONS,
        abstracts=ABSTRACTS,
        by_page=write_manuscripts(),
        by_verb=(),
        papers=tuple(islice(read_papers(), 140)),
        reads=(("en", "fr"), ("fr", "es"), ("es", "en"), ("es", "ar")),
        reviewers=30,
        accepted=60,
        waitlisted=10,
        rooms=6,
        places=Places(capacity=140, later=148, asked=150, given_back=2),
        online=594,
        answers=200,
        outside=("fr",),
    )

    year = walk(app, given, tmp_path)

    assert figures(year) == {
        "organisations": 109,
        "answers": 204,
        "abstracts draft": 13,
        "abstracts accepted": 60,
        "abstracts waitlisted": 10,
        "abstracts declined": 70,
        "abstracts in en": 36,
        "abstracts in fr": 41,
        "abstracts in es": 75,
        "abstracts in ar": 1,
        "reviews": 420,
        "sessions": 64,
        "versions": 2,
        "in_person confirmed": 148,
        "in_person waiting": 0,
        "in_person cancelled": 2,
        "online confirmed": 594,
        "online waiting": 0,
        "online cancelled": 0,
        "letters": 904,
    }
