"""Verbs: make a call; draft, submit, change and withdraw an abstract; record what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.abstracts import letters
from meeting_app.abstracts.models import Abstract, AbstractState, Call, Format, Presenter
from meeting_app.abstracts.rules import can_move
from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.localtext import LocalText
from meeting_app.core.secrets import hash_token, new_code
from meeting_app.meetings.models import Meeting, Phase, PhaseKind, Theme
from meeting_app.meetings.service import add_phase, arrival, move_phase
from meeting_app.people.models import Person
from meeting_app.people.queries import find_organisation
from meeting_app.people.service import (
    find_or_add_organisation,
    find_or_make_person,
    normalise_email,
)
from meeting_app.questionnaires.drafts import Typed
from meeting_app.questionnaires.rules import Values
from meeting_app.questionnaires.service import NewQuestion, make_questionnaire, store_response


@dataclass(frozen=True, slots=True)
class NamedPresenter:
    """As the submitter names one; in a draft, parts may be empty."""

    name: str
    email: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All that a person writes for an abstract."""

    title: str
    text: str
    language: str
    """Of title, text and answers."""
    theme: Theme | None = None
    presenters: Sequence[NamedPresenter] | None = ()
    """None: as they were."""
    answers: Values = field(default_factory=dict)
    version: int | None = None
    """Of the call's questions, when the form was opened; None for what is asked now."""
    typed: Typed | None = None
    """The form itself, of a draft."""


def make_call(
    meeting: Meeting,
    slug: str,
    *,
    title: LocalText,
    text: LocalText,
    format: Format,  # noqa: A002 - as the column
    word_limit: int,
    questions: Iterable[NewQuestion],
    phase: Phase,
) -> Call:
    """phase: when it is open; its page becomes the call's."""
    _check_slug(meeting, slug)
    call = Call(
        meeting=meeting,
        slug=slug,
        title=title,
        text=text,
        format=format,
        word_limit=word_limit,
        phase=phase,
        questionnaire=make_questionnaire(meeting, questions),
    )
    phase.endpoint, phase.arguments = "abstracts.call", {"slug": slug}
    db.session.add(call)
    db.session.flush()
    return call


def open_call(
    meeting: Meeting,
    slug: str,
    *,
    title: LocalText,
    text: LocalText,
    format: Format,  # noqa: A002 - as the column
    word_limit: int,
    questions: Iterable[NewQuestion],
    opens_at: datetime,
    closes_at: datetime,
) -> Call:
    """As `make_call`, with a phase of its own, named after it."""
    _check_slug(meeting, slug)
    phase = add_phase(
        meeting,
        f"call-{slug}",
        PhaseKind.CALL,
        title,
        opens_at=opens_at,
        closes_at=closes_at,
        endpoint=None,
    )
    return make_call(
        meeting,
        slug,
        title=title,
        text=text,
        format=format,
        word_limit=word_limit,
        questions=questions,
        phase=phase,
    )


def _check_slug(meeting: Meeting, slug: str) -> None:
    if db.session.scalar(select(Call.id).where(Call.meeting_id == meeting.id, Call.slug == slug)):
        raise Refused(_("Another call has this address. Choose another one."), "slug")


def change_call(
    call: Call,
    *,
    title: LocalText,
    text: LocalText,
    format: Format,  # noqa: A002 - as the column
    word_limit: int,
    opens_at: datetime,
    closes_at: datetime,
) -> None:
    """It holds at once. A phase that is named after the call keeps its name."""
    move_phase(call.phase, opens_at=opens_at, closes_at=closes_at)
    if call.phase.label == call.title:
        call.phase.label = title
    call.title, call.text = title, text
    call.format, call.word_limit = format, word_limit


def save_draft(
    call: Call,
    content: Content,
    *,
    person: Person,
    now: datetime,
    abstract: Abstract | None = None,
    origin: str = "",
    adds: bool = True,
) -> Abstract:
    """At any time, also while the call is closed: what is written is kept.

    abstract: the draft so far, or None to start one. origin: the number of the page that starts it.
    adds: whether organisations are added to the directory; not while their names may be half typed.
    """
    if abstract is None:
        abstract = _start(call, person, now, origin=origin)
    elif abstract.state != AbstractState.DRAFT:
        raise Refused(_("This abstract is not a draft any more."))
    _write(abstract, content, now, sent=False, adds=adds)
    return abstract


def submit(
    call: Call,
    content: Content,
    *,
    person: Person,
    form_opened_at: datetime,
    now: datetime,
    abstract: Abstract | None = None,
    origin: str = "",
) -> Abstract:
    """While the call is closed nothing is lost: the abstract that comes back is still a draft."""
    arrived = arrival(call.phase, form_opened_at=form_opened_at, now=now)
    if not arrived.taken:
        return save_draft(call, content, person=person, now=now, abstract=abstract, origin=origin)
    if abstract is None:
        abstract = _start(call, person, now, origin=origin)
    _move(abstract, AbstractState.SUBMITTED, now)
    abstract.submitted_at, abstract.late = now, arrived.late
    _write(abstract, content, now, sent=True)
    outbox.post(letters.submitted(abstract), now)
    return abstract


def _start(
    call: Call, person: Person, now: datetime, source: str | None = None, origin: str = ""
) -> Abstract:
    abstract = Abstract(
        meeting=call.meeting,
        call=call,
        code=_unused_code(call.meeting),
        submitter=person,
        title="",
        text="",
        state=AbstractState.DRAFT,
        late=False,
        created_at=now,
        changed_at=now,
        imported_from=source,
        origin_hash=hash_token(origin) if origin else None,
    )
    db.session.add(abstract)
    return abstract


def change(
    abstract: Abstract, content: Content, *, form_opened_at: datetime, now: datetime
) -> None:
    """What was submitted, until the deadline."""
    if abstract.state != AbstractState.SUBMITTED:
        raise Refused(_("This abstract cannot be changed any more."))
    arrived = arrival(abstract.call.phase, form_opened_at=form_opened_at, now=now)
    if not arrived.taken:
        raise Refused(
            _(
                "The deadline has passed: what you submitted before it stays as it is. "
                "If something in it is wrong, write to %(email)s.",
                email=abstract.meeting.contact_email,
            )
        )
    abstract.late = abstract.late or arrived.late
    _write(abstract, content, now, sent=True)


def withdraw(abstract: Abstract, now: datetime) -> None:
    """For good. A letter confirms it, unless nobody but the submitter has seen the abstract."""
    was_draft = abstract.state == AbstractState.DRAFT
    withdraw_silently(abstract, now)
    if not was_draft:
        outbox.post(letters.withdrawn(abstract), now)


def withdraw_silently(abstract: Abstract, now: datetime) -> None:
    """As `withdraw`, for a submitter whom no letter can reach any more."""
    _move(abstract, AbstractState.WITHDRAWN, now)


def accept(abstract: Abstract, now: datetime) -> None:
    """The state only; the letter belongs to the announcement."""
    _move(abstract, AbstractState.ACCEPTED, now)


def waitlist(abstract: Abstract, now: datetime) -> None:
    _move(abstract, AbstractState.WAITLISTED, now)


def decline(abstract: Abstract, now: datetime) -> None:
    _move(abstract, AbstractState.DECLINED, now)


def _move(abstract: Abstract, to: AbstractState, now: datetime) -> None:
    if not can_move(abstract.state, to):
        raise Refused(
            _("“%(title)s” was changed in the meantime. Look at it again.", title=abstract.title)
        )
    abstract.state, abstract.changed_at = to, now


def _write(
    abstract: Abstract, content: Content, now: datetime, *, sent: bool, adds: bool = True
) -> None:
    """adds: whether unknown organisations come into the directory."""
    abstract.title, abstract.text = content.title, content.text
    abstract.language, abstract.theme = content.language, content.theme
    abstract.typed = None if sent else content.typed
    abstract.changed_at = now
    if content.presenters is not None:
        name_presenters(abstract, content.presenters, adds=adds)
    if sent:
        _link_presenters(abstract, now)
    abstract.response = store_response(
        abstract.call.questionnaire,
        content.answers,
        language=content.language,
        person=abstract.submitter,
        now=now,
        response=abstract.response,
        sent=sent,
        late=abstract.late,
        version=content.version,
    )
    db.session.flush()


def name_presenters(
    abstract: Abstract, named: Sequence[NamedPresenter], *, adds: bool = True
) -> bool:
    """In the order given, in the rows that are there. True when something changed. adds: whether
    unknown organisations come into the directory; else a presenter has none for the time being."""
    find = find_or_add_organisation if adds else find_organisation
    changed = len(named) != len(abstract.presenters)
    del abstract.presenters[len(named) :]
    for position, one in enumerate(named, 1):
        if position > len(abstract.presenters):
            abstract.presenters.append(Presenter(position=position, name="", email=""))
        row = abstract.presenters[position - 1]
        organisation = find(one.organisation) if one.organisation else None
        email = normalise_email(one.email)
        before = (row.name, row.email, row.organisation)
        if before != (one.name, email, organisation):
            changed = True
            row.name, row.email, row.organisation = one.name, email, organisation
            row.person = None
    return changed


def _link_presenters(abstract: Abstract, now: datetime) -> None:
    """To the people with these addresses, so that they find it on their page once signed in."""
    for row in abstract.presenters:
        if row.person is None and row.email:
            row.person = find_or_make_person(
                row.email,
                row.name,
                language=abstract.submitter.language,
                now=now,
                organisation=row.organisation,
            )


def _unused_code(meeting: Meeting) -> str:
    code = new_code()
    while db.session.scalar(
        select(Abstract.id).where(Abstract.meeting_id == meeting.id, Abstract.code == code)
    ):
        code = new_code()
    return code


def import_abstract(
    call: Call, source: str, content: Content, *, person: Person, now: datetime
) -> Abstract:
    """From elsewhere: submitted when it has a text, a draft otherwise; nobody is written to.

    source: the name by which it is known there. person: who imports, and stands as its submitter.
    """
    abstract = _start(call, person, now, source)
    renew_imported(abstract, content, now)
    return abstract


def renew_imported(abstract: Abstract, content: Content, now: datetime) -> bool:
    """Take over what the source says now. True when that changes something."""
    before = (abstract.title, abstract.text, abstract.language)
    abstract.title, abstract.text = content.title, content.text
    abstract.language = content.language
    changed = name_presenters(abstract, content.presenters or ())
    if changed or before != (content.title, content.text, content.language):
        changed, abstract.changed_at, abstract.typed = True, now, None
    if content.text and abstract.state == AbstractState.DRAFT:
        _move(abstract, AbstractState.SUBMITTED, now)
        abstract.submitted_at = now
    db.session.flush()
    return changed
