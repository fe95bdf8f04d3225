"""The survey's questions about obstacles and the kind of meeting people wish for."""

from meeting_app.demo.content.shapes import Question

WISHES: list[Question] = [
    {
        "code": "obstacles",
        "kind": "several_choices",
        "required": True,
        "label": {
            "en": "What makes protecting children hardest where you work?",
            "fr": (
                "Qu’est-ce qui rend la protection des enfants la plus difficile là où vous "
                "travaillez ?"
            ),
            "es": "¿Qué es lo que más dificulta proteger a la niñez donde usted trabaja?",
            "ar": "ما أكثر ما يصعّب حماية الأطفال في مكان عملكم؟",
        },
        "hint": {
            "en": "Choose up to three.",
            "fr": "Trois réponses au maximum.",
            "es": "Elija tres como máximo.",
            "ar": "اختاروا ثلاثة على الأكثر.",
        },
        "min": 1,
        "max": 3,
        "options": [
            {
                "code": "funding",
                "label": {
                    "en": "Funding that is short or ends early",
                    "fr": "Des financements insuffisants ou trop courts",
                    "es": "Fondos escasos o de corta duración",
                    "ar": "تمويل قليل أو قصير الأمد",
                },
            },
            {
                "code": "staff",
                "label": {
                    "en": "Too few trained staff",
                    "fr": "Trop peu de personnel formé",
                    "es": "Falta de personal formado",
                    "ar": "قلة الموظفين المدرَّبين",
                },
            },
            {
                "code": "access",
                "label": {
                    "en": "Insecurity and lack of access",
                    "fr": "L’insécurité et le manque d’accès",
                    "es": "La inseguridad y la falta de acceso",
                    "ar": "انعدام الأمن وصعوبة الوصول",
                },
            },
            {
                "code": "services",
                "label": {
                    "en": "No services to refer children to",
                    "fr": "L’absence de services vers lesquels orienter les enfants",
                    "es": "La falta de servicios a los que remitir a los niños y niñas",
                    "ar": "غياب الخدمات التي يمكن إحالة الأطفال إليها",
                },
            },
            {
                "code": "coordination",
                "label": {
                    "en": "Weak coordination between sectors",
                    "fr": "Une coordination faible entre les secteurs",
                    "es": "La débil coordinación entre sectores",
                    "ar": "ضعف التنسيق بين القطاعات",
                },
            },
            {
                "code": "law",
                "label": {
                    "en": "Laws and policies that harm children",
                    "fr": "Des lois et des politiques qui nuisent aux enfants",
                    "es": "Leyes y políticas que perjudican a la niñez",
                    "ar": "قوانين وسياسات تضرّ بالأطفال",
                },
            },
        ],
    },
    {
        "code": "children_heard",
        "kind": "rating",
        "required": True,
        "min": 1,
        "max": 5,
        "label": {
            "en": "How much do children’s views change what your organisation does?",
            "fr": (
                "Dans quelle mesure l’avis des enfants change-t-il ce que fait votre organisation ?"
            ),
            "es": (
                "¿En qué medida las opiniones de niños y niñas cambian lo que hace su organización?"
            ),
            "ar": "إلى أي حد تغيّر آراء الأطفال ما تفعله منظمتكم؟",
        },
        "hint": None,
        "ends": {
            "low": {"en": "Not at all", "fr": "Pas du tout", "es": "Nada", "ar": "لا تغيّره إطلاقًا"},
            "high": {"en": "Very much", "fr": "Beaucoup", "es": "Mucho", "ar": "تغيّره كثيرًا"},
        },
    },
    {
        "code": "formats",
        "kind": "several_choices",
        "required": True,
        "min": 1,
        "max": 3,
        "label": {
            "en": "Which kinds of session help you most?",
            "fr": "Quels types de session vous aident le plus ?",
            "es": "¿Qué tipos de sesión le ayudan más?",
            "ar": "ما أنواع الجلسات الأكثر فائدة لكم؟",
        },
        "hint": {
            "en": "Choose up to three.",
            "fr": "Trois réponses au maximum.",
            "es": "Elija tres como máximo.",
            "ar": "اختاروا ثلاثة على الأكثر.",
        },
        "options": [
            {
                "code": "case_study",
                "label": {
                    "en": "A case told from beginning to end",
                    "fr": "Un cas raconté du début à la fin",
                    "es": "Un caso contado de principio a fin",
                    "ar": "تجربة تُروى من بدايتها إلى نهايتها",
                },
            },
            {
                "code": "workshop",
                "label": {
                    "en": "A workshop to practise a skill",
                    "fr": "Un atelier pour exercer une compétence",
                    "es": "Un taller para practicar una habilidad",
                    "ar": "ورشة للتدرّب على مهارة",
                },
            },
            {
                "code": "research",
                "label": {
                    "en": "New research, explained simply",
                    "fr": "Des recherches récentes expliquées simplement",
                    "es": "Investigaciones recientes explicadas con sencillez",
                    "ar": "أبحاث جديدة مشروحة ببساطة",
                },
            },
            {
                "code": "debate",
                "label": {
                    "en": "A debate between people who disagree",
                    "fr": "Un débat entre des personnes qui ne sont pas d’accord",
                    "es": "Un debate entre personas que no están de acuerdo",
                    "ar": "نقاش بين مختلفين في الرأي",
                },
            },
            {
                "code": "failure",
                "label": {
                    "en": "Lessons from something that failed",
                    "fr": "Les leçons d’un échec",
                    "es": "Lecciones de algo que fracasó",
                    "ar": "دروس من تجربة لم تنجح",
                },
            },
            {
                "code": "meeting_people",
                "label": {
                    "en": "Time to meet people with the same job",
                    "fr": "Du temps avec des personnes qui font le même métier",
                    "es": "Tiempo con personas que hacen el mismo trabajo",
                    "ar": "وقت للقاء من يؤدّون العمل نفسه",
                },
            },
        ],
    },
    {
        "code": "attendance",
        "kind": "one_choice",
        "required": True,
        "label": {
            "en": "How would you like to take part?",
            "fr": "Comment souhaitez-vous participer ?",
            "es": "¿Cómo le gustaría participar?",
            "ar": "كيف تودّون المشاركة؟",
        },
        "hint": None,
        "options": [
            {
                "code": "in_person",
                "label": {"en": "In Amman", "fr": "À Amman", "es": "En Ammán", "ar": "في عمّان"},
            },
            {
                "code": "online",
                "label": {"en": "Online", "fr": "En ligne", "es": "En línea", "ar": "عبر الإنترنت"},
            },
            {
                "code": "either",
                "label": {
                    "en": "Either way",
                    "fr": "L’un ou l’autre",
                    "es": "De cualquiera de las dos formas",
                    "ar": "بأي من الطريقتين",
                },
            },
            {
                "code": "unsure",
                "label": {
                    "en": "I do not know yet",
                    "fr": "Je ne sais pas encore",
                    "es": "Todavía no lo sé",
                    "ar": "لا أعرف بعد",
                },
            },
        ],
    },
    {
        "code": "question",
        "kind": "short_text",
        "required": False,
        "max": 160,
        "label": {
            "en": "Which one question should the meeting answer?",
            "fr": "À quelle question la réunion devrait-elle répondre ?",
            "es": "¿Qué pregunta debería responder la reunión?",
            "ar": "ما السؤال الذي ينبغي أن يجيب عنه الاجتماع؟",
        },
        "hint": {
            "en": "One sentence is enough.",
            "fr": "Une phrase suffit.",
            "es": "Basta con una frase.",
            "ar": "جملة واحدة تكفي.",
        },
    },
    {
        "code": "ease",
        "kind": "long_text",
        "required": False,
        "max": 1000,
        "label": {
            "en": "What would make it easier for you to take part?",
            "fr": "Qu’est-ce qui faciliterait votre participation ?",
            "es": "¿Qué le facilitaría participar?",
            "ar": "ما الذي يسهّل عليكم المشاركة؟",
        },
        "hint": {
            "en": (
                "For example: language, hours, connection, childcare, access for people with "
                "disabilities."
            ),
            "fr": (
                "Par exemple : langue, horaires, connexion, garde d’enfants, accessibilité pour "
                "les personnes handicapées."
            ),
            "es": (
                "Por ejemplo: idioma, horarios, conexión, cuidado de los hijos, accesibilidad "
                "para personas con discapacidad."
            ),
            "ar": (
                "مثلًا: اللغة، أو المواعيد، أو الاتصال بالإنترنت، أو رعاية الأطفال، أو التسهيلات "
                "للأشخاص ذوي الإعاقة."
            ),
        },
    },
]
