"""Breaks: the same words each day, at the hours of that day."""

from meeting_app.demo.content.shapes import Session, Text

DESK: Text = {
    "en": "Welcome desk",
    "fr": "Accueil",
    "es": "Mesa de bienvenida",
    "ar": "مكتب الاستقبال",
}
DESK_TEXT: Text = {
    "en": (
        "Collect your badge and a receiver for interpretation, and test your slides in your room."
    ),
    "fr": (
        "Retirez votre badge et un récepteur pour l’interprétation, et essayez vos diapositives "
        "dans votre salle."
    ),
    "es": (
        "Recoja su credencial y un receptor para la interpretación, y pruebe sus diapositivas en "
        "su sala."
    ),
    "ar": "استلموا البطاقة وجهاز الترجمة الفورية، وجرّبوا عروضكم في القاعة.",
}
COFFEE: Text = {
    "en": "Coffee and tea",
    "fr": "Pause café",
    "es": "Pausa para el café",
    "ar": "استراحة قهوة وشاي",
}
COFFEE_TEXT: Text = {
    "en": "In the foyer. Online, an open room stays on for conversation.",
    "fr": "Dans le hall. En ligne, une salle reste ouverte pour la conversation.",
    "es": "En el vestíbulo. En línea, queda abierta una sala para conversar.",
    "ar": "في البهو. وعبر الإنترنت تبقى غرفة مفتوحة للحديث.",
}
LUNCH: Text = {"en": "Lunch", "fr": "Déjeuner", "es": "Almuerzo", "ar": "الغداء"}
LUNCH_TEXT: Text = {
    "en": (
        "In the garden restaurant, with vegetarian and halal dishes. A prayer room and a quiet "
        "room are open beside the Thyme Room."
    ),
    "fr": (
        "Au restaurant du jardin, avec plats végétariens et halal. Une salle de prière et une "
        "salle de repos sont ouvertes à côté de la salle du Thym."
    ),
    "es": (
        "En el restaurante del jardín, con platos vegetarianos y halal. Junto a la Sala Tomillo "
        "hay una sala de oración y una sala de descanso."
    ),
    "ar": (
        "في مطعم الحديقة، مع أطباق نباتية، وجميع الأطعمة حلال. ويوجد مصلّى وغرفة هادئة بجوار قاعة "
        "الزعتر."
    ),
}
FAREWELL: Text = {
    "en": "Farewell coffee",
    "fr": "Café d’au revoir",
    "es": "Café de despedida",
    "ar": "قهوة الوداع",
}
FAREWELL_TEXT: Text = {
    "en": "Return your receiver, say goodbye, take a booklet for a colleague.",
    "fr": "Rendez votre récepteur, dites au revoir, emportez un livret pour un collègue.",
    "es": "Devuelva su receptor, despídase y llévese un cuadernillo para un colega.",
    "ar": "أعيدوا جهاز الترجمة، وودّعوا زملاءكم، وخذوا كتيّبًا لزميل لم يحضر.",
}
BREAKS: list[Session] = [
    {
        "key": "welcome-desk",
        "kind": "break",
        "title": DESK,
        "summary": DESK_TEXT,
        "day": 1,
        "starts": "08:15",
        "minutes": 45,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "coffee-1-morning",
        "kind": "break",
        "title": COFFEE,
        "summary": COFFEE_TEXT,
        "day": 1,
        "starts": "10:15",
        "minutes": 30,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "lunch-1",
        "kind": "break",
        "title": LUNCH,
        "summary": LUNCH_TEXT,
        "day": 1,
        "starts": "12:00",
        "minutes": 75,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "coffee-1-afternoon",
        "kind": "break",
        "title": COFFEE,
        "summary": COFFEE_TEXT,
        "day": 1,
        "starts": "15:30",
        "minutes": 30,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "coffee-2-morning",
        "kind": "break",
        "title": COFFEE,
        "summary": COFFEE_TEXT,
        "day": 2,
        "starts": "10:15",
        "minutes": 30,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "lunch-2",
        "kind": "break",
        "title": LUNCH,
        "summary": LUNCH_TEXT,
        "day": 2,
        "starts": "13:00",
        "minutes": 75,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "coffee-2-afternoon",
        "kind": "break",
        "title": COFFEE,
        "summary": COFFEE_TEXT,
        "day": 2,
        "starts": "16:30",
        "minutes": 30,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "coffee-3-morning",
        "kind": "break",
        "title": COFFEE,
        "summary": COFFEE_TEXT,
        "day": 3,
        "starts": "10:15",
        "minutes": 30,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "lunch-3",
        "kind": "break",
        "title": LUNCH,
        "summary": LUNCH_TEXT,
        "day": 3,
        "starts": "11:45",
        "minutes": 105,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
    {
        "key": "farewell",
        "kind": "break",
        "title": FAREWELL,
        "summary": FAREWELL_TEXT,
        "day": 3,
        "starts": "14:45",
        "minutes": 45,
        "room": None,
        "people": [],
        "floor": "en",
        "interpreted": [],
        "livestream": False,
    },
]
