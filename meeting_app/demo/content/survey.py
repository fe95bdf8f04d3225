"""The theme survey of the demo meeting and about sixty answers to it."""

from meeting_app.demo.content.shapes import Survey
from meeting_app.demo.content.survey_answers import ANSWERS
from meeting_app.demo.content.survey_profile import PROFILE
from meeting_app.demo.content.survey_topics import TOPICS
from meeting_app.demo.content.survey_wishes import WISHES

__all__ = ["ANSWERS", "SURVEY"]

SURVEY: Survey = {
    "slug": "themes",
    "title": {
        "en": "Theme survey",
        "fr": "Enquête sur les thèmes",
        "es": "Encuesta sobre los temas",
        "ar": "استبيان المواضيع",
    },
    "intro": {
        "en": (
            "Five topics belong to the theme of our next Annual Meeting. Tell us which of them "
            "should have most room, and what would make three days of your time well spent.\n\n"
            "Ten minutes are enough. You need no account and we do not ask your name. The results "
            "are published on this site."
        ),
        "fr": (
            "Cinq sujets relèvent du thème de notre prochaine réunion annuelle. Dites-nous "
            "lesquels méritent le plus de place, et ce qui rendrait ces trois jours vraiment "
            "utiles pour vous.\n\n"
            "Dix minutes suffisent. Vous n’avez pas besoin de compte et nous ne demandons pas "
            "votre nom. Les résultats sont publiés sur ce site."
        ),
        "es": (
            "Cinco temas forman parte del lema de nuestra próxima reunión anual. Díganos cuáles "
            "merecen más espacio y qué haría que estos tres días le resulten de verdad útiles.\n\n"
            "Bastan diez minutos. No necesita una cuenta y no le pedimos su nombre. Los "
            "resultados se publican en este sitio."
        ),
        "ar": (
            "تندرج خمسة مواضيع تحت شعار اجتماعنا السنوي المقبل. أخبرونا أيّها يستحق الوقت الأكبر، "
            "وما الذي يجعل هذه الأيام الثلاثة مفيدة لكم حقًا.\n\n"
            "عشر دقائق تكفي. لا تحتاجون إلى حساب، ولا نسألكم عن أسمائكم. وتُنشر النتائج في هذا "
            "الموقع."
        ),
    },
    "thanks": {
        "en": (
            "Thank you. Your answer is saved and counts in the results. The programme committee "
            "reads every comment."
        ),
        "fr": (
            "Merci. Votre réponse est enregistrée et prise en compte dans les résultats. Le "
            "comité de programme lit tous les commentaires."
        ),
        "es": (
            "Gracias. Su respuesta ha quedado guardada y cuenta en los resultados. El comité del "
            "programa lee todos los comentarios."
        ),
        "ar": "شكرًا لكم. حُفظت إجابتكم واحتُسبت في النتائج. وتقرأ لجنة البرنامج جميع التعليقات.",
    },
    "questions": [*TOPICS, *PROFILE, *WISHES],
}
