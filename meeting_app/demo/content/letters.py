"""The demo meeting's own wording of the letter to accepted submitters, and what was added later."""

SUBJECT = {
    "en": "Accepted for {meeting}: {title}",
    "fr": "Accepté pour {meeting} : {title}",
    "es": "Aceptado para {meeting}: {title}",
    "ar": "قُبل ملخصكم في {meeting}: {title}",
}
FIRST = {
    "en": """\
{greeting}

{opening}

Many colleagues want to hear about this work. To get your session ready together:

- register for the meeting: {meeting_page}
- tell us by answering this letter if the title or the presenters are no longer right
- keep your slides simple: interpreters get them a week before

Your abstract is here:
{abstract_page}

If you cannot come, or need something in order to take part, write to {contact}.

With warm regards from the secretariat""",
    "fr": """\
{greeting}

{opening}

De nombreux collègues souhaitent découvrir ce travail. Pour préparer ensemble votre session :

- inscrivez-vous à la réunion : {meeting_page}
- si le titre ou les intervenants ont changé, répondez à ce courrier
- préparez des diapositives simples : les interprètes les reçoivent une semaine avant la réunion

Votre résumé se trouve ici :
{abstract_page}

Si vous ne pouvez pas venir, ou si vous avez besoin de quelque chose pour participer, écrivez à {contact}.

Bien cordialement, le secrétariat""",
    "es": """\
{greeting}

{opening}

Muchas personas del sector quieren conocer este trabajo. Para preparar su sesión:

- inscríbase en la reunión: {meeting_page}
- si el título o las personas ponentes han cambiado, responda a este mensaje
- haga diapositivas sencillas: el equipo de interpretación las recibe una semana antes

Su resumen está aquí:
{abstract_page}

Si no puede participar, o si necesita algo para hacerlo, escriba a {contact}.

Un cordial saludo de la secretaría""",
    "ar": """\
{greeting}

{opening}

يودّ كثير من الزملاء والزميلات التعرّف على هذا العمل. لنُعِدّ جلستكم معًا:

- سجّلوا في الاجتماع: {meeting_page}
- إن تغيّر العنوان أو مقدّمو الجلسة فأخبرونا بالرد على هذه الرسالة
- لتكن شرائح العرض بسيطة: يتسلّمها المترجمون الفوريون قبل الاجتماع بأسبوع

ملخصكم هنا:
{abstract_page}

إن تعذّر عليكم الحضور، أو احتجتم إلى شيء كي تشاركوا، فاكتبوا إلى {contact}.

مع أطيب التحيات من الأمانة""",
}
ADDED = {
    "en": "- send your slides by two weeks before the first day: {days}\n",
    "fr": "- envoyez vos diapositives au plus tard deux semaines avant le premier jour : {days}\n",
    "ar": "- أرسلوا شرائح العرض قبل اليوم الأول بأسبوعين: {days}\n",
}
BEFORE = {"en": "- keep your slides", "fr": "- préparez des", "ar": "- لتكن شرائح"}
