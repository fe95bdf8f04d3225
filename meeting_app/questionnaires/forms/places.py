"""Countries and languages by name, in the reader's language and in its order."""

from functools import cache

from babel import Locale
from flask import g
from flask_babel import pgettext
from wtforms import SelectChoice

from meeting_app.core.locale import babel_locale, fold
from meeting_app.people.forms import country_choices
from meeting_app.people.forms.profile import spoken_choices


def countries() -> list[SelectChoice]:
    return _countries(g.lang)


def languages() -> list[SelectChoice]:
    return [SelectChoice("", pgettext("language", "Choose one")), *_languages(g.lang)]


@cache
def _countries(_language: str) -> list[SelectChoice]:
    """country_choices speaks the language of the request."""
    return country_choices()


@cache
def _languages(language: str) -> list[SelectChoice]:
    """Those with a code of two letters, and spoken ones without."""
    names = Locale.parse(babel_locale(language)).languages
    spoken = {choice.value for choice in spoken_choices()}
    named = [(c, str(n)) for c, n in names.items() if len(c) == 2 or c in spoken]
    named.sort(key=lambda pair: fold(pair[1]))
    return [SelectChoice(code, name) for code, name in named]
