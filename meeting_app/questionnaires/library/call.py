"""What a call may ask besides title and text."""

from collections.abc import Sequence

from meeting_app.questionnaires.library.texts import Options, Texts, choice, question
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import NewQuestion


def call_questions(languages: Sequence[str]) -> list[NewQuestion]:
    """What a call may ask besides title and text. languages: as in `survey_questions`."""
    source = languages[0]
    return [
        choice(source, "situation", QuestionKind.SEVERAL_CHOICES, _SITUATION, _SITUATIONS),
        {
            **question(source, "takeaway", QuestionKind.LONG_TEXT, _TAKEAWAY, _TAKEAWAY_HINT),
            "word_limit": 60,
        },
        {
            **question(source, "part", QuestionKind.LONG_TEXT, _PART, _PART_HINT),
            "word_limit": 100,
        },
    ]


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
