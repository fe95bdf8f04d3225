"""Reads of the audit trail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, or_, select

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.people.models import Action, AuditEntry, Person

ROWS_PER_PAGE = 50
ABOUT_SIGNING_IN = frozenset(
    {
        Action.SIGNED_IN,
        Action.SIGN_IN_FAILED,
        Action.SIGNED_OUT,
        Action.SIGN_INS_ENDED,
        Action.PASSWORD_CHANGED,
        Action.SECOND_FACTOR_ADDED,
        Action.SECOND_FACTOR_REMOVED,
        Action.SECOND_FACTOR_GIVEN,
        Action.SECOND_FACTOR_FAILED,
        Action.RECOVERY_CODES_MADE,
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: all that is said must hold."""

    person: str = ""
    """A person's number, or a part of a name: who did it or whom it is about."""
    action: Action | None = None
    scope: str | None = None
    """A meeting's slug; empty for what belongs to none."""
    since: date | None = None
    until: date | None = None
    without: frozenset[Action] = frozenset()


def paginate_entries(wanted: Wanted, zone: str, page: int) -> Pagination:
    """Newest first. zone: whose days `since` and `until` are."""
    return db.paginate(_select(wanted, zone), page=page, per_page=ROWS_PER_PAGE, error_out=False)


def list_entries(wanted: Wanted, zone: str) -> Sequence[AuditEntry]:
    return db.session.scalars(_select(wanted, zone)).all()


def _select(wanted: Wanted, zone: str) -> Select[AuditEntry]:
    found = select(AuditEntry).order_by(AuditEntry.id.desc())
    if wanted.person:
        numbers = _numbers(wanted.person)
        found = found.where(or_(AuditEntry.actor_id.in_(numbers), AuditEntry.about_id.in_(numbers)))
    if wanted.action:
        found = found.where(AuditEntry.action == wanted.action)
    if wanted.without:
        found = found.where(AuditEntry.action.not_in(wanted.without))
    if wanted.scope is not None:
        found = found.where(AuditEntry.scope == wanted.scope)
    if wanted.since:
        found = found.where(AuditEntry.at >= _midnight(wanted.since, zone))
    if wanted.until:
        found = found.where(AuditEntry.at < _midnight(wanted.until + timedelta(days=1), zone))
    return found


def _numbers(person: str) -> Select[int] | list[int]:
    if person.isascii() and person.isdigit():
        return [int(person[:9])]
    return select(Person.id).where(Person.folded_name.contains(fold(person), autoescape=True))


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def list_entries_about(
    person: Person, actions: Iterable[Action], scope: str
) -> Sequence[AuditEntry]:
    """What others did with this person's data in a meeting, newest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.about_id == person.id,
            AuditEntry.action.in_(list(actions)),
            AuditEntry.scope == scope,
        )
        .order_by(AuditEntry.id.desc())
    ).all()


def names_in(entries: Iterable[AuditEntry]) -> dict[int, str]:
    """{number: name} of the people in these entries who are still known; one statement."""
    numbers = {n for entry in entries for n in (entry.actor_id, entry.about_id) if n is not None}
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email).where(Person.id.in_(sorted(numbers)))
    )
    return {number: name or email for number, name, email in rows if name or email}
