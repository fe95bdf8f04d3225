"""The survey's questions about the person who answers."""

from meeting_app.demo.content.shapes import Question

PROFILE: list[Question] = [
    {
        "code": "organisation_kind",
        "kind": "one_choice",
        "required": True,
        "label": {
            "en": "Where do you work?",
            "fr": "Où travaillez-vous ?",
            "es": "¿Dónde trabaja usted?",
            "ar": "أين تعملون؟",
        },
        "hint": None,
        "why": {
            "en": "To see whose voices we hear, and whose are missing.",
            "fr": "Pour savoir quelles voix nous entendons, et lesquelles manquent.",
            "es": "Para saber qué voces escuchamos y cuáles faltan.",
            "ar": "لنعرف أصوات من نسمع، وأصوات من تغيب عنا.",
        },
        "options": [
            {
                "code": "local",
                "label": {
                    "en": "Local or national organisation",
                    "fr": "Organisation locale ou nationale",
                    "es": "Organización local o nacional",
                    "ar": "منظمة محلية أو وطنية",
                },
            },
            {
                "code": "international",
                "label": {
                    "en": "International organisation",
                    "fr": "Organisation internationale",
                    "es": "Organización internacional",
                    "ar": "منظمة دولية",
                },
            },
            {
                "code": "united_nations",
                "label": {
                    "en": "United Nations agency",
                    "fr": "Agence des Nations Unies",
                    "es": "Organismo de las Naciones Unidas",
                    "ar": "وكالة تابعة للأمم المتحدة",
                },
            },
            {
                "code": "government",
                "label": {
                    "en": "Government or public service",
                    "fr": "Administration ou service public",
                    "es": "Gobierno o servicio público",
                    "ar": "جهة حكومية أو خدمة عامة",
                },
            },
            {
                "code": "academic",
                "label": {
                    "en": "University or research centre",
                    "fr": "Université ou centre de recherche",
                    "es": "Universidad o centro de investigación",
                    "ar": "جامعة أو مركز أبحاث",
                },
            },
            {
                "code": "donor",
                "label": {
                    "en": "Donor",
                    "fr": "Bailleur de fonds",
                    "es": "Donante",
                    "ar": "جهة مانحة",
                },
            },
            {
                "code": "other",
                "label": {
                    "en": "Somewhere else",
                    "fr": "Ailleurs",
                    "es": "En otro lugar",
                    "ar": "في مكان آخر",
                },
            },
        ],
    },
    {
        "code": "region",
        "kind": "one_choice",
        "required": True,
        "label": {
            "en": "Which region does your work concern most?",
            "fr": "Quelle région votre travail concerne-t-il le plus ?",
            "es": "¿En qué región se centra sobre todo su trabajo?",
            "ar": "ما المنطقة التي يتركّز فيها عملكم؟",
        },
        "hint": None,
        "why": {
            "en": "To see whose voices we hear, and whose are missing.",
            "fr": "Pour savoir quelles voix nous entendons, et lesquelles manquent.",
            "es": "Para saber qué voces escuchamos y cuáles faltan.",
            "ar": "لنعرف أصوات من نسمع، وأصوات من تغيب عنا.",
        },
        "options": [
            {
                "code": "east_southern_africa",
                "label": {
                    "en": "East and Southern Africa",
                    "fr": "Afrique de l’Est et australe",
                    "es": "África oriental y meridional",
                    "ar": "شرق أفريقيا وجنوبها",
                },
            },
            {
                "code": "west_central_africa",
                "label": {
                    "en": "West and Central Africa",
                    "fr": "Afrique de l’Ouest et centrale",
                    "es": "África occidental y central",
                    "ar": "غرب أفريقيا ووسطها",
                },
            },
            {
                "code": "middle_east_north_africa",
                "label": {
                    "en": "Middle East and North Africa",
                    "fr": "Moyen-Orient et Afrique du Nord",
                    "es": "Oriente Medio y África del Norte",
                    "ar": "الشرق الأوسط وشمال أفريقيا",
                },
            },
            {
                "code": "asia_pacific",
                "label": {
                    "en": "Asia and the Pacific",
                    "fr": "Asie et Pacifique",
                    "es": "Asia y el Pacífico",
                    "ar": "آسيا والمحيط الهادئ",
                },
            },
            {
                "code": "americas",
                "label": {
                    "en": "The Americas and the Caribbean",
                    "fr": "Amériques et Caraïbes",
                    "es": "Las Américas y el Caribe",
                    "ar": "الأمريكتان ومنطقة الكاريبي",
                },
            },
            {
                "code": "europe_central_asia",
                "label": {
                    "en": "Europe and Central Asia",
                    "fr": "Europe et Asie centrale",
                    "es": "Europa y Asia central",
                    "ar": "أوروبا وآسيا الوسطى",
                },
            },
            {
                "code": "several",
                "label": {
                    "en": "Several regions",
                    "fr": "Plusieurs régions",
                    "es": "Varias regiones",
                    "ar": "عدة مناطق",
                },
            },
        ],
    },
    {
        "code": "crises",
        "kind": "several_choices",
        "required": True,
        "label": {
            "en": "What kinds of crisis do the children you work for live through?",
            "fr": "Quels types de crise vivent les enfants auprès desquels vous travaillez ?",
            "es": "¿Qué tipos de crisis viven los niños y niñas para quienes trabaja?",
            "ar": "ما أنواع الأزمات التي يعيشها الأطفال الذين تعملون من أجلهم؟",
        },
        "hint": {
            "en": "Choose all that apply.",
            "fr": "Cochez toutes les réponses qui conviennent.",
            "es": "Marque todas las que correspondan.",
            "ar": "اختاروا كل ما ينطبق.",
        },
        "options": [
            {
                "code": "conflict",
                "label": {
                    "en": "Armed conflict",
                    "fr": "Conflit armé",
                    "es": "Conflicto armado",
                    "ar": "نزاع مسلح",
                },
            },
            {
                "code": "displacement",
                "label": {
                    "en": "Displacement, refuge or migration",
                    "fr": "Déplacement, refuge ou migration",
                    "es": "Desplazamiento, refugio o migración",
                    "ar": "نزوح أو لجوء أو هجرة",
                },
            },
            {
                "code": "disaster",
                "label": {
                    "en": "Floods, storms, earthquakes",
                    "fr": "Inondations, tempêtes, séismes",
                    "es": "Inundaciones, tormentas, terremotos",
                    "ar": "فيضانات وعواصف وزلازل",
                },
            },
            {
                "code": "drought",
                "label": {
                    "en": "Drought and hunger",
                    "fr": "Sécheresse et faim",
                    "es": "Sequía y hambre",
                    "ar": "جفاف وجوع",
                },
            },
            {
                "code": "outbreak",
                "label": {
                    "en": "Infectious disease outbreak",
                    "fr": "Épidémie de maladie infectieuse",
                    "es": "Brote de enfermedad infecciosa",
                    "ar": "تفشي مرض معدٍ",
                },
            },
            {
                "code": "gangs",
                "label": {
                    "en": "Violence by gangs or criminal groups",
                    "fr": "Violence de gangs ou de groupes criminels",
                    "es": "Violencia de pandillas o grupos criminales",
                    "ar": "عنف العصابات أو الجماعات الإجرامية",
                },
            },
        ],
    },
]
