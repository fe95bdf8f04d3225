"""Tried questions that organisers can put into any questionnaire, in groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from meeting_app.core.localtext import LocalText
from meeting_app.meetings.models import Theme
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.library import people
from meeting_app.questionnaires.library.call import call_questions
from meeting_app.questionnaires.library.survey import survey_questions
from meeting_app.questionnaires.library.texts import Options, Texts, about, choice, question, text
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import NewQuestion


@dataclass(frozen=True, slots=True)
class Group:
    name: Any
    """Translated when it is shown."""
    questions: Sequence[NewQuestion]


def groups(languages: Sequence[str], themes: Sequence[Theme]) -> list[Group]:
    """languages: of the meeting; the texts count as translated from the first."""
    source = languages[0]
    survey = survey_questions(languages, themes)
    personal = {asked["code"] for asked in survey if asked.get("personal")}
    return [
        Group(lazy_pgettext("library", "Consent"), [_consent_note(source), _consent(source)]),
        Group(
            _l("About the person"),
            [
                _organisation(source),
                _organisation_kind(source),
                *(asked for asked in survey if asked["code"] in personal),
                _country(source),
            ],
        ),
        Group(_l("What people need"), [_accessibility(source)]),
        Group(
            _l("About the meeting"), [asked for asked in survey if asked["code"] not in personal]
        ),
        Group(_l("About an abstract"), call_questions(languages)),
    ]


def other_label(source: str) -> LocalText:
    """Of the option beside which people write their own answer."""
    return text(source, _OTHER)


def _consent_note(source: str) -> NewQuestion:
    return question(source, "consent_note", QuestionKind.NOTE, _CONSENT_NOTE)


def _consent(source: str) -> NewQuestion:
    return {
        **question(source, "consent", QuestionKind.YES_NO, _CONSENT, _CONSENT_HINT),
        "required": True,
    }


def _organisation(source: str) -> NewQuestion:
    asked = question(source, "organisation", QuestionKind.ORGANISATION, _ORGANISATION)
    return about(asked, people.WHOSE_VOICES)


def _organisation_kind(source: str) -> NewQuestion:
    asked = choice(
        source,
        "organisation_kind",
        QuestionKind.ONE_CHOICE,
        _ORGANISATION_KIND,
        _ORGANISATION_KINDS,
    )
    return about({**asked, "other": True}, people.WHOSE_VOICES)


def _country(source: str) -> NewQuestion:
    return about(question(source, "country", QuestionKind.COUNTRY, _COUNTRY), people.WHOSE_VOICES)


def _accessibility(source: str) -> NewQuestion:
    asked = choice(
        source, "accessibility", QuestionKind.SEVERAL_CHOICES, _ACCESSIBILITY, _ACCESSIBILITY_NEEDS
    )
    return about({**asked, "other": True}, _TO_PREPARE)


_OTHER: Texts = (
    "Other, please say",
    "Autre, veuillez préciser",
    "Otro, indique cuál",
    "غير ذلك، يرجى التحديد",
)
_CONSENT_NOTE: Texts = (
    "Answering is voluntary. The organisers use your answers to prepare the meeting. Below the form "
    "you read who sees them and when they are deleted.",
    "Répondre est facultatif. Les organisateurs utilisent vos réponses pour préparer la réunion. "
    "Sous le formulaire, vous lirez qui les voit et quand elles sont supprimées.",
    "Responder es voluntario. La organización usa sus respuestas para preparar la reunión. Debajo "
    "del formulario puede leer quién las ve y cuándo se borran.",
    "الإجابة طوعية. يستخدم فريق التنظيم إجاباتكم للتحضير للاجتماع. تجدون أسفل الاستمارة من يطّلع عليها "
    "ومتى تُحذف.",
)
_CONSENT: Texts = (
    "Do you agree that we use your answers in this way?",
    "Acceptez-vous que nous utilisions vos réponses de cette manière ?",
    "¿Está de acuerdo con que usemos sus respuestas de esta manera?",
    "هل توافقون على أن نستخدم إجاباتكم على هذا النحو؟",
)
_CONSENT_HINT: Texts = (
    "You can say no and still take part in the meeting.",
    "Vous pouvez refuser et participer quand même à la réunion.",
    "Puede decir que no y participar igualmente en la reunión.",
    "يمكنكم الرفض والمشاركة في الاجتماع مع ذلك.",
)
_ORGANISATION: Texts = (
    "For which organisation do you work?",
    "Pour quelle organisation travaillez-vous ?",
    "¿Para qué organización trabaja?",
    "في أي منظمة تعملون؟",
)
_ORGANISATION_KIND: Texts = (
    "What kind of organisation is it?",
    "De quel type d’organisation s’agit-il ?",
    "¿Qué tipo de organización es?",
    "ما نوع هذه المنظمة؟",
)
_ORGANISATION_KINDS: Options = (
    (
        "local_ngo",
        (
            "Local or national organisation",
            "Organisation locale ou nationale",
            "Organización local o nacional",
            "منظمة محلية أو وطنية",
        ),
    ),
    (
        "international_ngo",
        (
            "International organisation",
            "Organisation internationale",
            "Organización internacional",
            "منظمة دولية",
        ),
    ),
    (
        "united_nations",
        ("United Nations", "Nations Unies", "Naciones Unidas", "الأمم المتحدة"),
    ),
    ("government", ("Government", "Gouvernement", "Gobierno", "جهة حكومية")),
    (
        "donor",
        (
            "Donor or foundation",
            "Bailleur de fonds ou fondation",
            "Donante o fundación",
            "جهة مانحة أو مؤسسة خيرية",
        ),
    ),
    (
        "university",
        (
            "University or research institute",
            "Université ou institut de recherche",
            "Universidad o instituto de investigación",
            "جامعة أو معهد بحوث",
        ),
    ),
    (rules.OTHER, _OTHER),
)
_COUNTRY: Texts = (
    "In which country do you work?",
    "Dans quel pays travaillez-vous ?",
    "¿En qué país trabaja?",
    "في أي بلد تعملون؟",
)
_ACCESSIBILITY: Texts = (
    "What do you need to take part fully?",
    "De quoi avez-vous besoin pour participer pleinement ?",
    "¿Qué necesita para participar plenamente?",
    "ما الذي تحتاجون إليه للمشاركة الكاملة؟",
)
_ACCESSIBILITY_NEEDS: Options = (
    (
        "step_free",
        (
            "Ways without steps",
            "Accès sans marches",
            "Accesos sin escalones",
            "ممرات بلا درج",
        ),
    ),
    (
        "captions",
        (
            "Captions of what is said",
            "Sous-titrage de ce qui est dit",
            "Subtítulos de lo que se dice",
            "عرض نصي لما يقال",
        ),
    ),
    (
        "sign_language",
        (
            "Sign language interpretation",
            "Interprétation en langue des signes",
            "Interpretación en lengua de señas",
            "ترجمة بلغة الإشارة",
        ),
    ),
    (
        "large_print",
        (
            "Documents in large print or for a screen reader",
            "Documents en gros caractères ou pour lecteur d’écran",
            "Documentos en letra grande o para lector de pantalla",
            "وثائق بخط كبير أو ملائمة لقارئ الشاشة",
        ),
    ),
    (
        "quiet_room",
        (
            "A quiet room to rest",
            "Une salle calme pour se reposer",
            "Una sala tranquila para descansar",
            "غرفة هادئة للراحة",
        ),
    ),
    (
        "childcare",
        (
            "Childcare, or a room for nursing",
            "Garde d’enfants ou salle d’allaitement",
            "Cuidado infantil o sala de lactancia",
            "رعاية للأطفال أو غرفة للرضاعة",
        ),
    ),
    (rules.OTHER, _OTHER),
)
_TO_PREPARE: Texts = (
    "To prepare the rooms and the help that you need.",
    "Pour préparer les salles et l’aide dont vous avez besoin.",
    "Para preparar las salas y la ayuda que necesita.",
    "لنجهّز القاعات والمساعدة التي تحتاجون إليها.",
)
