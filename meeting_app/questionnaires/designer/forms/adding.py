"""Adding questions, and changing how one is answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, NumberRange, Optional

from meeting_app.core.forms import Form, LocalTextField, Needed, NumberField, strip
from meeting_app.core.web import plain
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.designer.forms.equivalents import EquivalentsField
from meeting_app.questionnaires.designer.words import KINDS
from meeting_app.questionnaires.mapping import Reading
from meeting_app.questionnaires.models import Question
from meeting_app.questionnaires.rules import QuestionKind

FEWEST_POINTS, MOST_POINTS = 2, 11
_KIND_CHOICES = [SelectChoice(kind, name) for kind, name in KINDS.items()]


class PlaceForm(Form):
    place = SelectField(lazy_pgettext("order", "Where"))
    """Empty: at the end; "first": before all; "in-CODE": first in a section; "after-CODE"."""

    def offer_places(self, definition: Definition) -> None:
        choices = [SelectChoice("", _("At the end"))]
        if definition.items:
            choices.append(SelectChoice("first", _("Before all others")))
        for item in definition.items:
            name = plain(item.label) or item.code
            if item.kind == QuestionKind.SECTION:
                choices.append(
                    SelectChoice(f"in-{item.code}", _("First in the section “%(name)s”", name=name))
                )
            choices.append(SelectChoice(f"after-{item.code}", _("After “%(name)s”", name=name)))
        self.place.choices = choices


class AddForm(PlaceForm):
    kind = SelectField(_l("How it is answered"), choices=_KIND_CHOICES, validators=[Needed()])
    label = LocalTextField(_l("What you ask"))
    code = StringField(
        _l("Code"),
        description=_l(
            "Its short name in rules and exports; it never changes. Empty: made from the text."
        ),
        validators=[Length(max=60)],
        filters=[strip],
        render_kw={"dir": "ltr", "autocomplete": "off"},
    )


class LibraryForm(PlaceForm):
    questions = SelectMultipleField(
        _l("Questions to add"), validators=[Needed(_l("Choose at least one question."))]
    )


class KindForm(Form):
    kind = SelectField(_l("How it is answered"), choices=_KIND_CHOICES, validators=[Needed()])
    scale_points = NumberField(
        _l("Points of the scale"),
        description=_l("Of a number on a scale: from 1 to how many."),
        validators=[
            Optional(),
            NumberRange(
                FEWEST_POINTS,
                MOST_POINTS,
                message=_l(
                    "Enter a number from %(least)s to %(most)s.",
                    least=FEWEST_POINTS,
                    most=MOST_POINTS,
                ),
            ),
        ],
    )
    means = EquivalentsField(_l("What the answers given so far mean from now on"))

    @property
    def new_kind(self) -> QuestionKind:
        return QuestionKind(self.kind.data)

    @property
    def new_points(self) -> int | None:
        """None for kinds without a scale."""
        if self.new_kind not in (QuestionKind.RATING, QuestionKind.GRID):
            return None
        return self.scale_points.data or rules.SCALE_POINTS

    def ask_what_they_mean(self, item: Item) -> None:
        """Where answers keep a meaning only if somebody says which."""
        former, present = _answers(item, item.scale_points), self._present(item)
        self.means.ask(former if present else {}, present)

    def _present(self, item: Item) -> Mapping[str, Any]:
        """What answers could mean; nothing where no answer of the one kind can be one of the other."""
        kind = self.new_kind
        if kind == item.kind or (kind in rules.CODED_KINDS and item.kind in rules.CODED_KINDS):
            return _answers(
                Item(item.code, kind, item.label, options=item.options), self.new_points
            )
        return {}

    def reading(self, item: Item) -> Reading:
        """`to` is None where no answer can have an equivalent."""
        said = self.means.data
        to = item.code if said else None
        if item.kind in _SCALED:
            points = {int(old): int(new) if new else None for old, new in said.items()}
            return Reading(to, points=points)
        return Reading(to, options=said)


_SCALED = (QuestionKind.RATING, QuestionKind.GRID)


def _answers(item: Item, points: int | None) -> dict[str, Any]:
    """{code or point: its name} of what can be answered, where that is a list."""
    if item.kind in _SCALED:
        return {str(point): point for point in range(1, (points or rules.SCALE_POINTS) + 1)}
    if item.kind in rules.CODED_KINDS:
        return {option.code: plain(option.label) or option.code for option in item.options}
    return {}


def chosen_place(text: str, questions: Sequence[Question]) -> tuple[str, Question | None]:
    """("in" or "after", the question); ("", None) for the end."""
    where, _sign, code = text.partition("-")
    found = next((one for one in questions if one.code == code), None)
    return (where, found) if found is not None else ("", None)
