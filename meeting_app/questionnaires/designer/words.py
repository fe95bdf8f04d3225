"""What the designer says: kinds, faults of rules, findings of the check."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup, escape

from meeting_app.core.locale import language_name
from meeting_app.core.web import plain
from meeting_app.questionnaires.checking import Check, Finding
from meeting_app.questionnaires.designer.building import Comparison, Condition
from meeting_app.questionnaires.expressions import FUNCTIONS, BadExpression
from meeting_app.questionnaires.expressions import Problem as Fault
from meeting_app.questionnaires.expressions.syntax import LONGEST
from meeting_app.questionnaires.rules import QuestionKind

KINDS: Mapping[QuestionKind, Any] = {
    QuestionKind.ONE_CHOICE: _l("One answer from a list"),
    QuestionKind.SEVERAL_CHOICES: _l("Several answers from a list"),
    QuestionKind.RANKING: _l("A rank for each"),
    QuestionKind.RATING: _l("A number on a scale"),
    QuestionKind.GRID: _l("A number on a scale for each row"),
    QuestionKind.POINTS: _l("Points to give out"),
    QuestionKind.SHORT_TEXT: _l("A short text"),
    QuestionKind.LONG_TEXT: _l("A long text"),
    QuestionKind.WHOLE_NUMBER: _l("A whole number"),
    QuestionKind.DECIMAL: _l("A number with decimals"),
    QuestionKind.DATE: _l("A date"),
    QuestionKind.TIME: _l("A time of day"),
    QuestionKind.YES_NO: _l("Yes or no"),
    QuestionKind.COUNTRY: _l("A country"),
    QuestionKind.LANGUAGE: _l("A language"),
    QuestionKind.ORGANISATION: _l("An organisation"),
    QuestionKind.EMAIL: _l("An e-mail address"),
    QuestionKind.LINK: _l("A web address"),
    QuestionKind.FILE: _l("A file"),
    QuestionKind.CALCULATION: _l("A value reckoned from other answers, which nobody sees"),
    QuestionKind.NOTE: _l("A text to read, without an answer"),
    QuestionKind.SECTION: _l("A section, with questions in it"),
}


def said(sentence: str, **values: object) -> Markup:
    """A translated sentence with codes and signs in it that read from left to right everywhere."""
    shown = {
        name: Markup('<bdi dir="ltr">{}</bdi>').format(value) for name, value in values.items()
    }
    return escape(sentence) % shown


def rule_sentence(error: BadExpression) -> Markup:
    """Why a rule cannot be read, and what to do."""
    place = error.at + 1
    match error.problem:
        case Fault.TOO_LONG:
            return said(
                _("This rule is too long. Shorten it to at most %(most)s characters."), most=LONGEST
            )
        case Fault.TOO_DEEP:
            return said(
                _("This rule is too deep: it has too many brackets or parts inside one another.")
            )
        case Fault.UNFINISHED:
            return said(
                _(
                    "This rule ends too early, after %(place)s characters: something is missing there."
                ),
                place=error.at,
            )
        case Fault.UNKNOWN_FUNCTION:
            return said(
                _(
                    "There is no function “%(word)s” (character %(place)s). You can use: %(functions)s."
                ),
                word=error.what,
                place=place,
                functions=", ".join(FUNCTIONS),
            )
        case Fault.ARGUMENTS:
            return said(
                _(
                    "The function “%(word)s” (character %(place)s) has too many or too few values in "
                    "its brackets."
                ),
                word=error.what,
                place=place,
            )
        case Fault.PATTERN_NOT_FIXED:
            return said(
                _(
                    "The pattern of “regex” (character %(place)s) must stand there itself, in quotation "
                    "marks."
                ),
                place=place,
            )
        case Fault.PATTERN:
            return said(_pattern_sentence(error.what), place=place)
    return said(
        _("“%(word)s” (character %(place)s) cannot stand there."), word=error.what, place=place
    )


def _pattern_sentence(reason: str) -> str:
    match reason:
        case "too long" | "too large":
            return _("The pattern of “regex” (character %(place)s) is too long.")
        case "unfinished":
            return _(
                "The pattern of “regex” (character %(place)s) is not complete: look for a bracket that "
                "is not closed or a sign that lacks what it belongs to."
            )
        case "repeated twice":
            return _(
                "The pattern of “regex” (character %(place)s) repeats what is repeated already, which "
                "can take for ever. Write it without one of the two."
            )
    return _("The pattern of “regex” (character %(place)s) has a sign that we do not know.")


def condition_sentence(condition: Condition, answer: str) -> Markup:
    """answer: as people read it."""
    values = {"question": plain(condition.item.label) or condition.item.code, "answer": answer}
    shown = {name: Markup("<bdi>{}</bdi>").format(text) for name, text in values.items()}
    return escape(_CONDITIONS[condition.comparison]) % shown


_CONDITIONS: Mapping[Comparison, Any] = {
    Comparison.IS: _l("The answer to “%(question)s” is “%(answer)s”."),
    Comparison.IS_NOT: _l("The answer to “%(question)s” is not “%(answer)s”."),
    Comparison.INCLUDES: _l("The answer to “%(question)s” includes “%(answer)s”."),
    Comparison.INCLUDES_NOT: _l("The answer to “%(question)s” does not include “%(answer)s”."),
    Comparison.MORE: _l("The answer to “%(question)s” is more than %(answer)s."),
    Comparison.LESS: _l("The answer to “%(question)s” is less than %(answer)s."),
    Comparison.AT_LEAST: _l("The answer to “%(question)s” is at least %(answer)s."),
    Comparison.AT_MOST: _l("The answer to “%(question)s” is at most %(answer)s."),
    Comparison.LATER: _l("The answer to “%(question)s” is later than %(answer)s."),
    Comparison.EARLIER: _l("The answer to “%(question)s” is earlier than %(answer)s."),
    Comparison.ANSWERED: _l("“%(question)s” was answered."),
    Comparison.UNANSWERED: _l("“%(question)s” was not answered."),
}


def finding_sentence(found: Finding, reader: str) -> Markup:
    """reader: the reader's language."""
    if found.error is not None:
        return rule_sentence(found.error)
    if found.check in (Check.MISSING_TRANSLATION, Check.OUTDATED_TRANSLATION):
        return escape(_translations_sentence(found, language_name(found.what, reader)))
    return said(str(_SENTENCES[found.check]), word=found.what)


def _translations_sentence(found: Finding, language: str) -> str:
    if found.check is Check.MISSING_TRANSLATION:
        return ngettext(
            "In %(language)s %(num)d text is missing.",
            "In %(language)s %(num)d texts are missing.",
            found.count,
            language=language,
        )
    return ngettext(
        "In %(language)s %(num)d text was translated from a former wording.",
        "In %(language)s %(num)d texts were translated from a former wording.",
        found.count,
        language=language,
    )


_SENTENCES: Mapping[Check, Any] = {
    Check.NOTHING_ASKED: _l("Nothing is asked yet. Add a question."),
    Check.NO_LABEL: _l("The question has no text. Write what you ask."),
    Check.NO_OPTIONS: _l("There is no answer to choose from. Add some."),
    Check.OPTION_WITHOUT_LABEL: _l(
        "The answer “%(word)s” has no text. Write it, or remove the answer."
    ),
    Check.NO_SUCH_QUESTION: _l(
        "The rule asks about “%(word)s”, and there is no question with this code. Correct the code."
    ),
    Check.RETIRED_QUESTION: _l(
        "The rule asks about “%(word)s”, which is no longer asked. Change the rule, or bring the "
        "question back."
    ),
    Check.CIRCLE: _l(
        "The rule depends on itself, directly or through other questions. Take it out of one of them."
    ),
    Check.UNKNOWN_OPTION: _l(
        "The rule compares with “%(word)s”, which is not among the answers. Correct the code of the "
        "answer."
    ),
    Check.UNKNOWN_COLUMN: _l(
        "The rule names “%(word)s”, which is neither a function nor a column of the answers. Put texts "
        "in quotation marks, and questions as ${code}."
    ),
    Check.BESIDE_TAKEN: _l(
        "What people write beside “Other” stands under the code “%(word)s”, and another question has "
        "this code. Take away “Other”, or that question."
    ),
    Check.UNREACHABLE: _l("Nobody is ever shown this: its rule can never be true."),
    Check.NO_CONSENT: _l(
        "Some answers are about the person, and nothing says what becomes of them. Add the text for "
        "consent from the library."
    ),
    Check.NO_REASON: _l("The answer is about the person, and nothing says why you ask. Say why."),
    Check.NO_CALCULATION: _l("Nothing says how the value is reckoned. Write the calculation."),
    Check.LATER_QUESTION: _l(
        "The rule asks about “%(word)s”, which comes later. People may have passed this question by "
        "then: move one of the two."
    ),
    Check.NO_MESSAGE: _l(
        "An answer can be refused without saying why. Write what people read then."
    ),
    Check.SAME_LABEL: _l(
        "The question “%(word)s” has the same text. Word one of them differently."
    ),
    Check.EMPTY_SECTION: _l(
        "There is nothing in this section. Move questions into it, or remove it."
    ),
}
