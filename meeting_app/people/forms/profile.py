"""The forms about one's profile, one for each section."""

from typing import Any
from zoneinfo import available_timezones

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import Length, Optional, ValidationError

from meeting_app.core.forms import Form, Needed, PlainText, Words, strip
from meeting_app.core.locale import LANGUAGES, fold, is_place, is_zone, language_name
from meeting_app.people.forms.fields import OrganisationField
from meeting_app.people.models import Audience, OwnText, Presence

MOST_WORDS = 200
MOST_TEXTS = 8
MOST_CHARACTERS = 4000
# Spoken in the regions where the network works, and the languages of its offices.
SPOKEN = (
    *("am", "ar", "bn", "de", "en", "es", "fa", "fil", "fr", "ha", "hi", "ht", "id", "it", "ja"),
    *("km", "ku", "ln", "mg", "my", "ne", "nl", "om", "ps", "pt", "ro", "ru", "rw", "si", "so"),
    *("sw", "ta", "th", "ti", "tr", "uk", "ur", "vi", "wo", "yo", "zh"),
)


def spoken_choices() -> list[SelectChoice]:
    """By name in the reader's language."""
    named = [(code, language_name(code, g.lang)) for code in SPOKEN]
    return [SelectChoice(*pair) for pair in sorted(named, key=lambda pair: fold(pair[1]))]


class ProfileForm(Form):
    name = StringField(
        _l("Your name"),
        description=_l(
            "As others should know you: in the agenda, on your badge, in letters. It need not be "
            "the name in your passport."
        ),
        validators=[Needed(_l("Enter your name.")), Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "name"},
    )
    pronunciation = StringField(
        _l("How your name is said"),
        description=_l("For chairs who introduce you, such as “ah-MAHL, the h is heard”."),
        validators=[Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "off"},
    )
    organisation = OrganisationField(
        _l("Organisation"), description=_l("Write a part of its name or its acronym, and search.")
    )
    job_title = StringField(
        _l("Job title"),
        validators=[Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "organization-title"},
    )
    country = SelectField(
        _l("Country where you work"),
        description=_l("Only organisers see it, unless you choose otherwise."),
        validators=[Optional()],
        validate_choice=True,
    )


class LanguagesForm(Form):
    language = SelectField(
        _l("Language of pages and letters"),
        validators=[Needed()],
        choices=[SelectChoice(found.code, found.name) for found in LANGUAGES.values()],
    )
    reads = SelectMultipleField(
        _l("Languages that you read well"),
        description=_l("You are asked to review texts in these languages only."),
        choices=[SelectChoice(found.code, found.name) for found in LANGUAGES.values()],
    )
    speaks = SelectMultipleField(
        _l("Languages that you speak"),
        description=_l("So that organisers know where you need no interpreter."),
        render_kw={"class": "columns"},
    )
    zone = StringField(
        _l("Time zone"),
        description=_l("Such as Africa/Nairobi. Leave it empty to see the meeting's times only."),
        validators=[Optional(), Length(max=60)],
        filters=[strip],
        render_kw={"list": "zones", "autocomplete": "off"},
    )
    zone_is_meant = BooleanField(_l("My clock never changes: keep this zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speaks.choices = spoken_choices()
        self.asks_about_zone = bool(self.zone_is_meant.data)

    def validate_zone(self, field: StringField) -> None:
        """A zone without a place knows nothing of clocks that change: it is asked about once."""
        if not field.data:
            return
        if not is_zone(field.data):
            raise ValidationError(_("Choose a time zone from the list, such as Africa/Nairobi."))
        if not is_place(field.data):
            self.asks_about_zone = True
            if not self.zone_is_meant.data:
                shown = f"\u2066{field.data}\u2069"
                raise ValidationError(
                    _(
                        "%(zone)s is a fixed shift, not a place: where clocks change in the year, "
                        "its times become wrong. Choose a place near you, or say below that you "
                        "mean it.",
                        zone=shown,
                    )
                )


def zone_choices() -> list[str]:
    return sorted(zone for zone in available_timezones() if is_place(zone))


class LegalNameForm(Form):
    legal_name = StringField(
        _l("Name in your passport or identity card"),
        description=_l("Exactly as it is written there, in Latin letters if it has them."),
        validators=[Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "off"},
    )


class TextRow(PlainForm):
    """What is wrong with it is said by BiographyForm, for the whole list."""

    language = SelectField(_l("Language of the text"), validators=[Needed()], choices=[])
    text = TextAreaField(
        _l("Text"), filters=[strip], render_kw={"rows": 8, "data-words": MOST_WORDS}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = spoken_choices()


class BiographyForm(Form):
    texts = FieldList(FormField(TextRow), label=_l("Texts"), max_entries=MOST_TEXTS)

    def add_row(self, language: str) -> None:
        if len(self.texts.entries) < MOST_TEXTS:
            self.texts.append_entry({"language": language, "text": ""})

    def validate_texts(self, field: FieldList) -> None:
        wrong = [row for entry in field.entries if not self._is_good(row := entry.form)]
        if wrong:
            raise ValidationError(wrong[0].text.errors[0])

    def _is_good(self, row: TextRow) -> bool:
        try:
            PlainText()(self, row.text)
            Words(MOST_WORDS)(self, row.text)
            if len(row.text.data or "") > MOST_CHARACTERS:
                raise ValidationError(
                    _("Shorten the text: at most %(limit)d characters.", limit=MOST_CHARACTERS)
                )
        except ValidationError as error:
            row.text.errors = [str(error)]
            return False
        return True

    @property
    def written(self) -> list[OwnText]:
        return [
            OwnText(language=row.language.data, text=row.text.data)
            for row in (entry.form for entry in self.texts.entries)
            if row.text.data
        ]


class PhotoForm(Form):
    photo = FileField(
        _l("Picture"),
        validators=[Needed(_l("Choose a picture."))],
        description=_l("JPEG, PNG or WebP, at most 5 MB."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )


def _audiences() -> list[SelectChoice]:
    return [
        SelectChoice(Audience.EVERYBODY.value, _("Everybody, on the public pages")),
        SelectChoice(Audience.PARTICIPANTS.value, _("People who take part in the same meeting")),
        SelectChoice(Audience.ORGANISERS.value, _("Organisers only")),
    ]


class PresenceForm(Form):
    presence = RadioField(_l("How you appear"), validators=[Needed()])
    pseudonym = StringField(
        _l("The other name"),
        description=_l("Only if you chose to appear under another name."),
        validators=[Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "off"},
    )
    photo = SelectField(_l("Who sees your picture"), validators=[Needed()])
    biography = SelectField(_l("Who sees your biography"), validators=[Needed()])
    job_title = SelectField(_l("Who sees your job title"), validators=[Needed()])
    organisation = SelectField(_l("Who sees your organisation"), validators=[Needed()])
    country = SelectField(_l("Who sees your country"), validators=[Needed()])
    address = SelectField(_l("Who sees your e-mail address"), validators=[Needed()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.presence.choices = [
            SelectChoice(
                Presence.NAMED.value,
                _("Under my name"),
                render_kw={"hint": _("With the facts that you choose below.")},
            ),
            SelectChoice(
                Presence.PSEUDONYM.value,
                _("Under another name"),
                render_kw={"hint": _("That name alone: no organisation, picture or other fact.")},
            ),
            SelectChoice(
                Presence.HIDDEN.value,
                _("Nowhere"),
                render_kw={
                    "hint": _(
                        "You are in no agenda, list, pack or calendar of others. Organisers still "
                        "see you."
                    )
                },
            ),
        ]
        for name in ("photo", "biography", "job_title", "organisation", "country", "address"):
            self[name].choices = _audiences()
