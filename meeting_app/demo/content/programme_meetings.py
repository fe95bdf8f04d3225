"""The organisers' own parallel sessions and the social evening."""

from meeting_app.demo.content.shapes import Session

EXCHANGES: list[Session] = [
    {
        "key": "data-clinic",
        "kind": "parallel",
        "day": 2,
        "starts": "17:00",
        "minutes": 60,
        "room": "olive",
        "floor": "en",
        "interpreted": ["ar"],
        "livestream": False,
        "people": [
            {"person": "omar_eltayeb", "role": "chair"},
            {"person": "samuel_okello", "role": "speaker"},
        ],
        "title": {
            "en": "Clinic: children’s data when the office must be left in an hour",
            "fr": (
                "Consultation : les données des enfants quand il faut quitter le bureau en une "
                "heure"
            ),
            "es": (
                "Consultas prácticas: los datos de la niñez cuando hay que abandonar la oficina "
                "en una hora"
            ),
            "ar": "عيادة استشارية: بيانات الأطفال حين يجب إخلاء المكتب خلال ساعة",
        },
        "summary": {
            "en": (
                "Bring your own question about consent, storage, sharing or loss. Two colleagues "
                "who have had to leave an office answer, with a one-page plan to take home."
            ),
            "fr": (
                "Venez avec votre question sur le consentement, la conservation, le partage ou la "
                "perte de données. Deux collègues qui ont dû quitter un bureau vous répondent, "
                "avec un plan d’une page à emporter."
            ),
            "es": (
                "Traiga su pregunta sobre consentimiento, almacenamiento, intercambio o pérdida "
                "de datos. Responden dos colegas que tuvieron que abandonar una oficina, con un "
                "plan de una página para llevar."
            ),
            "ar": (
                "أحضروا أسئلتكم عن الموافقة أو الحفظ أو التبادل أو الفقدان. يجيب زميلان اضطرّا "
                "إلى إخلاء مكتب، ومعهما خطة من صفحة واحدة تأخذونها معكم."
            ),
        },
    },
    {
        "key": "case-management-exchange",
        "kind": "parallel",
        "day": 2,
        "starts": "17:00",
        "minutes": 60,
        "room": "oak",
        "floor": "fr",
        "interpreted": ["en"],
        "livestream": False,
        "people": [
            {"person": "claire_besson", "role": "moderator"},
            {"person": "nadege_petitfrere", "role": "speaker"},
        ],
        "title": {
            "en": "Working group: case management with few hands",
            "fr": "Groupe de travail : la gestion de cas avec peu de moyens",
            "es": "Grupo de trabajo: gestión de casos con pocas manos",
            "ar": "مجموعة عمل: إدارة الحالات بعدد قليل من العاملين",
        },
        "summary": {
            "en": (
                "Open meeting of the working group. We compare what teams drop first when cases "
                "double, and begin a short guidance note on what must never be dropped."
            ),
            "fr": (
                "Réunion ouverte du groupe de travail. Nous comparons ce que les équipes "
                "abandonnent en premier quand le nombre de cas double, et commençons une courte "
                "note d’orientation sur ce qui ne doit jamais l’être."
            ),
            "es": (
                "Reunión abierta del grupo de trabajo. Comparamos qué dejan primero los equipos "
                "cuando se duplican los casos y empezamos una breve nota de orientación sobre lo "
                "que nunca debe dejarse."
            ),
            "ar": (
                "اجتماع مفتوح لمجموعة العمل. نقارن ما تتخلى عنه الفرق أولًا حين يتضاعف عدد "
                "الحالات، ونبدأ كتابة مذكرة توجيهية قصيرة عمّا لا يجوز التخلي عنه أبدًا."
            ),
        },
    },
    {
        "key": "languages-table",
        "kind": "parallel",
        "day": 2,
        "starts": "17:00",
        "minutes": 60,
        "room": "fig",
        "floor": "es",
        "interpreted": [],
        "livestream": False,
        "people": [
            {"person": "translator", "role": "moderator"},
            {"person": "ixchel_tzoc", "role": "speaker"},
        ],
        "title": {
            "en": "Which language does the child speak? Words that do not translate",
            "fr": "Quelle langue parle l’enfant ? Les mots qui ne se traduisent pas",
            "es": "¿Qué idioma habla la niña? Palabras que no se traducen",
            "ar": "بأي لغة يتحدث الطفل؟ كلمات لا تُترجم",
        },
        "summary": {
            "en": (
                "Interpreters, caseworkers and translators collect the words of our work that "
                "have no equal in children’s own languages, and what people say instead."
            ),
            "fr": (
                "Interprètes, gestionnaires de cas et traducteurs recueillent les mots de notre "
                "métier qui n’ont pas d’équivalent dans les langues des enfants, et ce que les "
                "gens disent à la place."
            ),
            "es": (
                "Intérpretes, gestoras de casos y traductores reúnen las palabras de nuestro "
                "trabajo que no tienen equivalente en los idiomas de los niños y niñas, y lo que "
                "la gente dice en su lugar."
            ),
            "ar": (
                "يجمع المترجمون ومديرو الحالات كلمات من عملنا لا مقابل لها في لغات الأطفال، وما "
                "يقوله الناس بدلًا منها."
            ),
        },
    },
    {
        "key": "evening",
        "kind": "social",
        "day": 1,
        "starts": "18:30",
        "minutes": 120,
        "room": None,
        "floor": "ar",
        "interpreted": [],
        "livestream": False,
        "people": [{"person": "tariq_nabulsi", "role": "chair"}],
        "title": {
            "en": "An evening on the terrace",
            "fr": "Une soirée sur la terrasse",
            "es": "Una velada en la terraza",
            "ar": "أمسية على الشرفة",
        },
        "summary": {
            "en": (
                "Food from Jordanian kitchens, oud music and long tables. No speeches. Families "
                "and children are welcome; the terrace has step-free access and a quiet corner."
            ),
            "fr": (
                "Cuisine jordanienne, oud et grandes tablées. Pas de discours. Les familles et "
                "les enfants sont les bienvenus ; la terrasse est accessible de plain-pied et "
                "dispose d’un coin calme."
            ),
            "es": (
                "Cocina jordana, música de laúd árabe y mesas largas. Sin discursos. Las familias "
                "y los niños son bienvenidos; la terraza tiene acceso sin escalones y un rincón "
                "tranquilo."
            ),
            "ar": (
                "أطباق من المطبخ الأردني، وعزف على العود، وموائد طويلة، ومن دون خطابات. نرحّب "
                "بالأسر والأطفال، وللشرفة مدخل بلا درج وركن هادئ."
            ),
        },
    },
]
