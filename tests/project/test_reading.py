"""Whoever may only look, or only at a part, is offered nothing that they cannot have."""

import pytest

from tests.support.pages import Page
from tests.support.world import World


def desk_pages(world: World, role: str) -> dict[str, Page]:
    """{address: page} of every desk page that this role is shown, of a full meeting and an empty
    one."""
    found = {}
    for address in world.addresses["en"].values():
        for one in (address, address.replace("/2027/", "/other/", 1)):
            if "/desk" in one:
                answer = world.get(role, one)
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    found[one] = Page(answer)
                answer.close()
    return found


def test_read_only_organiser_sees_every_list_and_no_form(demo: World):
    pages = desk_pages(demo, "reading_organiser")
    forms = {
        address: [
            form.action
            for form in page.parsed.forms
            if form.method == "post" and not form.action.endswith("/sign-out")
        ]
        for address, page in pages.items()
    }

    assert len(pages) > 40
    assert {address: found for address, found in forms.items() if found} == {}
    assert {a for a, page in pages.items() if "and change nothing" not in page.text} == set()


@pytest.mark.parametrize(
    "role", ["reading_organiser", "chair", "translator", "translator_fr", "organiser"]
)
def test_no_link_of_a_desk_page_leads_its_reader_nowhere(demo: World, role: str):
    links = {
        link.split("#")[0]
        for page in desk_pages(demo, role).values()
        for link in page.links()
        if link.startswith("/")
    }
    dead = set()
    for link in links:
        answer = demo.get(role, link)
        if answer.status_code == 404:
            dead.add(link)
        answer.close()

    assert len(links) > 10
    assert dead == set()
