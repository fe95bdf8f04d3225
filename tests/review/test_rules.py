import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting_app.abstracts.models import AbstractState
from meeting_app.review.matching import Plan
from meeting_app.review.rules import (
    Obstacle,
    Outcome,
    Reader,
    Text,
    Weighed,
    breaks,
    can_decide,
    obstacle,
    suggest_ranks,
    weighted_mean,
)


def a_text(**values: frozenset[int]) -> Text:
    nothing: dict[str, frozenset[int]] = dict.fromkeys(
        ("people", "organisations", "declared"), frozenset()
    )
    return Text(id=1, language="fr", **(nothing | values))


def test_weighted_mean_counts_each_criterion_by_its_weight() -> None:
    assert weighted_mean([Weighed(5, 2, 5), Weighed(2, 1, 5)]) == pytest.approx(0.75)


def test_weighted_mean_of_scales_with_other_points_compares_shares() -> None:
    assert weighted_mean([Weighed(3, 1, 3), Weighed(1, 1, 10)]) == 0.5


def test_weighted_mean_without_scores_is_unknown() -> None:
    assert weighted_mean([]) is None


@given(st.lists(st.builds(Weighed, st.integers(1, 5), st.integers(1, 9), st.just(5)), min_size=1))
def test_weighted_mean_stays_between_the_lowest_and_the_highest_score(
    scores: list[Weighed],
) -> None:
    mean = weighted_mean(scores)
    shares = [(score.value - 1) / 4 for score in scores]

    assert mean is not None
    assert min(shares) - 1e-9 <= mean <= max(shares) + 1e-9


def test_suggest_ranks_lets_equal_means_share_one_and_leaves_out_the_unknown() -> None:
    means = {1: 0.5, 2: 0.1 + 0.2, 3: 0.3, 4: None, 5: 0.1}

    assert suggest_ranks(means) == {1: 1, 2: 2, 3: 2, 5: 4}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (a_text(people=frozenset({7})), Obstacle.AUTHOR),
        (a_text(organisations=frozenset({3})), Obstacle.ORGANISATION),
        (a_text(declared=frozenset({7})), Obstacle.DECLARED),
        (a_text(people=frozenset({8}), organisations=frozenset({4})), None),
    ],
)
def test_obstacle_names_what_keeps_a_reader_away(text: Text, expected: Obstacle | None) -> None:
    assert obstacle(text, Reader(7, 3, frozenset({"fr"}))) == expected


def test_obstacle_of_a_language_that_is_not_read_does_not_undo_a_sent_review() -> None:
    reader = Reader(7, None, frozenset({"en"}))

    assert obstacle(a_text(), reader) == Obstacle.LANGUAGE
    assert obstacle(a_text(reviewed_by=frozenset({7})), reader) is None


def test_obstacle_of_somebody_who_left_is_that_they_left() -> None:
    reader = Reader(7, None, frozenset({"fr"}), left=True)

    assert obstacle(a_text(), reader) == Obstacle.LEFT
    assert obstacle(a_text(reviewed_by=frozenset({7})), reader) is None


def a_plan(*pairs: tuple[int, int]) -> Plan:
    return Plan(pairs=pairs, missing={}, loads={}, dropped=(), bottleneck=None)


def test_breaks_a_plan_with_a_conflict_a_repetition_or_unproven_loads() -> None:
    texts = [Text(n, "fr", frozenset({n}), frozenset(), frozenset()) for n in (1, 2)]
    readers = [Reader(n, None, frozenset({"fr"})) for n in (1, 8, 9)]

    assert not breaks(a_plan((1, 8), (2, 9)), texts, readers)
    assert breaks(a_plan((1, 1)), texts, readers)
    assert breaks(a_plan((1, 8), (1, 8)), texts, readers)
    assert breaks(a_plan((1, 8), (2, 8)), texts, readers)


@pytest.mark.parametrize(
    ("state", "outcomes"),
    [
        (AbstractState.SUBMITTED, set(Outcome)),
        (AbstractState.WAITLISTED, {Outcome.ACCEPT, Outcome.DECLINE}),
        (AbstractState.DRAFT, set()),
        (AbstractState.ACCEPTED, set()),
        (AbstractState.DECLINED, set()),
        (AbstractState.WITHDRAWN, set()),
    ],
)
def test_can_decide_by_state(state: AbstractState, outcomes: set[Outcome]) -> None:
    assert {outcome for outcome in Outcome if can_decide(state, outcome)} == outcomes
