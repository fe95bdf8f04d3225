"""Invented answers to the theme survey, in English."""

from meeting_app.demo.content.shapes import SurveyAnswer

# Left unformatted: one answer in a few lines reads better than one value per line.
# fmt: off
ENGLISH: list[SurveyAnswer] = [
    {"language": "en", "values": {
        "topics": ["local_leadership", "family_care", "wellbeing", "climate", "accountability"],
        "why": (
            "In our last response three agencies trained the same forty volunteers, and none of "
            "them paid the association that recruits them."
        ),
        "organisation_kind": "local", "region": "east_southern_africa",
        "crises": ["displacement", "disaster"], "obstacles": ["funding", "services"],
        "children_heard": 1, "formats": ["case_study", "workshop", "meeting_people"],
        "attendance": "unsure", "question": "How do we leave without undoing what we built?",
    }},
    {"language": "en", "values": {
        "topics": ["climate", "accountability", "family_care", "local_leadership", "wellbeing"],
        "why": (
            "The river now floods every year. We open the same emergency office every July and "
            "close it every October, and nothing stays."
        ),
        "organisation_kind": "international", "region": "asia_pacific",
        "crises": ["displacement", "disaster"], "obstacles": ["funding", "staff", "services"],
        "children_heard": 4, "formats": ["case_study", "meeting_people"], "attendance": "online",
        "ease": "Hours that are not midnight in Manila, please.",
    }},
    {"language": "en", "values": {
        "topics": ["wellbeing", "family_care", "local_leadership", "accountability", "climate"],
        "why": (
            "Half of my caseworkers lost their own homes. We ask them to be calm for others and "
            "give them nothing."
        ),
        "organisation_kind": "local", "region": "middle_east_north_africa",
        "crises": ["conflict", "disaster"], "obstacles": ["staff", "access", "services"],
        "children_heard": 1, "formats": ["case_study", "workshop"], "attendance": "online",
        "question": "What would a budget written by a local partner look like?",
    }},
    {"language": "en", "values": {
        "topics": ["accountability", "wellbeing", "family_care", "local_leadership", "climate"],
        "why": (
            "We have complaint boxes in eleven camps. Children wrote to us, and for a year "
            "nobody had the key."
        ),
        "organisation_kind": "international", "region": "asia_pacific",
        "crises": ["conflict", "displacement", "drought"],
        "obstacles": ["funding", "staff", "services"], "children_heard": 3,
        "formats": ["workshop", "meeting_people"], "attendance": "in_person",
    }},
    {"language": "en", "values": {
        "topics": ["family_care", "climate", "local_leadership", "wellbeing", "accountability"],
        "why": (
            "Grandmothers here look after five or six children on one ration card. They are "
            "never called foster carers, so they get no support."
        ),
        "organisation_kind": "local", "region": "east_southern_africa",
        "crises": ["conflict", "drought"], "obstacles": ["funding", "access", "coordination"],
        "children_heard": 3, "formats": ["workshop", "failure", "meeting_people"],
        "attendance": "either", "question": "Who supervises the supervisors?",
        "ease": "Slides before the session. My connection does not carry video.",
    }},
    {"language": "en", "values": {
        "topics": ["wellbeing", "family_care", "accountability", "local_leadership", "climate"],
        "why": (
            "Sirens at night, school online in the morning. Parents ask us how to be parents "
            "when they are afraid themselves."
        ),
        "organisation_kind": "local", "region": "europe_central_asia",
        "crises": ["conflict", "drought"], "obstacles": ["funding", "access", "coordination"],
        "children_heard": 2, "formats": ["case_study", "research", "debate"],
        "attendance": "online",
    }},
    {"language": "en", "values": {
        "topics": ["local_leadership", "wellbeing", "family_care", "climate", "accountability"],
        "why": "Overheads. We carry the risk and the visibility goes elsewhere.",
        "organisation_kind": "local", "region": "asia_pacific",
        "crises": ["conflict", "displacement"], "obstacles": ["funding", "services"],
        "children_heard": 3, "formats": ["workshop", "meeting_people"], "attendance": "online",
        "question": "When does a child protection programme do harm, and who says so?",
    }},
    {"language": "en", "values": {
        "topics": ["climate", "local_leadership", "family_care", "accountability", "wellbeing"],
        "why": (
            "Typhoon warnings reach the barangay office before they reach the children who are "
            "alone at home."
        ),
        "organisation_kind": "government", "region": "asia_pacific",
        "crises": ["conflict", "displacement", "disaster"], "obstacles": ["access", "services"],
        "children_heard": 5, "formats": ["workshop", "failure", "meeting_people"],
        "attendance": "in_person", "ease": "A quiet room, and captions in English.",
    }},
    {"language": "en", "values": {
        "topics": ["family_care", "wellbeing", "accountability", "local_leadership", "climate"],
        "why": "Families separate for work long before anybody calls it an emergency.",
        "organisation_kind": "academic", "region": "east_southern_africa",
        "crises": ["conflict", "displacement", "disaster", "drought"],
        "obstacles": ["funding", "services"], "children_heard": 4,
        "formats": ["workshop", "research"], "attendance": "unsure",
        "question": "How do we keep data safe when the office must be left in an hour?",
    }},
    {"language": "en", "values": {
        "topics": ["climate", "family_care", "local_leadership", "accountability", "wellbeing"],
        "organisation_kind": "local", "region": "asia_pacific", "crises": ["conflict"],
        "obstacles": ["services", "coordination", "law"], "children_heard": 2,
        "formats": ["workshop", "debate"], "attendance": "in_person",
    }},
    {"language": "en", "values": {
        "topics": ["local_leadership", "wellbeing", "climate", "family_care", "accountability"],
        "organisation_kind": "local", "region": "east_southern_africa",
        "crises": ["conflict", "displacement", "disaster"], "obstacles": ["funding", "access"],
        "children_heard": 4, "formats": ["case_study", "workshop", "failure"],
        "attendance": "in_person", "question": "What do children remember of us five years later?",
        "ease": (
            "A travel grant for two people from the same organisation: the manager always goes."
        ),
    }},
    {"language": "en", "values": {
        "topics": ["accountability", "climate", "wellbeing", "local_leadership", "family_care"],
        "organisation_kind": "local", "region": "europe_central_asia", "crises": ["disaster"],
        "obstacles": ["funding", "staff"], "children_heard": 3,
        "formats": ["workshop", "meeting_people"], "attendance": "in_person",
    }},
    {"language": "en", "values": {
        "topics": ["local_leadership", "wellbeing", "climate", "family_care", "accountability"],
        "organisation_kind": "international", "region": "middle_east_north_africa",
        "crises": ["displacement"], "obstacles": ["funding", "staff", "coordination"],
        "children_heard": 3, "formats": ["workshop", "debate", "failure"], "attendance": "online",
        "question": "Can one caseworker ever have fewer than 25 cases?",
    }},
    {"language": "en", "values": {
        "topics": ["local_leadership", "family_care", "climate", "wellbeing", "accountability"],
        "organisation_kind": "local", "region": "asia_pacific",
        "crises": ["conflict", "drought", "gangs"], "obstacles": ["funding", "access"],
        "children_heard": 3, "formats": ["workshop", "failure", "meeting_people"],
        "attendance": "online",
    }},
    {"language": "en", "values": {
        "topics": ["family_care", "climate", "wellbeing", "local_leadership", "accountability"],
        "organisation_kind": "donor", "region": "several", "crises": ["conflict", "displacement"],
        "obstacles": ["staff", "services", "law"], "children_heard": 3,
        "formats": ["meeting_people"], "attendance": "online",
        "question": "What works for boys over 15?",
    }},
    {"language": "en", "values": {
        "topics": ["family_care", "wellbeing", "local_leadership", "climate", "accountability"],
        "organisation_kind": "local", "region": "east_southern_africa", "crises": ["disaster"],
        "obstacles": ["funding", "staff"], "children_heard": 3, "formats": ["failure"],
        "attendance": "in_person",
    }},
    {"language": "en", "values": {
        "topics": ["family_care", "wellbeing", "accountability", "climate", "local_leadership"],
        "organisation_kind": "local", "region": "asia_pacific", "crises": ["disaster", "outbreak"],
        "obstacles": ["funding", "access", "coordination"], "children_heard": 1,
        "formats": ["debate", "failure", "meeting_people"], "attendance": "either",
    }},
    {"language": "en", "values": {
        "topics": ["accountability", "wellbeing", "climate", "local_leadership", "family_care"],
        "organisation_kind": "government", "region": "asia_pacific",
        "crises": ["conflict", "displacement", "drought"], "obstacles": ["funding", "access"],
        "children_heard": 3, "formats": ["case_study", "failure", "meeting_people"],
        "attendance": "online",
    }},
    {"language": "en", "values": {
        "topics": ["accountability", "wellbeing", "climate", "local_leadership", "family_care"],
        "organisation_kind": "local", "region": "asia_pacific", "crises": ["outbreak"],
        "obstacles": ["staff", "access", "services"], "children_heard": 4, "formats": ["debate"],
        "attendance": "unsure",
    }},
    {"language": "en", "values": {
        "topics": ["accountability", "family_care", "wellbeing", "local_leadership", "climate"],
        "organisation_kind": "local", "region": "east_southern_africa",
        "crises": ["conflict", "disaster"], "obstacles": ["funding", "access", "law"],
        "children_heard": 4, "formats": ["case_study", "workshop", "debate"],
        "attendance": "unsure",
    }},
    {"language": "en", "values": {
        "topics": ["family_care", "local_leadership", "accountability", "wellbeing", "climate"],
        "organisation_kind": "local", "region": "asia_pacific", "crises": ["conflict", "drought"],
        "obstacles": ["staff", "access", "law"], "children_heard": 2,
        "formats": ["case_study", "workshop", "failure"], "attendance": "either",
    }},
    {"language": "en", "values": {
        "topics": ["family_care", "local_leadership", "climate", "accountability", "wellbeing"],
        "organisation_kind": "local", "region": "europe_central_asia", "crises": ["displacement"],
        "obstacles": ["services", "law"], "children_heard": 2,
        "formats": ["case_study", "workshop", "meeting_people"], "attendance": "online",
    }},
    {"language": "en", "values": {
        "topics": ["family_care", "climate", "local_leadership", "wellbeing", "accountability"],
        "organisation_kind": "international", "region": "east_southern_africa",
        "crises": ["displacement", "disaster", "outbreak"],
        "obstacles": ["staff", "services", "law"], "children_heard": 2,
        "formats": ["workshop", "research", "failure"], "attendance": "online",
    }},
    {"language": "en", "values": {
        "topics": ["climate", "wellbeing", "family_care", "local_leadership", "accountability"],
        "organisation_kind": "local", "region": "east_southern_africa", "crises": ["conflict"],
        "obstacles": ["coordination", "law"], "children_heard": 3,
        "formats": ["case_study", "failure"], "attendance": "online",
    }},
]
# fmt: on
