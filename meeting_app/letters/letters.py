"""The letter that reminds."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.locale import babel_locale, fold
from meeting_app.core.web import absolute_url
from meeting_app.letters.composing import Address, Values
from meeting_app.letters.kinds import LetterKind, Recipient
from meeting_app.letters.queries import reminders as queries
from meeting_app.letters.queries.reminders import Open
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import list_phases

SHOWN = 20


def values(meeting: Meeting, todo: Sequence[Open], language: str) -> Values:
    """Of the placeholders of the letter; an empty line stands between two things."""
    lines: list[str] = []
    with force_locale(babel_locale(language)):
        for one in todo:
            lines += [""] if lines else []
            lines += one.duty.say(one.phase, one.titles, language)
    return {"todo": lines, "my_page": _my_page(meeting, language)}


def _my_page(meeting: Meeting, language: str) -> Address:
    return Address(absolute_url("my.show", lang=language, meeting=meeting.slug))


def _example(meeting: Meeting, language: str) -> Values:
    with force_locale(babel_locale(language)):
        todo = [_("Two abstracts wait for your review.")]
    return {"todo": todo, "my_page": _my_page(meeting, language)}


def _recipients(meeting: Meeting, words: str, code: str) -> Sequence[Recipient]:
    """Whoever has something open now of which people can be reminded."""
    found: dict[int, list[Open]] = defaultdict(list)
    for duty in queries.list_duties(current_app.extensions["features"]).values():
        for phase in list_phases(meeting):
            if phase.kind == duty.phase_kind:
                for number, one in queries.list_open(duty, phase).items():
                    found[number].append(one)
    people = queries.list_readers([int(code)] if code.isdecimal() else sorted(found))
    return [
        Recipient(
            code=str(person.id),
            name=person.name or person.email,
            language=person.language,
            about="",
            values=partial(values, meeting, found[person.id]),
        )
        for person in people
        if person.id in found and fold(words) in person.folded_name
    ][:SHOWN]


REMINDER = LetterKind(
    code="letters.reminder",
    group=_l("Reminders"),
    name=_l("Reminder"),
    describes=_l(
        "On the days that you choose before a deadline, to those who have something left to do."
    ),
    subject=_l("{meeting}: what you have left to do"),
    body=(
        "{greeting}",
        _l("A deadline comes near, and something of yours is still open:"),
        "{todo}",
        _l("You see everything at a glance on your own page:"),
        "{my_page}",
        _l("If you have done it in the meantime, thank you. Any question? Write to {contact}."),
    ),
    placeholders={
        "todo": _l("What the reader has not done yet, with the deadlines and links"),
        "my_page": _l("Link to the reader's own page with everything to do"),
    },
    example=_example,
    recipients=_recipients,
    required=("todo",),
    necessary=False,
)
