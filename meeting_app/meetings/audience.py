"""What letters to groups can ask of a meeting's people: roles, and what is true of anybody."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from meeting_app.core.audience import Fact
from meeting_app.core.locale import LANGUAGES
from meeting_app.meetings.models import Meeting, MeetingRole, Role
from meeting_app.meetings.words import ROLES
from meeting_app.people.models import Organisation, Person
from meeting_app.people.words import ORGANISATION_KINDS


def _roles(_meeting: Meeting) -> Iterable[tuple[str, Any]]:
    return [(role.value, ROLES[role]) for role in Role]


def _with_role(meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    found = select(MeetingRole.person_id).where(MeetingRole.meeting_id == meeting.id)
    return found.where(MeetingRole.role.in_(values)) if values else found


def _languages(_meeting: Meeting) -> Iterable[tuple[str, Any]]:
    return [(code, LANGUAGES[code].name) for code in LANGUAGES]


def _with_language(_meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    return select(Person.id).where(Person.language.in_(values or list(LANGUAGES)))


def _kinds(_meeting: Meeting) -> Iterable[tuple[str, Any]]:
    return [(kind.value, name) for kind, name in ORGANISATION_KINDS.items()]


def _of_kind(_meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    found = select(Person.id).join(Organisation, Organisation.id == Person.organisation_id)
    return found.where(Organisation.kind.in_(values)) if values else found


ROLE = Fact("meetings.role", _l("Role in the meeting"), _roles, _with_role)
LANGUAGE = Fact(
    "people.language", _l("Language of letters"), _languages, _with_language, belongs=False
)
ORGANISATION = Fact(
    "people.organisation_kind", _l("Kind of organisation"), _kinds, _of_kind, belongs=False
)
