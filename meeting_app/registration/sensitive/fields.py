"""The sensitive fields: what they are, how long they are kept at most, what is chosen in them."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from meeting_app.registration.models import AttendanceMode


class SensitiveField(StrEnum):
    VISA = "visa"
    PASSPORT = "passport"
    DIET = "diet"
    ACCESS = "access"
    PHONE = "phone"
    EMERGENCY = "emergency"


LONGEST_KEPT = {
    SensitiveField.VISA: 30,
    SensitiveField.PASSPORT: 30,
    SensitiveField.DIET: 14,
    SensitiveField.ACCESS: 14,
    SensitiveField.PHONE: 14,
    SensitiveField.EMERGENCY: 14,
}
"""Days after the meeting's last day. A meeting may choose less, never more."""
HEALTH_OR_BELIEF = frozenset({SensitiveField.DIET, SensitiveField.ACCESS})
"""Kept with explicit consent only (GDPR, article 9), so never compulsory."""
MAY_BE_NEEDED = frozenset({SensitiveField.PASSPORT, SensitiveField.PHONE, SensitiveField.EMERGENCY})
USUAL_MODES = {
    field: [AttendanceMode.IN_PERSON] for field in SensitiveField if field != SensitiveField.ACCESS
} | {SensitiveField.ACCESS: list(AttendanceMode)}
LONGEST_TEXT = {
    SensitiveField.VISA: 200,
    SensitiveField.PASSPORT: 20,
    SensitiveField.DIET: 300,
    SensitiveField.ACCESS: 300,
    SensitiveField.PHONE: 40,
    SensitiveField.EMERGENCY: 200,
}
LETTER = "letter"
CHOICES: dict[SensitiveField, dict[str, Any]] = {
    SensitiveField.VISA: {LETTER: _l("I need a letter for my visa")},
    SensitiveField.DIET: {
        "vegetarian": _p("diet", "Vegetarian"),
        "vegan": _p("diet", "Vegan"),
        "halal": _p("diet", "Halal"),
        "kosher": _p("diet", "Kosher"),
        "no_pork": _p("diet", "No pork"),
        "no_beef": _p("diet", "No beef"),
        "no_fish": _p("diet", "No fish or seafood"),
        "no_gluten": _p("diet", "No gluten"),
        "no_milk": _p("diet", "No milk"),
        "no_eggs": _p("diet", "No eggs"),
        "no_nuts": _p("diet", "No nuts"),
    },
    SensitiveField.ACCESS: {
        "step_free": _p("access", "Ways without steps"),
        "wheelchair": _p("access", "Room for a wheelchair"),
        "near_front": _p("access", "A seat near the front"),
        "hearing_loop": _p("access", "Hearing loop or headphones"),
        "captions": _p("access", "Spoken words as text on a screen"),
        "sign_language": _p("access", "Sign language"),
        "large_print": _p("access", "Papers in large print, or for a screen reader"),
        "quiet_room": _p("access", "A quiet room for breaks"),
        "companion": _p("access", "Somebody comes with me to assist me"),
    },
}
_NAMES = {
    SensitiveField.VISA: _p("sensitive", "Letter for a visa"),
    SensitiveField.PASSPORT: _p("sensitive", "Passport number"),
    SensitiveField.DIET: _p("sensitive", "Diet"),
    SensitiveField.ACCESS: _p("sensitive", "Access needs"),
    SensitiveField.PHONE: _p("sensitive", "Telephone"),
    SensitiveField.EMERGENCY: _p("sensitive", "Emergency contact"),
}


class Purpose(StrEnum):
    """What an export is for, and so what stands in it."""

    COOK = "cook"
    ROOMS = "rooms"
    VISA = "visa"
    DUTY = "duty"


FIELDS_FOR = {
    Purpose.COOK: (SensitiveField.DIET,),
    Purpose.ROOMS: (SensitiveField.ACCESS,),
    Purpose.VISA: (SensitiveField.VISA, SensitiveField.PASSPORT),
    Purpose.DUTY: (SensitiveField.PHONE, SensitiveField.EMERGENCY),
}
NAMELESS = frozenset({Purpose.COOK, Purpose.ROOMS})
"""Useful without names: by count."""
_PURPOSES = {
    Purpose.COOK: _l("For the kitchen: diets"),
    Purpose.ROOMS: _l("For whoever prepares the rooms: access needs"),
    Purpose.VISA: _l("For writing visa letters"),
    Purpose.DUTY: _l("For the team on duty: telephones and emergency contacts"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave in a field."""

    choices: tuple[str, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.choices or self.text)

    def packed(self) -> str:
        """For sealing. Filled up with blanks, so that its length tells little."""
        written = json.dumps([list(self.choices), self.text], ensure_ascii=False)
        return written + " " * (-len(written.encode()) % 128)

    @classmethod
    def unpacked(cls, written: str) -> "Given":
        choices, text = json.loads(written)
        return cls(tuple(choices), text)


def field_name(field: str) -> Any:
    return _NAMES[SensitiveField(field)]


def choice_name(field: str, code: str) -> Any:
    """The code itself, where a release that knew it is gone."""
    return CHOICES.get(SensitiveField(field), {}).get(code, code)


def purpose_name(purpose: str) -> Any:
    return _PURPOSES[Purpose(purpose)]


def day_of_deletion(ends_on: date, days_kept: int) -> date:
    """On this day it is gone, in the meeting's zone. ends_on: the meeting's last day."""
    return ends_on + timedelta(days=days_kept)
