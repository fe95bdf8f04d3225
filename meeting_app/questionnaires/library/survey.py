"""What a survey before the meeting may ask."""

from collections.abc import Sequence

from meeting_app.meetings.models import Theme
from meeting_app.questionnaires.library import people
from meeting_app.questionnaires.library.texts import Texts, question, text
from meeting_app.questionnaires.rules import SCALE_POINTS, QuestionKind
from meeting_app.questionnaires.service import NewQuestion

FEWEST_RANKED = 2
"""One theme alone cannot be ranked."""


def survey_questions(languages: Sequence[str], themes: Sequence[Theme]) -> list[NewQuestion]:
    """What a survey may ask, in a good order; the ranking only if there are themes to rank.

    languages: of the meeting; the texts count as translated from the first.
    """
    source = languages[0]
    asked: list[NewQuestion] = []
    if len(themes) >= FEWEST_RANKED:
        asked.append(_ranking(source, themes))
    return [
        *asked,
        question(source, "missing", QuestionKind.SHORT_TEXT, _MISSING),
        question(source, "achieve", QuestionKind.LONG_TEXT, _ACHIEVE, _ACHIEVE_HINT),
        {
            **question(source, "last_meeting", QuestionKind.RATING, _LAST_MEETING, _LAST_HINT),
            "scale_points": SCALE_POINTS,
            "scale_low": text(source, _NOT_USEFUL),
            "scale_high": text(source, _VERY_USEFUL),
        },
        people.role(source),
        people.regions(source),
        people.languages(source),
    ]


def _ranking(source: str, themes: Sequence[Theme]) -> NewQuestion:
    return {
        **question(source, "themes", QuestionKind.RANKING, _THEMES, _THEMES_HINT),
        "required": True,
        "options": [(theme.code, theme.title) for theme in themes],
    }


_THEMES: Texts = (
    "Which of these themes should the meeting give most time to?",
    "Auxquels de ces thèmes la réunion devrait-elle consacrer le plus de temps ?",
    "¿A cuáles de estos temas debería dedicar más tiempo la reunión?",
    "أي هذه المواضيع ينبغي أن يخصّص له الاجتماع وقتًا أطول؟",
)
_THEMES_HINT: Texts = (
    "Give 1 to the theme that you need most, then 2, and so on. You need not rank them all.",
    "Donnez 1 au thème dont vous avez le plus besoin, puis 2, et ainsi de suite. "
    "Vous n’êtes pas obligé de tous les classer.",
    "Ponga un 1 al tema que más necesita, luego un 2, y así sucesivamente. "
    "No hace falta ordenarlos todos.",
    "ضعوا 1 للموضوع الأكثر أهمية لكم، ثم 2، وهكذا. لا يلزم ترتيبها كلها.",
)
_MISSING: Texts = (
    "Which topic would you miss if it were not on the agenda?",
    "Quel sujet vous manquerait s’il n’était pas au programme ?",
    "¿Qué tema echaría en falta si no estuviera en el programa?",
    "ما الموضوع الذي ستفتقدونه إن لم يرد في جدول الأعمال؟",
)
_ACHIEVE: Texts = (
    "What should the meeting achieve for your work?",
    "Qu’attendez-vous de la réunion pour votre travail ?",
    "¿Qué debería aportar la reunión a su trabajo?",
    "ما الذي ينبغي أن يحققه الاجتماع لعملكم؟",
)
_ACHIEVE_HINT: Texts = (
    "For example a decision, a contact, or a tool that you can use when you are back.",
    "Par exemple une décision, un contact ou un outil que vous pourrez utiliser à votre retour.",
    "Por ejemplo, una decisión, un contacto o una herramienta que pueda usar a su regreso.",
    "مثل قرار أو علاقة عمل أو أداة تستخدمونها بعد عودتكم.",
)
_LAST_MEETING: Texts = (
    "How useful was last year’s meeting for your work?",
    "La réunion de l’an dernier a-t-elle été utile à votre travail ?",
    "¿Le resultó útil para su trabajo la reunión del año pasado?",
    "إلى أي حد أفادكم اجتماع العام الماضي في عملكم؟",
)
_LAST_HINT: Texts = (
    "Leave this question out if you were not there.",
    "Si vous n’y étiez pas, ne répondez pas à cette question.",
    "Si no participó, deje esta pregunta sin responder.",
    "إن لم تشاركوا فيه فاتركوا هذا السؤال بلا إجابة.",
)
_NOT_USEFUL: Texts = ("Not useful", "Pas utile", "Nada útil", "غير مفيد")
_VERY_USEFUL: Texts = ("Very useful", "Très utile", "Muy útil", "مفيد جدًا")
