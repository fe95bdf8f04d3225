"""A letter to everybody with a draft, begun by the demo's organiser and not sent yet."""

DRAFTS = "abstracts.submitter"
SUBJECT = {
    "en": "{meeting}: your draft is not submitted yet",
    "fr": "{meeting} : votre brouillon n’est pas encore soumis",
    "es": "{meeting}: su borrador aún no se ha enviado",
    "ar": "{meeting}: مسودتكم لم تُقدَّم بعد",
}
BODY = {
    "en": """\
{greeting}

You began this and have not submitted it yet:

{drafts}

If you need more time, or help with the language, write to {contact}: we are glad to help.

Everything you have left to do is on your own page:
{my_page}

The secretariat""",
    "fr": """\
{greeting}

Vous avez commencé ce qui suit sans l’avoir encore soumis :

{drafts}

Si vous avez besoin de plus de temps ou d’une aide pour la langue, écrivez à {contact} : nous vous aiderons volontiers.

Tout ce qu’il vous reste à faire est sur votre page personnelle :
{my_page}

Le secrétariat""",
    "es": """\
{greeting}

Usted empezó lo siguiente y aún no lo ha enviado:

{drafts}

Si necesita más tiempo, o ayuda con el idioma, escriba a {contact}: con gusto le ayudamos.

Todo lo que le queda por hacer está en su propia página:
{my_page}

La secretaría""",
    "ar": """\
{greeting}

بدأتم ما يلي ولم تقدّموه بعد:

{drafts}

إن احتجتم إلى وقت أطول أو إلى مساعدة في اللغة فاكتبوا إلى {contact}، ويسعدنا أن نساعدكم.

كل ما بقي عليكم إنجازه تجدونه في صفحتكم الشخصية:
{my_page}

الأمانة""",
}
DAYS_BEFORE = {
    "abstracts.draft": [7, 1],
    "review.unfinished": [7, 3, 1],
    "registration.missing": [14, 3],
}
