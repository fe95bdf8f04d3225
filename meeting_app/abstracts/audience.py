"""What letters to groups and reminders can ask about abstracts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, and_, or_, select

from meeting_app.abstracts import queries
from meeting_app.abstracts.models import Abstract, AbstractState, Call, Presenter
from meeting_app.abstracts.words import STATES
from meeting_app.core.audience import Detail, Duty, Fact
from meeting_app.core.db import db
from meeting_app.core.locale import format_instant, zone_name
from meeting_app.core.web import absolute_url, plain
from meeting_app.letters.composing import Address
from meeting_app.meetings.models import Meeting, Phase, PhaseKind

_SENT = [state for state in AbstractState if state is not AbstractState.DRAFT]


def _choices(meeting: Meeting) -> Iterable[tuple[str, Any]]:
    """A state in any call; and in each call, where there are several."""
    for state in AbstractState:
        yield state.value, STATES[state]
    calls = queries.list_calls(meeting)
    for call in calls if len(calls) > 1 else ():
        for state in AbstractState:
            name = _("%(call)s: %(state)s", call=plain(call.title), state=STATES[state])
            yield f"{call.slug}:{state.value}", name


def _is(values: Sequence[str]) -> Any:
    """An abstract joined to its call is in one of these states: "draft", or "advocacy:draft"."""
    wanted = []
    for value in values:
        slug, _sep, state = value.rpartition(":")
        wanted.append(
            and_(Call.slug == slug, Abstract.state == state) if slug else Abstract.state == state
        )
    return or_(*wanted)


def _submitters(meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    found = (
        select(Abstract.submitter_id).join(Abstract.call).where(Abstract.meeting_id == meeting.id)
    )
    return found.where(_is(values)) if values else found


def _presented(_meeting: Meeting) -> Iterable[tuple[str, Any]]:
    return [(state.value, STATES[state]) for state in _SENT]


def _presenters(meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    """Of what was sent: whom a draft names may not know of it."""
    return (
        select(Presenter.person_id)
        .join(Presenter.abstract)
        .where(
            Abstract.meeting_id == meeting.id,
            Abstract.state.in_(values or _SENT),
            Presenter.person_id.is_not(None),
        )
    )


SUBMITTER = Fact("abstracts.submitter", _l("Submits an abstract that is"), _choices, _submitters)
PRESENTER = Fact("abstracts.presenter", _l("Presents an abstract that is"), _presented, _presenters)


def _titles(
    meeting: Meeting, people: Select[Any], *states: AbstractState
) -> Mapping[int, Sequence[str]]:
    rows = db.session.execute(
        select(Abstract.submitter_id, Abstract.title)
        .where(
            Abstract.meeting_id == meeting.id,
            Abstract.state.in_(states),
            Abstract.submitter_id.in_(people),
        )
        .order_by(Abstract.created_at, Abstract.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, title in rows:
        found[person_id].append(title or "–")
    return found


def _drafts(meeting: Meeting, people: Select[Any]) -> Mapping[int, Sequence[str]]:
    return _titles(meeting, people, AbstractState.DRAFT)


def _abstracts(meeting: Meeting, people: Select[Any]) -> Mapping[int, Sequence[str]]:
    return _titles(meeting, people, *(s for s in _SENT if s is not AbstractState.WITHDRAWN))


DRAFTS = Detail("drafts", _l("Titles of the reader's drafts, a line each"), _drafts)
ABSTRACTS = Detail("abstracts", _l("Titles of the abstracts that the reader sent"), _abstracts)


def _open_drafts(phase: Phase) -> Any:
    return (
        select(Abstract.submitter_id, Abstract.title)
        .join(Abstract.call)
        .where(Call.phase_id == phase.id, Abstract.state == AbstractState.DRAFT)
        .order_by(Abstract.created_at, Abstract.id)
    )


def _say_drafts(phase: Phase, titles: Sequence[str], language: str) -> Sequence[str]:
    meeting = phase.meeting
    first = ngettext(
        "%(num)d abstract of yours is a draft and not submitted yet. "
        "“%(call)s” is open until %(instant)s, %(zone)s:",
        "%(num)d abstracts of yours are drafts and not submitted yet. "
        "“%(call)s” is open until %(instant)s, %(zone)s:",
        len(titles),
        call=phase.label.in_(language),
        instant=format_instant(phase.closes_at, language, meeting.zone),
        zone=zone_name(meeting.zone, language, phase.closes_at),
    )
    named = [_("– %(title)s", title=title or _("without a title")) for title in titles]
    return [first, *named, Address(absolute_url("my.show", lang=language, meeting=meeting.slug))]


DRAFT_DUTY = Duty(
    "abstracts.draft",
    _l("Whoever has a draft that is not submitted"),
    PhaseKind.CALL,
    _open_drafts,
    _say_drafts,
)
