"""Makes the demo meeting, in the order of a meeting's life, and its sign-in links."""

import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from sqlalchemy import select

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.locale import local_day, local_instant
from meeting_app.core.localtext import LocalText
from meeting_app.core.web import absolute_url
from meeting_app.demo import programme, year
from meeting_app.demo.content.letters import ADDED, BEFORE, FIRST, SUBJECT
from meeting_app.demo.content.meeting import CANDIDATE_THEMES, MEETING, PHASES, ROOMS
from meeting_app.demo.content.organisations import ORGANISATIONS
from meeting_app.demo.content.people import PEOPLE
from meeting_app.demo.content.staff import INVITED
from meeting_app.demo.letters import begin_group_letter, plan_reminders
from meeting_app.demo.texts import read_texts
from meeting_app.letters import service as letters
from meeting_app.letters.composing import Texts
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Phase, PhaseKind, Role
from meeting_app.people import service as people
from meeting_app.people.models import Organisation, OrganisationKind, Person, Purpose, Scope
from meeting_app.review.letters import ACCEPTED

LINKS_LAST = timedelta(hours=24)
ROLES = (
    "organiser",
    "reviewer",
    "submitter",
    "participant",
    "translator",
    "reading_organiser",
    "chair",
    "translator_fr",
    "host",
    "interpreter",
    "desk_staff",
)
LANDING = {
    "organiser": "desk.show",
    "reviewer": "review.index",
    "translator": "meetings.translations",
    "reading_organiser": "desk.show",
    "chair": "review.committee",
    "translator_fr": "meetings.translations",
    "host": "agenda.staff",
    "interpreter": "agenda.staff",
    "desk_staff": "registration.door",
}
KINDS = {
    "survey": PhaseKind.SURVEY,
    "practice": PhaseKind.CALL,
    "advocacy": PhaseKind.CALL,
    "review": PhaseKind.REVIEW,
    "registration": PhaseKind.REGISTRATION,
}


class NoDemo(Exception):
    """There are no demo links to give; the message says why."""


def make_links(now: datetime, *, loopback: bool) -> dict[str, str]:
    """A new single-use sign-in address per role, for the demo on this machine only."""
    if not loopback:
        raise NoDemo("HOST or BASE_URL is not loopback: demo links are for this machine only.")
    meeting = db.session.scalar(select(Meeting).where(Meeting.is_demo))
    if meeting is None:
        raise NoDemo("The database holds no demo meeting.")
    emails = {person["key"]: person["email"] for person in PEOPLE}
    found = {}
    for role in ROLES:
        person = people.get_person(emails[role])
        token = people.make_link(
            person.email,
            language=person.language,
            now=now,
            purpose=Purpose.DEMO,
            lasts=LINKS_LAST,
            next_url=path_of(LANDING.get(role, "my.show"), person.language, meeting),
        )
        found[role] = absolute_url("people.use_link", lang=person.language, token=token)
    return found


def path_of(endpoint: str, language: str, meeting: Meeting) -> str:
    return urlsplit(absolute_url(endpoint, lang=language, meeting=meeting.slug)).path


def make_demo(now: datetime) -> Meeting:
    """Fill an empty database with the demo meeting. The caller commits."""
    chance = random.Random(2027)  # noqa: S311 - the same demo each time
    organisations = _make_organisations()
    persons = _make_people(organisations, now)
    meeting = _make_meeting(now)
    phases = _make_phases(meeting, now)
    for person in PEOPLE:
        for held in person["roles"]:
            role, _colon, scope = held.partition(":")
            meetings.grant(meeting, persons[person["key"]], Role(role), now, scope=scope)
    year.make_survey(meeting, phases["survey"], now, chance)
    read_texts(meeting, persons["organiser"], persons["translator"], now)
    calls = year.make_calls(meeting, phases)
    year.submit_abstracts(meeting, calls, persons, now, chance)
    year.review(calls, persons, now, chance)
    year.decide(calls["practice"], persons["organiser"], now)
    programme.make_agenda(meeting, persons, now)
    programme.make_pack(meeting)
    year.register(meeting, phases["registration"], persons, organisations, now, chance)
    _invite(meeting, persons["organiser"], now)
    _reword_a_letter(meeting, persons["organiser"], now)
    begin_group_letter(meeting, persons["organiser"], now - timedelta(days=2))
    plan_reminders(meeting)
    outbox.count_as_sent(now)  # what happened before today was sent before today
    return meeting


def _invite(meeting: Meeting, by: Person, now: datetime) -> None:
    for one in INVITED:
        invitation = meetings.invite(
            meeting,
            one["email"],
            one["name"],
            Role(one["role"]),
            scope="",
            language=one["language"],
            note=one["note"],
            by=by,
            scopes={},
            now=now,
        )
        if one["answer"] == "declined":
            invitation.declined_at = now


def _reword_a_letter(meeting: Meeting, organiser: Person, now: datetime) -> None:
    """Written three days ago, and changed yesterday in all languages but one."""
    first = {code: Texts(SUBJECT[code], text) for code, text in FIRST.items()}
    second = {
        code: Texts(SUBJECT[code], FIRST[code].replace(BEFORE[code], ADDED[code] + BEFORE[code]))
        for code in ADDED
    }
    for texts, days in ((first, 3), (first | second, 1)):
        letters.save_template(
            ACCEPTED,
            meeting,
            texts,
            language="en",
            person=organiser,
            now=now - timedelta(days=days),
        )


def _make_organisations() -> dict[str, Organisation]:
    return {
        found["name"]: people.add_organisation(
            found["name"],
            kind=OrganisationKind(found["kind"]),
            scope=Scope(found["scope"]),
            country=found["country"],
            aliases=tuple(found["aliases"]),
        )
        for found in ORGANISATIONS
    }


def _make_people(organisations: Mapping[str, Organisation], now: datetime) -> dict[str, Person]:
    return {
        found["key"]: people.make_person(
            found["email"],
            found["name"],
            language=found["language"],
            reads=found["reads"],
            zone=found["zone"],
            country=found["country"],
            organisation=organisations[found["organisation"]],
            now=now,
        )
        for found in PEOPLE
    }


def opening_day(now: datetime) -> date:
    """About a hundred days ahead, on a Monday: the weekend differs from country to country."""
    day = local_day(now + timedelta(days=MEETING["opens_in"]), MEETING["zone"])
    return day + timedelta(days=-day.weekday() % 7)


def _make_meeting(now: datetime) -> Meeting:
    first = opening_day(now)
    meeting = meetings.make_meeting(
        MEETING["slug"],
        title=LocalText.of(MEETING["title"]),
        theme=LocalText.of(MEETING["theme"]),
        theme_text=LocalText.of(MEETING["theme_text"]),
        place=LocalText.of(MEETING["place"]),
        venue=LocalText.of(MEETING["venue"]),
        zone=MEETING["zone"],
        starts_on=first + timedelta(days=MEETING["starts_on"]),
        ends_on=first + timedelta(days=MEETING["ends_on"]),
        languages=MEETING["languages"],
        contact_email=MEETING["contact"],
        is_demo=True,
        now=now,
    )
    for room in ROOMS:
        meetings.add_room(meeting, room["code"], LocalText.of(room["name"]), room["capacity"])
    for number, theme in enumerate(CANDIDATE_THEMES, 1):
        title, text = LocalText.of(theme["title"]), LocalText.of(theme["text"])
        meetings.add_theme(meeting, theme["code"], title, text, number)
    return meeting


def _make_phases(meeting: Meeting, now: datetime) -> dict[str, Phase]:
    """From midnight of the first day to one minute before the midnight that ends the last."""
    today = local_day(now, meeting.zone)
    return {
        phase["code"]: meetings.add_phase(
            meeting,
            phase["code"],
            KINDS[phase["code"]],
            LocalText.of(phase["label"]),
            opens_at=local_instant(today + timedelta(days=phase["opens"]), time(), meeting.zone),
            closes_at=local_instant(
                today + timedelta(days=phase["closes"]), time(23, 59), meeting.zone
            ),
            endpoint=None,
            public=KINDS[phase["code"]] is not PhaseKind.REVIEW,
        )
        for phase in PHASES
    }
