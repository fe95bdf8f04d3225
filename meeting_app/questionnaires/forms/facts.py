"""The organisers' form about one question: what it says about people."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import BooleanField, SelectChoice, SelectField
from wtforms.validators import ValidationError

from meeting_app.core.forms import Form, LocalTextField
from meeting_app.core.personal import Kept, Seen
from meeting_app.core.web import local
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import NewQuestion

HOW_ANSWERED = {
    QuestionKind.ONE_CHOICE: _l("One answer from a list"),
    QuestionKind.SEVERAL_CHOICES: _l("Several answers from a list"),
    QuestionKind.RANKING: _l("A rank for each"),
    QuestionKind.RATING: _l("A number on a scale"),
    QuestionKind.GRID: _l("A number on a scale for each row"),
    QuestionKind.POINTS: _l("Points to share out"),
    QuestionKind.SHORT_TEXT: _l("A short text"),
    QuestionKind.LONG_TEXT: _l("A long text"),
    QuestionKind.WHOLE_NUMBER: _l("A whole number"),
    QuestionKind.DECIMAL: _l("A number"),
    QuestionKind.DATE: _l("A date"),
    QuestionKind.TIME: _l("A time"),
    QuestionKind.YES_NO: _l("Yes or no"),
    QuestionKind.COUNTRY: _l("A country"),
    QuestionKind.LANGUAGE: _l("A language"),
    QuestionKind.ORGANISATION: _l("An organisation"),
    QuestionKind.EMAIL: _l("An e-mail address"),
    QuestionKind.LINK: _l("A link"),
    QuestionKind.FILE: _l("A file"),
    QuestionKind.CALCULATION: _l("Reckoned from other answers"),
    QuestionKind.NOTE: _l("A note, without an answer"),
    QuestionKind.SECTION: _l("A section with questions in it"),
}


def question_choices(questions: Iterable[NewQuestion]) -> list[SelectChoice]:
    """Check boxes with which organisers choose among the standard questions."""
    return [
        SelectChoice(
            asked["code"],
            Markup("<bdi>{}</bdi>").format(local(asked["label"])),
            {"hint": HOW_ANSWERED[QuestionKind(asked["kind"])]},
        )
        for asked in questions
    ]


SEEN_BY = {
    Seen.ORGANISERS: _l("Organisers"),
    Seen.REVIEWERS: _l("Organisers and the review committee"),
    Seen.PARTICIPANTS: _l("Everybody who takes part in the meeting"),
    Seen.EVERYBODY: _l("Everybody"),
}


class FactsForm(Form):
    personal = BooleanField(
        _l("The answer says something about whoever answers"),
        description=_l(
            "Such as where they work, what they need, or how to reach them. Such answers are deleted "
            "when the person is erased, and people read below the form what becomes of them."
        ),
    )
    why = LocalTextField(
        _l("Why you ask it"),
        description=_l("One short sentence for the people who answer."),
        source_needed=False,
    )
    seen_by = SelectField(
        _l("Who sees the answer"),
        choices=[SelectChoice(code, name) for code, name in SEEN_BY.items()],
    )
    kept = SelectField(
        _l("Until when"),
        choices=[
            SelectChoice(Kept.MEETING, _l("12 months after the meeting")),
            SelectChoice(Kept.PROGRAMME, _l("With the programme, until its author takes it back")),
        ],
    )

    def validate_why(self, field: LocalTextField) -> None:
        if self.personal.data and not any(field.data.values()):
            raise ValidationError(_("Say why you ask it: nobody has to tell you without a reason."))
