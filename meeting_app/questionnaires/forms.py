"""A form class from a questionnaire, alone or mixed into another form.

form = make_form(AbstractForm, call.questionnaire)()
fill(form, call.questionnaire, service.response_values(response))
form.complete = False                     # a draft may lack answers
if form.validate_on_submit():
    values = read_answers(form, call.questionnaire)
"""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup
from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import StopValidation, ValidationError

from meeting_app.core.forms import Form, LocalTextField, PlainText, RankingField, Words
from meeting_app.core.personal import Kept, Seen
from meeting_app.core.web import local
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.models import Question, Questionnaire
from meeting_app.questionnaires.rules import Fault, Limits, QuestionKind, Value, Values
from meeting_app.questionnaires.service import NewQuestion, limits

NEEDED = {
    QuestionKind.ONE_CHOICE: _l("Choose one of the answers."),
    QuestionKind.SEVERAL_CHOICES: _l("Choose at least one answer."),
    QuestionKind.RANKING: _l("Give at least the first rank."),
    QuestionKind.RATING: _l("Choose a number."),
    QuestionKind.SHORT_TEXT: _l("Write an answer."),
    QuestionKind.LONG_TEXT: _l("Write an answer."),
}

HOW_ANSWERED = {
    QuestionKind.ONE_CHOICE: _l("One answer from a list"),
    QuestionKind.SEVERAL_CHOICES: _l("Several answers from a list"),
    QuestionKind.RANKING: _l("A rank for each"),
    QuestionKind.RATING: _l("A number on a scale"),
    QuestionKind.SHORT_TEXT: _l("A short text"),
    QuestionKind.LONG_TEXT: _l("A long text"),
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


def field_name(question: Question) -> str:
    return f"q-{question.code}"


def make_form(base: type[Form], questionnaire: Questionnaire) -> type[Form]:
    """A form with the fields of `base`, then one per question, in the reader's language.

    Its attribute `complete` says whether required questions must be answered; True unless set.
    """
    fields = {field_name(question): _field(question) for question in questionnaire.questions}
    return type(base.__name__, (base,), {"complete": True, **fields})


def read_answers(form: Form, questionnaire: Questionnaire) -> dict[str, Value]:
    """{question code: value} of what was answered, of a form that is valid."""
    found = {
        question.code: _value(question, form[field_name(question)].data)
        for question in questionnaire.questions
    }
    return {code: value for code, value in found.items() if rules.is_answer(value)}


def fill(form: Form, questionnaire: Questionnaire, values: Values) -> None:
    """Show the stored answers in a form that was not sent yet."""
    if form.is_submitted():
        return
    for question in questionnaire.questions:
        value = values.get(question.code)
        if value is not None:
            shown = str(value) if question.kind == QuestionKind.RATING else value
            form[field_name(question)].process(None, shown)


class Answers:
    """Validator: required questions are answered, and the answer is one that the question takes."""

    def __init__(self, question: Question, limits: Limits) -> None:
        self.question = question
        self.limits = limits
        self.field_flags = {
            "required": question.required,
            "scale": question.kind == QuestionKind.RATING,
        }

    def __call__(self, form: Form, field: Field) -> None:
        if field.errors:  # what was typed could not be read: its own sentence says so
            raise StopValidation
        value = _value(self.question, field.data)
        if rules.is_answer(value):
            if found := rules.fault(self.limits, value):
                raise ValidationError(_sentence(found, self.limits))
        elif self.question.required and form.complete:
            raise StopValidation(str(NEEDED[self.limits.kind]))


def _value(question: Question, data: Any) -> Any:
    if question.kind == QuestionKind.RATING and isinstance(data, str) and data.isdecimal():
        return int(data[:4])  # longer ones are off any scale, and some too long for int
    return data


def _sentence(found: Fault, limits: Limits) -> Any:
    if found is Fault.TOO_MANY:
        return ngettext(
            "Choose at most %(num)d answer.",
            "Choose at most %(num)d answers.",
            limits.choices_max or 0,
        )
    if found is Fault.TOO_LONG:
        return ngettext(
            "Shorten the text to at most %(num)d character.",
            "Shorten the text to at most %(num)d characters.",
            limits.length,
        )
    return _("Choose from the answers of the list.")


def _line_ends(text: str | None) -> str | None:
    """One form of line ends, as the person typed them; all else stays exactly as it is."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if text else text


def _field(question: Question) -> Any:
    allowed = limits(question)
    common: dict[str, Any] = {
        "label": local(question.label),
        "description": local(question.hint),
        "validators": [Answers(question, allowed)],
    }
    choices = [SelectChoice(option.code, local(option.label)) for option in question.options]
    match question.kind:
        case QuestionKind.ONE_CHOICE:
            return RadioField(**common, choices=choices, validate_choice=False)
        case QuestionKind.SEVERAL_CHOICES:
            return SelectMultipleField(**common, choices=choices, validate_choice=False)
        case QuestionKind.RATING:
            return RadioField(**common, choices=_scale(question, allowed), validate_choice=False)
        case QuestionKind.RANKING:
            options = [(option.code, local(option.label)) for option in question.options]
            return RankingField(**common, options=options, places=question.choices_max)
    common["validators"] += [
        PlainText(),
        *([Words(question.word_limit)] if question.word_limit else []),
    ]
    common["filters"] = [_line_ends]
    common["render_kw"] = {"maxlength": allowed.length} if not question.word_limit else {}
    return (StringField if question.kind == QuestionKind.SHORT_TEXT else TextAreaField)(**common)


def _scale(question: Question, allowed: Limits) -> list[SelectChoice]:
    """The points of a rating; the ends carry their names."""
    ends = {1: question.scale_low, allowed.scale_points: question.scale_high}
    return [
        SelectChoice(
            str(point),
            Markup("{} – {}").format(point, local(end)) if (end := ends.get(point)) else str(point),
        )
        for point in range(1, allowed.scale_points + 1)
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
