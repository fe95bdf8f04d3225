"""Reads about places and registrations."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Organisation, Person
from meeting_app.questionnaires.queries import with_questions
from meeting_app.registration.models import (
    AttendanceMode,
    Places,
    Registration,
    RegistrationDesk,
    RegistrationState,
)

ROWS_PER_PAGE = 50
MOST_FOUND = 20


def find_desk(meeting: Meeting) -> RegistrationDesk | None:
    return db.session.scalar(
        select(RegistrationDesk)
        .where(RegistrationDesk.meeting_id == meeting.id)
        .options(joinedload(RegistrationDesk.phase))
    )


def find_desk_with_questions(meeting: Meeting) -> RegistrationDesk | None:
    return db.session.scalar(
        select(RegistrationDesk)
        .where(RegistrationDesk.meeting_id == meeting.id)
        .options(
            joinedload(RegistrationDesk.phase),
            joinedload(RegistrationDesk.questionnaire).options(with_questions()),
        )
    )


def list_places(meeting: Meeting) -> Sequence[Places]:
    """In the order in which the modes are declared."""
    rows = db.session.scalars(select(Places).where(Places.meeting_id == meeting.id)).all()
    order = list(AttendanceMode)
    return sorted(rows, key=lambda places: order.index(AttendanceMode(places.mode)))


def find_registration(meeting: Meeting, person: Person) -> Registration | None:
    return db.session.scalar(
        select(Registration)
        .where(Registration.meeting_id == meeting.id, Registration.person_id == person.id)
        .options(joinedload(Registration.organisation), joinedload(Registration.response))
    )


def get_registration(meeting: str, number: int) -> Registration:
    """One that was not cancelled. LookupError when there is none."""
    found = db.session.scalar(
        select(Registration)
        .join(Registration.meeting)
        .where(
            Meeting.slug == meeting,
            Registration.id == number,
            Registration.state != RegistrationState.CANCELLED,
        )
        .options(
            contains_eager(Registration.meeting),
            joinedload(Registration.person),
            joinedload(Registration.organisation),
            joinedload(Registration.response),
        )
    )
    if found is None:
        raise LookupError(number)
    return found


def has_place(meeting: Meeting, person: Person) -> bool:
    found = select(Registration.id).where(
        Registration.meeting_id == meeting.id,
        Registration.person_id == person.id,
        Registration.state == RegistrationState.CONFIRMED,
    )
    return db.session.scalar(found) is not None


def list_waiting(places: Places, limit: int | None) -> Sequence[Registration]:
    """Who waits for these places, longest first; locked until the transaction ends."""
    return db.session.scalars(
        select(Registration)
        .where(_waits(places.meeting_id, places.mode))
        .order_by(Registration.queued_at, Registration.id)
        .limit(limit)
        .with_for_update(of=Registration)
        .execution_options(populate_existing=True)
    ).all()


def last_queued_at(meeting: Meeting, mode: AttendanceMode) -> datetime | None:
    """Where the waiting list ends."""
    return db.session.scalar(
        select(func.max(Registration.queued_at)).where(_waits(meeting.id, mode))
    )


def place_in_line(registration: Registration) -> int:
    """1 for the first of the waiting list."""
    before = db.session.scalar(
        select(func.count()).where(
            _waits(registration.meeting_id, registration.mode),
            or_(
                Registration.queued_at < registration.queued_at,
                and_(
                    Registration.queued_at == registration.queued_at,
                    Registration.id < registration.id,
                ),
            ),
        )
    )
    return (before or 0) + 1


def _waits(meeting_id: int, mode: str) -> ColumnElement[bool]:
    return and_(
        Registration.meeting_id == meeting_id,
        Registration.mode == mode,
        Registration.state == RegistrationState.WAITING,
    )


def count_by_state(meeting: Meeting) -> dict[tuple[AttendanceMode, RegistrationState], int]:
    """Every mode and state, with 0 where there is nobody."""
    rows = db.session.execute(
        select(Registration.mode, Registration.state, func.count())
        .where(Registration.meeting_id == meeting.id)
        .group_by(Registration.mode, Registration.state)
    )
    found = {(mode, state): number for mode, state, number in rows}
    return {(m, s): found.get((m, s), 0) for m in AttendanceMode for s in RegistrationState}


def count_by_country(meeting: Meeting) -> list[tuple[str | None, int]]:
    """(country or None where it is not known, confirmed participants), most first."""
    number = func.count()
    rows = db.session.execute(
        select(Person.country, number)
        .join(Registration, Registration.person_id == Person.id)
        .where(_takes_part(meeting))
        .group_by(Person.country)
        .order_by(number.desc(), Person.country)
    )
    return [(country or None, n) for country, n in rows]


def count_by_organisation(meeting: Meeting) -> list[tuple[str | None, int]]:
    """(organisation or None where none was given, confirmed participants), most first."""
    number = func.count()
    rows = db.session.execute(
        select(Organisation.name, number)
        .select_from(Registration)
        .outerjoin(Organisation, Registration.organisation_id == Organisation.id)
        .where(_takes_part(meeting))
        .group_by(Organisation.id, Organisation.name, Organisation.folded)
        .order_by(number.desc(), Organisation.folded)
    )
    return [(name, n) for name, n in rows]


def count_by_language(meeting: Meeting) -> list[tuple[str, int]]:
    """(language, confirmed participants who need it), in the meeting's order."""
    written = cast(Registration.languages, String)  # a JSON list of codes
    needs = [
        func.coalesce(func.sum(case((written.contains(f'"{code}"'), 1), else_=0)), 0)
        for code in meeting.languages
    ]
    row = db.session.execute(select(*needs).where(_takes_part(meeting))).one()
    return list(zip(meeting.languages, map(int, row), strict=True))


def _takes_part(meeting: Meeting) -> ColumnElement[bool]:
    return and_(
        Registration.meeting_id == meeting.id,
        Registration.state == RegistrationState.CONFIRMED,
    )


def paginate(
    meeting: Meeting,
    mode: AttendanceMode | None,
    state: RegistrationState | None,
    page: int,
    counts: Mapping[tuple[AttendanceMode, RegistrationState], int],
) -> Pagination:
    """counts: as `count_by_state` gave them; they are not counted again."""
    found = db.paginate(
        _listed(meeting, mode, state),
        page=page,
        per_page=ROWS_PER_PAGE,
        error_out=False,
        count=False,
    )
    found.total = sum(
        number for (m, s), number in counts.items() if mode in (None, m) and state in (None, s)
    )
    return found


def list_registrations(
    meeting: Meeting, mode: AttendanceMode | None, state: RegistrationState | None
) -> Sequence[Registration]:
    """In the order of the lists: those who wait in the order in which they will move up."""
    return db.session.scalars(_listed(meeting, mode, state)).all()


def _listed(
    meeting: Meeting, mode: AttendanceMode | None, state: RegistrationState | None
) -> Select[Registration]:
    found = (
        select(Registration)
        .join(Registration.person)
        .where(Registration.meeting_id == meeting.id)
        .options(joinedload(Registration.person), joinedload(Registration.organisation))
    )
    if mode:
        found = found.where(Registration.mode == mode)
    if state:
        found = found.where(Registration.state == state)
    if state == RegistrationState.WAITING:
        return found.order_by(Registration.mode, Registration.queued_at, Registration.id)
    return found.order_by(Person.folded_name, Registration.id)


def find_by_name(meeting: Meeting, name: str, limit: int) -> Sequence[Registration]:
    """Registrations of people whose name has all these words or parts of words, by name."""
    words = fold(name).split()
    return db.session.scalars(
        select(Registration)
        .join(Registration.person)
        .where(
            Registration.meeting_id == meeting.id,
            *(Person.folded_name.contains(word, autoescape=True) for word in words),
        )
        .options(contains_eager(Registration.person), joinedload(Registration.organisation))
        .order_by(Person.folded_name, Registration.id)
        .limit(limit)
    ).all()


def search(
    meeting: Meeting, states: Sequence[RegistrationState], *, words: str, code: str
) -> Sequence[Registration]:
    """At most twenty in these states, by name: those whose name holds the words. code: the number
    of this one alone."""
    wanted = (
        select(Registration)
        .join(Registration.person)
        .where(Registration.meeting_id == meeting.id, Registration.state.in_(states))
        .options(contains_eager(Registration.person))
        .order_by(Person.folded_name, Registration.id)
        .limit(MOST_FOUND)
    )
    if code:
        wanted = wanted.where(cast(Registration.id, String) == code)
    elif words:
        wanted = wanted.where(Person.folded_name.contains(fold(words), autoescape=True))
    return db.session.scalars(wanted).all()


def find_broken_counts() -> Sequence[int]:
    """The ids of places whose counter is wrong, or free while somebody waits: always empty."""
    confirmed = func.sum(case((Registration.state == RegistrationState.CONFIRMED, 1), else_=0))
    waiting = func.sum(case((Registration.state == RegistrationState.WAITING, 1), else_=0))
    return db.session.scalars(
        select(Places.id)
        .outerjoin(
            Registration,
            and_(Registration.meeting_id == Places.meeting_id, Registration.mode == Places.mode),
        )
        .group_by(Places.id, Places.taken, Places.capacity)
        .having(
            or_(
                Places.taken != confirmed,
                and_(waiting > 0, or_(Places.capacity.is_(None), Places.taken < Places.capacity)),
            )
        )
        .order_by(Places.id)
    ).all()
