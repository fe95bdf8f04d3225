"""What a survey found out, as values that pages and papers are made from."""

from dataclasses import dataclass
from enum import StrEnum

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.models import Question
from meeting_app.surveys.statistics import Numbers

Label = LocalText | str


class Shape(StrEnum):
    BARS = "bars"
    SCALE = "scale"
    RANKING = "ranking"
    GRID = "grid"
    POINTS = "points"
    NUMBERS = "numbers"
    COLUMNS = "columns"
    """In the order of time."""
    WORDS = "words"
    """Only how many answered."""


@dataclass(frozen=True, slots=True)
class Row:
    """A value that is None is too small to be shown, or would tell one that is. Of a row of a grid,
    it is how many rated it."""

    label: Label
    value: float | None = None
    firsts: int | None = None
    """Of a ranking: how often it stood first."""
    ranked: int | None = None
    """Of a ranking: how often it had any rank."""
    values: tuple[int | None, ...] = ()
    """Of a row of a grid: how often each point of the scale was given."""
    mean: float | None = None
    """Of a row of a grid."""
    code: str = ""
    """Of its option."""


@dataclass(frozen=True, slots=True)
class Finding:
    question: Question
    shape: Shape
    answered: int
    is_shown: bool = True
    """False: too few people answered, nothing about it is shown."""
    rows: tuple[Row, ...] = ()
    scale: tuple[Label, ...] = ()
    """The points of a rating or grid."""
    places: int = 0
    """Of a ranking: how many ranks there are to give."""
    mean: float | None = None
    """Of a rating."""
    numbers: Numbers | None = None
    """None also where a quarter of the people is too few."""
    all_numbers: bool = False
    """Whether the smallest and the largest number may be told, which are one person's each."""
    others: int = 0
    """Of countries, languages and organisations: answers that name none of those shown."""

    @property
    def pairs(self) -> list[tuple[Label, float | None]]:
        return [(row.label, row.value) for row in self.rows]

    @property
    def by_firsts(self) -> list[Row]:
        """Of a ranking: most first ranks first."""
        return sorted(self.rows, key=lambda row: -1 if row.firsts is None else row.firsts)[::-1]


@dataclass(frozen=True, slots=True)
class Findings:
    total: int
    late: int
    held_back: int
    languages: tuple[Row, ...]
    questions: tuple[Finding, ...]
    retired: tuple[Finding, ...]
    """What is no longer asked, as it was answered."""
    left_out: str
    """A sentence about answers to former versions that count nowhere; empty where all count."""
    fewest: int

    @property
    def is_shown(self) -> bool:
        return self.total >= max(1, self.fewest)

    @property
    def language_pairs(self) -> list[tuple[Label, float | None]]:
        return [(row.label, row.value) for row in self.languages]

    @property
    def charted(self) -> list[Finding]:
        """Those that say more than how many answered."""
        return [one for one in self.questions if one.shape is not Shape.WORDS]
