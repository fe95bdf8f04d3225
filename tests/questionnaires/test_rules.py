"""What a question takes, and Borda's count."""

import pytest

from meeting_app.questionnaires.rules import (
    Fault,
    Limits,
    QuestionKind,
    borda_points,
    fault,
    is_answer,
    mean,
)

ABC = frozenset("abc")


@pytest.mark.parametrize(
    ("limits", "value", "expected"),
    [
        (Limits(QuestionKind.ONE_CHOICE, ABC), "a", None),
        (Limits(QuestionKind.ONE_CHOICE, ABC), "d", Fault.UNKNOWN_OPTION),
        (Limits(QuestionKind.ONE_CHOICE, ABC), ["a"], Fault.WRONG_KIND),
        (Limits(QuestionKind.SEVERAL_CHOICES, ABC, 2), ["a", "b"], None),
        (Limits(QuestionKind.SEVERAL_CHOICES, ABC, 2), ["a", "b", "c"], Fault.TOO_MANY),
        (Limits(QuestionKind.SEVERAL_CHOICES, ABC), ["a", "a"], Fault.TWICE),
        (Limits(QuestionKind.SEVERAL_CHOICES, ABC), "abc", Fault.WRONG_KIND),
        (Limits(QuestionKind.RANKING, ABC), ["c", "a", "b"], None),
        (Limits(QuestionKind.RANKING, ABC), ["c", "x"], Fault.UNKNOWN_OPTION),
        (Limits(QuestionKind.RATING, scale_points=4), 4, None),
        (Limits(QuestionKind.RATING, scale_points=4), 5, Fault.OFF_SCALE),
        (Limits(QuestionKind.RATING), 0, Fault.OFF_SCALE),
        (Limits(QuestionKind.RATING), "3", Fault.WRONG_KIND),
        (Limits(QuestionKind.SHORT_TEXT, length=3), "abc", None),
        (Limits(QuestionKind.LONG_TEXT, length=3), "abcd", Fault.TOO_LONG),
        (Limits(QuestionKind.LONG_TEXT), 3, Fault.WRONG_KIND),
    ],
)
def test_fault_of_a_value(limits: Limits, value: object, expected: Fault | None):
    assert fault(limits, value) == expected


def test_is_answer_needs_more_than_white_space():
    found = [is_answer(value) for value in ("x", " \n\u3000", "", [], None, ["a"], 0)]

    assert found == [True, False, False, False, False, True, True]


def test_borda_points_fall_by_one_from_rank_to_rank():
    assert borda_points({1: 2, 2: 1, 5: 3}, places=5) == 2 * 5 + 4 + 3 * 1


def test_mean_of_no_ratings_is_none():
    assert (mean({1: 0, 2: 0}), mean({1: 1, 4: 2})) == (None, 3.0)
