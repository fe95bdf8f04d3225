"""The short form that participants answer after a meeting, or after each of its sessions, ready in
four languages. Organisers change it as any other."""

from collections.abc import Sequence

from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.rules import SCALE_POINTS, QuestionKind
from meeting_app.questionnaires.service import NewQuestion
from meeting_app.surveys.models import About

Texts = tuple[str, str, str, str]
"""English, French, Spanish, Arabic."""


def feedback_questions(about: About, languages: Sequence[str]) -> list[NewQuestion]:
    """languages: of the meeting; the texts count as translated from the first."""
    source = languages[0]
    one = about == About.SESSIONS
    useful: NewQuestion = {
        "code": "useful",
        "kind": QuestionKind.RATING,
        "label": _text(_USEFUL_SESSION if one else _USEFUL_MEETING, source),
        "required": True,
        "scale_points": SCALE_POINTS,
        "scale_low": _text(_NOT_USEFUL, source),
        "scale_high": _text(_VERY_USEFUL, source),
    }
    understood: NewQuestion = {
        "code": "understood",
        "kind": QuestionKind.RATING,
        "label": _text(_UNDERSTOOD, source),
        "scale_points": SCALE_POINTS,
        "scale_low": _text(_BADLY, source),
        "scale_high": _text(_WELL, source),
    }
    takes: NewQuestion = {
        "code": "takes_home",
        "kind": QuestionKind.LONG_TEXT,
        "label": _text(_TAKES_HOME, source),
        "word_limit": 150,
    }
    better: NewQuestion = {
        "code": "better",
        "kind": QuestionKind.LONG_TEXT,
        "label": _text(_BETTER, source),
        "word_limit": 150,
    }
    return [useful, understood, better] if one else [useful, understood, takes, better]


def feedback_title(about: About, languages: Sequence[str]) -> LocalText:
    return _text(_TITLE_SESSION if about == About.SESSIONS else _TITLE_MEETING, languages[0])


def _text(texts: Texts, source: str) -> LocalText:
    return LocalText.of(dict(zip(LANGUAGES, texts, strict=True)), source)


_TITLE_MEETING = (
    "What did you think of the meeting?",
    "Qu’avez-vous pensé de la réunion\u202f?",
    "¿Qué le pareció la reunión?",
    "ما رأيكم في الاجتماع؟",
)
_TITLE_SESSION = (
    "What did you think of this session?",
    "Qu’avez-vous pensé de cette session\u202f?",
    "¿Qué le pareció esta sesión?",
    "ما رأيكم في هذه الجلسة؟",
)
_USEFUL_MEETING = (
    "How useful was the meeting for your work?",
    "La réunion a-t-elle été utile pour votre travail\u202f?",
    "¿Qué tan útil fue la reunión para su trabajo?",
    "إلى أي مدى كان الاجتماع مفيداً لعملكم؟",
)
_USEFUL_SESSION = (
    "How useful was this session for your work?",
    "Cette session a-t-elle été utile pour votre travail\u202f?",
    "¿Qué tan útil fue esta sesión para su trabajo?",
    "إلى أي مدى كانت هذه الجلسة مفيدة لعملكم؟",
)
_NOT_USEFUL = ("Not useful", "Pas utile", "Nada útil", "غير مفيد")
_VERY_USEFUL = ("Very useful", "Très utile", "Muy útil", "مفيد جداً")
_UNDERSTOOD = (
    "How well could you follow, in the language that you heard?",
    "Avez-vous bien pu suivre, dans la langue que vous avez entendue\u202f?",
    "¿Qué tan bien pudo seguir, en el idioma que escuchó?",
    "إلى أي مدى استطعتم المتابعة باللغة التي سمعتموها؟",
)
_BADLY = ("Badly", "Mal", "Mal", "بصعوبة")
_WELL = ("Well", "Bien", "Bien", "بسهولة")
_TAKES_HOME = (
    "What do you take home from it?",
    "Qu’en retenez-vous\u202f?",
    "¿Qué se lleva de ella?",
    "ما الذي استفدتموه منه؟",
)
_BETTER = (
    "What should we do better next time?",
    "Que devrions-nous mieux faire la prochaine fois\u202f?",
    "¿Qué deberíamos hacer mejor la próxima vez?",
    "ما الذي ينبغي أن نحسّنه في المرة القادمة؟",
)
