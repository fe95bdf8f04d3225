"""The survey's questions about the topics."""

from meeting_app.demo.content.shapes import Question
from meeting_app.demo.content.themes import CANDIDATE_THEMES

TOPICS: list[Question] = [
    {
        "code": "topics",
        "kind": "ranking",
        "required": True,
        "label": {
            "en": "In which order should the meeting give room to these topics?",
            "fr": "Dans quel ordre la réunion devrait-elle faire place à ces sujets ?",
            "es": "¿En qué orden debería la reunión dar espacio a estos temas?",
            "ar": "بأي ترتيب ينبغي أن يخصّص الاجتماع وقته لهذه المواضيع؟",
        },
        "hint": {
            "en": "1 is the topic that matters most to you.",
            "fr": "Le numéro 1 est le sujet le plus important pour vous.",
            "es": "El 1 es el tema que más le importa.",
            "ar": "الرقم 1 هو الموضوع الأهم بالنسبة إليكم.",
        },
        "options": [{"code": theme["code"], "label": theme["title"]} for theme in CANDIDATE_THEMES],
        "min": 1,
        "max": 5,
    },
    {
        "code": "why",
        "kind": "long_text",
        "required": False,
        "label": {
            "en": "Why does your first topic matter now?",
            "fr": "Pourquoi votre premier sujet est-il important maintenant ?",
            "es": "¿Por qué su primer tema es importante ahora?",
            "ar": "لماذا يُعدّ الموضوع الذي وضعتموه أولًا مهمًا الآن؟",
        },
        "hint": {
            "en": "An example from your own work helps most. Please name no child.",
            "fr": (
                "Un exemple tiré de votre travail est ce qui nous aide le plus. Ne citez le nom "
                "d’aucun enfant."
            ),
            "es": (
                "Lo que más ayuda es un ejemplo de su propio trabajo. No escriba el nombre de "
                "ningún niño o niña."
            ),
            "ar": "أكثر ما يفيدنا مثال من عملكم. نرجو ألا تذكروا اسم أي طفل.",
        },
        "max": 1500,
    },
]
