"""An organiser of another meeting gets nothing of this one, by whichever address."""

import re
from contextvars import Context

from sqlalchemy import func, select

from meeting_app.core.db import db
from tests.support.pages import Page
from tests.support.world import World


def crossed(world: World) -> list[str]:
    """Every address that names a row of the meeting by code or number, in the other meeting."""
    found = []
    for rule in world.app.url_map.iter_rules():
        if {"code", "number", "slug"} & rule.arguments and "meeting" in rule.arguments:
            known = world.addresses["en"].get(rule.endpoint)
            if known:
                found.append(known.replace("/en/2027/", "/en/other/", 1))
    return found


def test_every_desk_page_of_a_meeting_is_unknown_to_another_ones_organiser(attacked: World):
    addresses = [a for a in attacked.addresses["en"].values() if "/desk" in a or "/review" in a]

    assert {attacked.get("other_organiser", a).status_code for a in addresses} == {404}


def test_rows_of_a_meeting_are_unknown_in_another_one(attacked: World):
    addresses = crossed(attacked)
    answers = {address: attacked.get("other_organiser", address) for address in addresses}

    assert len(addresses) > 25
    # Where one's own row is asked for by a form that is not there yet, the page is the same for all.
    assert {a for a, answer in answers.items() if answer.status_code != 404} == set()


def test_posts_to_another_meeting_change_nothing(attacked: World):
    client = attacked.clients["other_organiser"]
    page = Page(Context().run(client.get, "/en/other/desk/rooms"))
    keys = dict(page.form().fields)
    before = counts(attacked)
    found = set()
    adapter = attacked.app.url_map.bind("localhost")
    for address in {*attacked.addresses["en"].values(), *crossed(attacked)}:
        if "/2027/desk" not in address and address not in crossed(attacked):
            continue
        for suffix in ("", "/up", "/delete", "/unplace", "/restore", "/send-again", "/publish"):
            if adapter.test(address + suffix, "POST"):
                answer = Context().run(client.post, address + suffix, data=keys)
                found.add(answer.status_code)

    assert found == {404}
    assert counts(attacked) == before


def test_an_abstract_of_somebody_else_answers_like_one_that_never_was(attacked: World):
    known = attacked.addresses["en"]["abstracts.show"]
    never = known.rsplit("/", 1)[0] + "/AAAAAA"
    for role in ("participant", "reviewer", "translator", "other_organiser"):
        for suffix in ("", "/edit", "/withdraw"):
            theirs, none = attacked.get(role, known + suffix), attacked.get(role, never + suffix)
            code = known.rsplit("/", 1)[1]
            assert theirs.status_code == none.status_code == 404
            assert alike(theirs.text, code) == alike(none.text, "AAAAAA")
            assert set(theirs.headers.keys()) == set(none.headers.keys())


def alike(text: str, code: str) -> str:
    """Without what differs with each look, and the address that was asked for."""
    return re.sub(r'value="[\w.-]{40,}"', "", text).replace(code, "")


def counts(world: World) -> dict[str, int]:
    with world.app.app_context():
        found = {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadata.sorted_tables
            if table.name != "spent_key"
        }
        db.session.remove()
    return found
