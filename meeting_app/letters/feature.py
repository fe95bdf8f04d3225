"""What this package hands to the application."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.feature import Feature, MenuItem, OrganisersText
from meeting_app.core.jobs import Recurring
from meeting_app.core.outbox import OutgoingMail
from meeting_app.letters import service
from meeting_app.letters.kinds import list_kinds
from meeting_app.letters.letters import REMINDER
from meeting_app.letters.privacy import PRIVACY
from meeting_app.letters.queries import groups, reminders
from meeting_app.letters.queries.templates import list_templates
from meeting_app.letters.service.groups import CONDITION as CHOSEN
from meeting_app.letters.service.groups import KIND as GROUP_KIND
from meeting_app.letters.service.groups import TEST_KIND
from meeting_app.letters.service.reminders import CONDITION as DUE
from meeting_app.letters.service.reminders import write_due
from meeting_app.letters.views import bp
from meeting_app.meetings.models import Meeting


def desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    slug = meeting.slug
    return (
        MenuItem(_("Letters"), url_for("letters.outbox", meeting=slug), order=80),
        MenuItem(_("Letters to groups"), url_for("letters.groups", meeting=slug), order=81),
        MenuItem(_("Reminders"), url_for("letters.reminders", meeting=slug), order=82),
        MenuItem(_("Texts of letters"), url_for("letters.templates", meeting=slug), order=83),
    )


def texts(meeting: Meeting) -> Iterable[OrganisersText]:
    own = list_templates(meeting)
    for kind in list_kinds(current_app.extensions["features"]) if own else ():
        if template := own.get(kind.code):
            yield OrganisersText(
                _("Letter “%(letter)s”: subject", letter=kind.name),
                template,
                "subject",
                check=partial(service.check_subject, kind),
                before_change=partial(service.keep_for_translator, template),
            )
            yield OrganisersText(
                _("Letter “%(letter)s”: text", letter=kind.name),
                template,
                "body",
                long=True,
                check=partial(service.check_body, kind),
                before_change=partial(service.keep_for_translator, template),
            )


def still_chosen(mail: OutgoingMail, _now: datetime) -> bool:
    return groups.still_chosen(mail, current_app.extensions["features"])


def still_due(mail: OutgoingMail, _now: datetime) -> bool:
    return reminders.still_due(mail, current_app.extensions["features"])


def remind(now: datetime) -> None:
    write_due(current_app.extensions["features"], REMINDER, now)


FEATURE = Feature(
    "letters",
    rows={
        "letter_template": _l("Letter templates written"),
        "letter_template_version": _l("Letter templates written"),
    },
    blueprints=(bp,),
    letters={
        GROUP_KIND: _l("Letter to a group"),
        TEST_KIND: _l("Letter to a group, as a test"),
    },
    letter_kinds=(REMINDER,),
    conditions={CHOSEN: still_chosen, DUE: still_due},
    recurring=(Recurring("letters.remind", 300, remind),),
    desk_menu=desk_menu,
    texts=texts,
    privacy=PRIVACY,
)
