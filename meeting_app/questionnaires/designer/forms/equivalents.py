"""What answers that are no longer offered mean from now on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput


@dataclass(frozen=True, slots=True)
class Meant:
    """One former answer, and what it means now as far as somebody said."""

    code: str
    label: Any
    chosen: str
    """A code, NONE, or empty."""
    is_wrong: bool


class EquivalentsField(Field):
    """What answers given so far mean now: for each former one a present one, or none. `data` is
    {former: present or None} of those that were chosen. Posted as `<name>-<former>`."""

    widget = TextInput()
    NONE = "-"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.posted = formdata
        self.former: Mapping[str, Any] = {}
        self.present: Mapping[str, Any] = {}
        self.said: Mapping[str, str | None] = {}
        self.data: dict[str, str | None] = {}

    def ask(
        self,
        former: Mapping[str, Any],
        present: Mapping[str, Any],
        said: Mapping[str, str | None] | None = None,
    ) -> None:
        """{code: label} of both. said: {former: present or None}, before. Called before validation."""
        self.former, self.present, self.said = former, present, said or {}
        for code in former:
            chosen = self._chosen(code)
            if chosen == self.NONE or chosen in present:
                self.data[code] = None if chosen == self.NONE else chosen

    def _chosen(self, code: str) -> str:
        if self.posted:
            return str(self.posted.get(f"{self.name}-{code}", ""))
        return (self.said[code] or self.NONE) if code in self.said else ""

    @property
    def rows(self) -> list[Meant]:
        return [
            Meant(code, label, self._chosen(code), bool(self.errors) and code not in self.data)
            for code, label in self.former.items()
        ]

    def pre_validate(self, form: Any) -> None:
        if set(self.former) - set(self.data):
            raise StopValidation(
                _("People have given these answers. Say of each what it means from now on.")
            )
