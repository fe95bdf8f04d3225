"""The demo's people. All are invented, and no letter can reach their addresses."""

from meeting_app.demo.content.committee import REVIEWERS
from meeting_app.demo.content.shapes import Person
from meeting_app.demo.content.staff import STAFF
from meeting_app.demo.content.submitters import SUBMITTERS

__all__ = ["PEOPLE"]

OTHERS: list[Person] = [
    {
        "key": "organiser",
        "name": "Miriam Achterberg",
        "email": "miriam.achterberg@example.net",
        "organisation": "Daybreak Network Secretariat",
        "country": "CH",
        "zone": "Europe/Zurich",
        "language": "en",
        "reads": ["en", "fr", "es"],
        "roles": ["organiser"],
    },
    {
        "key": "tariq_nabulsi",
        "name": "Tariq Nabulsi",
        "email": "tariq.nabulsi@example.org",
        "organisation": "Daybreak Network Secretariat",
        "country": "JO",
        "zone": "Asia/Amman",
        "language": "ar",
        "reads": ["ar", "en"],
        "roles": ["organiser"],
    },
    {
        "key": "translator",
        "name": "Valentina Duarte Rojas",
        "email": "valentina.duarte@example.org",
        "organisation": "Fundación Semillero del Río",
        "country": "CO",
        "zone": "America/Bogota",
        "language": "es",
        "reads": ["es", "en", "fr"],
        "roles": ["translator"],
    },
    {
        "key": "bushra_qasem",
        "name": "بشرى قاسم",
        "email": "bushra.qasem@example.net",
        "organisation": "Daybreak Network Secretariat",
        "country": "JO",
        "zone": "Asia/Amman",
        "language": "ar",
        "reads": ["ar", "en", "fr"],
        "roles": ["translator:ar"],
    },
    {
        "key": "translator_fr",
        "name": "Étienne Lavoie",
        "email": "etienne.lavoie@example.org",
        "organisation": "Maple Crossing Fund",
        "country": "CA",
        "zone": "America/Toronto",
        "language": "fr",
        "reads": ["fr", "en"],
        "roles": ["translator:fr"],
    },
    {
        "key": "participant",
        "name": "رانيا الخصاونة",
        "email": "rania.khasawneh@example.org",
        "organisation": "مديرية رعاية الطفل في محافظة وادي النخيل",
        "country": "JO",
        "zone": "Asia/Amman",
        "language": "ar",
        "reads": ["ar", "en"],
        "roles": [],
    },
    {
        "key": "katrin_vogelsang",
        "name": "Katrin Vogelsang",
        "email": "katrin.vogelsang@example.org",
        "organisation": "Nordlicht Kinderfonds",
        "country": "DE",
        "zone": "Europe/Berlin",
        "language": "en",
        "reads": ["en", "fr"],
        "roles": [],
    },
    {
        "key": "naomi_tremblay",
        "name": "Naomi Tremblay",
        "email": "naomi.tremblay@example.org",
        "organisation": "Maple Crossing Fund",
        "country": "CA",
        "zone": "America/Toronto",
        "language": "en",
        "reads": ["en", "fr"],
        "roles": [],
    },
]

PEOPLE: list[Person] = [*OTHERS, *STAFF, *REVIEWERS, *SUBMITTERS]
