"""Forms of reviewers and of the organisers who look after them."""

from collections.abc import Sequence
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional

from meeting_app.core.forms import Form, LocalTextField, Needed, NumberField, PlainText, strip
from meeting_app.review.models import Criterion, Review
from meeting_app.review.rules import Outcome

UNDO = "undo"


def review_form(criteria: Sequence[Criterion], review: Review | None) -> Any:
    """A radio group per criterion, named `score-<code>`, then the comment."""
    fields: dict[str, Any] = {
        f"score-{criterion.code}": RadioField(
            criterion.label.in_(g.lang),
            description=criterion.hint.in_(g.lang) if criterion.hint else "",
            choices=[
                SelectChoice(str(value), _score_label(value, criterion.points))
                for value in range(1, criterion.points + 1)
            ],
            validators=[Needed(_("Choose a score from 1 to %(points)d.", points=criterion.points))],
            validate_choice=True,
        )
        for criterion in criteria
    }
    fields["comment"] = TextAreaField(
        _("Comment for the organisers"),
        description=_(
            "What is strong, what is weak, and who should hear it. The authors do not see it."
        ),
        validators=[Optional(), Length(max=5000), PlainText()],
        filters=[strip],
    )
    made = type("ReviewForm", (Form,), fields)
    if review is None:
        return made()
    value_of = {score.criterion_id: score.value for score in review.scores}
    scores = {
        f"score-{criterion.code}": str(value_of.get(criterion.id, "")) for criterion in criteria
    }
    return made(data={**scores, "comment": review.comment})


def _score_label(value: int, points: int) -> str:
    if value == 1:
        return _("%(value)d – lowest", value=value)
    if value == points:
        return _("%(value)d – highest", value=value)
    return str(value)


def given_scores(form: Any, criteria: Sequence[Criterion]) -> dict[str, int]:
    return {c.code: int(form[f"score-{c.code}"].data) for c in criteria}


class CriterionForm(Form):
    label = LocalTextField(_l("Name"))
    hint = LocalTextField(
        _l("Hint"),
        description=_l("What deserves many points, and what few."),
        long=True,
        source_needed=False,
    )
    weight = NumberField(
        _l("Weight"),
        description=_l(
            "A criterion with 2 counts twice as much as one with 1; 60 and 40 are possible too."
        ),
        validators=[Needed(), NumberRange(1, 100, _l("Enter a number from 1 to 100."))],
    )
    points = NumberField(
        _l("Most points"),
        description=_l("Reviewers choose a number from 1 to this one."),
        validators=[Needed(), NumberRange(2, 10, _l("Enter a number from 2 to 10."))],
    )


class MemberForm(Form):
    reviewer = SelectField(
        _l("New member"), validators=[Needed(_l("Choose a reviewer from the list."))]
    )


class AssignForm(Form):
    seen = HiddenField()
    """The digest of the plan on the page."""


def outcome_choices() -> list[SelectChoice]:
    return [
        SelectChoice(Outcome.ACCEPT, _("Accept")),
        SelectChoice(Outcome.WAITLIST, _("Put on the waiting list")),
        SelectChoice(Outcome.DECLINE, _("Decline")),
        SelectChoice(UNDO, _("Take back the prepared decision")),
    ]


class DecideForm(Form):
    outcome = RadioField(_l("Decision to prepare"), validators=[Needed(_l("Choose what to do."))])


class BulkForm(Form):
    """Rows of the list and what to do with them."""

    chosen = SelectMultipleField(
        _l("Abstracts"),
        choices=[],
        validate_choice=False,
        validators=[Needed(_l("Tick at least one abstract in the list.")), PlainText()],
    )
    outcome = SelectField(
        _l("With the ticked abstracts"), validators=[Needed(_l("Choose what to do."))]
    )
