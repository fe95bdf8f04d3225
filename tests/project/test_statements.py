"""Few SQL statements per page, the same number however much there is."""

import pytest

from tests.support.world import World

MOST = 12
MOST_OF = {
    "meetings.translations": 16,
    "meetings.erase": 17,
    "people.data": 13,
    "people.erase": 13,
}
"""They read each table that holds organisers' texts, or something about a person."""
AGENDA_MOST = 4


def counts(world: World, role: str) -> dict[str, tuple[int, int]]:
    """{endpoint: (status, statements)}; each page is asked twice and the second time counts, as
    what is kept in memory of a published version is there then."""
    found = {}
    plan = world.addresses["en"]["review.assign"] + "?k=3"  # without a number it makes no plan
    for endpoint, address in {**world.addresses["en"], "review.assign": plan}.items():
        world.get(role, address).close()
        answer, statements = world.statements(role, address)
        found[endpoint] = (answer.status_code, len(statements))
        answer.close()
    return found


@pytest.mark.parametrize("role", ["organiser", "chair", "reviewer", "submitter", "participant"])
def test_every_page_keeps_its_number_of_statements_when_there_is_more(
    demo: World, large: World, role: str
):
    small, big = counts(demo, role), counts(large, role)

    assert {endpoint: seen for endpoint, seen in small.items() if seen[0] >= 500} == {}
    assert {e: (small[e], big[e]) for e in small if small[e] != big[e]} == {}
    assert {e: seen for e, seen in big.items() if seen[1] > MOST_OF.get(e, MOST)} == {}


def test_public_agenda_takes_four_statements_at_most(large: World):
    address = large.addresses["en"]["agenda.show"]
    _answer, statements = large.statements("visitor", address)

    assert len(statements) <= AGENDA_MOST
