"""The part of a survey's form that does not come from its questions; the organisers' forms."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from meeting_app.core.forms import Form, LocalTextField, Needed, NumberField, PlainText
from meeting_app.meetings.forms import SpanForm, slug_field
from meeting_app.people.forms import OrganisationField


class SurveyForm(Form):
    website = StringField(
        _l("Leave this field empty"), render_kw={"autocomplete": "off", "tabindex": "-1"}
    )
    """Hidden from people: programs that send unwanted mail fill it in."""
    nonce = HiddenField()
    """What solves the puzzle, where one is asked (views/defence.py)."""
    wait = HiddenField()
    """Since when somebody without a script waits instead."""
    sending = HiddenField()
    """A number that the page's script gives to what it keeps until there is a connection."""

    def take_organisations_as_typed(self) -> None:
        for field in self:
            if isinstance(field, OrganisationField):
                field.asks = False

    def validate_website(self, field: StringField) -> None:
        if field.data:
            field.data = ""  # a person whose browser filled it in needs only to send again
            raise ValidationError(
                _(
                    "A field that must stay empty was filled in. It is empty now: send the form again."
                )
            )


class EditSurveyForm(SpanForm):
    title = LocalTextField(_l("Title"))
    intro = LocalTextField(
        _l("Introduction"),
        description=_l("What you ask about, why, how long it takes, and what comes of it."),
        long=True,
        source_needed=False,
    )
    thanks = LocalTextField(
        _l("Thanks"),
        description=_l("What people read once they have answered."),
        long=True,
        source_needed=False,
    )


class EmptySurveyForm(EditSurveyForm):
    slug = slug_field("themes")


class NewSurveyForm(EmptySurveyForm):
    questions = SelectMultipleField(
        _l("Questions"),
        description=_l(
            "They are there in English, French, Spanish and Arabic. Once the survey is made, you can "
            "change them and add others, from the library or your own."
        ),
        validators=[Needed(_l("Choose at least one question."))],
    )


class TagTextsForm(Form):
    """For many texts at once."""

    answer = SelectMultipleField(_l("Texts"), coerce=int, validate_choice=False)
    tag = SelectField(_l("Tag"), validate_choice=False)
    new_tag = StringField(
        _l("Or a new tag"),
        validators=[PlainText()],
        render_kw={"maxlength": 80, "autocomplete": "off"},
    )
    what = StringField(_l("What to do"))

    def validate_answer(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one text."))

    def validate_tag(self, field: SelectField) -> None:
        if self.what.data == "untag" and not field.data:
            raise ValidationError(_("Choose the tag that you want to take off."))
        if (
            self.what.data not in ("untag", "pick", "drop")
            and not field.data
            and not (self.new_tag.data or "").strip()
        ):
            raise ValidationError(_("Choose a tag, or write a new one."))


class FewestForm(Form):
    fewest = NumberField(
        _l("Smallest number that everybody may see"),
        description=_l(
            "Numbers of people below it are hidden from everybody but organisers, and others with "
            "them where they could be told by subtraction."
        ),
    )
