"""What is wrong with the expressions of an XLSForm, and with what its texts refer to."""

import re
from collections.abc import Collection, Iterable, Iterator

from flask_babel import gettext as _

from meeting_app.questionnaires import expressions
from meeting_app.questionnaires.expressions import BadExpression
from meeting_app.questionnaires.expressions import Problem as Fault

REFERENCE = re.compile(r"\$\{\s*([^{}\s]+?)\s*\}")
_WHOLE = re.compile(r"\$\{(?!\s*(?:last-saved#)?[^\W\d][\w.\-]*\s*\})")
_JOINER = "\u2060"
_CURLY = re.compile("[“”„‘’‚«»]")
_IN_QUOTES = re.compile("\"[^\"]*\"|'[^']*'")


def names_in(texts: Iterable[str]) -> Iterator[str]:
    """Codes of questions, as often as they are referred to."""
    for text in texts:
        if "${" in text:
            yield from REFERENCE.findall(text)


def with_loose_brackets(text: str) -> str:
    """Other programs refuse a text with a ${ that begins no reference: an unseen mark stands between,
    which `without_marks` takes away."""
    return _WHOLE.sub(f"${_JOINER}{{", text)


def without_marks(text: str) -> str:
    return text.replace(f"${_JOINER}{{", "${")


def fault_of(text: str) -> str | None:
    """Why an expression cannot be used, as a sentence."""
    try:
        expressions.parse(text)
    except BadExpression as error:
        return _sentence(text, error)
    return None


def unknown_function(text: str) -> str | None:
    """The name of a function that XLSForm may know and we do not."""
    try:
        expressions.parse(text)
    except BadExpression as error:
        return error.what if error.problem == Fault.UNKNOWN_FUNCTION else None
    return None


def columns_of(text: str) -> frozenset[str]:
    """Names without brackets, which in a filter are columns of the choices; none where it cannot be
    read."""
    try:
        return expressions.parse(text).columns
    except BadExpression:
        return frozenset()


def reason_of(name: str, kept: Collection[str]) -> str:
    if name in kept:
        return _(
            "It refers to “%(name)s”, which is kept and not asked here: its value is always empty.",
            name=name,
        )
    return _("It refers to “%(name)s”, and no question has this code.", name=name)


def _sentence(text: str, error: BadExpression) -> str:
    if curly := _CURLY.search(_IN_QUOTES.sub("", text)):
        return _(
            "The expression has the quotation mark %(mark)s, which no program reads: write straight "
            "quotation marks.",
            mark=curly[0],
        )
    match error.problem:
        case Fault.UNKNOWN_FUNCTION:
            return _("The function “%(name)s” is not known here.", name=error.what)
        case Fault.ARGUMENTS:
            return _("The function “%(name)s” has too few or too many values.", name=error.what)
        case Fault.TOO_LONG:
            return _("The expression is too long.")
        case Fault.TOO_DEEP:
            return _("The expression is nested too deeply.")
        case Fault.UNFINISHED:
            return _("The expression is not finished.")
        case Fault.PATTERN | Fault.PATTERN_NOT_FIXED:
            return _("The pattern of “regex” cannot be used here.")
        case _:
            return _(
                "The expression cannot be read from its character %(at)d on: “%(what)s”.",
                at=error.at + 1,
                what=error.what,
            )
