"""Invented abstracts, written in English: leadership, accountability, climate."""

from meeting_app.demo.content.shapes import Abstract

ENGLISH_SYSTEMS: list[Abstract] = [
    {
        "call": "practice",
        "submitter": "anita_gurung",
        "theme": "climate",
        "state": "submitted",
        "language": "en",
        "title": (
            "School is closed, the river is high: protection plans written by classes aged ten to "
            "fourteen"
        ),
        "text": (
            "Each monsoon, schools in our six valleys close for between nine and thirty days. "
            "Adults count the damaged roofs. Nobody counts what happens to children in those "
            "days: younger ones are left alone while parents save the harvest, and girls are sent "
            "to relatives whom they do not know.\n\n"
            "We asked classes to write the plan themselves. Over four lessons, children mapped "
            "who is alone, who can be called, which paths are safe when the bridge is under "
            "water, and which adults they do not want to be sent to. Teachers, health volunteers "
            "and ward officials then answered each point in front of the class: yes, no, or by "
            "when. Of 214 requests, 131 had been met before the next rains.\n\n"
            "After the 2026 monsoon, 19 of 24 classes reported that no child had stayed alone "
            "overnight; the year before it was 7. Two wards refused the lessons, and we explain "
            "why. Participants try a shortened version of the lesson."
        ),
        "presenters": [
            {
                "name": "Anita Gurung",
                "email": "anita.gurung@example.net",
                "organisation": "Himal Bal Sathi",
            },
            {
                "name": "Bikram Tamang",
                "email": "bikram.tamang@example.org",
                "organisation": "Himal Bal Sathi",
            },
        ],
        "answers": {
            "setting": "village",
            "children_role": "led",
            "take_away": (
                "A two-hour lesson in which a class draws its own protection map for the monsoon."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "rafiq_islam",
        "theme": "accountability",
        "state": "submitted",
        "language": "en",
        "title": "The answer board: returning to children with a reply within fourteen days",
        "text": (
            "Children in our camp blocks had eleven ways to complain and hardly used any. When a "
            "group of adolescents interviewed 160 others, the reason was simple: nobody had ever "
            "received an answer. Several had been told off by the volunteer named in the "
            "complaint.\n\n"
            "We closed nine of the eleven channels and made one promise: a reply within fourteen "
            "days. Every Thursday a board with drawings goes up in each block. It shows what "
            "children said, what was done, and what will not be done and why. Sensitive matters "
            "never appear there; they go by another road to two trained women who report to "
            "nobody in the block.\n\n"
            "Messages rose from 6 to 94 per month. Three quarters concerned other organisations: "
            "latrines without doors, a guard who shouts, a queue that lasts through school hours. "
            "We tell how we brought those messages to other sectors, which of them refused to "
            "answer, and how a board of plywood and string costs less than the boxes it replaced."
        ),
        "presenters": [
            {
                "name": "Rafiqul Islam",
                "email": "rafiqul.islam@example.org",
                "organisation": "Banyan Shade Children’s Collective",
            },
            {
                "name": "Farhana Akter",
                "email": "farhana.akter@example.org",
                "organisation": "Banyan Shade Children’s Collective",
            },
        ],
        "answers": {
            "setting": "camp",
            "children_role": "shaped",
            "take_away": (
                "A weekly board with pictures: what you told us, what we did, what we cannot do."
            ),
        },
    },
    {
        "call": "advocacy",
        "submitter": "marisol_dagohoy",
        "theme": "climate",
        "state": "submitted",
        "language": "en",
        "title": (
            "Count the children who are left behind: a line for child protection in every storm "
            "response plan"
        ),
        "text": (
            "Municipal disaster plans in our province list rice, tarpaulins, generators and pet "
            "carriers. None of the 38 plans we read in 2026 has a line for children who lose "
            "sight of their families in an evacuation, although every evacuation produces "
            "some.\n\n"
            "Young people from fishing communities collected the plans, asked the mayors’ offices "
            "for the figures and drew up what a basic line would cost: one trained focal point "
            "per evacuation centre, a registration desk, a safe place to sleep, and transport for "
            "reunification. The amount is less than 1 per cent of the average plan. Nine "
            "municipalities have adopted it. The others answer that the national guideline does "
            "not ask for it.\n\n"
            "We propose an hour in which two young people present the figures, a mayor who said "
            "yes and an official who said no respond, and donors who finance preparedness say "
            "whether their own forms ask the question. It ends with a letter that participants "
            "can sign or adapt for their own country, and with the names of those who will follow "
            "it up."
        ),
        "presenters": [
            {
                "name": "Marisol Dagohoy",
                "email": "marisol.dagohoy@example.net",
                "organisation": "Bangka ng Kabataan",
            },
            {
                "name": "Sunita Rai",
                "email": "sunita.rai@example.org",
                "organisation": "Himal Bal Sathi",
            },
        ],
        "answers": {
            "addressee": ["government", "donors"],
            "demand": (
                "Put a costed child protection line into municipal disaster plans before the next "
                "storm season."
            ),
            "risk": (
                "Young speakers appear with first names only and can leave the stream at any "
                "moment."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "hannah_whitcombe",
        "theme": "local_leadership",
        "state": "submitted",
        "language": "en",
        "title": "What we stopped doing: an international organisation hands back its case files",
        "text": (
            "In 2024 we announced that our case management in two districts would pass to local "
            "partners within twelve months. It took twenty-six. This session is about the months "
            "that were not in the plan.\n\n"
            "The training was quick; the rest was not. Partners could not pay caseworkers at our "
            "salaries and lost four of the best to other agencies. Our database could not be "
            "shared without new consent from 1,140 families, 212 of whom had moved. The insurance "
            "did not cover local staff’s night calls. Our own country team was judged by the "
            "number of children it reached, so that success looked like failure in every "
            "report.\n\n"
            "What worked: a joint fund for salaries over three years, caseworkers who kept the "
            "same families, and a rule that the partner decides when a file is ready. We bring "
            "the checklist that came out of it, the full costs, and a partner’s written "
            "assessment of us, which we promise to read aloud unchanged."
        ),
        "presenters": [
            {
                "name": "Hannah Whitcombe",
                "email": "hannah.whitcombe@example.org",
                "organisation": "Harbour Line International",
            },
            {
                "name": "Joyce Tembo",
                "email": "joyce.tembo@example.org",
                "organisation": "Relief Meridian",
            },
        ],
        "answers": {
            "setting": "several",
            "children_role": "none",
            "take_away": "A checklist of 19 tasks to complete before a case file changes hands.",
        },
    },
    {
        "call": "practice",
        "submitter": "samuel_okello",
        "theme": "local_leadership",
        "state": "submitted",
        "language": "en",
        "title": "Following one dollar: how much of a child protection grant reaches the village",
        "text": (
            "Everybody speaks of funding local organisations directly; few know what happens on "
            "the way. With the consent of all partners we traced 31 child protection grants in "
            "five countries, from the donor’s decision to the caseworker’s pay slip.\n\n"
            "The median grant passed through three organisations. On the way, 41 cents of each "
            "dollar stayed above the organisation that worked with children. Much of this was "
            "honest work: audits, security, supervision. Some was the same work done three times: "
            "17 partners had been assessed by four or more agencies in one year, each with its "
            "own form. Delays mattered more than percentages. On average the last partner "
            "received its first payment 137 days after the signature and paid caseworkers late, "
            "or not at all.\n\n"
            "Five groups of partners changed one thing each: a shared assessment, a small "
            "advance, or a single report. We show what each change saved, the two that saved "
            "nothing, and the table with which you can follow your own grant."
        ),
        "presenters": [
            {
                "name": "Samuel Okello",
                "email": "samuel.okello@example.org",
                "organisation": "Open Ledger for Children",
            }
        ],
        "answers": {
            "setting": "several",
            "children_role": "none",
            "take_away": (
                "A one-page table with which any partner can trace a grant through its chain."
            ),
        },
    },
    {
        "call": "advocacy",
        "submitter": "joyce_tembo",
        "theme": "accountability",
        "state": "submitted",
        "language": "en",
        "title": (
            "Nothing about a girl who comes home without the girl: release from armed groups on "
            "her terms"
        ),
        "text": (
            "Girls leave armed groups quietly. Most never pass through an official release, "
            "because to register is to be named. Programmes that count only registered children "
            "therefore plan for boys, and the few girls who do register receive a kit, a ceremony "
            "and an end date.\n\n"
            "Seventeen young women who returned between 2019 and 2024 worked with us for a year, "
            "in two countries, on one question: what should have happened? Their answers are "
            "short. Ask before you tell my family. Treat my child as a child and not as evidence. "
            "Do not bring me back to the village in a marked car. Stay longer than one "
            "harvest.\n\n"
            "We ask donors to accept reintegration of at least three years, and agencies to "
            "provide support without registration as a former member of a group. The session "
            "opens with the young women’s text, continues with answers from a donor and from the "
            "coordination body, and closes with commitments that will be reported back to the "
            "authors within six months."
        ),
        "presenters": [
            {
                "name": "Joyce Tembo",
                "email": "joyce.tembo@example.org",
                "organisation": "Relief Meridian",
            },
            {
                "name": "Josué Baraka Mugisho",
                "email": "josue.mugisho@example.net",
                "organisation": "Kivu Watoto Pamoja",
            },
        ],
        "answers": {
            "addressee": ["armed_actors", "united_nations", "donors"],
            "demand": (
                "Fund reintegration for at least three years and let girls choose whether anybody "
                "is told."
            ),
            "risk": (
                "No livestream, no recording. The testimonies are read by an actress and were "
                "approved by their authors."
            ),
        },
    },
]
