"""Saying anew what former answers mean."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from meeting_app.core.forms import Form
from meeting_app.core.web import plain
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.designer.forms.equivalents import EquivalentsField
from meeting_app.questionnaires.mapping import Reading


def said_in(reading: Reading) -> dict[str, str | None]:
    """{former answer: present one, or None for no equivalent}: codes, or points of a scale."""
    points = {str(old): None if new is None else str(new) for old, new in reading.points.items()}
    return points | dict(reading.options)


def names_of(item: Item | None, reading: Reading) -> Mapping[str, str]:
    """{code or point: its name} of the answers that the reading is about."""
    if item is None:
        return {}
    if reading.points:
        return {str(point): str(point) for point in range(1, item.limits.scale_points + 1)}
    return {option.code: plain(option.label) or option.code for option in item.options}


class MeaningForm(Form):
    means = EquivalentsField(_l("What the answers given so far mean from now on"))

    def ask(self, former: Item, present: Item, reading: Reading) -> None:
        said, names = said_in(reading), names_of(former, reading)
        asked = {code: names[code] for code in said if code in names}
        self.means.ask(asked, names_of(present, reading), said)

    def reading(self, before: Reading) -> Reading:
        if before.points:
            said = {int(old): int(new) if new else None for old, new in self.means.data.items()}
            return Reading(before.to, before.options, said)
        return Reading(before.to, {**before.options, **self.means.data}, before.points)
