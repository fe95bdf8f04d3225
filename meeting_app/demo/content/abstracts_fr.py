"""Invented abstracts, written in French."""

from meeting_app.demo.content.shapes import Abstract

FRENCH: list[Abstract] = [
    {
        "call": "practice",
        "submitter": "submitter",
        "theme": "family_care",
        "state": "submitted",
        "language": "fr",
        "title": "Sur la route du lac : prévenir la séparation avant la fuite",
        "text": (
            "Dans nos collines, une famille fuit en moyenne trois fois par an. À chaque fois, des "
            "enfants se perdent aux mêmes endroits : le pont, le marché, l’embarcadère. Nous "
            "arrivions après, avec des formulaires.\n\n"
            "Avec 36 comités de village, nous avons travaillé avant. Chaque famille choisit un "
            "point de retrouvailles, apprend aux plus petits une phrase qui contient le nom de la "
            "mère et celui du village, et coud un bracelet sans écriture, reconnaissable par elle "
            "seule. Les enfants ont refusé notre première idée, une carte plastifiée : « Si les "
            "hommes armés la lisent, ils sauront d’où nous venons. »\n\n"
            "Lors des deux déplacements de 2026, les comités préparés ont signalé 27 enfants "
            "séparés pour 4 100 personnes en fuite ; les villages voisins en comptaient 118 pour "
            "un nombre comparable. La différence ne tient pas seulement à notre travail, et nous "
            "dirons pourquoi. Nous présentons la séance familiale de quarante minutes, son coût, "
            "et le cas d’un point de retrouvailles devenu dangereux."
        ),
        "presenters": [
            {
                "name": "Josué Baraka Mugisho",
                "email": "josue.mugisho@example.net",
                "organisation": "Kivu Watoto Pamoja",
            },
            {
                "name": "Espérance Furaha",
                "email": "esperance.furaha@example.org",
                "organisation": "Kivu Watoto Pamoja",
            },
        ],
        "answers": {
            "setting": "village",
            "children_role": "shaped",
            "take_away": (
                "Un bracelet de tissu et une phrase apprise par cœur, préparés en famille avant "
                "la fuite."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "aissata_ouedraogo",
        "theme": "accountability",
        "state": "submitted",
        "language": "fr",
        "title": (
            "Le conseil des petits vendeurs : quand les enfants qui travaillent fixent les horaires"
        ),
        "text": (
            "Notre centre d’écoute ouvrait de neuf heures à seize heures. Les enfants déplacés "
            "qui vendent de l’eau, du crédit téléphonique ou des beignets travaillent exactement "
            "à ces heures-là. Pendant deux ans, nous avons conclu qu’ils n’étaient « pas "
            "intéressés ».\n\n"
            "En 2025, quatorze enfants âgés de onze à dix-sept ans ont formé un conseil. Ils ont "
            "dessiné leur journée, heure par heure, puis celle du centre. Le constat tenait sur "
            "une feuille. Le centre ouvre désormais de dix-sept à vingt et une heures, avec un "
            "repas, un coin pour dormir et une assistante sociale qui se rend au marché le "
            "samedi.\n\n"
            "La fréquentation est passée de 31 à 176 enfants par semaine. Soixante-deux ont "
            "repris une formation, le plus souvent à temps partiel, parce que leur revenu nourrit "
            "la famille. Le conseil a aussi demandé le renvoi d’un animateur ; nous raconterons "
            "comment cette plainte a été traitée et ce que nous avons appris de notre première "
            "réaction, qui fut mauvaise."
        ),
        "presenters": [
            {
                "name": "Aïssata Ouédraogo",
                "email": "aissata.ouedraogo@example.org",
                "organisation": "Association Jeunes Racines",
            }
        ],
        "answers": {
            "setting": "town",
            "children_role": "led",
            "take_away": (
                "Demander aux enfants leur emploi du temps avant de fixer celui du projet."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "mahamat_abakar",
        "theme": "climate",
        "state": "submitted",
        "language": "fr",
        "title": "Quand le lac recule : suivre les garçons partis vers les mines d’or",
        "text": (
            "Le départ des garçons vers les sites d’orpaillage suit un calendrier que tout le "
            "monde connaît au village et qu’aucun plan de réponse ne mentionne. Quand l’eau se "
            "retire, la pêche ne nourrit plus qu’un frère sur deux ; l’autre part, souvent à "
            "treize ans.\n\n"
            "Avec les pêcheurs, les mères et 90 garçons revenus des mines, nous avons dressé ce "
            "calendrier sur cinq ans, puis placé nos agents aux trois lieux d’embarquement "
            "pendant les six semaines décisives. Ils n’empêchent personne de partir. Ils notent, "
            "avec l’accord du garçon, où il va et qui prévenir ; ils donnent un numéro ; ils "
            "proposent un apprentissage local à ceux qui hésitent encore.\n\n"
            "Sur 340 garçons rencontrés, 122 sont restés, 158 ont donné des nouvelles au moins "
            "une fois, et 23 ont été aidés à rentrer. De soixante autres, nous ne savons rien. "
            "Nous discuterons de ce que signifie protéger un enfant qui a décidé de partir, et "
            "des limites d’un projet sans réponse à la pauvreté."
        ),
        "presenters": [
            {
                "name": "Mahamat Abakar",
                "email": "mahamat.abakar@example.org",
                "organisation": "Espoir des Rives du Lac",
            },
            {
                "name": "Zara Moussa",
                "email": "zara.moussa@example.net",
                "organisation": "Espoir des Rives du Lac",
            },
        ],
        "answers": {
            "setting": "route",
            "children_role": "consulted",
            "take_away": (
                "Un calendrier des départs, établi avec les pêcheurs, pour savoir quand être "
                "présent."
            ),
        },
    },
    {
        "call": "advocacy",
        "submitter": "claire_besson",
        "theme": "local_leadership",
        "state": "submitted",
        "language": "fr",
        "title": (
            "Trois ans au moins : en finir avec les contrats de trois mois pour les associations "
            "locales"
        ),
        "text": (
            "Une association de protection de l’enfance que nous connaissons bien a signé, en "
            "dix-neuf ans, quarante-quatre contrats. Le plus long durait onze mois. Entre deux "
            "contrats, ses assistantes sociales travaillent sans salaire, parce qu’on ne ferme "
            "pas le dossier d’un enfant le 31 mars.\n\n"
            "Nous demandons aux bailleurs de fonds et aux organisations internationales, la nôtre "
            "comprise, de s’engager sur trois points : des accords d’au moins trois ans, des "
            "frais de structure calculés comme les leurs, et une avance versée avant le début des "
            "activités. Huit associations de six pays ont chiffré ce que coûte l’absence de ces "
            "règles : départs de personnel, enfants perdus de vue, dettes privées des "
            "directrices.\n\n"
            "La session commence par ces chiffres. Deux bailleurs, dont l’un a déjà changé ses "
            "règles, y répondent. Chaque organisation internationale présente dit ensuite, en une "
            "minute, ce qu’elle peut signer cette année. Les engagements sont affichés dans la "
            "salle et relus à la prochaine réunion annuelle."
        ),
        "presenters": [
            {
                "name": "Claire Besson",
                "email": "claire.besson@example.org",
                "organisation": "Enfance Rivage",
            },
            {
                "name": "Aïssata Ouédraogo",
                "email": "aissata.ouedraogo@example.org",
                "organisation": "Association Jeunes Racines",
            },
        ],
        "answers": {
            "addressee": ["donors", "humanitarians"],
            "demand": (
                "Signer avec les partenaires locaux des accords d’au moins trois ans, frais de "
                "structure compris."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "nadege_petitfrere",
        "theme": "wellbeing",
        "state": "submitted",
        "language": "fr",
        "title": "Lakou : des cours communes où l’on joue malgré les tirs",
        "text": (
            "Dans notre quartier, un espace pour enfants signalé par une bâche et un logo devient "
            "une cible ou un enjeu. Nous avons donc repris une forme plus ancienne : le lakou, la "
            "cour que partagent plusieurs maisons, avec une aînée que tout le monde écoute.\n\n"
            "Vingt-deux cours accueillent chacune de quinze à trente enfants, trois après-midi "
            "par semaine. Rien ne les distingue de l’extérieur. Les aînées ont reçu une formation "
            "courte : accueillir après des tirs, repérer un enfant qui ne joue plus, savoir quoi "
            "ne pas demander. Une psychologue les appelle chaque semaine ; elle ne vient que si "
            "la rue le permet.\n\n"
            "En quatorze mois, les cours ont fermé 61 jours et n’ont jamais fermé toutes "
            "ensemble. Les parents disent que les enfants dorment mieux ; nos mesures, modestes, "
            "vont dans le même sens pour les plus jeunes, mais pas pour les garçons de plus de "
            "treize ans, sollicités par les gangs. C’est de cette limite que nous voulons parler "
            "avec d’autres."
        ),
        "presenters": [
            {
                "name": "Nadège Petit-Frère",
                "email": "nadege.petitfrere@example.org",
                "organisation": "Lakou Timoun",
            }
        ],
        "answers": {
            "setting": "town",
            "children_role": "shaped",
            "take_away": (
                "Un signal, un mur, un adulte : les trois règles d’une cour qui rouvre après des "
                "tirs."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "claire_besson",
        "theme": "family_care",
        "state": "draft",
        "language": "fr",
        "title": (
            "Accueillir sans séparer : les familles d’accueil suivies par d’autres familles "
            "d’accueil"
        ),
        "text": (
            "Les familles qui accueillent un enfant séparé reçoivent en général la visite d’une "
            "gestionnaire de cas une fois par mois. Entre deux visites, elles sont seules avec "
            "les cauchemars, les silences, la colère et les questions des voisins.\n\n"
            "Dans deux villes, nous avons formé 48 familles d’accueil expérimentées à en soutenir "
            "d’autres. Chacune appelle deux familles par semaine, les reçoit une fois par mois et "
            "prévient la gestionnaire de cas lorsqu’un seuil convenu ensemble est atteint. Elles "
            "sont défrayées. Les enfants accueillis ont, de leur côté, choisi un adulte hors de "
            "la famille à qui téléphoner.\n\n"
            "Les premiers résultats sont encourageants : moins de placements interrompus, des "
            "visites professionnelles mieux ciblées, des familles qui restent disponibles pour un "
            "second accueil. Nous devons encore vérifier les chiffres de la deuxième ville et "
            "entendre les enfants sur un point délicat : se sentent-ils soutenus ou surveillés ? "
            "Nous compléterons ce résumé après les entretiens prévus ce mois-ci."
        ),
        "presenters": [
            {
                "name": "Claire Besson",
                "email": "claire.besson@example.org",
                "organisation": "Enfance Rivage",
            },
            {
                "name": "Youssef Benkirane",
                "email": "youssef.benkirane@example.org",
                "organisation": "Enfance Rivage",
            },
        ],
        "answers": {
            "setting": "town",
            "take_away": "Un carnet d’appels entre familles, d’une page par semaine.",
        },
    },
]
