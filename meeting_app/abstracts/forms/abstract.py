"""The form in which an abstract is written. The call's own questions are mixed into it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    Field,
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, Length, Optional

from meeting_app.abstracts.models import Abstract, Call
from meeting_app.abstracts.service import Content, NamedPresenter
from meeting_app.core.forms import Form, Needed, PlainText, Words, digits, strip
from meeting_app.core.locale import LANGUAGES
from meeting_app.meetings.models import Theme
from meeting_app.people.forms import EMAIL_MESSAGE, OrganisationField
from meeting_app.people.models import Person
from meeting_app.questionnaires.forms import field_name, read_answers
from meeting_app.questionnaires.forms.stepping import Pairs
from meeting_app.questionnaires.rules import Values

PRESENTERS = 6
LONGEST_TEXT = 50_000


class NeededToSubmit:
    """Validator: as Needed, but a draft may lack it."""

    def __init__(self, message: object) -> None:
        self.needed = Needed(message)
        self.field_flags = {"required": True}

    def __call__(self, form: "AbstractForm", field: Field) -> None:
        if form.complete:
            self.needed(form, field)


class AbstractForm(Form):
    """`complete`: whether everything must be there; a draft needs a title only."""

    complete = True
    hidden = ("rows", "order", "page")
    """Fields that each page of it brings along by itself."""
    asked_version = 1
    """Of the call's questions."""

    title = StringField(
        _l("Title"),
        validators=[Needed(_l("Give it a title.")), Length(max=300), PlainText()],
        filters=[strip],
    )
    language = SelectField(
        _l("Language in which you write"),
        description=_l("It is reviewed by people who read this language."),
        validators=[Needed()],
    )
    text = TextAreaField(
        _l("Text"),
        validators=[
            NeededToSubmit(_l("Write the text of your abstract.")),
            Length(max=LONGEST_TEXT),
            PlainText(),
        ],
        filters=[strip],
        render_kw={"rows": 12},
    )
    theme = SelectField(_l("Theme"), validators=[Optional()])
    rows = HiddenField(filters=[digits])
    page = HiddenField()
    """A random number: what this very page saved before is nothing new to it."""
    revision = HiddenField()
    """Digest of what was stored when the page was opened."""

    def prepare(self, call: Call, themes: Sequence[Theme]) -> None:
        """Choices and limits, which the call and its meeting set."""
        self.language.choices = [
            SelectChoice(code, LANGUAGES[code].name) for code in call.meeting.languages
        ]
        self.theme.choices = [
            SelectChoice("", _("No theme in particular")),
            *(SelectChoice(theme.code, theme.title.in_(g.lang)) for theme in themes),
        ]
        self.text.flags.data_words = self.word_limit = call.word_limit
        for field in _row(self, 1)[:2]:
            field.flags.required = True
        if not themes:
            del self.theme

    def presenters(self) -> list[tuple[Field, Field, Field]]:
        """(name, e-mail, organisation) of the rows that are shown."""
        return [_row(self, number) for number in range(1, self.rows_shown + 1)]

    @property
    def rows_shown(self) -> int:
        given = self.rows.data or ""
        is_number = given.isascii() and given.isdigit() and len(given) < 4
        return min(max(int(given), 1), PRESENTERS) if is_number else 1

    @property
    def can_add(self) -> bool:
        return self.rows_shown < PRESENTERS

    def add_presenter(self) -> None:
        self.rows.data = str(min(self.rows_shown + 1, PRESENTERS))

    def validate(self, extra_validators: object = None) -> bool:
        for _name, _email, organisation in self.presenters():
            organisation.asks = self.complete  # a draft is saved first and asked about later
        good = super().validate(extra_validators)
        if self.is_searching:
            return False
        if self.complete and not self.text.errors:
            good = self._check_words() and good
        return self._check_presenters() and good

    def _check_words(self) -> bool:
        try:
            Words(self.word_limit)(self, self.text)
        except ValueError as error:
            self.text.errors = [str(error)]
        return not self.text.errors

    def _check_presenters(self) -> bool:
        used = [fields for fields in self.presenters() if any(field.data for field in fields)]
        seen: set[str] = set()
        for name, email, _organisation in used:
            if self.complete and not name.data:
                _say(name, _("Enter the name of this presenter, or empty the whole row."))
            if self.complete and not email.data:
                _say(email, _("Enter the e-mail address of this presenter: we write to it."))
            if email.data and email.data.lower() in seen:
                _say(email, _("This address stands here twice. Name each presenter once."))
            seen.add((email.data or "").lower())
        if self.complete and not used:
            _say(self.presenters()[0][0], _("Name at least one presenter."))
        return not any(field.errors for fields in self.presenters() for field in fields)

    def content(self, call: Call, themes: Iterable[Theme], typed: Pairs) -> Content:
        """What was written, of a form that is valid. Empty rows of presenters are left out."""
        chosen = self.theme.data if "theme" in self else ""
        named = [[field.data or "" for field in fields] for fields in self.presenters()]
        return Content(
            title=self.title.data,
            text=self.text.data or "",
            language=self.language.data,
            theme=next((theme for theme in themes if theme.code == chosen), None),
            presenters=[NamedPresenter(*values) for values in named if any(values)],
            answers=read_answers(self, call.questionnaire),
            version=self.asked_version,
            typed=typed,
        )

    def content_so_far(
        self,
        call: Call,
        themes: Iterable[Theme],
        typed: Pairs,
        former: Abstract | None,
        answers: Values,
    ) -> Content:
        """What is in order of a draft that is still being written; what is not stays as it was.

        former: the draft so far; answers: those that it holds.
        """
        wrong = {name for name, field in self._fields.items() if field.errors}
        found = self.content(call, themes, typed)
        read = {
            code: value for code, value in found.answers.items() if field_name(code) not in wrong
        }
        kept = {code: value for code, value in answers.items() if field_name(code) in wrong}
        title = former.title if former else _("Without a title so far")
        return replace(
            found,
            title=title if "title" in wrong else found.title,
            text=(former.text if former else "") if "text" in wrong else found.text,
            language=call.meeting.languages[0] if "language" in wrong else found.language,
            presenters=None
            if any(name.startswith("presenter") for name in wrong)
            else found.presenters,
            answers=read | kept,
        )


def _row(form: AbstractForm, number: int) -> tuple[Field, Field, Field]:
    names = (f"presenter{number}_{part}" for part in ("name", "email", "organisation"))
    name, email, organisation = (form[field] for field in names)
    return name, email, organisation


def _say(field: Field, error: str) -> None:
    field.errors = [*field.errors, error]


def _add_rows() -> None:
    for number in range(1, PRESENTERS + 1):
        name = StringField(
            _l("Presenter %(number)d: name", number=number),
            validators=[Optional(), Length(max=200), PlainText()],
            filters=[strip],
        )
        email = EmailField(
            _l("Presenter %(number)d: e-mail address", number=number),
            validators=[Optional(), Email(EMAIL_MESSAGE), Length(max=254), PlainText()],
            filters=[strip],
        )
        organisation = OrganisationField(
            _l("Presenter %(number)d: organisation", number=number),
            description=_l("Write a part of its name or its acronym, and search."),
        )
        setattr(AbstractForm, f"presenter{number}_name", name)
        setattr(AbstractForm, f"presenter{number}_email", email)
        setattr(AbstractForm, f"presenter{number}_organisation", organisation)


_add_rows()


def new_values(person: Person, language: str) -> dict[str, str]:
    """What stands in an empty form: whoever writes is the first presenter."""
    return {
        "language": language,
        "rows": "1",
        "presenter1_name": person.name,
        "presenter1_email": person.email,
        "presenter1_organisation": person.organisation.name if person.organisation else "",
    }


def values_of(abstract: Abstract) -> dict[str, str]:
    values = {
        "title": abstract.title,
        "text": abstract.text,
        "language": abstract.language,
        "theme": abstract.theme.code if abstract.theme else "",
        "rows": str(max(1, len(abstract.presenters))),
    }
    for number, one in enumerate(abstract.presenters, 1):
        values[f"presenter{number}_name"] = one.name
        values[f"presenter{number}_email"] = one.email
        values[f"presenter{number}_organisation"] = (
            one.organisation.name if one.organisation else ""
        )
    return values
