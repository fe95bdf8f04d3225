"""Texts of a row in its languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.xlsform.columns import Columns, text_key
from meeting_app.questionnaires.xlsform.reading import Problem

# As core.forms.PlainText; line ends are "\n" already.
_CONTROL = {code: None for code in range(32) if code not in (9, 10)} | {127: None}
_OTHER = {
    "en": "Other, please say",
    "fr": "Autre, veuillez préciser",
    "es": "Otro: especifique",
    "ar": "غير ذلك، يُرجى التحديد",
}

_YES_NO = {
    "yes": {"en": "Yes", "fr": "Oui", "es": "Sí", "ar": "نعم"},
    "no": {"en": "No", "fr": "Non", "es": "No", "ar": "لا"},
}


@dataclass(slots=True)
class Texts:
    source: str
    """The language that the others are made from."""
    languages: Sequence[str]
    """Of the form, of those that our pages speak."""
    problems: list[Problem]

    def read(
        self, columns: Columns, number: int, cells: Mapping[str, str], base: str
    ) -> LocalText | None:
        """None where there is no text in any language."""
        found: dict[str, str] = {}
        for code in (self.source, *LANGUAGES):
            key = text_key(base, code)
            if key in cells and code not in found:
                found[code] = self._plain(columns, number, key, cells[key])
        found = {code: text for code, text in found.items() if text.strip()}
        return LocalText.of(found) if found else None

    def _plain(self, columns: Columns, number: int, key: str, text: str) -> str:
        plain = text.translate(_CONTROL)
        if plain != text:
            reason = _(
                "The text has control characters, which cannot be shown: they are taken out."
            )
            self.problems.append(Problem(columns.sheet.title, number, columns.head(key), reason))
        return plain

    def other(self) -> LocalText:
        """The label of "Other, please say", in the languages of the form."""
        wanted = dict.fromkeys((self.source, *self.languages))
        return LocalText.of({code: _OTHER[code] for code in wanted})


def beside_label(languages: Sequence[str]) -> dict[str, str]:
    """{language: text} of the field beside "Other", for other programs."""
    return {code: _OTHER[code] for code in languages}


def yes_no_labels(code: str, languages: Sequence[str]) -> dict[str, str]:
    """code: "yes" or "no"."""
    return {language: _YES_NO[code][language] for language in languages}
