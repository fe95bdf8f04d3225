"""Invented abstracts, written in English: families and well-being."""

from meeting_app.demo.content.shapes import Abstract

ENGLISH_CARE: list[Abstract] = [
    {
        "call": "practice",
        "submitter": "moses_lokwang",
        "theme": "family_care",
        "state": "submitted",
        "language": "en",
        "title": (
            "Three questions at the water point: finding separated children before they are moved "
            "on"
        ),
        "text": (
            "On the dry road between two camps, most separated children were identified only "
            "after a second bus had carried them a further 200 kilometres. Caseworkers were at "
            "the reception centre; children were at the water points. In 2025 we moved. Forty-two "
            "water vendors, most of them women, learned to ask a child on her own three questions "
            "and to call one free number. Children who had travelled the road helped us to choose "
            "the words, because our first version frightened them.\n\n"
            "In nine months vendors made 611 calls. Caseworkers reached 388 children on the same "
            "day, and 241 were back with a parent or a known relative within two weeks. Before, "
            "the same journey through the system took eleven weeks. We also made mistakes: two "
            "vendors were threatened by drivers, and we had no plan for their safety. We present "
            "the card, the call script, the costs per child, and what we would do differently "
            "about the people who help."
        ),
        "presenters": [
            {
                "name": "Moses Lokwang",
                "email": "moses.lokwang@example.org",
                "organisation": "Tumaini Family Links",
            }
        ],
        "answers": {
            "setting": "route",
            "children_role": "shaped",
            "take_away": (
                "A card with three questions that anybody at a water point can ask a child who is "
                "alone."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "olena_kovalchuk",
        "theme": "wellbeing",
        "state": "submitted",
        "language": "en",
        "title": "Teachers in the corridor: psychosocial support during air-raid alerts",
        "text": (
            "In our town pupils spend on average five hours a week in school shelters. Teachers "
            "told us that these hours undo whatever a counsellor achieves in one. We therefore "
            "stopped adding counselling sessions and began with the corridor.\n\n"
            "With 64 teachers we tested short routines: how to enter the shelter, what to say in "
            "the first minute, what to do with hands, how to continue a lesson in half-dark, how "
            "to notice the child who has gone silent. Each routine takes less than four minutes "
            "and needs no material. Teachers met in groups of eight every second week, during "
            "paid hours, to speak about their own fear.\n\n"
            "After one school year, teachers in the 12 schools reported fewer conflicts after "
            "alerts and took 30 per cent fewer days of sick leave than colleagues in comparable "
            "schools. Pupils aged 12 to 15 were more critical: they asked for silence rather than "
            "games. We changed the routines and present both versions, with the figures and their "
            "limits."
        ),
        "presenters": [
            {
                "name": "Olena Kovalchuk",
                "email": "olena.kovalchuk@example.net",
                "organisation": "Dytynstvo Poruch",
            },
            {
                "name": "Danylo Marchenko",
                "email": "danylo.marchenko@example.net",
                "organisation": "Dytynstvo Poruch",
            },
        ],
        "answers": {
            "setting": "town",
            "children_role": "consulted",
            "take_away": (
                "Five exercises for a shelter, each under four minutes, that need no material."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "freja_holm",
        "theme": "family_care",
        "state": "submitted",
        "language": "en",
        "title": "Cash for kinship carers: who spends it, who decides, who is jealous",
        "text": (
            "Aunts, grandparents and older sisters look after most separated children, usually "
            "without support. We gave 420 kinship families a monthly transfer for ten months and "
            "compared them with 400 families on the waiting list. Children helped to define what "
            "a good result would be. They named three: eating together, staying in school, and "
            "not being called a guest.\n\n"
            "School attendance rose and child labour fell, as expected. The surprise was in the "
            "household. In one family in six, other children said that the new child now "
            "“belonged to the money”. Where the transfer was given for all children of the house, "
            "with a small amount for the carer herself, this almost disappeared. Where "
            "caseworkers visited before the first payment to agree on who decides, fewer "
            "placements broke down: 4 per cent instead of 11.\n\n"
            "We present results, the questions used at the first visit, and the case of a "
            "placement that we should not have supported."
        ),
        "presenters": [
            {"name": "Freja Holm", "email": "freja.holm@example.org", "organisation": "Barnlykta"},
            {
                "name": "Abdirahman Yusuf",
                "email": "abdirahman.yusuf@example.net",
                "organisation": "Tumaini Family Links",
            },
        ],
        "answers": {
            "setting": "town",
            "children_role": "shaped",
            "take_away": (
                "Six questions to ask a child and a carer separately before the first payment."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "rafiq_islam",
        "theme": "wellbeing",
        "state": "draft",
        "language": "en",
        "title": "Caring for caseworkers: supervision that does not depend on a grant",
        "text": (
            "Our organisation has 58 caseworkers, most of them younger than 25 and many of them "
            "refugees. Each carries between 20 and 35 cases. Professional supervision was paid by "
            "one project after another; between projects there was none, once for seven months. "
            "In that time eleven caseworkers left.\n\n"
            "Since 2025 we have been testing a form of supervision that survives without a grant. "
            "Caseworkers meet in fixed groups of six for ninety minutes every two weeks. A "
            "trained colleague from another block guides the meeting; a psychologist listens to "
            "one meeting in four, by telephone if needed. Management is never present and "
            "receives no notes. Each group has the right to close one case list for a week when "
            "somebody cannot go on.\n\n"
            "We are still collecting the figures on staff turnover and sick days and will "
            "complete this abstract with them. We would like to show a meeting as it happens, "
            "with a case that has been changed beyond recognition."
        ),
        "presenters": [
            {
                "name": "Rafiqul Islam",
                "email": "rafiqul.islam@example.org",
                "organisation": "Banyan Shade Children’s Collective",
            }
        ],
        "answers": {"setting": "camp", "children_role": "none"},
    },
]
