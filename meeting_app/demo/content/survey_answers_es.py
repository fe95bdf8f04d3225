"""Invented answers to the theme survey, in Spanish."""

from meeting_app.demo.content.shapes import SurveyAnswer

# Left unformatted: one answer in a few lines reads better than one value per line.
# fmt: off
SPANISH: list[SurveyAnswer] = [
    {"language": "es", "values": {
        "topics": ["wellbeing", "family_care", "local_leadership", "climate", "accountability"],
        "why": (
            "Las niñas que cruzan solas la frontera hablan con nosotras una sola noche. "
            "Necesitamos saber qué se puede hacer en una noche."
        ),
        "organisation_kind": "local", "region": "americas", "crises": ["displacement", "gangs"],
        "obstacles": ["funding", "law"], "children_heard": 3, "formats": ["workshop", "failure"],
        "attendance": "online",
        "question": "¿Cómo acompañar a una niña que mañana seguirá su camino?",
    }},
    {"language": "es", "values": {
        "topics": ["local_leadership", "climate", "family_care", "accountability", "wellbeing"],
        "why": (
            "Los comités del barrio protegían a la niñez antes del terremoto. El proyecto los "
            "reemplazó por voluntarios con chaleco."
        ),
        "organisation_kind": "local", "region": "americas",
        "crises": ["displacement", "disaster", "outbreak", "gangs"],
        "obstacles": ["funding", "coordination"], "children_heard": 1,
        "formats": ["debate", "failure", "meeting_people"], "attendance": "either",
        "ease": "Que las grabaciones estén en español la misma semana.",
    }},
    {"language": "es", "values": {
        "topics": ["accountability", "local_leadership", "climate", "wellbeing", "family_care"],
        "why": (
            "Preguntamos a los adolescentes qué cambiar y casi todo lo que pidieron costaba "
            "menos que el informe."
        ),
        "organisation_kind": "international", "region": "americas", "crises": ["displacement"],
        "obstacles": ["funding", "services"], "children_heard": 4,
        "formats": ["workshop", "failure", "meeting_people"], "attendance": "either",
        "question": "¿Quién decide cuándo termina una emergencia?",
    }},
    {"language": "es", "values": {
        "topics": ["climate", "wellbeing", "local_leadership", "family_care", "accountability"],
        "why": (
            "Después de cada tormenta aumentan el trabajo infantil y los matrimonios tempranos, "
            "pero el plan de respuesta solo habla de techos."
        ),
        "organisation_kind": "academic", "region": "americas",
        "crises": ["displacement", "disaster", "gangs"],
        "obstacles": ["access", "coordination", "law"], "children_heard": 2,
        "formats": ["case_study", "workshop"], "attendance": "in_person",
    }},
    {"language": "es", "values": {
        "topics": ["family_care", "climate", "local_leadership", "accountability", "wellbeing"],
        "why": (
            "Muchos niños y niñas viajan con tíos o vecinos sin papeles, y la ley solo reconoce "
            "a los padres."
        ),
        "organisation_kind": "government", "region": "americas",
        "crises": ["displacement", "disaster", "outbreak"],
        "obstacles": ["funding", "staff", "access"], "children_heard": 4,
        "formats": ["case_study", "research", "failure"], "attendance": "in_person",
        "question": (
            "¿Cómo trabajar en barrios controlados por pandillas sin poner a nadie en riesgo?"
        ),
        "ease": "Sesiones por la tarde en Jordania, que es la mañana para nosotros.",
    }},
    {"language": "es", "values": {
        "topics": ["climate", "family_care", "local_leadership", "wellbeing", "accountability"],
        "organisation_kind": "local", "region": "americas",
        "crises": ["displacement", "disaster", "gangs"],
        "obstacles": ["funding", "staff", "services"], "children_heard": 3,
        "formats": ["workshop", "research", "failure"], "attendance": "either",
    }},
    {"language": "es", "values": {
        "topics": ["wellbeing", "local_leadership", "family_care", "accountability", "climate"],
        "organisation_kind": "local", "region": "americas",
        "crises": ["displacement", "disaster", "drought"],
        "obstacles": ["funding", "services", "coordination"], "children_heard": 5,
        "formats": ["workshop", "failure", "meeting_people"], "attendance": "online",
        "question": "¿Qué pueden hacer las escuelas sin un solo psicólogo?",
    }},
    {"language": "es", "values": {
        "topics": ["accountability", "local_leadership", "climate", "family_care", "wellbeing"],
        "organisation_kind": "local", "region": "americas", "crises": ["displacement"],
        "obstacles": ["funding", "access", "coordination"], "children_heard": 3,
        "formats": ["failure"], "attendance": "online",
        "ease": "Una rampa de verdad y una silla cerca de la puerta.",
    }},
    {"language": "es", "values": {
        "topics": ["local_leadership", "family_care", "accountability", "climate", "wellbeing"],
        "organisation_kind": "local", "region": "several", "crises": ["conflict", "displacement"],
        "obstacles": ["funding", "access", "coordination"], "children_heard": 2,
        "formats": ["case_study", "workshop"], "attendance": "online",
    }},
    {"language": "es", "values": {
        "topics": ["wellbeing", "local_leadership", "accountability", "climate", "family_care"],
        "organisation_kind": "local", "region": "americas", "crises": ["gangs"],
        "obstacles": ["funding", "staff", "services"], "children_heard": 3,
        "formats": ["debate", "failure", "meeting_people"], "attendance": "either",
    }},
    {"language": "es", "values": {
        "topics": ["local_leadership", "wellbeing", "climate", "accountability", "family_care"],
        "organisation_kind": "local", "region": "americas",
        "crises": ["displacement", "disaster", "drought"],
        "obstacles": ["services", "coordination"], "children_heard": 3,
        "formats": ["research", "failure", "meeting_people"], "attendance": "unsure",
        "ease": "Ayuda con el visado de tránsito.",
    }},
    {"language": "es", "values": {
        "topics": ["accountability", "family_care", "climate", "wellbeing", "local_leadership"],
        "organisation_kind": "united_nations", "region": "several",
        "crises": ["conflict", "disaster", "gangs"], "obstacles": ["funding", "staff", "services"],
        "children_heard": 4, "formats": ["case_study", "workshop", "meeting_people"],
        "attendance": "online",
    }},
]
# fmt: on
