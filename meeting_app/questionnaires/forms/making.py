"""The field of each kind of question."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import pgettext
from markupsafe import Markup
from wtforms import (
    EmailField,
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, Optional, ValidationError

from meeting_app.core.forms import PlainText, RankingField, Words, strip
from meeting_app.core.web import local, plain
from meeting_app.people.forms import EMAIL_MESSAGE, OrganisationField
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.forms import places
from meeting_app.questionnaires.forms.checks import Answers, too_long
from meeting_app.questionnaires.forms.fields import (
    AmountField,
    FindOneField,
    FindSeveralField,
    GridField,
    MomentField,
    PointsField,
    WholeField,
    read_day,
    read_time,
)
from meeting_app.questionnaires.forms.files import FileAnswerField
from meeting_app.questionnaires.rules import QuestionKind

LONG_LIST = 12
"""One of more options is chosen from a list that opens."""
SEARCHED_LIST = 150
"""More options are not all on the page: they are searched."""
CHOICES = {
    QuestionKind.ONE_CHOICE: FindOneField,
    QuestionKind.SEVERAL_CHOICES: FindSeveralField,
}


def field_of(item: Item, purpose: str = "") -> Any:
    """An unbound field for an item that is answered by people.

    purpose: sets files of one questionnaire apart from those of another.
    """
    common: dict[str, Any] = {
        "label": local(item.label),
        "description": _description(item),
        "validators": [Answers(item)],
    }
    if item.kind in CHOICES and len(item.options) > SEARCHED_LIST:
        unnamed = [(option.code, option.label) for option in item.options]
        return CHOICES[item.kind](**common, options=unnamed)
    named = [(option.code, local(option.label)) for option in item.options]
    match item.kind:
        case QuestionKind.ONE_CHOICE:
            return _one_choice(item, common, named)
        case QuestionKind.SEVERAL_CHOICES:
            choices = [SelectChoice(*pair) for pair in named]
            return SelectMultipleField(**common, choices=choices, validate_choice=False)
        case QuestionKind.YES_NO:
            choices = [
                SelectChoice("yes", pgettext("answer", "Yes")),
                SelectChoice("no", pgettext("answer", "No")),
            ]
            return RadioField(**common, choices=choices, validate_choice=False)
        case QuestionKind.RATING:
            return RadioField(**common, choices=_scale(item), validate_choice=False)
        case QuestionKind.FILE:
            return FileAnswerField(**common, item=item, purpose=purpose)
        case QuestionKind.RANKING:
            return RankingField(**common, options=named, places=item.choices_max)
        case QuestionKind.GRID:
            points = item.limits.scale_points
            return GridField(**common, options=named, points=points, ends=_ends(item))
        case QuestionKind.POINTS:
            return PointsField(**common, options=named, total=item.limits.total)
    return _typed(item, common)


def other_field() -> Any:
    """For the words beside "other"."""
    return StringField(
        _("If other, please say"),
        validators=[PlainText(), _NotTooLong(rules.SHORT_TEXT_LENGTH)],
        filters=[line_ends],
    )


def _one_choice(item: Item, common: dict[str, Any], named: list[tuple[str, Any]]) -> Any:
    choices = [SelectChoice(code, label) for code, label in named]
    if len(named) <= LONG_LIST:
        return RadioField(**common, choices=choices, validate_choice=False)
    # An option holds no other elements: its language cannot be marked.
    options = [SelectChoice(option.code, plain(option.label)) for option in item.options]
    first = SelectChoice("", pgettext("answer", "Choose one"))
    return SelectField(**common, choices=[first, *options], validate_choice=False)


def _typed(item: Item, common: dict[str, Any]) -> Any:
    """The kinds whose answer is not chosen from options of the question."""
    answers = common.pop("validators")
    match item.kind:
        case QuestionKind.WHOLE_NUMBER:
            return WholeField(**common, validators=answers)
        case QuestionKind.DECIMAL:
            return AmountField(**common, validators=answers, render_kw={"inputmode": "decimal"})
        case QuestionKind.DATE:
            return MomentField(**common, validators=answers, kind="date", read=read_day)
        case QuestionKind.TIME:
            return MomentField(**common, validators=answers, kind="time", read=read_time)
        case QuestionKind.COUNTRY | QuestionKind.LANGUAGE:
            is_country = item.kind == QuestionKind.COUNTRY
            choices = places.countries() if is_country else places.languages()
            known = _Known(choices)
            return SelectField(
                **common, validators=[*answers, known], choices=choices, validate_choice=False
            )
        case QuestionKind.ORGANISATION:
            return OrganisationField(**common, validators=[*answers, PlainText()])
        case QuestionKind.EMAIL:
            checks = [*answers, Optional(), PlainText(), Email(EMAIL_MESSAGE)]
            return EmailField(**common, validators=checks, filters=[strip])
        case QuestionKind.LINK:
            checks = [*answers, PlainText(), _is_link]
            return StringField(
                **common, validators=checks, filters=[strip], render_kw={"type": "url"}
            )
    return _text(item, common, answers)


def _text(item: Item, common: dict[str, Any], answers: list[Any]) -> Any:
    common["validators"] = [
        *answers,
        PlainText(),
        *([Words(item.word_limit)] if item.word_limit else []),
    ]
    common["filters"] = [line_ends]
    if item.kind == QuestionKind.LONG_TEXT:
        # Browsers count line ends and rare letters otherwise than people do, and cut off: no maxlength.
        counted = {} if item.word_limit else {"data-characters": item.limits.length}
        return TextAreaField(**common, render_kw=counted)
    return StringField(**common)


def line_ends(text: str | None) -> str | None:
    """One form of line ends, as the person typed them; all else stays exactly as it is."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if text else text


class _Known:
    def __init__(self, choices: list[SelectChoice]) -> None:
        self.choices = choices

    def __call__(self, _form: Any, field: Field) -> None:
        if field.data and all(field.data != one.value for one in self.choices):
            raise ValidationError(_("Choose from the answers of the list."))


class _NotTooLong:
    def __init__(self, length: int) -> None:
        self.length = length

    def __call__(self, _form: Any, field: Field) -> None:
        if len(field.data or "") > self.length:
            raise ValidationError(too_long(self.length))


def _is_link(_form: Any, field: Field) -> None:
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
        good = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        good = False
    if not good or any(char.isspace() for char in field.data):
        raise ValidationError(_("Enter the address of a page, such as https://example.org."))


def _description(item: Item) -> Markup:
    """The organisers' hint, and what the field itself wants."""
    said = [local(item.hint)] if item.hint else []
    if item.kind == QuestionKind.POINTS:
        said.append(Markup.escape(_("Share out %(total)d points.", total=item.limits.total)))
    if item.kind == QuestionKind.GRID and (ends := _ends(item)):
        said.append(
            Markup("; ").join(Markup("<bdi>{}: {}</bdi>").format(*pair) for pair in ends.items())
        )
    return Markup("<br>").join(said)


def _ends(item: Item) -> dict[int, Markup]:
    """The named ends of a scale."""
    named = {1: item.scale_low, item.limits.scale_points: item.scale_high}
    return {point: local(end) for point, end in named.items() if end}


def _scale(item: Item) -> list[SelectChoice]:
    """The points of a rating; the ends carry their names."""
    ends = _ends(item)
    return [
        SelectChoice(
            str(point),
            Markup("{} – {}").format(point, end) if (end := ends.get(point)) else str(point),
        )
        for point in range(1, item.limits.scale_points + 1)
    ]
