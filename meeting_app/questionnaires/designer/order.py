"""The order of questions: a section stands before what is in it, and moves with it."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    id: int
    parent_id: int | None


One = TypeVar("One", bound=Placed)


def block(items: Sequence[One], item: One) -> list[One]:
    """The item and everything inside it, as deep as it goes. items: in order."""
    inside = {item.id}
    found = []
    for one in items:
        if one.id == item.id or one.parent_id in inside:
            inside.add(one.id)
            found.append(one)
    return found


def siblings(items: Sequence[One], item: One) -> list[One]:
    """What stands directly in the same section, or in none, itself too."""
    return [one for one in items if one.parent_id == item.parent_id]


def before(items: Sequence[One], item: One) -> One | None:
    """The sibling right before it."""
    near = siblings(items, item)
    place = _place(near, item)
    return near[place - 1] if place else None


def after(items: Sequence[One], item: One) -> One | None:
    near = siblings(items, item)
    place = _place(near, item) + 1
    return near[place] if place < len(near) else None


def behind(items: Sequence[One], item: One, other: One | None) -> list[One]:
    """With the item's block behind the block of another, or first of all."""
    moving, rest = _taken_out(items, item)
    if other is None:
        return [*moving, *rest]
    place = _place(rest, block(rest, other)[-1]) + 1
    return [*rest[:place], *moving, *rest[place:]]


def first_in(items: Sequence[One], item: One, section: One) -> list[One]:
    """With the item's block right behind the head of a section."""
    moving, rest = _taken_out(items, item)
    place = _place(rest, section) + 1
    return [*rest[:place], *moving, *rest[place:]]


def _taken_out(items: Sequence[One], item: One) -> tuple[list[One], list[One]]:
    moving = block(items, item)
    moved = {one.id for one in moving}
    return moving, [one for one in items if one.id not in moved]


def _place(items: Sequence[One], item: One) -> int:
    return next(place for place, one in enumerate(items) if one.id == item.id)
