"""Fields that several forms share."""

from typing import Any

from babel import Locale
from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectChoice, StringField
from wtforms.validators import Email, Length, Optional, StopValidation

from meeting_app.core.forms import Needed, PlainText, strip
from meeting_app.core.locale import babel_locale, fold
from meeting_app.people.names.places import split
from meeting_app.people.names.searching import Hit
from meeting_app.people.organisation_words import describe_hit
from meeting_app.people.queries import (
    find_offered,
    find_organisation,
    list_similar,
    search_organisations,
)

LONGEST_NAME = 200

EMAIL_MESSAGE = _l("Enter an e-mail address, such as name@example.org.")


def email_field(label: object, **kwargs: object) -> EmailField:
    return EmailField(
        label,
        validators=[Needed(EMAIL_MESSAGE), Email(EMAIL_MESSAGE), Length(max=254), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "email"},
        **kwargs,
    )


def country_choices() -> list[SelectChoice]:
    """Countries by name in the reader's language; groups and outlying places of CLDR left out."""
    territories = Locale.parse(babel_locale(g.lang)).territories
    skipped = {"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
    named = [(c, n) for c, n in territories.items() if c.isalpha() and c not in skipped]
    named.sort(key=lambda pair: fold(pair[1]))
    return [SelectChoice("", _("Choose a country")), *(SelectChoice(c, n) for c, n in named)]


class OrganisationField(StringField):
    """The name of an organisation: typed, and then chosen from the directory or said to be new.

    `data` is the name. Works without a script: the button beside it ("<name>-search") shows what
    is found as radio buttons ("<name>-choice"); a form with such a field is not checked then, and
    keeps all that was typed. A name that is not in the directory, while similar ones are, asks
    once which is meant.
    """

    NEW = "new"

    def __init__(
        self,
        label: Any = None,
        *,
        asks: bool = True,
        must_be_known: bool = False,
        **kwargs: Any,
    ) -> None:
        """asks: whether to ask back about similar names. must_be_known: no name that is not in
        the directory."""
        kwargs.setdefault("validators", [Optional(), Length(max=LONGEST_NAME), PlainText()])
        super().__init__(label, filters=[strip], **kwargs)
        self.asks, self.must_be_known = asks, must_be_known
        self.found: list[Hit] = []
        self.choice = ""
        self.is_searching = False

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        super().process(formdata, *args, **kwargs)
        if not formdata:
            return
        self.is_searching = f"{self.name}-search" in formdata
        # A choice counts for the words for which it was offered.
        if strip(formdata.get(f"{self.name}-for")) == self.data:
            self.choice = formdata.get(f"{self.name}-choice", "")

    def search(self) -> None:
        """What the form shows when the button beside the field was pressed."""
        self.choice = ""
        self.found = search_organisations(self.data or "")
        if not self.data:
            self.errors = [_("Write a part of the name first, then search.")]

    def pre_validate(self, form: Any) -> None:
        if self.choice.isascii() and self.choice.isdigit() and len(self.choice) < 10:
            chosen = find_offered(int(self.choice))
            if chosen is None:
                self.choice = ""
                raise StopValidation(_("Choose again: this organisation is no longer offered."))
            self.data, self.choice = chosen.name, ""
        elif self.data and self._is_asked_about(self.data):
            self.found = list_similar(self.data)
            if self.found or self.must_be_known:
                raise StopValidation(self._question())

    def _is_asked_about(self, name: str) -> bool:
        asks = self.must_be_known or (self.asks and self.choice != self.NEW)
        return asks and is_name(name) and find_organisation(name) is None

    def _question(self) -> str:
        if not self.must_be_known:
            return str(
                _("Organisations with a similar name are known. Choose one, or yours as new.")
            )
        if self.found:
            return str(_("Choose which organisation of the directory you mean."))
        return str(_("No organisation of the directory has this name. Search for another one."))

    def choices(self) -> list[tuple[str, str, str]]:
        """(value, name, what tells it apart) of what was found."""
        return [
            (str(hit.entry.id), hit.entry.name, describe_hit(hit, g.lang)) for hit in self.found
        ]


def is_name(text: str) -> bool:
    """Whether it can stand in the directory: short enough, and with a letter or digit."""
    return len(text) <= LONGEST_NAME and bool(split(text))
