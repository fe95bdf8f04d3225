"""Questions that quote earlier answers: "Did ${name} go to school?", as XLSForm writes it."""

import re
from collections.abc import Callable
from datetime import date

from flask import g
from flask_babel import pgettext
from markupsafe import Markup, escape

from meeting_app.core.locale import (
    country_name,
    format_day,
    format_number,
    join_names,
    language_name,
)
from meeting_app.core.web import plain
from meeting_app.questionnaires.definition import Item, value_text
from meeting_app.questionnaires.rules import QuestionKind, Value

QUOTED = re.compile(r"\$\{\s*([^{}\s]{1,200})\s*\}")
NOTHING = "…"
"""Where there is no answer yet."""


def quote(label: Markup | str, words_of: Callable[[str], str]) -> Markup:
    """With answers in place of their codes, which the page's script finds by `data-quoted`.

    label: text as `core.web.local` gives it. words_of: code of a question -> its answer in words.
    """

    text, at = escape(label), 0
    parts: list[Markup] = []
    for found in QUOTED.finditer(text):
        # The text is escaped already, its slices too.
        code, said = text[found.start(1) : found.end(1)], words_of(found[1]) or NOTHING
        bdi = Markup('<bdi data-quoted="{}">{}</bdi>').format(code, said)
        parts += [text[at : found.start()], bdi]
        at = found.end()
    return Markup().join([*parts, text[at:]])


def words(item: Item, value: Value | None) -> str:
    """An answer as a sentence says it, in the reader's language; empty for none."""
    if value is None:
        return ""
    match item.kind:
        case QuestionKind.YES_NO:
            return pgettext("answer", "Yes") if value == "yes" else pgettext("answer", "No")
        case QuestionKind.COUNTRY:
            return country_name(str(value), g.lang)
        case QuestionKind.LANGUAGE:
            return language_name(str(value), g.lang)
        case QuestionKind.DATE:
            return _day(str(value))
    if isinstance(value, (int, float)):
        return format_number(value, g.lang)
    if item.options:
        labels = {option.code: plain(option.label) for option in item.options}
        codes = (
            value
            if isinstance(value, list)
            else list(value)
            if isinstance(value, dict)
            else [value]
        )
        return join_names((labels.get(str(code), str(code)) for code in codes), g.lang)
    return value_text(value)


def _day(text: str) -> str:
    try:
        return format_day(date.fromisoformat(text), g.lang)
    except ValueError:
        return text
