"""Where answers to former versions count in the present one, by the numbers of questions and options."""

from dataclasses import dataclass
from functools import cached_property

from meeting_app.questionnaires.rules import QuestionKind


@dataclass(frozen=True)
class Route:
    """Of the answers to one question, given to some versions, that read otherwise now."""

    first: int
    """Version."""
    last: int
    source: int
    """The question that was answered."""
    kind: QuestionKind
    """Its kind."""
    target: int | None
    """The question in which they count; None for none."""
    options: tuple[tuple[int, int | None], ...] = ()
    """(option, as which it counts, None for none); the others count as they are."""
    points: tuple[tuple[int, int | None], ...] = ()
    """The same, of the points of a scale."""
    merging: tuple[int, ...] = ()
    """Options that count as one with others."""

    @cached_property
    def lost_options(self) -> list[int]:
        return [old for old, new in self.options if new is None]

    @cached_property
    def lost_points(self) -> list[int]:
        return [old for old, new in self.points if new is None]


@dataclass(frozen=True)
class Routes:
    all: tuple[Route, ...] = ()

    @cached_property
    def touched(self) -> frozenset[int]:
        """Questions in which, if they are asked now, other answers count than those given to them."""
        ends = {number for one in self.all for number in (one.source, one.target)}
        return frozenset(number for number in ends if number is not None)

    def leading_to(self, question: int) -> list[Route]:
        return [one for one in self.all if one.target == question]

    def leading_from(self, question: int) -> list[Route]:
        return [one for one in self.all if one.source == question]


NO_ROUTES = Routes()
