"""Mark the sessions that one wants to go to."""

from sqlalchemy import delete, select

from meeting_app.agenda.models import Session, Star
from meeting_app.core.db import db
from meeting_app.people.models import Person
from meeting_app.people.queries import take_turns


def star(person: Person, session: Session) -> None:
    take_turns(person)
    held = select(Star.id).where(Star.person_id == person.id, Star.session_id == session.id)
    if db.session.scalar(held) is None:
        db.session.add(Star(person_id=person.id, session_id=session.id))
        db.session.flush()


def unstar(person: Person, session: Session) -> None:
    db.session.execute(
        delete(Star).where(Star.person_id == person.id, Star.session_id == session.id)
    )
