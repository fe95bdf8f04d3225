"""Standard questions that organisers put into a survey or a call, ready in four languages."""

from collections.abc import Sequence

from meeting_app.core.locale import LANGUAGES, language_name
from meeting_app.core.localtext import LocalText
from meeting_app.meetings.models import Theme
from meeting_app.questionnaires.rules import SCALE_POINTS, QuestionKind
from meeting_app.questionnaires.service import NewQuestion

FEWEST_RANKED = 2
"""One theme alone cannot be ranked."""
WORKING_LANGUAGES = (
    "en", "fr", "es", "ar", "pt", "am", "bn", "fa", "ha", "ht", "my", "ru", "so", "sw", "uk", "ur",
)  # fmt: skip


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
        _question(source, "missing", QuestionKind.SHORT_TEXT, _MISSING),
        _question(source, "achieve", QuestionKind.LONG_TEXT, _ACHIEVE, _ACHIEVE_HINT),
        {
            **_question(source, "last_meeting", QuestionKind.RATING, _LAST_MEETING, _LAST_HINT),
            "scale_points": SCALE_POINTS,
            "scale_low": _text(source, _NOT_USEFUL),
            "scale_high": _text(source, _VERY_USEFUL),
        },
        _about(_choice(source, "role", QuestionKind.ONE_CHOICE, _ROLE, _ROLES), _WHOSE_VOICES),
        _about(
            _choice(source, "regions", QuestionKind.SEVERAL_CHOICES, _REGION, _REGIONS),
            _WHOSE_VOICES,
        ),
        _about(
            _choice(
                source, "languages", QuestionKind.SEVERAL_CHOICES, _LANGUAGE, _language_options()
            ),
            _WHICH_LANGUAGES,
        ),
    ]


def call_questions(languages: Sequence[str]) -> list[NewQuestion]:
    """What a call may ask besides title and text. languages: as in `survey_questions`."""
    source = languages[0]
    return [
        _choice(source, "situation", QuestionKind.SEVERAL_CHOICES, _SITUATION, _SITUATIONS),
        {
            **_question(source, "takeaway", QuestionKind.LONG_TEXT, _TAKEAWAY, _TAKEAWAY_HINT),
            "word_limit": 60,
        },
        {
            **_question(source, "part", QuestionKind.LONG_TEXT, _PART, _PART_HINT),
            "word_limit": 100,
        },
    ]


Texts = tuple[str, str, str, str]
"""English, French, Spanish, Arabic."""
Options = Sequence[tuple[str, Texts]]


def _text(source: str, texts: Texts) -> LocalText:
    return LocalText.of(dict(zip(LANGUAGES, texts, strict=True)), source)


def _question(
    source: str, code: str, kind: QuestionKind, label: Texts, hint: Texts | None = None
) -> NewQuestion:
    return {
        "code": code,
        "kind": kind,
        "label": _text(source, label),
        "hint": _text(source, hint) if hint else None,
    }


def _choice(
    source: str, code: str, kind: QuestionKind, label: Texts, options: Options
) -> NewQuestion:
    hint = _ALL_THAT_APPLY if kind is QuestionKind.SEVERAL_CHOICES else None
    return {
        **_question(source, code, kind, label, hint),
        "options": [(name, _text(source, texts)) for name, texts in options],
    }


def _about(asked: NewQuestion, why: Texts) -> NewQuestion:
    """A question whose answer says something about whoever answers."""
    return {**asked, "personal": True, "why": _text(asked["label"].source, why)}


def _ranking(source: str, themes: Sequence[Theme]) -> NewQuestion:
    return {
        **_question(source, "themes", QuestionKind.RANKING, _THEMES, _THEMES_HINT),
        "required": True,
        "options": [(theme.code, theme.title) for theme in themes],
    }


def _language_options() -> Options:
    """Named by CLDR, with a capital as at the beginning of a line."""

    def named(code: str) -> Texts:
        en, fr, es, ar = (language_name(code, to) for to in LANGUAGES)
        return en, fr[:1].upper() + fr[1:], es[:1].upper() + es[1:], ar

    return [*((code, named(code)) for code in WORKING_LANGUAGES), ("other", _OTHER_LANGUAGE)]


_WHOSE_VOICES: Texts = (
    "To see whose voices we hear, and whose are missing.",
    "Pour savoir quelles voix nous entendons, et lesquelles manquent.",
    "Para saber qué voces escuchamos y cuáles faltan.",
    "لنعرف أصوات من نسمع، وأصوات من تغيب عنا.",
)
_WHICH_LANGUAGES: Texts = (
    "To plan translation and interpretation.",
    "Pour prévoir la traduction et l’interprétation.",
    "Para planificar la traducción y la interpretación.",
    "لنخطط للترجمة التحريرية والفورية.",
)
_ALL_THAT_APPLY: Texts = (
    "You can choose several answers.",
    "Vous pouvez cocher plusieurs réponses.",
    "Puede elegir varias respuestas.",
    "يمكنكم اختيار أكثر من إجابة.",
)
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
_ROLE: Texts = (
    "What is your work mainly about?",
    "En quoi consiste principalement votre travail ?",
    "¿En qué consiste principalmente su trabajo?",
    "ما طبيعة عملكم الأساسية؟",
)
_ROLES: Options = (
    (
        "direct",
        (
            "Working with children and families",
            "Travail auprès des enfants et des familles",
            "Trabajo directo con niños, niñas y familias",
            "العمل المباشر مع الأطفال والأسر",
        ),
    ),
    (
        "programme",
        (
            "Managing programmes",
            "Gestion de programmes",
            "Gestión de programas",
            "إدارة البرامج",
        ),
    ),
    (
        "coordination",
        (
            "Coordinating between organisations",
            "Coordination entre organisations",
            "Coordinación entre organizaciones",
            "التنسيق بين المنظمات",
        ),
    ),
    (
        "advice",
        (
            "Technical advice and training",
            "Appui technique et formation",
            "Asesoría técnica y formación",
            "الدعم الفني والتدريب",
        ),
    ),
    (
        "policy",
        (
            "Policy and advocacy",
            "Politiques publiques et plaidoyer",
            "Políticas e incidencia",
            "السياسات والمناصرة",
        ),
    ),
    (
        "research",
        (
            "Research, data and learning",
            "Recherche, données et apprentissage",
            "Investigación, datos y aprendizaje",
            "البحث والبيانات والتعلّم",
        ),
    ),
    (
        "funding",
        ("Funding", "Financement", "Financiación", "التمويل"),
    ),
    (
        "other",
        ("Something else", "Autre chose", "Otra cosa", "غير ذلك"),
    ),
)
_REGION: Texts = (
    "In which regions do you work?",
    "Dans quelles régions travaillez-vous ?",
    "¿En qué regiones trabaja?",
    "في أي المناطق تعملون؟",
)
_REGIONS: Options = (
    (
        "east_southern_africa",
        (
            "Eastern and Southern Africa",
            "Afrique orientale et australe",
            "África oriental y meridional",
            "شرق أفريقيا والجنوب الأفريقي",
        ),
    ),
    (
        "west_central_africa",
        (
            "West and Central Africa",
            "Afrique de l’Ouest et du Centre",
            "África occidental y central",
            "غرب أفريقيا ووسطها",
        ),
    ),
    (
        "middle_east_north_africa",
        (
            "Middle East and North Africa",
            "Moyen-Orient et Afrique du Nord",
            "Oriente Medio y Norte de África",
            "الشرق الأوسط وشمال أفريقيا",
        ),
    ),
    (
        "south_asia",
        ("South Asia", "Asie du Sud", "Asia meridional", "جنوب آسيا"),
    ),
    (
        "east_asia_pacific",
        (
            "East Asia and the Pacific",
            "Asie de l’Est et Pacifique",
            "Asia oriental y el Pacífico",
            "شرق آسيا والمحيط الهادئ",
        ),
    ),
    (
        "latin_america_caribbean",
        (
            "Latin America and the Caribbean",
            "Amérique latine et Caraïbes",
            "América Latina y el Caribe",
            "أمريكا اللاتينية والكاريبي",
        ),
    ),
    (
        "europe_central_asia",
        (
            "Europe and Central Asia",
            "Europe et Asie centrale",
            "Europa y Asia central",
            "أوروبا وآسيا الوسطى",
        ),
    ),
    (
        "worldwide",
        (
            "Worldwide, at headquarters",
            "Monde entier, au siège",
            "Todo el mundo, desde la sede",
            "العالم كله، من المقر الرئيسي",
        ),
    ),
)
_LANGUAGE: Texts = (
    "In which languages do you work?",
    "Dans quelles langues travaillez-vous ?",
    "¿En qué idiomas trabaja?",
    "بأي اللغات تعملون؟",
)
_OTHER_LANGUAGE: Texts = ("Another language", "Une autre langue", "Otro idioma", "لغة أخرى")
_SITUATION: Texts = (
    "Which situation does this work respond to?",
    "À quelle situation ce travail répond-il ?",
    "¿A qué situación responde este trabajo?",
    "ما الحالة التي يستجيب لها هذا العمل؟",
)
_SITUATIONS: Options = (
    ("conflict", ("Armed conflict", "Conflit armé", "Conflicto armado", "نزاع مسلح")),
    (
        "internal_displacement",
        (
            "Displacement within a country",
            "Déplacement à l’intérieur d’un pays",
            "Desplazamiento interno",
            "نزوح داخلي",
        ),
    ),
    (
        "refugees",
        (
            "Refuge or migration across borders",
            "Exil ou migration hors des frontières",
            "Refugio o migración entre países",
            "لجوء أو هجرة عبر الحدود",
        ),
    ),
    (
        "hazard",
        (
            "Disaster or extreme weather",
            "Catastrophe ou phénomène climatique extrême",
            "Desastre o fenómeno climático extremo",
            "كارثة أو ظاهرة مناخية شديدة",
        ),
    ),
    ("hunger", ("Food crisis", "Crise alimentaire", "Crisis alimentaria", "أزمة غذائية")),
    ("epidemic", ("Epidemic", "Épidémie", "Epidemia", "وباء")),
    (
        "prevention",
        (
            "Preparedness, before a crisis",
            "Préparation, avant une crise",
            "Preparación, antes de una crisis",
            "الاستعداد قبل وقوع الأزمة",
        ),
    ),
)
_TAKEAWAY: Texts = (
    "What will participants be able to do after your session?",
    "Que sauront faire les participants après votre session ?",
    "¿Qué podrán hacer quienes participen después de su sesión?",
    "ماذا سيستطيع المشاركون فعله بعد جلستكم؟",
)
_TAKEAWAY_HINT: Texts = (
    "Name one or two things that they can try in their own work.",
    "Citez une ou deux choses qu’ils pourront essayer dans leur travail.",
    "Nombre una o dos cosas que puedan probar en su trabajo.",
    "اذكروا أمرًا أو أمرين يمكنهم تجربتهما في عملهم.",
)
_PART: Texts = (
    "How did children, families and communities shape this work?",
    "Comment les enfants, les familles et les communautés ont-ils influencé ce travail ?",
    "¿Cómo influyeron los niños, las niñas, las familias y las comunidades en este trabajo?",
    "كيف أسهم الأطفال والأسر والمجتمعات المحلية في توجيه هذا العمل؟",
)
_PART_HINT: Texts = (
    "Write nothing by which a child could be recognised.",
    "N’écrivez rien qui permette de reconnaître un enfant.",
    "No escriba nada que permita reconocer a un niño o una niña.",
    "لا تكتبوا ما قد يدلّ على هوية أي طفل.",
)
