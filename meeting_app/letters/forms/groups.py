"""Forms about letters to groups."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
)
from wtforms.validators import Length, Optional, ValidationError

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form, LocalTextField, Needed, PlainText, strip
from meeting_app.core.locale import LANGUAGES, local_instant
from meeting_app.letters.service.groups import check_text

NOW, LATER = "now", "later"


class GroupForm(Form):
    """The words of a letter to a group. `names`: the placeholders that it may have."""

    subject = LocalTextField(_l("Subject"))
    body = LocalTextField(_l("Text"), long=True)
    is_necessary = BooleanField(
        _l("Send it also to people who want necessary letters only"),
        description=_l("Only for what they must know, such as a changed place or a danger."),
    )
    necessary_because = StringField(
        _l("Why they must know it"),
        description=_l("Kept in the record of what was done, with your name."),
        validators=[Length(max=300), PlainText()],
        filters=[strip],
    )
    names: Mapping[str, Any] = {}
    complete = True
    """A draft that is put aside may lack anything."""

    def put_aside(self) -> None:
        self.complete = False
        self.subject.source_needed = self.body.source_needed = False

    def validate_subject(self, field: LocalTextField) -> None:
        self._check(field, is_subject=True)
        self._check_both(field, self.body)

    def validate_body(self, field: LocalTextField) -> None:
        self._check(field, is_subject=False)
        self._check_both(field, self.subject)

    def _check(self, field: LocalTextField, *, is_subject: bool) -> None:
        for language, text in field.data.items():
            try:
                check_text(text, is_subject=is_subject, names=self.names)
            except Refused as refusal:
                field.wrong = [language]
                raise ValidationError(
                    _(
                        "%(language)s: %(message)s",
                        language=LANGUAGES[language].name,
                        message=refusal.message,
                    )
                ) from None

    def _check_both(self, field: LocalTextField, other: LocalTextField) -> None:
        """Said where the text is missing."""
        if not self.complete:
            return
        field.wrong = [
            code for code in LANGUAGES if other.data.get(code) and not field.data.get(code)
        ]
        if field.wrong:
            raise ValidationError(
                _(
                    "Write both subject and text, or neither, in: %(languages)s.",
                    languages=", ".join(LANGUAGES[code].name for code in field.wrong),
                )
            )

    def validate_necessary_because(self, field: StringField) -> None:
        if self.complete and self.is_necessary.data and not field.data:
            raise ValidationError(_("Say in a sentence why they must know it."))

    @property
    def reason(self) -> str:
        return (self.necessary_because.data or "") if self.is_necessary.data else ""


class SendForm(Form):
    """When, and to how many: as the organiser saw it."""

    expected = HiddenField()
    when = RadioField(
        _l("When"),
        choices=[
            SelectChoice(NOW, _l("Send now")),
            SelectChoice(LATER, _l("Send at a time")),
        ],
        validators=[Needed(_l("Choose when it is sent."))],
    )
    send_at = DateTimeLocalField(
        _l("Day and time"),
        description=_l("By the clocks at the meeting's place."),
        validators=[Optional()],
    )

    def validate_when(self, field: RadioField) -> None:
        if field.data == LATER and self.send_at.data is None:
            raise ValidationError(_("Choose day and time, or send it now."))
        if field.data == NOW and self.send_at.data is not None:
            raise ValidationError(
                _("You entered a day and time: choose “Send at a time”, or empty them.")
            )

    def instant(self, zone: str) -> datetime | None:
        """When it is to leave, or None for at once. Refused for a time that the clocks skip."""
        if self.when.data != LATER or self.send_at.data is None:
            return None
        local: datetime = self.send_at.data
        try:
            return local_instant(local.date(), local.time(), zone)
        except ValueError:
            message = _("The clocks are changed then: choose another time.")
            raise Refused(message, "send_at") from None
