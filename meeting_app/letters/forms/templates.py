"""The form in which organisers reword a letter, in all languages of the meeting at once."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form, PlainText, strip
from meeting_app.core.locale import direction, language_name
from meeting_app.letters import service
from meeting_app.letters.composing import Texts
from meeting_app.letters.kinds import LetterKind, Recipient
from meeting_app.letters.models import LetterTemplate, TemplateState, state_in
from meeting_app.letters.service.templates import LONGEST_BODY, LONGEST_SUBJECT, shown


class Takes:
    """Validator: what the verb would refuse is refused at its field."""

    def __init__(self, kind: LetterKind, check: Callable[[LetterKind, str], None]) -> None:
        self.kind, self.check = kind, check

    def __call__(self, form: Any, field: Field) -> None:
        if field.data:
            try:
                self.check(self.kind, field.data)
            except Refused as refusal:
                raise ValidationError(str(refusal.message)) from refusal


class TemplateForm(Form):
    """Base of the forms that `form_for` makes: `subject_<language>`, `body_<language>`,
    `fits_<language>` where the wording is older than its source."""

    kind: LetterKind
    languages: Sequence[str] = ()
    despite = BooleanField(_l("Save without what is missing"))
    find = StringField(
        _l("Preview for somebody"),
        description=_l("Part of a name, a title or a code of those who would get this letter."),
        filters=[strip],
        render_kw={"autocomplete": "off"},
    )
    to = SelectField(_l("With the values of"), validate_choice=False, default="")

    def texts(self) -> dict[str, Texts]:
        """{language: what was typed}, with one form of line ends."""
        return {
            code: Texts(self[f"subject_{code}"].data or "", self[f"body_{code}"].data or "")
            for code in self.languages
        }

    def fitting(self) -> list[str]:
        return [c for c in self.languages if f"fits_{c}" in self and self[f"fits_{c}"].data]

    def offer(self, found: Sequence[Recipient]) -> None:
        """Whose values the preview can take."""
        self.to.choices = [("", _("Made-up values"))] + [
            (
                one.code,
                f"\u2068{one.name}\u2069" + (f" · \u2068{one.about}\u2069" if one.about else ""),
            )
            for one in found
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        for code, texts in self.texts().items():
            if bool(texts.subject) != bool(texts.body):
                empty = self[f"body_{code}" if texts.subject else f"subject_{code}"]
                empty.errors = [
                    *empty.errors,
                    _("Fill in subject and text, or empty both: then the default text is sent."),
                ]
                good = False
        if good and not self.despite.data and (lacking := list(self._lacking())):
            self.despite.errors = [
                _("Check this: %(what)s. Put it back in, or tick the box.", what="; ".join(lacking))
            ]
            good = False
        return good

    def _lacking(self) -> Iterator[str]:
        for code, texts in self.texts().items():
            if texts.body and (missing := service.missing_wanted(self.kind, texts.body)):
                yield _(
                    "the text in %(language)s lacks %(names)s",
                    language=language_name(code, g.lang),
                    names=", ".join(map(shown, missing)),
                )


def form_for(
    kind: LetterKind, template: LetterTemplate | None, languages: Sequence[str]
) -> type[TemplateForm]:
    """Filled with the wording in force: the own one, or the default where there is none."""
    fields: dict[str, Any] = {"kind": kind, "languages": tuple(languages)}
    for code in languages:
        texts = (template and template.own(code)) or kind.default(code)
        written = {"lang": code, "dir": direction(code), "autocomplete": "off"}
        fields[f"subject_{code}"] = StringField(
            _("Subject in %(language)s", language=language_name(code, g.lang)),
            default=texts.subject,
            validators=[PlainText(), Takes(kind, service.check_subject)],
            filters=[strip],
            render_kw={**written, "maxlength": LONGEST_SUBJECT},
        )
        fields[f"body_{code}"] = TextAreaField(
            _("Text in %(language)s", language=language_name(code, g.lang)),
            default=texts.body,
            validators=[PlainText(), Takes(kind, service.check_body)],
            filters=[strip],
            render_kw={**written, "rows": 18, "maxlength": LONGEST_BODY},
        )
        if state_in(template, code) is TemplateState.OUTDATED:
            fields[f"fits_{code}"] = BooleanField(
                _("I have compared it: it still fits the changed source")
            )
    return type("TemplateFormOfKind", (TemplateForm,), fields)
