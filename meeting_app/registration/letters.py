"""Letters about one's place, each in its recipient's language."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core import ical
from meeting_app.core.locale import babel_locale, format_days
from meeting_app.core.outbox import Attachment, Letter
from meeting_app.core.web import absolute_url
from meeting_app.letters import service as letters
from meeting_app.letters.composing import Address, Values
from meeting_app.letters.kinds import LetterKind, Recipient, Recipients
from meeting_app.meetings.models import Meeting
from meeting_app.registration import queries
from meeting_app.registration.models import AttendanceMode, Registration, RegistrationState

Opening = Callable[[AttendanceMode, dict[str, str]], str]
"""(mode, {title, days, place}) -> the first sentence, in the language in force."""


def confirmed(registration: Registration, now: datetime) -> Letter:
    return _letter(CONFIRMED, _confirmed, registration, _days(registration, now))


def waiting(registration: Registration) -> Letter:
    return _letter(WAITING, _waiting, registration)


def moved_up(registration: Registration, now: datetime) -> Letter:
    return _letter(MOVED_UP, _moved_up, registration, _days(registration, now))


def cancelled(registration: Registration) -> Letter:
    return _letter(CANCELLED, None, registration)


def _letter(
    kind: LetterKind, opening: Opening | None, registration: Registration, *attachments: Attachment
) -> Letter:
    person, meeting = registration.person, registration.meeting
    return letters.compose(
        kind,
        _values(opening, meeting, AttendanceMode(registration.mode), person.language),
        meeting=meeting,
        to=person,
        cause=f"{meeting.slug}/{registration.id}/{registration.revision}",
        attachments=attachments,
    )


def _values(
    opening: Opening | None, meeting: Meeting, mode: AttendanceMode, language: str
) -> Values:
    said = {
        "title": meeting.title.in_(language),
        "days": format_days(meeting.starts_on, meeting.ends_on, language),
        "place": meeting.place.in_(language) if meeting.place else "",
    }
    page = absolute_url("registration.register", lang=language, meeting=meeting.slug)
    values: dict[str, str] = {"registration_page": Address(page)}
    if opening is not None:
        with force_locale(babel_locale(language)):
            values["opening"] = opening(mode, said)
    return values


def _confirmed(mode: AttendanceMode, said: dict[str, str]) -> str:
    if mode is AttendanceMode.ONLINE:
        return _("Your place at %(title)s is confirmed. You attend online, %(days)s.", **said)
    if said["place"]:
        return _(
            "Your place at %(title)s is confirmed. You attend in person, %(days)s, in %(place)s.",
            **said,
        )
    return _("Your place at %(title)s is confirmed. You attend in person, %(days)s.", **said)


def _moved_up(mode: AttendanceMode, said: dict[str, str]) -> str:
    if mode is AttendanceMode.ONLINE:
        return _(
            "A place became free, and it is yours. You attend %(title)s online, %(days)s.", **said
        )
    if said["place"]:
        return _(
            "A place became free, and it is yours. You attend %(title)s in person, %(days)s, in %(place)s.",
            **said,
        )
    return _(
        "A place became free, and it is yours. You attend %(title)s in person, %(days)s.", **said
    )


def _waiting(mode: AttendanceMode, said: dict[str, str]) -> str:
    if mode is AttendanceMode.ONLINE:
        return _(
            "All places to attend %(title)s online, %(days)s, are taken at present. You are on the waiting list.",
            **said,
        )
    return _(
        "All places to attend %(title)s in person, %(days)s, are taken at present. You are on the waiting list.",
        **said,
    )


def _example(opening: Opening | None) -> Callable[[Meeting, str], Values]:
    return lambda meeting, language: _values(opening, meeting, AttendanceMode.IN_PERSON, language)


def _recipients(opening: Opening | None, *states: RegistrationState) -> Recipients:
    def find(meeting: Meeting, words: str, code: str) -> Sequence[Recipient]:
        return [
            Recipient(
                code=str(found.id),
                name=found.person.name or found.person.email,
                language=found.person.language,
                about="",
                values=partial(_values, opening, meeting, AttendanceMode(found.mode)),
            )
            for found in queries.search(meeting, states, words=words, code=code)
        ]

    return find


_OPENING = _l("The first sentence: it names the meeting, its days and how the person attends")
_PAGE = {"registration_page": _l("Link to the person's registration")}
CONFIRMED = LetterKind(
    code="registration.confirmed",
    group=_l("Registration"),
    name=_l("Registration confirmed"),
    describes=_l("To whoever registers and gets a place, with the days as a calendar entry."),
    subject=_l("You are registered: {meeting}"),
    body=(
        "{greeting}",
        "{opening}",
        _l("The days are attached to this letter as a calendar entry."),
        (_l("See, change or cancel your registration here:"), "{registration_page}"),
        _l(
            "If you cannot come, please cancel: your place then goes to somebody who waits for one."
        ),
        _l("Questions? Write to {contact}."),
    ),
    placeholders={"opening": _OPENING, **_PAGE},
    example=_example(_confirmed),
    recipients=_recipients(_confirmed, RegistrationState.CONFIRMED),
    required=("registration_page",),
    wanted=("opening",),
)
WAITING = LetterKind(
    code="registration.waiting",
    group=_l("Registration"),
    name=_l("Registration on the waiting list"),
    describes=_l("To whoever registers when all places are taken."),
    subject=_l("You are on the waiting list: {meeting}"),
    body=(
        "{greeting}",
        "{opening}",
        _l(
            "As soon as a place becomes free for you, it is yours and we write to you. Please do not book a journey before."
        ),
        (_l("See, change or cancel your registration here:"), "{registration_page}"),
        _l("Questions? Write to {contact}."),
    ),
    placeholders={"opening": _OPENING, **_PAGE},
    example=_example(_waiting),
    recipients=_recipients(_waiting, RegistrationState.WAITING),
    required=("registration_page",),
    wanted=("opening",),
)
MOVED_UP = LetterKind(
    code="registration.moved_up",
    group=_l("Registration"),
    name=_l("Place became free"),
    describes=_l("To whoever moves up from the waiting list, with the days as a calendar entry."),
    subject=_l("You have a place now: {meeting}"),
    body=(
        "{greeting}",
        "{opening}",
        _l("The days are attached to this letter as a calendar entry."),
        (
            _l(
                "If you cannot come any more, please cancel here, so that the next person gets the place:"
            ),
            "{registration_page}",
        ),
        _l("Questions? Write to {contact}."),
    ),
    placeholders={"opening": _OPENING, **_PAGE},
    example=_example(_moved_up),
    recipients=_recipients(_moved_up, RegistrationState.WAITING, RegistrationState.CONFIRMED),
    required=("registration_page",),
    wanted=("opening",),
)
CANCELLED = LetterKind(
    code="registration.cancelled",
    group=_l("Registration"),
    name=_l("Registration cancelled"),
    describes=_l("To whoever cancels their registration, at once."),
    subject=_l("Your registration is cancelled: {meeting}"),
    body=(
        "{greeting}",
        _l("Your registration for {meeting}, {days}, is cancelled."),
        (
            _l("If you would like to come after all, register again while registration is open:"),
            "{registration_page}",
        ),
        _l("Questions? Write to {contact}."),
    ),
    placeholders=_PAGE,
    example=_example(None),
    recipients=_recipients(None, *RegistrationState),
    wanted=("meeting", "registration_page"),
)
KINDS = (CONFIRMED, WAITING, MOVED_UP, CANCELLED)


def _days(registration: Registration, now: datetime) -> Attachment:
    """The meeting's days as a calendar entry. now: when the registration changed."""
    meeting, language = registration.meeting, registration.person.language
    url = absolute_url("meetings.show", lang=language, meeting=meeting.slug)
    uid = f"days-{meeting.slug}@{urlsplit(url).hostname}"
    entry = ical.AllDay(
        uid=uid,
        sequence=registration.revision,
        modified_at=now,
        summary=meeting.title.in_(language),
        language=language,
        description=meeting.theme.in_(language) if meeting.theme else "",
        location=", ".join(text.in_(language) for text in (meeting.venue, meeting.place) if text),
        url=url,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
    )
    content = ical.write_file(
        ical.Calendar(
            uid=uid,
            name=meeting.title.in_(language),
            language=language,
            zone=meeting.zone,
            modified_at=now,
            url=url,
            entries=(entry,),
        )
    )
    return Attachment(f"{meeting.slug}.ics", "text/calendar", content)
