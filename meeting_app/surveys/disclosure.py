"""Which figures of a table stay hidden, so that nobody learns what a few people said.

A number under the threshold is hidden, unless it is zero, which is about nobody. Others are hidden
with it, so that neither subtraction from totals nor any other sum tells it: the hidden numbers of a
table stand in cycles, along which each could be larger and its neighbours smaller, and all sums
would be the same. Each number under the threshold could, for all that is shown, be as large as the
threshold. (D. Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on
Computing 17, 1988.)
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

Hidden = list[bool]
Node = tuple[bool, int]
"""(is it a column?, its place); the place after the last one is that of the sums."""


def is_small(number: int, fewest: int) -> bool:
    return 0 < number < fewest


def hide_in_line(numbers: Sequence[int], fewest: int) -> Hidden:
    """Of numbers whose sum is shown."""
    hidden = [is_small(number, fewest) for number in numbers]
    if not any(hidden):
        return hidden
    # The smallest go with them; zeros last, as they hide little.
    order = sorted(
        (place for place, is_hidden in enumerate(hidden) if not is_hidden),
        key=lambda place: (numbers[place] == 0, numbers[place]),
    )
    for place in order:
        together = [number for number, gone in zip(numbers, hidden, strict=True) if gone]
        if len(together) > 1 and sum(together) >= fewest:
            break
        hidden[place] = True
    return hidden


def hide_each(numbers: Sequence[int], whole: int, fewest: int) -> Hidden:
    """Of numbers that overlap, as of people who chose several answers: how many of the `whole` did
    not choose is told by each as well. Some surveys ask for a fixed number of choices, so that the
    numbers have a sum, too."""
    hidden = [is_small(one, fewest) or is_small(whole - one, fewest) for one in numbers]
    if sum(hidden) == 1 and len(numbers) > 1:
        others = [place for place, gone in enumerate(hidden) if not gone]
        hidden[min(others, key=lambda place: (numbers[place] == 0, numbers[place]))] = True
    return hidden


def hide_in_table(
    table: Sequence[Sequence[int]],
    fewest: int,
    hidden_rows: Sequence[bool],
    hidden_columns: Sequence[bool],
) -> list[Hidden] | None:
    """Of a table whose sums of rows and columns are shown elsewhere, but for the hidden ones.

    None where nothing of it can be shown.
    """
    cells = _Cells(table, hidden_rows, hidden_columns)
    exposed = [
        (row, column) for row, column in cells.inner() if is_small(cells.value(row, column), fewest)
    ]
    cells.hidden.update(exposed)
    exposed += sorted(cells.hidden - set(exposed))
    for row, column in exposed:
        if not cells.cover(row, column, fewest):
            return None
    return [
        [(row, column) in cells.hidden for column in range(cells.columns)]
        for row in range(cells.rows)
    ]


class _Cells:
    """The table with its sums, as a graph between rows and columns: each cell is an edge."""

    def __init__(
        self,
        table: Sequence[Sequence[int]],
        hidden_rows: Sequence[bool],
        hidden_columns: Sequence[bool],
    ) -> None:
        self.table = table
        self.rows, self.columns = len(table), len(table[0]) if table else 0
        self.hidden: set[tuple[int, int]] = set()
        self.hidden.update((row, self.columns) for row, gone in enumerate(hidden_rows) if gone)
        self.hidden.update(
            (self.rows, column) for column, gone in enumerate(hidden_columns) if gone
        )

    def inner(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row in range(self.rows) for column in range(self.columns))

    def is_sum(self, row: int, column: int) -> bool:
        return row == self.rows or column == self.columns

    def value(self, row: int, column: int) -> int:
        if column == self.columns:
            return sum(self.table[row])
        if row == self.rows:
            return sum(line[column] for line in self.table)
        return self.table[row][column]

    def cover(self, row: int, column: int, fewest: int) -> bool:
        """Hide as little as is needed for this number to be able to reach `fewest`; False where
        that cannot be. Sums enter the sums with the other sign."""
        by = max(1, fewest - self.value(row, column))
        ends: tuple[Node, Node] = ((True, column), (False, row))
        start, end = ends if not self.is_sum(row, column) else ends[::-1]
        path = self._path(start, end, (row, column), by)
        if path is None:
            return False
        self.hidden.update(path)
        return True

    def _path(
        self, start: Node, end: Node, without: tuple[int, int], by: int
    ) -> list[tuple[int, int]] | None:
        """The cells along which `by` can be moved, fewest people hidden anew (Dijkstra)."""
        waiting: list[tuple[int, Node, list[tuple[int, int]]]] = [(0, start, [])]
        seen: set[Node] = set()
        while waiting:
            cost, node, path = heappop(waiting)
            if node == end:
                return path
            if node in seen:
                continue
            seen.add(node)
            for cell, other, more in self._steps(node, without, by):
                if other not in seen:
                    heappush(waiting, (cost + more, other, [*path, cell]))
        return None

    def _steps(
        self, node: Node, without: tuple[int, int], by: int
    ) -> Iterator[tuple[tuple[int, int], Node, int]]:
        from_column, place = node
        for other in range((self.rows if from_column else self.columns) + 1):
            cell = (other, place) if from_column else (place, other)
            hidden, is_sum = cell in self.hidden, self.is_sum(*cell)
            if cell == without or cell == (self.rows, self.columns) or (is_sum and not hidden):
                continue
            shrinks = from_column != is_sum
            if shrinks and self.value(*cell) < by:
                continue
            yield cell, (not from_column, other), 0 if hidden else self.value(*cell) + 1
