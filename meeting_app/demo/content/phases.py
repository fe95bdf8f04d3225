"""The phases of the demo meeting: all of them are open when the demo is made."""

from meeting_app.demo.content.shapes import Phase

PHASES: list[Phase] = [
    {
        "code": "survey",
        "label": {
            "en": "Theme survey",
            "fr": "Enquête sur les thèmes",
            "es": "Encuesta sobre los temas",
            "ar": "استبيان المواضيع",
        },
        "opens": -30,
        "closes": 14,
    },
    {
        "code": "practice",
        "label": {
            "en": "Call for knowledge and practice sessions",
            "fr": "Appel à sessions « Savoirs et pratiques »",
            "es": "Convocatoria de sesiones de conocimientos y prácticas",
            "ar": "الدعوة إلى تقديم جلسات المعارف والممارسات",
        },
        "opens": -25,
        "closes": 21,
    },
    {
        "code": "advocacy",
        "label": {
            "en": "Call for strategic advocacy sessions",
            "fr": "Appel à sessions « Plaidoyer stratégique »",
            "es": "Convocatoria de sesiones de incidencia estratégica",
            "ar": "الدعوة إلى تقديم جلسات المناصرة الاستراتيجية",
        },
        "opens": -25,
        "closes": 28,
    },
    {
        "code": "review",
        "label": {
            "en": "Review of abstracts",
            "fr": "Évaluation des résumés",
            "es": "Evaluación de los resúmenes",
            "ar": "مراجعة الملخصات",
        },
        "opens": -7,
        "closes": 42,
    },
    {
        "code": "registration",
        "label": {"en": "Registration", "fr": "Inscription", "es": "Inscripción", "ar": "التسجيل"},
        "opens": -10,
        "closes": 93,
    },
]
