"""Forms of those who keep the directory of organisations."""

import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from markupsafe import Markup
from wtforms import HiddenField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form, Needed, PlainText, strip
from meeting_app.people.forms.fields import (
    LONGEST_NAME,
    OrganisationField,
    country_choices,
)
from meeting_app.people.models import Organisation, OrganisationKind, Scope
from meeting_app.people.names.places import split
from meeting_app.people.organisation_words import KINDS, SCOPES, describe_organisation

MOST_ALIASES = 50
LONGEST_FILE = 1_000_000
"""Octets: about 10,000 organisations."""


class OrganisationForm(Form):
    name = StringField(
        _l("Name"),
        description=_l("As the organisation itself writes it."),
        validators=[Needed(_l("Enter the name.")), Length(max=LONGEST_NAME), PlainText()],
        filters=[strip],
    )
    aliases = TextAreaField(
        _l("Other names"),
        description=_l("One per line: acronyms, earlier names, the name in other languages."),
        validators=[Optional(), Length(max=LONGEST_NAME * MOST_ALIASES), PlainText()],
        filters=[strip],
        render_kw={"rows": 5},
    )
    kind = SelectField(_l("Kind"), validators=[Needed()])
    scope = SelectField(_l("Where it works"), validators=[Optional()])
    country = SelectField(
        _l("Country of its seat"),
        validators=[Optional()],
        invalid_choice_message=_l("Choose a country from the list."),
    )
    parent = OrganisationField(
        _l("Part or member of"),
        description=_l("Write a part of the name or the acronym of the larger one, and search."),
        must_be_known=True,
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = [SelectChoice(kind.value, str(KINDS[kind])) for kind in KINDS_IN_ORDER]
        self.scope.choices = [
            SelectChoice("", _("not known")),
            *(SelectChoice(scope.value, str(SCOPES[scope])) for scope in Scope),
        ]
        self.country.choices = country_choices()

    def validate_name(self, field: StringField) -> None:
        if not split(field.data):
            raise ValidationError(_("Enter a name with at least one letter or digit."))

    def validate_aliases(self, field: TextAreaField) -> None:
        if len(self.other_names) > MOST_ALIASES:
            raise ValidationError(
                _("Enter at most %(limit)d other names, one per line.", limit=MOST_ALIASES)
            )
        for name in self.other_names:
            if len(name) > LONGEST_NAME:
                raise ValidationError(
                    _("A name has more than %(limit)d characters.", limit=LONGEST_NAME)
                )
            if not split(name):
                raise ValidationError(
                    _("“%(name)s” has no letter or digit: take the line out.", name=name)
                )

    @property
    def other_names(self) -> list[str]:
        lines = (line.strip() for line in (self.aliases.data or "").splitlines())
        return [line for line in lines if line]

    @property
    def values(self) -> dict[str, Any]:
        """What the verbs take besides the parent, of a form that is valid."""
        return {
            "name": self.name.data,
            "aliases": self.other_names,
            "kind": OrganisationKind(self.kind.data),
            "scope": Scope(self.scope.data) if self.scope.data else None,
            "country": self.country.data or None,
        }


KINDS_IN_ORDER = tuple(OrganisationKind)


class SameAsForm(Form):
    """Which organisation of the directory is the same as this one."""

    other = OrganisationField(
        _l("The other organisation"),
        description=_l("Write a part of its name or its acronym, and search."),
        validators=[Needed(_l("Enter the name of the other organisation.")), PlainText()],
        must_be_known=True,
    )


class MergeForm(Form):
    keep = RadioField(
        _l("Which name stays"),
        validators=[Needed(_l("Choose which name stays."))],
        invalid_choice_message=_l("Choose one of the two names."),
    )

    def __init__(self, kept: Organisation, gone: Organisation, **kwargs: Any) -> None:
        super().__init__(data={"keep": "kept"}, **kwargs)
        self.keep.choices = [
            SelectChoice(
                value,
                Markup("<bdi>{}</bdi>").format(one.name),
                {"hint": describe_organisation(one, g.lang)},
            )
            for value, one in (("kept", kept), ("gone", gone))
        ]


class ImportFileForm(Form):
    file = FileField(
        _l("File"),
        description=_l(
            "A CSV file in UTF-8. The first line names the columns: name, and if you like kind, "
            "scope, country, acronym, other_names, parent."
        ),
        validators=[Needed(_l("Choose a file."))],
    )

    def content(self) -> bytes:
        """Raises Refused for a file that is too large."""
        content: bytes = self.file.data.read(LONGEST_FILE + 1)
        self.file.data.close()
        if len(content) > LONGEST_FILE:
            raise Refused(_("The file is larger than 1 MB. Part it, and send one after the other."))
        return content


class ConfirmImportForm(Form):
    """Carries the file from the preview to its confirmation, so that nothing is stored between."""

    packed = HiddenField()

    def pack(self, content: bytes) -> None:
        self.packed.data = b64encode(zlib.compress(content, 9)).decode()

    def content(self) -> bytes:
        """Raises Refused where what came back is not what was sent."""
        try:
            unpacking = zlib.decompressobj()
            content = unpacking.decompress(
                b64decode(self.packed.data or "", validate=True), LONGEST_FILE
            )
        except (NotBase64, zlib.error) as error:
            raise Refused(_("The file was lost on the way. Choose it again.")) from error
        if not unpacking.eof:
            raise Refused(_("The file was lost on the way. Choose it again."))
        return content
