"""Somebody who adds and subtracts what is shown until hidden numbers come out."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

Functional = dict[object, int]
"""A number of a table as a sum: {kind of person: how often they count in it}."""


class Attacker:
    """Knows some sums exactly, and all sums that follow from them (rational elimination)."""

    def __init__(self, kinds: Iterable[object]) -> None:
        self._places = {kind: place for place, kind in enumerate(kinds)}
        self._rows: dict[int, dict[int, Fraction]] = {}
        """{first place: row that begins there with 1}"""

    def learn(self, shown: Functional) -> None:
        rest = self._reduced(shown)
        if rest:
            first = min(rest)
            self._rows[first] = {place: value / rest[first] for place, value in rest.items()}

    def knows(self, hidden: Functional) -> bool:
        return not self._reduced(hidden)

    def _reduced(self, sum_: Functional) -> dict[int, Fraction]:
        row = {self._places[kind]: Fraction(value) for kind, value in sum_.items() if value}
        done = -1
        while (place := min((one for one in row if one > done), default=None)) is not None:
            done = place
            if (known := self._rows.get(place)) is None:
                continue
            factor = row[place]
            for other, value in known.items():
                left = row.get(other, Fraction(0)) - factor * value
                if left:
                    row[other] = left
                else:
                    row.pop(other, None)
        return row


def largest(
    table: Sequence[Sequence[int]],
    hidden: Sequence[Sequence[bool]],
    hidden_rows: Sequence[bool],
    hidden_columns: Sequence[bool],
    cell: tuple[int, int],
    enough: int,
) -> int:
    """As large as this hidden number could be for all that is shown, or `enough`: one person after
    the other is moved into it, along whatever hidden numbers allow it (Ford and Fulkerson). The sum
    of the whole table is known."""
    numbers = [list(line) for line in table]
    edges: dict[tuple[str, int], list[tuple[tuple[str, int], tuple[int, int], int]]] = {}
    for row, line in enumerate(hidden):
        for column, gone in enumerate(line):
            if gone and (row, column) != cell:
                edges.setdefault(("row", row), []).append((("column", column), (row, column), 1))
                edges.setdefault(("column", column), []).append((("row", row), (row, column), -1))
    # Rows whose sums are hidden may give people to one another; columns likewise.
    for name, gone_ones in (("row", hidden_rows), ("column", hidden_columns)):
        some = [place for place, gone in enumerate(gone_ones) if gone]
        for place in some:
            edges.setdefault((name, place), []).extend(
                ((name, other), (-1, -1), 0) for other in some if other != place
            )
    while numbers[cell[0]][cell[1]] < enough:
        before: dict[tuple[str, int], tuple[tuple[str, int], tuple[int, int], int]] = {}
        waiting = [("column", cell[1])]
        for node in waiting:
            for other, (row, column), change in edges.get(node, ()):
                if other in before or (change < 0 and not numbers[row][column]):
                    continue
                before[other] = (node, (row, column), change)
                waiting.append(other)
        node = ("row", cell[0])
        if node not in before:
            break
        numbers[cell[0]][cell[1]] += 1
        while node != ("column", cell[1]):
            node, (row, column), change = before[node]
            if change:
                numbers[row][column] += change
    return numbers[cell[0]][cell[1]]
