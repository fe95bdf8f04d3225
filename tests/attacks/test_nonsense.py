"""Nonsense in addresses is answered, never with a fault: a fault is raised in tests."""

from urllib.parse import urlencode

import pytest

from tests.support.factories import a_meeting, an_organiser
from tests.support.pages import Page, Visitor
from tests.support.world import World

NAMES = (
    "page", "sort", "state", "kind", "words", "call", "language", "theme", "decision", "mode",
    "question", "to", "show", "zone", "view", "k", "utc", "kept", "receipt", "next", "lang",
    "_scheme", "_external", "_anchor", "_method",
)  # fmt: skip
VALUES = ("9" * 30, "-1", "1e309')--%", "\ufffe\r\nX: javascript:alert(1)")


@pytest.mark.parametrize("role", ["organiser", "reviewer", "submitter", "visitor"])
def test_ask_for_any_page_with_nonsense_in_its_query_never_fails(attacked: World, role: str):
    own = {"organiser": "/desk", "reviewer": "/review/", "submitter": "/abstracts/"}
    for endpoint, address in attacked.addresses["en"].items():
        if own.get(role, "/en/") not in address or (role == "visitor" and "/desk" in address):
            continue
        asked = [dict.fromkeys(NAMES, value) for value in VALUES]
        for query in (*asked, {"page": VALUES[0]}, {"page": VALUES[1]}):
            answer = attacked.get(role, f"{address}?{urlencode(query)}")
            assert answer.status_code < 500 or answer.status_code == 503, (endpoint, query)
            answer.close()


def test_ask_with_the_character_zero_is_refused(attacked: World):
    assert attacked.get("visitor", "/en/2027/agenda?zone=%00").status_code == 400


@pytest.mark.parametrize("number", ["0", "9" * 30, "9" * 5000])
def test_ask_for_a_number_that_never_was_answers_not_found(attacked: World, number: str):
    found = set()
    for rule in attacked.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and "number" in rule.arguments:
            known = attacked.addresses["en"][rule.endpoint]
            with attacked.app.test_request_context():
                adapter = attacked.app.url_map.bind("localhost")
                _, values = adapter.match(known)
            old = str(values["number"])
            address = f"/{number}".join(known.rsplit(f"/{old}", 1))
            found.add(attacked.get("organiser", address).status_code)

    assert found == {404}


@pytest.mark.parametrize(
    "days",
    [("0001-01-01", "9999-12-31"), ("0001-01-01", "0001-01-01"), ("2027-01-01", "2031-01-01")],
)
def test_a_meeting_of_a_thousand_years_is_refused(app, days: tuple[str, str]):
    """Every page that lists its days would take for ever."""
    meeting = a_meeting("m")
    browser = Visitor(app, an_organiser(meeting))
    page = browser.get("/en/m/desk/meeting")
    answer = browser.send(page, {"starts_on": days[0], "ends_on": days[1]}, status=422)

    assert set(Page(answer).errors()) == {"ends_on"}
