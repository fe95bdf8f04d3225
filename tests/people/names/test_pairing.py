"""Which organisations of a directory may be the same."""

from meeting_app.people.matching import Known, Reason, Verdict
from meeting_app.people.names.pairing import PER_ORGANISATION, Paired, find_pairs

DIRECTORY = [
    (1, Known("Harbour Line International")),
    (2, Known("Norwegian Refugee Council")),
    (3, Known("Harbour Line", country="GB")),
    (4, Known("Danish Refugee Council")),
    (5, Known("NRC")),
    (6, Known("Harbour Line Holland")),
]
ALL = {number for number, _known in DIRECTORY}


def pairs(found: list[Paired]) -> list[tuple[int, int, Verdict, Reason]]:
    return [(one.one, one.other, one.comparison.verdict, one.comparison.reason) for one in found]


def test_find_pairs_the_surest_first_and_no_look_alikes():
    assert pairs(find_pairs(DIRECTORY, ALL)) == [
        (1, 3, Verdict.SAME, Reason.SCOPE_WORD),
        (2, 5, Verdict.SAME, Reason.ACRONYM_FITS),
        (3, 6, Verdict.MAYBE, Reason.PLACE_ADDED),
        (1, 6, Verdict.MAYBE, Reason.SECTION),
    ]


def test_find_pairs_only_those_with_a_wanted_one():
    assert pairs(find_pairs(DIRECTORY, {5})) == [(2, 5, Verdict.SAME, Reason.ACRONYM_FITS)]


def test_find_pairs_leaves_out_those_known_to_be_apart():
    assert pairs(find_pairs(DIRECTORY, {5}, {(2, 5)})) == []


def test_find_pairs_of_one_name_with_many_sections_keeps_a_few():
    sections = ["Kenya", "Mali", "Niger", "Peru", "Chile", "Nepal", "Haiti", "Ghana"]
    directory = [(1, Known("Harbour Line"))]
    directory += [(n, Known(f"Harbour Line {place}")) for n, place in enumerate(sections, 2)]

    assert len(find_pairs(directory, set(range(1, 10)))) == PER_ORGANISATION
