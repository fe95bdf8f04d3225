"""Rows of figures, put together to what was answered to each question."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from meeting_app.questionnaires.queries.carrying import SEVERAL_ROWS
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.tallies import Counts

DATED_KINDS = frozenset({QuestionKind.DATE, QuestionKind.TIME})


class Sums:
    """What the parts of the one statement add up to."""

    def __init__(self, kinds: Mapping[int, QuestionKind]) -> None:
        """{question id: its kind}"""
        self.kinds = kinds
        self.votes: dict[int, dict[tuple[int | None, int | None], int]] = defaultdict(dict)
        self.amounts: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self.texts: dict[int, list[tuple[str, int]]] = defaultdict(list)
        self.languages: dict[str, int] = {}
        self.answered: dict[int, int] = defaultdict(int)
        self.asked: dict[int, int] = defaultdict(int)
        self.left: dict[int, int] = {}
        self.late = 0

    def add(
        self,
        what: str,
        question: Any,
        option: int | None,
        number: Any,
        amount: float | None,
        text: Any,
        times: int,
    ) -> None:
        match what:
            case "language":
                self.languages[text] = times
                self.late += number
            case "answered":
                self.answered[question] += times
            case "asked":
                self.asked[question] += times
            case "left":
                self.left[question] = self.left.get(question, 0) + times
            case "text":
                self.texts[question].append((text, times))
            case "vote" if amount is not None:
                self.amounts[question].append((amount, times))
                self.answered[question] += times
            case _:
                self.votes[question][option, number] = times
                kind = self.kinds[question]
                if kind not in SEVERAL_ROWS and (kind != QuestionKind.RANKING or number == 1):
                    self.answered[question] += times

    def counts(self) -> Counts:
        left = self.left | {
            question: times - self.answered[question] for question, times in self.asked.items()
        }
        dated = {question for question, kind in self.kinds.items() if kind in DATED_KINDS}
        return Counts(
            total=sum(self.languages.values()),
            late=self.late,
            languages=dict(sorted(self.languages.items(), key=lambda pair: (-pair[1], pair[0]))),
            answered=dict(self.answered),
            left_out={question: times for question, times in left.items() if times},
            votes=self.votes,
            amounts={question: sorted(found) for question, found in self.amounts.items()},
            texts={
                question: sorted(found, key=lambda one: one[0] if question in dated else -one[1])
                for question, found in self.texts.items()
            },
        )
