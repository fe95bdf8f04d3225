"""What was typed into the form of an abstract as names and texts, and what two windows hold differently."""

from typing import Any

from flask_babel import gettext as _

from meeting_app.abstracts.forms.abstract import PRESENTERS
from meeting_app.questionnaires.forms import stepping
from meeting_app.questionnaires.forms.stepping import Difference, Pairs
from meeting_app.questionnaires.forms.stepping import choose as choose

WORDS = ("title", "language", "text", "theme")
PEOPLE = "own-presenters"
"""Chosen together: their order is theirs alone."""


def typed_into(form: Any) -> Pairs:
    """Everything, whether it is in order or not. form: an AbstractForm with a call's questions."""
    own = [pair for names in _own_names().values() for pair in _typed_as(form, names)]
    return [*own, *stepping.typed_into(form), ("page", form.page.data or "")]


def says_something(typed: Pairs) -> bool:
    """More than what stands in an empty form: who writes, and in which language."""
    return any(name in ("title", "text") or name.startswith("q-") for name, _text in typed)


def names_in(form: Any) -> dict[str, set[str]]:
    """{code of what is chosen as one after two windows: names of its fields}"""
    return _own_names() | stepping.names_in(form)


def differences(here: Any, saved: Any) -> list[Difference]:
    """Both forms ask the same."""
    own = [
        Difference(code, _label(here, code), _said_in(saved, code), _said_in(here, code))
        for code, names in _own_names().items()
        if _typed_as(saved, names) != _typed_as(here, names)
    ]
    return own + stepping.differences(here, saved)


def _own_names() -> dict[str, set[str]]:
    """Of what is no question of the call; no question has such a code."""
    rows = [
        f"presenter{number}_{part}"
        for number in range(1, PRESENTERS + 1)
        for part in ("name", "email", "organisation")
    ]
    ends = ("", "-choice", "-for")
    people = {f"{name}{end}" for name in rows for end in ends}
    return {**{f"own-{name}": {name} for name in WORDS}, PEOPLE: {"rows", *people}}


def _typed_as(form: Any, names: set[str]) -> Pairs:
    found: Pairs = []
    for field in form:
        if field.name in names:
            found.append((field.name, field.data or ""))
            if choice := getattr(field, "choice", ""):
                found += [(f"{field.name}-choice", choice), (f"{field.name}-for", field.data)]
    return [pair for pair in found if pair[1]]


def _label(form: Any, code: str) -> str:
    return _("Presenters") if code == PEOPLE else str(form[code.removeprefix("own-")].label.text)


def _said_in(form: Any, code: str) -> list[str]:
    """To be read by people."""
    if code == PEOPLE:
        rows = [[field.data for field in fields if field.data] for fields in form.presenters()]
        return [" · ".join(row) for row in rows if row]
    field = form[code.removeprefix("own-")]
    labels = {one.value: str(one.label) for one in getattr(field, "choices", None) or ()}
    return [labels.get(field.data, field.data)] if field.data else []
