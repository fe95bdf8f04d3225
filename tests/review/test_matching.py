from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meeting_app.review.matching import Bottleneck, Group, Plan, assign
from tests.support.assignment_checker import faults

Pairs = frozenset[tuple[int, int]]


def everybody(abstract: int, reviewer: int) -> bool:
    return True


def check(
    plan: Plan,
    abstracts: range,
    reviewers: range,
    allowed: Pairs,
    k: int,
    kept: Pairs = frozenset(),
) -> list[str]:
    """Ask the independent checker about a plan and its proof."""
    proof = plan.bottleneck
    return faults(
        plan.pairs,
        abstracts,
        reviewers,
        lambda a, r: (a, r) in allowed,
        k=k,
        kept=kept,
        crowded=proof.crowded.reviewers if proof else (),
        spare=proof.spare.reviewers if proof else (),
    )


def a_committee(abstracts: int, reviewers: int, *, seed: int) -> tuple[range, range, Pairs]:
    """Four languages, one of them rare, each reviewer reading one to three; 4 % in conflict."""
    random = Random(seed)
    languages, shares = ["en", "fr", "es", "ar"], [45, 27, 20, 8]
    texts = random.choices(languages, shares, k=abstracts)
    reads = [
        set(random.choices(languages, shares, k=random.randint(1, 3))) for _ in range(reviewers)
    ]
    allowed = frozenset(
        (a, r)
        for a in range(abstracts)
        for r in range(reviewers)
        if texts[a] in reads[r] and random.random() > 0.04
    )
    return range(abstracts), range(reviewers), allowed


def every_plan(
    abstracts: range, reviewers: range, allowed: Pairs, k: int, kept: Pairs
) -> Iterator[list[int]]:
    """The loads, largest first, of every assignment that keeps and gives what it can."""
    choices = []
    for a in abstracts:
        able = {r for r in reviewers if (a, r) in allowed}
        keeping = {r for r in able if (a, r) in kept}
        size = max(len(keeping), min(k, len(able)))
        choices.append([c for c in combinations(sorted(able), size) if keeping <= set(c)])
    for plan in product(*choices):
        count = Counter(r for people in plan for r in people)
        yield sorted((count[r] for r in reviewers), reverse=True)


@st.composite
def small_cases(draw: st.DrawFn) -> tuple[range, range, Pairs, int, Pairs]:
    abstracts, reviewers = range(draw(st.integers(0, 4))), range(draw(st.integers(0, 4)))
    every = [*product(abstracts, reviewers)]
    allowed, kept = (
        frozenset(pair for pair in every if draw(st.integers(0, 3)) in chances)
        for chances in ({0, 1, 2}, {0})
    )
    return abstracts, reviewers, allowed, draw(st.integers(0, 3)), kept


def test_assign_three_of_three_gives_everybody_everything() -> None:
    plan = assign([1, 2], [10, 11, 12], everybody, k=3)

    assert plan == Plan(
        pairs=((1, 10), (1, 11), (1, 12), (2, 10), (2, 11), (2, 12)),
        missing={},
        loads={10: 2, 11: 2, 12: 2},
        dropped=(),
        bottleneck=None,
    )


def test_assign_one_reader_of_arabic_leaves_them_the_arabic_abstracts() -> None:
    """Reviewer 10 alone reads 1 and 2, so 11 has to take the rest."""
    plan = assign([1, 2, 3, 4], [10, 11], lambda a, r: r == 10 or a > 2, k=1)

    assert plan.pairs == ((1, 10), (2, 10), (3, 11), (4, 11))


def test_assign_along_a_chain_levels_what_no_single_move_could() -> None:
    """10 shares abstracts with 11 only, and 12 with 11 only."""
    allowed = {(a, r) for a in (1, 2, 3) for r in (10, 11)} | {
        (a, r) for a in (4, 5, 6) for r in (11, 12)
    }
    for seed in range(20):
        plan = assign(range(1, 7), [10, 11, 12], lambda a, r: (a, r) in allowed, k=1, seed=seed)
        assert plan.loads == {10: 2, 11: 2, 12: 2}


@pytest.mark.parametrize(
    ("abstracts", "reviewers", "k", "missing", "loads"),
    [
        ([], [], 3, {}, {}),
        ([], [10, 11], 3, {}, {10: 0, 11: 0}),
        ([1, 2], [], 3, {1: 3, 2: 3}, {}),
        ([1, 2], [10, 11], 0, {}, {10: 0, 11: 0}),
        ([1, 2], [10, 11], 3, {1: 1, 2: 1}, {10: 2, 11: 2}),
        ([1, 1], [10, 10], 1, {}, {10: 1}),
    ],
)
def test_assign_at_the_edges_says_what_is_missing(
    abstracts: list[int],
    reviewers: list[int],
    k: int,
    missing: dict[int, int],
    loads: dict[int, int],
) -> None:
    plan = assign(abstracts, reviewers, everybody, k=k)

    assert (plan.missing, plan.loads, plan.bottleneck) == (missing, loads, None)


def test_assign_abstract_with_too_few_readers_names_it_and_serves_the_others() -> None:
    plan = assign([1, 2], [10, 11, 12], lambda a, r: a == 2 or r == 10, k=2)

    assert plan.missing == {1: 1}
    assert plan.pairs == ((1, 10), (2, 11), (2, 12))


def test_assign_two_readers_for_fourteen_abstracts_proves_that_loads_must_differ() -> None:
    """Abstracts 1 to 14 are in Arabic, which 10 and 11 read; 15 to 20 are for 12 to 14 too."""
    abstracts, reviewers = range(1, 21), range(10, 15)
    allowed = frozenset((a, r) for a in abstracts for r in reviewers if a > 14 or r < 12)

    plan = assign(abstracts, reviewers, lambda a, r: (a, r) in allowed, k=2)

    assert plan.loads == {10: 14, 11: 14, 12: 4, 13: 4, 14: 4}
    assert plan.bottleneck == Bottleneck(
        crowded=Group(reviewers=(10, 11), abstracts=tuple(range(1, 15)), reviews=28, kept=0),
        spare=Group(reviewers=(12, 13, 14), abstracts=tuple(range(15, 21)), reviews=12, kept=0),
    )
    assert check(plan, abstracts, reviewers, allowed, 2) == []


def test_assign_reviewer_who_may_read_nothing_is_named_as_spare() -> None:
    plan = assign([1, 2, 3, 4], [10, 11, 12], lambda _a, r: r != 12, k=1)

    assert plan.bottleneck == Bottleneck(
        crowded=Group(reviewers=(10, 11), abstracts=(1, 2, 3, 4), reviews=4, kept=0),
        spare=Group(reviewers=(12,), abstracts=(), reviews=0, kept=0),
    )


def test_assign_uneven_kept_pairs_counts_them_in_the_proof() -> None:
    kept = frozenset({(1, 10), (2, 10), (3, 10)})
    allowed = frozenset(product(range(1, 5), (10, 11)))

    plan = assign(range(1, 5), [10, 11], everybody, k=1, kept=kept)

    assert plan.pairs == ((1, 10), (2, 10), (3, 10), (4, 11))
    assert plan.bottleneck == Bottleneck(
        crowded=Group(reviewers=(10,), abstracts=(), reviews=3, kept=3),
        spare=Group(reviewers=(11,), abstracts=(4,), reviews=1, kept=0),
    )
    assert check(plan, range(1, 5), range(10, 12), allowed, 1, kept) == []


def test_assign_kept_pairs_that_are_no_longer_allowed_are_dropped_and_named() -> None:
    """2 was withdrawn, 12 has left, and 11 has declared a conflict with 1."""
    kept = [(2, 10), (1, 12), (1, 11), (1, 10)]
    plan = assign([1], [10, 11, 13], lambda _a, r: r != 11, k=2, kept=kept)

    assert plan.pairs == ((1, 10), (1, 13))
    assert plan.dropped == ((1, 11), (1, 12), (2, 10))


def test_assign_more_kept_pairs_than_needed_keeps_them() -> None:
    plan = assign([1], [10, 11, 12], everybody, k=1, kept=[(1, 10), (1, 12)])

    assert (plan.pairs, plan.missing) == (((1, 10), (1, 12)), {})


def test_assign_again_with_everything_kept_changes_nothing() -> None:
    abstracts, reviewers, allowed = a_committee(60, 12, seed=5)
    first = assign(abstracts, reviewers, lambda a, r: (a, r) in allowed, k=3)
    again = assign(
        abstracts, reviewers, lambda a, r: (a, r) in allowed, k=3, kept=first.pairs, seed=1
    )

    assert again.pairs == first.pairs


def test_assign_after_reviewers_leave_keeps_everything_else() -> None:
    abstracts, reviewers, allowed = a_committee(300, 40, seed=2)
    first = frozenset(assign(abstracts, reviewers, lambda a, r: (a, r) in allowed, k=3).pairs)
    staying = range(3, 40)
    after = assign(abstracts, staying, lambda a, r: (a, r) in allowed, k=3, kept=first)

    assert after.dropped == tuple(sorted(pair for pair in first if pair[1] < 3))
    assert check(after, abstracts, staying, allowed, 3, first) == []


def test_assign_in_any_order_of_input_gives_the_same_plan() -> None:
    abstracts, reviewers, allowed = a_committee(60, 12, seed=1)
    kept = sorted(allowed)[::17]
    plan = assign(abstracts, reviewers, lambda a, r: (a, r) in allowed, k=3, kept=kept, seed=4)

    for order in range(5):
        mix = Random(order)
        assert plan == assign(
            mix.sample(abstracts, len(abstracts)),
            mix.sample(reviewers, len(reviewers)),
            lambda a, r: (a, r) in allowed,
            k=3,
            kept=mix.sample(kept, len(kept)),
            seed=4,
        )


def test_assign_a_full_meeting_mixes_the_committee() -> None:
    """No trio of forty reviewers meets over more than two of 300 abstracts."""
    plan = assign(range(300), range(40), everybody, k=3)
    trios = Counter(tuple(r for a, r in plan.pairs if a == abstract) for abstract in range(300))

    assert max(trios.values()) <= 2
    assert set(plan.loads.values()) == {22, 23}


@given(small_cases())
@settings(deadline=None)
def test_assign_small_cases_is_as_even_as_the_best_of_all_plans(
    case: tuple[range, range, Pairs, int, Pairs],
) -> None:
    abstracts, reviewers, allowed, k, kept = case
    plan = assign(abstracts, reviewers, lambda a, r: (a, r) in allowed, k=k, kept=kept)
    every = list(every_plan(*case[:3], k, kept))

    assert check(plan, *case) == []
    assert sorted(plan.loads.values(), reverse=True) == min(every)
    if plan.loads:
        spread = max(plan.loads.values()) - min(plan.loads.values())
        assert spread == min(loads[0] - loads[-1] for loads in every)
        assert (plan.bottleneck is None) == (spread <= 1)


@pytest.mark.parametrize("seed", range(12))
def test_assign_random_committees_passes_the_independent_checker(seed: int) -> None:
    random = Random(seed)
    abstracts, reviewers, allowed = a_committee(
        random.randint(20, 90), random.randint(4, 16), seed=seed
    )
    kept = frozenset(random.sample(sorted(allowed), len(allowed) // 20 * (seed % 3)))
    plan = assign(abstracts, reviewers, lambda a, r: (a, r) in allowed, k=3, kept=kept, seed=seed)

    assert check(plan, abstracts, reviewers, allowed, 3, kept) == []
    assert plan.missing == {
        a: 3 - able for a in abstracts if (able := sum((a, r) in allowed for r in reviewers)) < 3
    }
    assert plan.loads == {r: sum(pair[1] == r for pair in plan.pairs) for r in reviewers}
    if proof := plan.bottleneck:
        for group in (proof.crowded, proof.spare):
            assert group.reviews == sum(plan.loads[r] for r in group.reviewers)
            assert group.kept == sum(r in group.reviewers for _, r in kept)


@pytest.mark.parametrize(("abstracts", "reviewers", "seconds"), [(300, 40, 1), (600, 80, 3)])
def test_assign_a_large_meeting_takes_little_processor_time(
    abstracts: int, reviewers: int, seconds: int
) -> None:
    texts, people, allowed = a_committee(abstracts, reviewers, seed=0)
    start = process_time()
    plan = assign(texts, people, lambda a, r: (a, r) in allowed, k=3)

    assert process_time() - start < seconds
    assert check(plan, texts, people, allowed, 3) == []


def test_faults_of_a_wrong_assignment_are_all_named() -> None:
    pairs = [(1, 10), (1, 10), (2, 10), (2, 12), (3, 10), (3, 11)]

    assert sorted(
        faults(pairs, [1, 2, 3], [10, 11, 12], lambda _a, r: r < 12, k=2, kept=[(1, 11)])
    ) == [
        "(1, 10) is there twice",
        "(1, 11) was not kept",
        "(2, 12) is not allowed",
        "the largest load, 4, is not shown to be needed",
        "the smallest load, 1, is not shown to be needed",
    ]


def test_faults_of_uneven_loads_are_not_hidden_by_a_false_proof() -> None:
    pairs = [(1, 10), (2, 10)]

    assert faults(pairs, [1, 2], [10, 11], everybody, k=1, crowded=[10], spare=[11]) == [
        "the largest load, 2, is not shown to be needed",
        "the smallest load, 0, is not shown to be needed",
    ]


def test_faults_of_a_missing_review_name_the_abstract() -> None:
    assert faults([(1, 10)], [1, 2], [10, 11], everybody, k=1) == [
        "abstract 2 has 0 reviews instead of 1"
    ]
