"""Who reviews what: every abstract gets its reviews, and everybody about as much to read.

No reviewer has a ceiling, so each abstract takes as many reviewers as it needs and may have. What
remains is to level the loads. As long as a chain "x hands an abstract to y, y hands another one to
z" leads from somebody to somebody with at least two fewer, it is carried out. When there is none
left, no other assignment has a smaller largest load, a greater smallest load or a smaller spread
(Harvey, Ladner, Lovász and Tamir 2006, "Semi-matchings for bipartite graphs and load balancing";
Frank and Murota 2018, "Discrete decreasing minimization"), and those whom the chains still reach
are the proof of it: see `Bottleneck`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Group:
    """Some reviewers, what they have to share among themselves, and how many reviews that is."""

    reviewers: tuple[int, ...]
    abstracts: tuple[int, ...]
    reviews: int
    kept: int
    """How many of `reviews` are assignments that the plan was told to keep."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Why the loads must differ by more than one, whoever plans.

    The reviewers of `crowded` together get at least `crowded.reviews`, because too few others may
    review `crowded.abstracts`: one of them has the largest load of this plan, or more. The
    reviewers of `spare` together get at most `spare.reviews`, because besides what they keep they
    may review nothing but `spare.abstracts` among those that need somebody: one of them has the
    smallest load of this plan, or less. Both numbers can be counted again by hand; ids are sorted.
    """

    crowded: Group
    spare: Group


@dataclass(frozen=True, slots=True)
class Plan:
    """A complete assignment, with what it could not do."""

    pairs: tuple[tuple[int, int], ...]
    """(abstract id, reviewer id), sorted; the kept ones among them."""
    missing: Mapping[int, int]
    """Abstract id to the number of reviews, at least 1, for which nobody is left."""
    loads: Mapping[int, int]
    """Reviewer id to the number of abstracts; every reviewer is there, also with 0."""
    dropped: tuple[tuple[int, int], ...]
    """Pairs that were to be kept but are no longer allowed, sorted."""
    bottleneck: Bottleneck | None
    """The proof, when loads differ by more than one; else None."""


def assign(
    abstracts: Iterable[int],
    reviewers: Iterable[int],
    may: Callable[[int, int], bool],
    *,
    k: int,
    kept: Iterable[tuple[int, int]] = (),
    seed: int = 0,
) -> Plan:
    """Give each abstract `k` reviewers, or as many as may review it, with loads as even as can be.

    `may(abstract, reviewer)` says whether a pair is allowed and is asked once for each. Allowed
    pairs of `kept` stay, also beyond `k`; the loads are levelled around them. Among equals the
    choice is drawn by `seed`, so that the same reviewers do not always meet; the same values give
    the same plan in whatever order they come.
    """
    abstract_ids = sorted(set(abstracts))
    reviewer_ids = sorted(set(reviewers))
    allowed = {a: {r for r in reviewer_ids if may(a, r)} for a in abstract_ids}
    to_keep = set(kept)
    locked = {(a, r) for a, r in to_keep if r in allowed.get(a, ())}

    draft = _Draft(
        free={a: {r for r in allowed[a] if (a, r) not in locked} for a in abstract_ids},
        chosen={a: set() for a in abstract_ids},
        tasks={r: set() for r in reviewer_ids},
        loads=dict.fromkeys(reviewer_ids, 0),
    )
    needs = dict.fromkeys(abstract_ids, k)
    for abstract, reviewer in locked:
        needs[abstract] -= 1
        draft.loads[reviewer] += 1
    draft.fill(needs, Random(seed))  # noqa: S311  fairness, not secrecy
    draft.level()

    new = {(a, r) for a in abstract_ids for r in draft.chosen[a]}
    return Plan(
        pairs=tuple(sorted(locked | new)),
        missing={a: k - len(allowed[a]) for a in abstract_ids if len(allowed[a]) < k},
        loads=draft.loads,
        dropped=tuple(sorted(to_keep - locked)),
        bottleneck=draft.find_bottleneck(),
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A plan in the making. Kept pairs count in `loads` and appear nowhere else."""

    free: dict[int, set[int]]
    """Abstract to those who may take it and do not."""
    chosen: dict[int, set[int]]
    """Abstract to those who newly take it."""
    tasks: dict[int, set[int]]
    """Reviewer to what they newly take: `chosen`, seen from the other side."""
    loads: dict[int, int]

    def fill(self, needs: Mapping[int, int], random: Random) -> None:
        """Choose for each abstract the least busy; those with the fewest possible readers first."""
        for abstract in sorted(needs, key=lambda a: (len(self.free[a]), random.random())):
            least_busy = sorted(
                sorted(self.free[abstract]), key=lambda r: (self.loads[r], random.random())
            )
            for reviewer in least_busy[: max(0, needs[abstract])]:
                self._take(abstract, reviewer)

    def level(self) -> None:
        """Carry out chains from a busier to a less busy reviewer until there is none left."""
        moved = True
        while moved:
            moved = False
            for reviewer in sorted(self.loads, key=lambda r: (-self.loads[r], r)):
                while self._relieve(reviewer):
                    moved = True

    def find_bottleneck(self) -> Bottleneck | None:
        """Return the proof that a levelled draft cannot be more even, if it is uneven.

        Crowded are the busiest and all whom chains from them reach: nobody there has two fewer,
        and whoever else may take one of their abstracts already does. Spare are the least busy
        and all from whom chains reach them: nobody there has two more, and each takes every
        abstract they may take that needs somebody.
        """
        most, least = max(self.loads.values(), default=0), min(self.loads.values(), default=0)
        if most - least <= 1:
            return None
        busiest = [r for r, load in self.loads.items() if load == most]
        idlest = [r for r, load in self.loads.items() if load == least]
        offers = {r: {a for a, people in self.free.items() if r in people} for r in self.loads}
        crowded = set(_walk(busiest, self.tasks, self.free))
        spare = set(_walk(idlest, offers, self.chosen))
        return Bottleneck(crowded=self._group(crowded), spare=self._group(spare))

    def _group(self, reviewers: set[int]) -> Group:
        reviews = sum(self.loads[r] for r in reviewers)
        return Group(
            reviewers=tuple(sorted(reviewers)),
            abstracts=tuple(sorted(set().union(*(self.tasks[r] for r in reviewers)))),
            reviews=reviews,
            kept=reviews - sum(len(self.tasks[r]) for r in reviewers),
        )

    def _relieve(self, reviewer: int) -> bool:
        """Take one abstract off a reviewer along a chain to the least busy person it reaches."""
        steps = _walk([reviewer], self.tasks, self.free)
        last = min(steps, key=lambda r: self.loads[r])
        if self.loads[last] > self.loads[reviewer] - 2:
            return False
        while (step := steps[last]) is not None:
            giver, abstract = step
            self._put_back(abstract, giver)
            self._take(abstract, last)
            last = giver
        return True

    def _take(self, abstract: int, reviewer: int) -> None:
        self.free[abstract].remove(reviewer)
        self.chosen[abstract].add(reviewer)
        self.tasks[reviewer].add(abstract)
        self.loads[reviewer] += 1

    def _put_back(self, abstract: int, reviewer: int) -> None:
        self.free[abstract].add(reviewer)
        self.chosen[abstract].remove(reviewer)
        self.tasks[reviewer].remove(abstract)
        self.loads[reviewer] -= 1


def _walk(
    start: Iterable[int], abstracts_of: Mapping[int, set[int]], reviewers_of: Mapping[int, set[int]]
) -> dict[int, tuple[int, int] | None]:
    """Walk from reviewer to abstract to reviewer, nearest first.

    Returns everybody reached, each with (reviewer before, abstract between), None at the start.
    """
    reached: dict[int, tuple[int, int] | None] = dict.fromkeys(start)
    passed: set[int] = set()
    queue = list(reached)
    for reviewer in queue:
        for abstract in sorted(abstracts_of[reviewer] - passed):
            passed.add(abstract)
            for following in sorted(reviewers_of[abstract].difference(reached)):
                reached[following] = (reviewer, abstract)
                queue.append(following)
    return reached
