"""What abstracts hold about a person: what they submitted, and where they are named as presenter."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import joinedload, selectinload, undefer

from meeting_app.abstracts import service
from meeting_app.abstracts.models import Abstract, AbstractState, Presenter
from meeting_app.abstracts.rules import can_move
from meeting_app.core.db import db
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import (
    NAMELESS,
    Ending,
    Erasing,
    Export,
    Holding,
    Privacy,
    Texts,
    count_changed,
    count_rows,
    plain_row,
)
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person
from meeting_app.people.service import normalise_email
from meeting_app.questionnaires.models import Response


def holdings(person: Person) -> list[Holding]:
    abstracts, parts = count_rows(
        Abstract.submitter_id == person.id, Presenter.person_id == person.id
    )
    return [
        Holding(
            _("Your abstracts"),
            abstracts,
            _(
                "Seen by the organisers, and without your name by the review committee; what is "
                "accepted stands in the programme. Drafts end 6 months after the meeting."
            ),
            _("Abstracts"),
            _(
                "Seen by the organisers, and without the name by the review committee; what is "
                "accepted stands in the programme. Drafts end 6 months after the meeting."
            ),
        ),
        Holding(
            _("Abstracts that name you as presenter"),
            parts,
            _("Seen by the organisers and by whoever submitted the abstract."),
            _("Abstracts that name them as presenter"),
        ),
    ]


def export(person: Person) -> Export:
    """Of co-presenters neither names nor addresses: they have their own."""
    parts = db.session.scalars(
        select(Presenter)
        .where(Presenter.person_id == person.id)
        .options(joinedload(Presenter.abstract).joinedload(Abstract.meeting))
        .order_by(Presenter.id)
    )
    return {
        "abstracts": [
            {
                "meeting": one.meeting.slug,
                "call": one.call.slug,
                "theme": one.theme.code if one.theme else None,
                **plain_row(
                    one,
                    "code",
                    "state",
                    "language",
                    "title",
                    "text",
                    "late",
                    "created_at",
                    "changed_at",
                    "submitted_at",
                ),
                "presenters": len(one.presenters),
                "as_typed": _own_words(one.typed or ()),
            }
            for one in _submitted(person)
        ],
        "presenter_of": [
            {
                "meeting": row.abstract.meeting.slug,
                "abstract": row.abstract.code,
                **plain_row(row, "name", "email"),
            }
            for row in parts
            if row.abstract.state != AbstractState.DRAFT or row.abstract.submitter_id == person.id
        ],
    }


def _own_words(typed: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Of a draft as it was typed, what is not about presenters, without the form's own marks."""
    marks = ("rows", "page", "order")
    return [
        (name, text)
        for name, text in typed
        if name not in marks and not name.startswith("presenter") and not name.endswith("-kept")
    ]


def erase(person: Person, erasing: Erasing) -> None:
    """Drafts go. What was submitted stays without a name, or without its texts and withdrawn."""
    for abstract in _submitted(person):
        if abstract.state == AbstractState.DRAFT:
            _delete_draft(abstract)
        elif erasing.texts is Texts.REMOVED:
            abstract.title, abstract.text = NAMELESS, ""
            if can_move(abstract.state, AbstractState.WITHDRAWN):
                service.withdraw_silently(abstract, erasing.now)
        else:
            abstract.title = erasing.without_name(abstract.title)
            abstract.text = erasing.without_name(abstract.text)
        erasing.counts["abstract"] += 1
    db.session.flush()
    named = or_(Presenter.person_id == person.id, Presenter.email.in_(erasing.addresses))
    for row in db.session.scalars(select(Presenter).where(named)):
        row.name, row.email, row.person, row.organisation = NAMELESS, "", None, None
        erasing.counts["presenter"] += 1
    _erase_typed(erasing)
    db.session.flush()


def _erase_typed(erasing: Erasing) -> None:
    """In the drafts of others, as they were typed."""
    typed = select(Abstract).where(Abstract.typed.is_not(None)).options(undefer(Abstract.typed))
    for draft in db.session.scalars(typed):
        named = {
            name.removesuffix("_email")
            for name, text in draft.typed
            if name.startswith("presenter")
            and name.endswith("_email")
            and normalise_email(text) in erasing.addresses
        }
        if named:
            others = [pair for pair in draft.typed if pair[0].partition("_")[0] not in named]
            draft.typed = [*others, *((f"{row}_name", NAMELESS) for row in sorted(named))]


def _delete_draft(abstract: Abstract) -> None:
    response_id = abstract.response_id
    db.session.delete(abstract)
    db.session.flush()
    if response_id is not None:
        db.session.execute(delete(Response).where(Response.id == response_id))


def _submitted(person: Person) -> Sequence[Abstract]:
    return db.session.scalars(
        select(Abstract)
        .where(Abstract.submitter_id == person.id)
        .options(
            joinedload(Abstract.meeting),
            joinedload(Abstract.call),
            joinedload(Abstract.theme),
            selectinload(Abstract.presenters),
            undefer(Abstract.typed),
        )
        .order_by(Abstract.id)
    ).all()


def end_drafts(now: datetime) -> int:
    """Of what was never sent nobody has a use."""
    due = select(Abstract).where(
        Abstract.state == AbstractState.DRAFT,
        Abstract.meeting_id.in_(list_ended(Kept.DRAFT, now)),
    )
    drafts = db.session.scalars(due).all()
    for draft in drafts:
        _delete_draft(draft)
    return len(drafts)


def end_addresses(now: datetime) -> int:
    """Presenters are no longer written to; their names stay with what they presented."""
    over = select(Abstract.id).where(Abstract.meeting_id.in_(list_ended(Kept.MEETING, now)))
    due = Presenter.abstract_id.in_(over) & (Presenter.email != "")
    return count_changed(update(Presenter).where(due).values(email=""))


PRIVACY = Privacy(
    tables=frozenset({"abstract", "presenter"}),
    holdings=holdings,
    export=export,
    erase=erase,
    endings=(Ending(Kept.DRAFT, end_drafts), Ending(Kept.MEETING, end_addresses)),
)
