"""Questions about the person who answers."""

from meeting_app.core.locale import LANGUAGES, language_name
from meeting_app.questionnaires.library.texts import Options, Texts, about, choice
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import NewQuestion

WORKING_LANGUAGES = (
    "en", "fr", "es", "ar", "pt", "am", "bn", "fa", "ha", "ht", "my", "ru", "so", "sw", "uk", "ur",
)  # fmt: skip


def role(source: str) -> NewQuestion:
    return about(choice(source, "role", QuestionKind.ONE_CHOICE, _ROLE, _ROLES), WHOSE_VOICES)


def regions(source: str) -> NewQuestion:
    asked = choice(source, "regions", QuestionKind.SEVERAL_CHOICES, _REGION, _REGIONS)
    return about(asked, WHOSE_VOICES)


def languages(source: str) -> NewQuestion:
    asked = choice(
        source, "languages", QuestionKind.SEVERAL_CHOICES, _LANGUAGE, _language_options()
    )
    return about(asked, _WHICH_LANGUAGES)


def _language_options() -> Options:
    """Named by CLDR, with a capital as at the beginning of a line."""

    def named(code: str) -> Texts:
        en, fr, es, ar = (language_name(code, to) for to in LANGUAGES)
        return en, fr[:1].upper() + fr[1:], es[:1].upper() + es[1:], ar

    return [*((code, named(code)) for code in WORKING_LANGUAGES), ("other", _OTHER_LANGUAGE)]


WHOSE_VOICES: Texts = (
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
