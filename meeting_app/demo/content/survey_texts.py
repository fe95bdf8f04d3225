"""What readers of the survey's texts made of them: tags, quotes, translations."""

TAGS: dict[str, list[str]] = {
    "Prevention": ["À chaque déplacement", "The river now floods", "Después de cada tormenta"],
    "Local partners": ["In our last response", "Notre association", "Los comités del barrio"],
    "Children were asked": ["We have complaint boxes", "Preguntamos a los adolescentes"],
    "Care of colleagues": ["Half of my caseworkers", "Les enseignants"],
}
"""{tag: how the texts begin that have it}"""
QUOTES = ["In our last response", "Notre association", "Preguntamos a los adolescentes"]
TRANSLATIONS: dict[str, dict[str, str]] = {
    "Notre association": {
        "en": "Our association has existed for nineteen years and still signs contracts of three months.",
        "ar": "تأسست جمعيتنا قبل تسعة عشر عامًا، وما زالت توقّع عقودًا مدتها ثلاثة أشهر.",
    },
    "Preguntamos a los adolescentes": {
        "en": (
            "We asked adolescents what to change, and almost everything they asked for cost less "
            "than the report."
        ),
    },
    "À chaque déplacement": {
        "en": (
            "With each displacement, children get lost on the same road. We know it, but nobody "
            "funds prevention before the attack."
        ),
    },
}
