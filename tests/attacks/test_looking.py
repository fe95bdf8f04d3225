"""Looking changes nothing, and tells no other host anything."""

import re

from sqlalchemy import select

from meeting_app.core.db import db
from tests.support.world import World

ROLES = ("visitor", "participant", "submitter", "reviewer", "translator", "organiser")


def everything(world: World) -> dict[str, list[str]]:
    """All rows, but those of the audit trail: it tells of downloads (docs/decisions/0010)."""
    with world.app.app_context():
        found = {
            table.name: [
                repr(row) for row in db.session.execute(select(table).order_by(*table.primary_key))
            ]
            for table in db.metadata.sorted_tables
            if table.name != "audit_entry"
        }
        db.session.remove()
    return found


def test_look_at_every_page_in_every_role_changes_nothing_and_asks_no_other_host(attacked: World):
    before = everything(attacked)
    for role in ROLES:
        for endpoint, address in attacked.addresses["en"].items():
            answer = attacked.get(role, address)
            if answer.mimetype == "text/html":
                asked = re.findall(
                    r'(?:src|action|formaction|poster|srcset)="([^"]*)"', answer.text
                )
                asked += re.findall(
                    r'<link rel="(?:stylesheet|icon)[^>]*href="([^"]*)"', answer.text
                )
                assert not [one for one in asked if re.match(r"(?!data:image/)\w+:|//", one)], (
                    endpoint
                )
                if role != "visitor" and answer.status_code == 200:
                    assert answer.headers["Cache-Control"] == "no-store", endpoint
            answer.close()

    assert everything(attacked) == before


def test_only_the_demo_on_ones_own_machine_shows_letters_of_the_service(attacked: World):
    letter = attacked.addresses["en"]["letters.outbox"]
    attacked.app.config["LOOPBACK"] = False
    try:
        answer = attacked.get("organiser", letter)
        assert answer.status_code == 200
        assert "people.sign_in_link" not in answer.text
    finally:
        attacked.app.config["LOOPBACK"] = True
