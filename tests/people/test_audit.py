"""The audit trail."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from meeting_app.core.db import db
from meeting_app.people import audit
from meeting_app.people.models import Action, AuditEntry
from tests.support.factories import a_person


def three_entries(now: datetime) -> list[AuditEntry]:
    actor, about = a_person(), a_person()
    for number in range(3):
        audit.record(
            Action.EXPORTED,
            actor=actor,
            about=about,
            now=now + timedelta(seconds=number),
            scope="2027",
            thing="registrations.xlsx",
            details={"rows": number},
        )
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_record_chains_each_entry_to_the_one_before(now: datetime):
    first, second, third = three_entries(now)

    assert (first.previous, second.previous, third.previous) == ("", first.digest, second.digest)
    assert audit.find_break() is None


@pytest.mark.parametrize(
    "change",
    [
        {"thing": "x"},
        {"actor_id": None},
        {"about_id": 999_999},
        {"scope": "2028"},
        {"action": Action.ERASED},
        {"details": {"rows": 7}},
        {"at": datetime.fromisoformat("2020-01-01T00:00:00+00:00")},
    ],
)
def test_find_break_of_a_changed_entry_names_it(now: datetime, change: dict[str, object]):
    _first, second, _third = three_entries(now)
    db.session.execute(update(AuditEntry).where(AuditEntry.id == second.id).values(**change))
    db.session.expire_all()

    broken = audit.find_break()

    assert broken is not None
    assert broken.id == second.id


def test_find_break_of_a_removed_entry_names_the_one_after(now: datetime):
    _first, second, third = three_entries(now)
    db.session.execute(delete(AuditEntry).where(AuditEntry.id == second.id))

    broken = audit.find_break()

    assert broken is not None
    assert broken.id == third.id


def test_find_break_lets_the_beginning_end(now: datetime):
    first, *_rest = three_entries(now)
    db.session.execute(delete(AuditEntry).where(AuditEntry.id == first.id))

    assert audit.find_break() is None
