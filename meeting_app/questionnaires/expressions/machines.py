"""Running the machine that a pattern has become, see patterns: one letter of the text after the other,
in all the states at once in which it may be."""

Ranges = list[tuple[int, int]]
"""Of code points, both ends inside."""
State = list[object]
"""["c", ranges, next] reads one character; ["s", next, other] goes both ways; ["m"] has matched."""
Machine = list[State]
"""Starts at its first state."""
States = frozenset[int]

MOST_STEPS = 200
"""Remembered while a text is read; each may be as large as the machine."""
MOST_WORK = 500_000
"""States of the machine times letters of the text, half a second at worst. What is longer does not
match; the page's script says the same."""


def matches(machine: Machine, text: str) -> bool:
    """Whether the whole text is one of those that the pattern describes."""
    if len(machine) * len(text) > MOST_WORK:
        return False
    steps: dict[tuple[States, str], States] = {}
    now = _follow(machine, [0])
    for letter in text:
        after = steps.get((now, letter))
        if after is None:
            if len(steps) >= MOST_STEPS:
                steps.clear()
            after = steps[now, letter] = _follow(machine, _read(machine, now, ord(letter)))
        now = after
        if not now:
            return False
    return any(machine[number][0] == "m" for number in now)


def _read(machine: Machine, numbers: States, code: int) -> list[int]:
    return [
        state[2]  # type: ignore[misc]
        for state in (machine[number] for number in numbers)
        if state[0] == "c" and any(low <= code <= high for low, high in state[1])  # type: ignore[attr-defined]
    ]


def _follow(machine: Machine, numbers: list[int]) -> States:
    """The states that read or have matched, which are reached without reading anything."""
    seen: set[int] = set()
    waiting = list(numbers)
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            state = machine[number]
            if state[0] == "s":
                waiting += state[1:]  # type: ignore[arg-type]
    return frozenset(number for number in seen if machine[number][0] != "s")
