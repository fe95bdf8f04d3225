"""What all answers to a questionnaire add up to, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from meeting_app.questionnaires import rules
from meeting_app.questionnaires.models import Option, Question
from meeting_app.questionnaires.routes import Routes


@dataclass(frozen=True, slots=True)
class Sent:
    """How many responses were sent, and a number that changes with every change of any answer."""

    number: int
    mark: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures alone, without the words of the questions."""

    total: int
    """Responses counted."""
    late: int
    languages: Mapping[str, int]
    answered: Mapping[int, int]
    """{question id: responses that answer it}"""
    left_out: Mapping[int, int]
    """{question id: responses to former versions whose answer has no equivalent}; of the present
    question, or of the former one where none has taken its place."""
    votes: Mapping[int, Mapping[tuple[int | None, int | None], int]]
    """{question id: {(option id, number): how often}}"""
    amounts: Mapping[int, Sequence[tuple[float, int]]]
    """{question id: (amount, how often)}, smallest first."""
    texts: Mapping[int, Sequence[tuple[str, int]]]
    """{question id: (value, how often)} of dates and times, all, earliest first; of countries,
    languages and organisations, the most frequent ones, most first."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a ranking gave to one option."""

    option: Option
    points: int
    """By Borda's count (see rules.borda_points)."""
    firsts: int
    """How often it stood first."""
    ranked: int
    """How often it had any rank."""


@dataclass(slots=True)
class QuestionTally:
    question: Question
    options: list[Option]
    """Those that are offered, then those that no longer are and were taken."""
    answered: int = 0
    """Responses that answer this question."""
    votes: Mapping[tuple[int | None, int | None], int] = field(default_factory=dict)
    """{(option id, number): how often}"""
    amounts: Sequence[tuple[float, int]] = ()
    texts: Sequence[tuple[str, int]] = ()

    @property
    def choices(self) -> list[tuple[Option, int]]:
        """Of choices: how often each option was taken, in the order of the question."""
        return [(option, self.votes.get((option.id, None), 0)) for option in self.options]

    @property
    def places(self) -> int:
        """Of a ranking: how many ranks there are to give."""
        return min(
            self.question.choices_max or len(self.question.options), len(self.question.options)
        )

    @property
    def ranking(self) -> list[Ranked]:
        """Of a ranking: most points first, then most first ranks."""
        found = []
        for place, option in enumerate(self.options):
            votes = self.numbers_of(option)
            points = rules.borda_points(votes, self.places)
            found.append((place, Ranked(option, points, votes.get(1, 0), sum(votes.values()))))
        found.sort(key=lambda one: (-one[1].points, -one[1].firsts, one[0]))
        return [ranked for _place, ranked in found]

    @property
    def ratings(self) -> dict[int, int]:
        """Of a rating: how often each point of the scale was given."""
        return {point: self.votes.get((None, point), 0) for point in self.scale}

    @property
    def scale(self) -> range:
        return range(1, (self.question.scale_points or rules.SCALE_POINTS) + 1)

    @property
    def mean(self) -> float | None:
        return rules.mean(self.ratings)

    def numbers_of(self, option: Option) -> dict[int, int]:
        """{rank, rating or points: how often} that one option was given."""
        return {
            number: times
            for (option_id, number), times in self.votes.items()
            if option_id == option.id and number is not None
        }


@dataclass(frozen=True, slots=True)
class Tally:
    total: int
    """Responses counted."""
    held_back: int
    """Responses sent, but not counted."""
    late: int
    languages: Mapping[str, int]
    """{language of the form: responses}, most first."""
    questions: list[QuestionTally]
    retired: list[QuestionTally]
    """What is no longer asked and was answered, as it was answered; where it was wanted."""
    left_out: Mapping[int, int]
    """As in Counts."""
    state: Sent
    routes: Routes
