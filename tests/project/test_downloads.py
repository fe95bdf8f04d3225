"""Every list of people that leaves has its entry in the audit trail."""

from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.people.models import AuditEntry
from tests.support.world import World

ROLES = ("visitor", "organiser", "administrator")


def entries(app: Flask) -> list[AuditEntry]:
    with app.app_context():
        found = list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))
        db.session.remove()
    return found


def file_name(disposition: str) -> str:
    return disposition.partition("filename=")[2].strip('"')


def test_every_sheet_and_every_file_that_is_not_public_is_recorded(demo: World):
    """Asked as whoever gets it; what a visitor gets as well is no list of people."""
    recorded, forgotten = set(), set()
    for endpoint, address in demo.addresses["en"].items():
        for role in ROLES:
            before = len(entries(demo.app))
            answer = demo.get(role, address)
            leaves = answer.status_code == 200 and (
                "attachment" in answer.headers.get("Content-Disposition", "")
                or "spreadsheet" in answer.content_type
            )
            name = file_name(answer.headers.get("Content-Disposition", ""))
            answer.close()
            if not leaves:
                continue
            if role == "visitor":
                break
            new = [(one.action, one.thing) for one in entries(demo.app)[before:]]
            (recorded if new == [("exported", name)] else forgotten).add(endpoint)

    assert forgotten == set()
    assert recorded >= {
        "abstracts.desk_xlsx",
        "agenda.export",
        "meetings.trail_export",
        "people.trail_export",
        "registration.export",
        "review.scores",
        "surveys.export",
        "surveys.export_csv",
        "surveys.quotes",
        "surveys.report_pdf",
        "surveys.syntax",
    }


def test_pages_that_are_only_read_write_nothing_into_the_trail(demo: World):
    before = len(entries(demo.app))
    for endpoint, address in demo.addresses["en"].items():
        if not address.partition("?")[0].endswith((".xlsx", ".csv", ".sps", "themes.pdf")):
            demo.get("organiser", address).close()
            assert len(entries(demo.app)) == before, endpoint
