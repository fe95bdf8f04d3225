"""The demo meeting itself: its name, theme, days, rooms and places."""

from meeting_app.demo.content.phases import PHASES
from meeting_app.demo.content.shapes import Meeting, Room
from meeting_app.demo.content.themes import CANDIDATE_THEMES

__all__ = ["CANDIDATE_THEMES", "MEETING", "PHASES", "PLACES", "ROOMS"]

MEETING: Meeting = {
    "slug": "2027",
    "network": {
        "en": "Daybreak Network for Children in Crises",
        "fr": "Réseau Aurore pour les enfants en situation de crise",
        "es": "Red Alborada por la Niñez en Situaciones de Crisis",
        "ar": "شبكة إشراق من أجل الأطفال في الأزمات",
    },
    "title": {
        "en": "Annual Meeting 2027",
        "fr": "Réunion annuelle 2027",
        "es": "Reunión anual 2027",
        "ar": "الاجتماع السنوي 2027",
    },
    "theme": {
        "en": "Closest to children: protection that begins with families and communities",
        "fr": (
            "Au plus près des enfants : une protection qui commence par les familles et les "
            "communautés"
        ),
        "es": (
            "Lo más cerca de la niñez: una protección que empieza en las familias y las comunidades"
        ),
        "ar": "الأقرب إلى الأطفال: حماية تبدأ من الأسر والمجتمعات المحلية",
    },
    "theme_text": {
        "en": (
            "When a crisis begins, the first people to protect a child are already there: a "
            "grandmother, a teacher, a neighbour, a volunteer of the association down the road. "
            "Humanitarian organisations come later and often leave earlier.\n\n"
            "This meeting asks what changes when we start from that fact. Who decides, who holds "
            "the money, whose knowledge counts, and how do children themselves tell us whether it "
            "works?\n\n"
            "Over three days in Amman and online, practitioners, researchers, public services and "
            "donors compare what they have tried, including what did not work."
        ),
        "fr": (
            "Quand une crise éclate, les premières personnes qui protègent un enfant sont déjà "
            "là : une grand-mère, une enseignante, un voisin, une bénévole de l’association du "
            "quartier. Les organisations humanitaires arrivent plus tard et repartent souvent "
            "plus tôt.\n\n"
            "Cette réunion pose une question : qu’est-ce qui change si l’on part de ce constat ? "
            "Qui décide, qui gère les fonds, quels savoirs comptent, et comment les enfants "
            "eux-mêmes nous disent-ils si notre action leur est utile ?\n\n"
            "Pendant trois jours, à Amman et en ligne, des professionnels de terrain, des "
            "chercheurs, des services publics et des bailleurs de fonds comparent ce qu’ils ont "
            "essayé, y compris ce qui n’a pas marché."
        ),
        "es": (
            "Cuando empieza una crisis, las primeras personas que protegen a un niño o a una niña "
            "ya están ahí: una abuela, un maestro, una vecina, un voluntario de la asociación del "
            "barrio. Las organizaciones humanitarias llegan más tarde y a menudo se van antes.\n\n"
            "Esta reunión se pregunta qué cambia si partimos de ese hecho. ¿Quién decide, quién "
            "administra los fondos, qué saberes cuentan y cómo nos dicen los propios niños y "
            "niñas si lo que hacemos funciona?\n\n"
            "Durante tres días, en Ammán y en línea, profesionales de terreno, investigadores, "
            "servicios públicos y donantes comparan lo que han probado, también lo que no "
            "funcionó."
        ),
        "ar": (
            "حين تبدأ الأزمة يكون أول من يحمي الطفل موجودًا إلى جانبه أصلًا: جدّة أو معلّم أو "
            "جارة أو متطوّع في جمعية الحي. أما المنظمات الإنسانية فتصل بعد ذلك، وكثيرًا ما تغادر "
            "قبل غيرها.\n\n"
            "يسأل هذا الاجتماع: ما الذي يتغيّر إذا انطلقنا من هذه الحقيقة؟ من يتخذ القرار، ومن "
            "يدير الأموال، وأي معرفة يُعتدّ بها، وكيف يخبرنا الأطفال أنفسهم إن كان عملنا "
            "ينفعهم؟\n\n"
            "على مدى ثلاثة أيام، في عمّان وعبر الإنترنت، يقارن العاملون في الميدان والباحثون "
            "والخدمات الحكومية والجهات المانحة ما جرّبوه، بما في ذلك ما لم ينجح."
        ),
    },
    "place": {
        "en": "Amman, Jordan",
        "fr": "Amman (Jordanie)",
        "es": "Ammán (Jordania)",
        "ar": "عمّان، الأردن",
    },
    "venue": {
        "en": "Seven Terraces Conference Centre",
        "fr": "Centre de conférences des Sept Terrasses",
        "es": "Centro de Conferencias Siete Terrazas",
        "ar": "مركز الشرفات السبع للمؤتمرات",
    },
    "zone": "Asia/Amman",
    "opens_in": 100,
    "starts_on": 0,
    "ends_on": 2,
    "languages": ["en", "fr", "es", "ar"],
    "contact": "meeting@daybreak-network.example.org",
}

PLACES: dict[str, int] = {"in_person": 150, "online": 700}

ROOMS: list[Room] = [
    {
        "code": "jasmine",
        "name": {
            "en": "Jasmine Hall",
            "fr": "Salle du Jasmin",
            "es": "Sala Jazmín",
            "ar": "قاعة الياسمين",
        },
        "capacity": 180,
    },
    {
        "code": "olive",
        "name": {
            "en": "Olive Room",
            "fr": "Salle de l’Olivier",
            "es": "Sala Olivo",
            "ar": "قاعة الزيتون",
        },
        "capacity": 60,
    },
    {
        "code": "oak",
        "name": {
            "en": "Oak Room",
            "fr": "Salle du Chêne",
            "es": "Sala Roble",
            "ar": "قاعة السنديان",
        },
        "capacity": 50,
    },
    {
        "code": "fig",
        "name": {
            "en": "Fig Room",
            "fr": "Salle du Figuier",
            "es": "Sala Higuera",
            "ar": "قاعة التين",
        },
        "capacity": 40,
    },
    {
        "code": "almond",
        "name": {
            "en": "Almond Room",
            "fr": "Salle de l’Amandier",
            "es": "Sala Almendro",
            "ar": "قاعة اللوز",
        },
        "capacity": 30,
    },
    {
        "code": "thyme",
        "name": {
            "en": "Thyme Room",
            "fr": "Salle du Thym",
            "es": "Sala Tomillo",
            "ar": "قاعة الزعتر",
        },
        "capacity": 24,
    },
]
