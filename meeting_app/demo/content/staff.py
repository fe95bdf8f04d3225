"""Whoever looks after the demo meeting besides its organisers: one for each further role."""

from meeting_app.demo.content.shapes import Invited, Person

STAFF: list[Person] = [
    {
        "key": "reading_organiser",
        "name": "Ingunn Hovland",
        "email": "ingunn.hovland@example.org",
        "organisation": "Barnlykta",
        "country": "NO",
        "zone": "Europe/Oslo",
        "language": "en",
        "reads": ["en", "fr"],
        "roles": ["reading_organiser"],
    },
    {
        "key": "chair",
        "name": "Nadège Kouamelan",
        "email": "nadege.kouamelan@example.org",
        "organisation": "Enfance Rivage",
        "country": "FR",
        "zone": "Europe/Paris",
        "language": "fr",
        "reads": ["fr", "en"],
        "roles": ["chair:practice"],
    },
    {
        "key": "host",
        "name": "Joaquín Ledesma Ibarra",
        "email": "joaquin.ledesma@example.net",
        "organisation": "Red Abrigo Andino",
        "country": "PE",
        "zone": "America/Lima",
        "language": "es",
        "reads": ["es", "en"],
        "roles": ["host"],
    },
    {
        "key": "interpreter",
        "name": "هناء الزعبي",
        "email": "hanaa.zoubi@example.net",
        "organisation": "Daybreak Network Secretariat",
        "country": "JO",
        "zone": "Asia/Amman",
        "language": "ar",
        "reads": ["ar", "fr"],
        "roles": ["interpreter"],
    },
    {
        "key": "desk_staff",
        "name": "Grace Wambui Ndirangu",
        "email": "grace.ndirangu@example.org",
        "organisation": "Tumaini Family Links",
        "country": "KE",
        "zone": "Africa/Nairobi",
        "language": "en",
        "reads": ["en"],
        "roles": ["desk_staff"],
    },
]

INVITED: list[Invited] = [
    {
        "name": "Ruben Castellanos Pinto",
        "email": "ruben.castellanos@example.org",
        "role": "reviewer",
        "language": "es",
        "note": "Su trabajo del año pasado nos ayudó mucho.",
        "answer": "waiting",
    },
    {
        "name": "Léonie Dubreuil-Kassé",
        "email": "leonie.dubreuil@example.org",
        "role": "interpreter",
        "language": "fr",
        "note": "",
        "answer": "declined",
    },
]
