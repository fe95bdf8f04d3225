"""The demo meeting, grown through the features' own verbs to the size of a large meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import cycle, islice
from random import Random

from sqlalchemy import func, select

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract, AbstractState, Call
from meeting_app.agenda import service as agenda
from meeting_app.agenda.models import Session
from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.locale import local_instant
from meeting_app.demo.content.abstracts import ABSTRACTS
from meeting_app.demo.content.people import PEOPLE
from meeting_app.demo.content.survey import ANSWERS
from meeting_app.demo.service import make_demo
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.queries import list_rooms, list_themes
from meeting_app.meetings.service import grant
from meeting_app.people import service as people
from meeting_app.people.models import Person
from meeting_app.registration import service as registration
from meeting_app.registration.models import AttendanceMode, Registration
from meeting_app.review import service as reviews
from meeting_app.review.models import Assignment, Criterion, Review
from meeting_app.review.rules import Outcome
from meeting_app.surveys import service as surveys
from meeting_app.surveys.models import Survey

FIRST = ("Amina", "Boris", "Chen", "Dina", "Elías", "Fátima", "Görkem", "Hervé", "Inés", "يوسف")
LAST = ("Okoro", "Peña", "Quispe", "Rahman", "Šimić", "Traoré", "Ünal", "Vidal", "Wójcik", "حمدان")


@dataclass(frozen=True)
class Size:
    """How many of each there shall be in the end."""

    sessions: int = 120
    abstracts: int = 304
    reviewers: int = 40
    in_person: int = 148
    online: int = 594
    answers: int = 225


def make_scaled(now: datetime, size: Size | None = None) -> Meeting:
    """An empty database becomes a large meeting. The caller commits."""
    size = size or Size()
    chance = Random(5)
    meeting = make_demo(now)
    db.session.flush()
    _answer(meeting, size.answers, now)
    _submit(meeting, size.abstracts, now)
    _review(meeting, size.reviewers, now, chance)
    _decide(meeting, size.sessions, now)
    _place(meeting, now)
    _register(meeting, size, now)
    outbox.count_as_sent(now)
    return meeting


def _people(kind: str, now: datetime, **values: object) -> Iterator[Person]:
    """As many invented people as are taken."""
    for number, (first, last) in enumerate(
        zip(cycle(FIRST), cycle(LAST[1:] + LAST[:1]), strict=False)
    ):
        organisation = people.find_or_add_organisation(f"Organisation {number % 180}")
        yield people.make_person(
            f"{kind}{number}@example.net",
            f"{first} {last} {number}",
            language=("en", "fr", "es", "ar")[number % 4],
            organisation=organisation,
            country=("JO", "KE", "CO", "ML", "FR")[number % 5],
            now=now,
            **values,  # type: ignore[arg-type]
        )


def _answer(meeting: Meeting, count: int, now: datetime) -> None:
    survey = db.session.scalars(select(Survey).where(Survey.meeting_id == meeting.id)).one()
    for answer in islice(cycle(ANSWERS), max(0, count - len(ANSWERS))):
        surveys.answer(
            survey, answer["values"], language=answer["language"], form_opened_at=now, now=now
        )


def _submit(meeting: Meeting, count: int, now: datetime) -> None:
    calls = db.session.scalars(select(Call).where(Call.meeting_id == meeting.id)).all()
    themes = list_themes(meeting)
    whole = [made for made in ABSTRACTS if made["state"] != "draft" and made["call"] == "practice"]
    call = next(call for call in calls if call.slug == "practice")
    there = db.session.scalar(select(func.count()).select_from(Abstract)) or 0
    submitters = _people("submitter", now)
    for number, made in enumerate(islice(cycle(whole), max(0, count - there))):
        person = next(submitters)
        content = abstracts.Content(
            title=f"{made['title']} ({number})",
            text=made["text"],
            language=made["language"],
            theme=themes[number % len(themes)],
            presenters=[
                abstracts.NamedPresenter(
                    name=f"{FIRST[number % 10]} {LAST[(number + seat) % 10]} {number}-{seat}",
                    email=f"presenter{number}-{seat}@example.net",
                    organisation=f"Organisation {(number + seat) % 180}",
                )
                for seat in range(2)
            ],
            answers=made["answers"],
        )
        abstracts.submit(call, content, person=person, form_opened_at=now, now=now)


def _review(meeting: Meeting, count: int, now: datetime, chance: Random) -> None:
    there = sum("reviewer" in person["roles"] for person in PEOPLE)
    reviewers = _people("reviewer", now, reads=["en", "fr", "es", "ar"])
    new = list(islice(reviewers, max(0, count - there)))
    for call in db.session.scalars(select(Call).where(Call.meeting_id == meeting.id)).all():
        for person in new:
            reviews.add_member(call, person, now)
        reviews.assign_reviews(call, 3, now)
        codes = db.session.scalars(select(Criterion.code).where(Criterion.call_id == call.id)).all()
        done = select(Review.assignment_id)
        for assignment in db.session.scalars(
            select(Assignment)
            .join(Abstract)
            .where(Abstract.call_id == call.id, Assignment.id.not_in(done))
        ).all():
            scores = {code: chance.randint(1, 5) for code in codes}
            reviews.save_review(assignment, scores, "A clear text, close to practice.", now)


def _decide(meeting: Meeting, sessions: int, now: datetime) -> None:
    """Accept so many that there are as many sessions as wanted."""
    organiser = people.get_person(next(p["email"] for p in PEOPLE if p["key"] == "organiser"))
    grant(meeting, organiser, Role.ORGANISER, now)
    there = db.session.scalar(select(func.count()).select_from(Session)) or 0
    waiting = db.session.scalars(
        select(Abstract)
        .where(Abstract.meeting_id == meeting.id, Abstract.state == AbstractState.SUBMITTED)
        .order_by(Abstract.id)
    ).all()
    for abstract in waiting[: max(0, sessions - there)]:
        reviews.decide(abstract, Outcome.ACCEPT, organiser, now)
    reviews.announce(meeting, now)


def _place(meeting: Meeting, now: datetime) -> None:
    """Side by side in all rooms, two hours a slot, and published as the second version."""
    rooms = list_rooms(meeting)
    agenda.sessions_from_accepted(meeting)
    unplaced = db.session.scalars(
        select(Session).where(Session.meeting_id == meeting.id, Session.starts_at.is_(None))
    ).all()
    for number, session in enumerate(unplaced):
        slot, seat = divmod(number, len(rooms))
        day, turn = divmod(slot, 7)
        on = meeting.starts_on + timedelta(days=min(day, 2))
        at = local_instant(on, time(8 + turn, 15 + 20 * (day > 2)), meeting.zone)
        agenda.place(session, rooms[seat], at, 60, session.revision)
    agenda.publish(meeting, None, now, despite_clashes=True)


def _register(meeting: Meeting, size: Size, now: datetime) -> None:
    crowd = _people("crowd", now)
    for mode, count in (
        (AttendanceMode.IN_PERSON, size.in_person),
        (AttendanceMode.ONLINE, size.online),
    ):
        there = db.session.scalar(
            select(func.count())
            .select_from(Registration)
            .where(Registration.meeting_id == meeting.id, Registration.mode == mode)
        )
        for person in islice(crowd, max(0, count - (there or 0))):
            registration.register(
                meeting,
                person,
                mode,
                organisation_name=person.organisation.name if person.organisation else "",
                name=person.name,
                country=person.country,
                form_opened_at=now,
                now=now,
                languages=person.reads,
            )
