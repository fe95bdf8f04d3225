"""Is an assignment of reviewers right? Counted from the rules alone, with no code of the planner.

Uneven loads need a proof: reviewers who must take so much (`crowded`), others who can take so
little (`spare`), that no assignment which keeps the same pairs has a smaller spread.
"""

from collections.abc import Callable, Collection


def faults(
    pairs: Collection[tuple[int, int]],
    abstracts: Collection[int],
    reviewers: Collection[int],
    may: Callable[[int, int], bool],
    *,
    k: int,
    kept: Collection[tuple[int, int]] = (),
    crowded: Collection[int] = (),
    spare: Collection[int] = (),
) -> list[str]:
    """Return what is wrong with `pairs` of (abstract, reviewer), in English; nothing if right."""
    allowed = {(a, r) for a in abstracts for r in reviewers if may(a, r)}
    locked = allowed & set(kept)
    found = [f"{pair} is there twice" for pair in set(pairs) if list(pairs).count(pair) > 1]
    found += [f"{pair} is not allowed" for pair in set(pairs) - allowed]
    found += [f"{pair} was not kept" for pair in locked - set(pairs)]

    must, can = (sum(r in group for _, r in locked) for group in (crowded, spare))
    for a in abstracts:
        able = {r for r in reviewers if (a, r) in allowed}
        keeping = {r for r in reviewers if (a, r) in locked}
        given, due = (sum(pair[0] == a for pair in pairs), max(len(keeping), min(k, len(able))))
        if given != due:
            found.append(f"abstract {a} has {given} reviews instead of {due}")
        open_, new = able - keeping, due - len(keeping)
        must += max(0, new - len(open_ - set(crowded)))
        can += min(new, len(open_ & set(spare)))

    loads = [sum(pair[1] == r for pair in pairs) for r in reviewers]
    most, least = max(loads, default=0), min(loads, default=0)
    if most - least > 1 and not must > (most - 1) * len(crowded):
        found.append(f"the largest load, {most}, is not shown to be needed")
    if most - least > 1 and not can < (least + 1) * len(spare):
        found.append(f"the smallest load, {least}, is not shown to be needed")
    return found
