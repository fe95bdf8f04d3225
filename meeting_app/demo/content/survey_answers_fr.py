"""Invented answers to the theme survey, in French."""

from meeting_app.demo.content.shapes import SurveyAnswer

# Left unformatted: one answer in a few lines reads better than one value per line.
# fmt: off
FRENCH: list[SurveyAnswer] = [
    {"language": "fr", "values": {
        "topics": ["family_care", "accountability", "wellbeing", "local_leadership", "climate"],
        "why": (
            "À chaque déplacement, des enfants se perdent sur la même route. Nous la "
            "connaissons, mais personne ne finance la prévention avant l’attaque."
        ),
        "organisation_kind": "local", "region": "west_central_africa",
        "crises": ["conflict", "displacement"], "obstacles": ["services", "coordination", "law"],
        "children_heard": 3, "formats": ["workshop", "research", "meeting_people"],
        "attendance": "unsure", "question": "Comment financer la prévention avant la crise ?",
    }},
    {"language": "fr", "values": {
        "topics": ["local_leadership", "climate", "family_care", "accountability", "wellbeing"],
        "why": (
            "Notre association existe depuis dix-neuf ans et signe encore des contrats de trois "
            "mois."
        ),
        "organisation_kind": "local", "region": "west_central_africa",
        "crises": ["displacement", "disaster", "outbreak"], "obstacles": ["access", "coordination"],
        "children_heard": 2, "formats": ["case_study", "workshop"], "attendance": "online",
        "ease": "Une interprétation vers le français aussi dans les petites salles.",
    }},
    {"language": "fr", "values": {
        "topics": ["wellbeing", "local_leadership", "accountability", "family_care", "climate"],
        "why": (
            "Les enseignants sont les premiers à voir la détresse. Ils n’ont personne à qui en "
            "parler."
        ),
        "organisation_kind": "government", "region": "west_central_africa",
        "crises": ["displacement"], "obstacles": ["staff", "access", "services"],
        "children_heard": 4, "formats": ["research", "debate", "failure"], "attendance": "online",
        "question": "Que doit-on dire à un enfant dont on ne retrouvera pas la famille ?",
    }},
    {"language": "fr", "values": {
        "topics": ["climate", "accountability", "wellbeing", "family_care", "local_leadership"],
        "why": "Le lac recule, les garçons partent à la pêche ou à la mine d’or, et l’école ferme.",
        "organisation_kind": "local", "region": "west_central_africa",
        "crises": ["conflict", "disaster", "drought", "gangs"], "obstacles": ["access", "services"],
        "children_heard": 4, "formats": ["case_study"], "attendance": "either",
    }},
    {"language": "fr", "values": {
        "topics": ["accountability", "local_leadership", "wellbeing", "family_care", "climate"],
        "why": (
            "Les enfants nous ont dit que l’espace d’accueil ouvrait pendant leurs heures de "
            "travail au marché. Il a fallu huit mois pour changer l’horaire."
        ),
        "organisation_kind": "international", "region": "west_central_africa",
        "crises": ["displacement", "disaster", "outbreak"],
        "obstacles": ["funding", "services", "coordination"], "children_heard": 3,
        "formats": ["case_study", "failure", "meeting_people"], "attendance": "online",
        "question": "Qui rend des comptes aux enfants quand le projet se termine ?",
        "ease": "Pouvoir écouter par téléphone, sans vidéo : l’électricité manque l’après-midi.",
    }},
    {"language": "fr", "values": {
        "topics": ["family_care", "wellbeing", "accountability", "climate", "local_leadership"],
        "why": "Les familles d’accueil reçoivent un kit à l’arrivée de l’enfant, puis plus rien.",
        "organisation_kind": "united_nations", "region": "west_central_africa",
        "crises": ["conflict", "displacement", "disaster"], "obstacles": ["staff", "services"],
        "children_heard": 4, "formats": ["case_study", "workshop", "failure"],
        "attendance": "in_person",
    }},
    {"language": "fr", "values": {
        "topics": ["family_care", "local_leadership", "wellbeing", "climate", "accountability"],
        "organisation_kind": "international", "region": "west_central_africa",
        "crises": ["conflict", "drought"], "obstacles": ["funding", "staff", "access"],
        "children_heard": 3, "formats": ["case_study", "debate", "failure"],
        "attendance": "in_person",
        "question": "Comment protéger nos collègues locaux quand les internationaux partent ?",
    }},
    {"language": "fr", "values": {
        "topics": ["wellbeing", "local_leadership", "family_care", "accountability", "climate"],
        "organisation_kind": "government", "region": "west_central_africa",
        "crises": ["conflict", "displacement", "outbreak"],
        "obstacles": ["funding", "staff", "access"], "children_heard": 4,
        "formats": ["case_study", "workshop"], "attendance": "either",
        "ease": "Une lettre d’invitation au moins huit semaines avant, pour le visa.",
    }},
    {"language": "fr", "values": {
        "topics": ["climate", "local_leadership", "accountability", "family_care", "wellbeing"],
        "organisation_kind": "international", "region": "west_central_africa",
        "crises": ["displacement", "drought"], "obstacles": ["funding", "access", "services"],
        "children_heard": 3, "formats": ["research", "meeting_people"], "attendance": "in_person",
        "question": "Quelles données ne devrions-nous jamais recueillir ?",
    }},
    {"language": "fr", "values": {
        "topics": ["wellbeing", "accountability", "climate", "local_leadership", "family_care"],
        "organisation_kind": "local", "region": "west_central_africa",
        "crises": ["disaster", "drought"], "obstacles": ["staff", "coordination"],
        "children_heard": 3, "formats": ["failure"], "attendance": "in_person",
    }},
    {"language": "fr", "values": {
        "topics": ["accountability", "local_leadership", "family_care", "climate", "wellbeing"],
        "organisation_kind": "international", "region": "americas", "crises": ["outbreak", "gangs"],
        "obstacles": ["staff", "services", "coordination"], "children_heard": 4,
        "formats": ["case_study", "research", "failure"], "attendance": "online",
        "ease": "La garde de mon bébé pendant les séances.",
    }},
    {"language": "fr", "values": {
        "topics": ["family_care", "local_leadership", "wellbeing", "accountability", "climate"],
        "organisation_kind": "local", "region": "west_central_africa",
        "crises": ["conflict", "displacement", "outbreak"],
        "obstacles": ["funding", "services", "law"], "children_heard": 4,
        "formats": ["case_study", "workshop", "meeting_people"], "attendance": "online",
    }},
    {"language": "fr", "values": {
        "topics": ["climate", "local_leadership", "accountability", "wellbeing", "family_care"],
        "organisation_kind": "local", "region": "west_central_africa",
        "crises": ["outbreak", "gangs"], "obstacles": ["funding", "staff"], "children_heard": 2,
        "formats": ["debate"], "attendance": "either",
    }},
    {"language": "fr", "values": {
        "topics": ["wellbeing", "family_care", "local_leadership", "accountability", "climate"],
        "organisation_kind": "donor", "region": "west_central_africa",
        "crises": ["displacement", "disaster"], "obstacles": ["funding", "staff", "access"],
        "children_heard": 1, "formats": ["case_study", "debate", "failure"],
        "attendance": "in_person",
    }},
]
# fmt: on
