"""How the questions of the library are put together."""

from collections.abc import Sequence

from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import NewQuestion

Texts = tuple[str, str, str, str]
"""English, French, Spanish, Arabic."""
Options = Sequence[tuple[str, Texts]]

ALL_THAT_APPLY: Texts = (
    "You can choose several answers.",
    "Vous pouvez cocher plusieurs réponses.",
    "Puede elegir varias respuestas.",
    "يمكنكم اختيار أكثر من إجابة.",
)


def text(source: str, texts: Texts) -> LocalText:
    return LocalText.of(dict(zip(LANGUAGES, texts, strict=True)), source)


def question(
    source: str, code: str, kind: QuestionKind, label: Texts, hint: Texts | None = None
) -> NewQuestion:
    return {
        "code": code,
        "kind": kind,
        "label": text(source, label),
        "hint": text(source, hint) if hint else None,
    }


def choice(
    source: str, code: str, kind: QuestionKind, label: Texts, options: Options
) -> NewQuestion:
    hint = ALL_THAT_APPLY if kind is QuestionKind.SEVERAL_CHOICES else None
    return {
        **question(source, code, kind, label, hint),
        "options": [(name, text(source, texts)) for name, texts in options],
    }


def about(asked: NewQuestion, why: Texts) -> NewQuestion:
    """A question whose answer says something about whoever answers."""
    return {**asked, "personal": True, "why": text(asked["label"].source, why)}
