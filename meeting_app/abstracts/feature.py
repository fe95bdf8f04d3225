"""What this package hands to the application."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext, pgettext

from meeting_app.abstracts import queries
from meeting_app.abstracts.audience import ABSTRACTS, DRAFT_DUTY, DRAFTS, PRESENTER, SUBMITTER
from meeting_app.abstracts.letters import KINDS
from meeting_app.abstracts.privacy import PRIVACY
from meeting_app.abstracts.views import bp
from meeting_app.core.feature import Asking, Feature, MenuItem, OrganisersText
from meeting_app.meetings.models import Meeting, Role


def desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    yield MenuItem(_("Calls"), url_for("abstracts.desk_calls", meeting=meeting.slug), order=30)
    yield MenuItem(_("Abstracts"), url_for("abstracts.desk_list", meeting=meeting.slug), order=31)


def texts(meeting: Meeting) -> Iterable[OrganisersText]:
    for call in queries.list_calls(meeting):
        name = call.title.text
        yield OrganisersText(_("Title of the call “%(call)s”", call=name), call, "title")
        yield OrganisersText(_("Text of the call “%(call)s”", call=name), call, "text", long=True)


def asking(meeting: Meeting) -> Iterable[Asking]:
    for call in queries.list_calls(meeting):
        url = url_for("abstracts.edit_call", meeting=meeting.slug, slug=call.slug)
        yield Asking(call.questionnaire_id, call.title, pgettext("asked by", "Call"), url)


def role_scopes(meeting: Meeting) -> Mapping[str, list[tuple[str, Any]]]:
    """A chair leads the committee of one call."""
    return {Role.CHAIR: [(call.slug, call.title) for call in queries.list_calls(meeting)]}


def count_presenters(number: int) -> str:
    return ngettext("%(num)d presenter", "%(num)d presenters", number)


FEATURE = Feature(
    "abstracts",
    rows={"abstract": _l("Abstracts submitted"), "presenter": _l("Abstracts to present")},
    blueprints=(bp,),
    letter_kinds=KINDS,
    desk_menu=desk_menu,
    role_scopes=role_scopes,
    counted={"presenter": count_presenters},
    facts=(SUBMITTER, PRESENTER),
    details=(DRAFTS, ABSTRACTS),
    duties=(DRAFT_DUTY,),
    texts=texts,
    asking=asking,
    privacy=PRIVACY,
)
