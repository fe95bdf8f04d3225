"""Reads about what people show of themselves."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from meeting_app.core.db import db
from meeting_app.people.models import Audience, Person, PersonMerge, Presence, Profile
from meeting_app.people.shown import Curtain


def list_curtains(person_ids: Collection[int]) -> dict[int, Curtain]:
    """{number: curtain} of those who are to be read otherwise than they were written, or whose
    account is part of another one by now. One statement."""
    if not person_ids:
        return {}
    kept = aliased(Profile)
    rows = db.session.execute(
        select(
            Profile.person_id,
            kept.person_id.label("kept_id"),
            kept.presence,
            kept.pseudonym,
            kept.shows_organisation,
            kept.shown_changed_at,
        )
        .outerjoin(
            PersonMerge,
            (PersonMerge.gone_id == Profile.person_id) & PersonMerge.undone_at.is_(None),
        )
        .join(kept, kept.person_id == func.coalesce(PersonMerge.kept_id, Profile.person_id))
        .where(
            Profile.person_id.in_(sorted(person_ids)),
            or_(PersonMerge.id.is_not(None), kept.shown_changed_at.is_not(None)),
        )
    )
    return {
        row.person_id: Curtain(
            row.kept_id,
            Presence(row.presence),
            row.pseudonym,
            row.shows_organisation == Audience.EVERYBODY,
            row.shown_changed_at,
        )
        for row in rows
    }


def list_people(person_ids: Collection[int]) -> Sequence[Person]:
    """With profile and organisation."""
    return db.session.scalars(
        select(Person)
        .join(Person.profile)
        .where(Person.id.in_(sorted(person_ids)))
        .options(contains_eager(Person.profile), joinedload(Person.organisation))
        .order_by(Person.folded_name, Person.id)
    ).all()


def find_person_by_code(code: str) -> Person | None:
    """By the code of their public page; with profile, photo and organisation."""
    return db.session.scalar(
        select(Person)
        .join(Person.profile)
        .where(Profile.code == code)
        .options(
            contains_eager(Person.profile).joinedload(Profile.photo),
            joinedload(Person.organisation),
        )
    )
