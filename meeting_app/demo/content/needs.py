"""What the registration asks besides: diet and access needs, and what some people gave."""

from typing import TypedDict

from meeting_app.demo.content.shapes import Text


class Need(TypedDict):
    field: str
    reason: Text
    handed_to: Text


class GivenNeed(TypedDict):
    person: str
    field: str
    choices: list[str]
    text: str


NEEDS: list[Need] = [
    {
        "field": "diet",
        "reason": {
            "en": "So that the kitchen cooks what you can eat.",
            "fr": "Pour que la cuisine prépare ce que vous pouvez manger.",
            "es": "Para que la cocina prepare lo que usted puede comer.",
            "ar": "ليُعدّ المطبخ ما يمكنكم تناوله.",
        },
        "handed_to": {
            "en": "the kitchen of the venue, by count and without names.",
            "fr": "la cuisine du lieu de la réunion, en nombres et sans noms.",
            "es": "la cocina de la sede, en cifras y sin nombres.",
            "ar": "مطبخ مكان الانعقاد، بالأعداد ومن دون أسماء.",
        },
    },
    {
        "field": "access",
        "reason": {
            "en": "So that you can follow the sessions and reach every room.",
            "fr": "Pour que vous puissiez suivre les sessions et accéder à toutes les salles.",
            "es": "Para que pueda seguir las sesiones y llegar a todas las salas.",
            "ar": "لتتمكنوا من متابعة الجلسات والوصول إلى كل القاعات.",
        },
        "handed_to": {
            "en": "the people who prepare the rooms and the livestream, without names where they need none.",
            "fr": "les personnes qui préparent les salles et la diffusion en direct, sans noms quand ils ne sont pas nécessaires.",
            "es": "quienes preparan las salas y la transmisión en directo, sin nombres cuando no los necesitan.",
            "ar": "من يُعدّون القاعات والبث المباشر، من دون أسماء حيث لا حاجة إليها.",
        },
    },
]

GIVEN: list[GivenNeed] = [
    {"person": "participant", "field": "diet", "choices": ["halal"], "text": ""},
    {"person": "participant", "field": "access", "choices": ["near_front"], "text": ""},
    {
        "person": "hala_khoury",
        "field": "diet",
        "choices": ["vegetarian"],
        "text": "أتناول السمك أحيانًا",
    },
    {"person": "oumou_diarra", "field": "diet", "choices": ["halal", "no_nuts"], "text": ""},
    {
        "person": "solene_kerjean",
        "field": "access",
        "choices": ["hearing_loop", "captions"],
        "text": "Je lis sur les lèvres si la personne me fait face.",
    },
    {"person": "aissata_ouedraogo", "field": "diet", "choices": ["no_pork"], "text": ""},
    {
        "person": "andres_salcedo",
        "field": "diet",
        "choices": ["vegan"],
        "text": "Sin miel, por favor.",
    },
    {"person": "katrin_vogelsang", "field": "diet", "choices": ["no_gluten"], "text": ""},
    {
        "person": "claire_besson",
        "field": "access",
        "choices": ["step_free"],
        "text": "Escaliers difficiles depuis une opération du genou.",
    },
    {
        "person": "rosa_mejia",
        "field": "access",
        "choices": ["captions"],
        "text": "",
    },
]
