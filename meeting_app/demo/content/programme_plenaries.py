"""Plenary sessions."""

from meeting_app.demo.content.shapes import Session

PLENARIES: list[Session] = [
    {
        "key": "opening",
        "kind": "plenary",
        "day": 1,
        "starts": "09:00",
        "minutes": 75,
        "room": "jasmine",
        "floor": "en",
        "interpreted": ["fr", "es", "ar"],
        "livestream": True,
        "people": [
            {"person": "organiser", "role": "chair"},
            {"person": "participant", "role": "speaker"},
            {"person": "submitter", "role": "speaker"},
        ],
        "title": {
            "en": "Opening: who was there first?",
            "fr": "Ouverture : qui était là en premier ?",
            "es": "Apertura: ¿quién estaba allí primero?",
            "ar": "الافتتاح: من كان هناك أولًا؟",
        },
        "summary": {
            "en": (
                "Welcome by the Network and our hosts. Then a caseworker and a public official "
                "tell the first hour of one crisis, each from their own side. We close with how "
                "the three days work and how to be heard in four languages."
            ),
            "fr": (
                "Mots de bienvenue du Réseau et de nos hôtes. Puis une responsable publique et un "
                "gestionnaire de cas racontent la première heure d’une crise, chacun de son côté. "
                "Nous terminons par le déroulement des trois journées et la manière de se faire "
                "entendre en quatre langues."
            ),
            "es": (
                "Bienvenida de la Red y de nuestros anfitriones. Después, un gestor de casos y "
                "una funcionaria pública cuentan la primera hora de una crisis, cada uno desde su "
                "lado. Al final explicamos cómo se desarrollan los tres días y cómo hacerse oír "
                "en cuatro idiomas."
            ),
            "ar": (
                "ترحيب من الشبكة ومن مضيفينا. ثم يروي مدير حالة ومسؤولة حكومية الساعة الأولى من "
                "أزمة، كل من موقعه. ونختتم بشرح سير الأيام الثلاثة وكيف يُسمع صوت كل مشارك بأربع "
                "لغات."
            ),
        },
    },
    {
        "key": "keynote",
        "kind": "plenary",
        "day": 1,
        "starts": "10:45",
        "minutes": 75,
        "room": "jasmine",
        "floor": "ar",
        "interpreted": ["en", "fr", "es"],
        "livestream": True,
        "people": [
            {"person": "hala_khoury", "role": "speaker"},
            {"person": "oumou_diarra", "role": "moderator"},
        ],
        "title": {
            "en": "Keynote: the neighbour’s knowledge",
            "fr": "Conférence : le savoir de la voisine",
            "es": "Conferencia principal: el saber de la vecina",
            "ar": "الكلمة الرئيسية: معرفة الجيران",
        },
        "summary": {
            "en": (
                "What ten years of research with displaced families say about the people to whom "
                "children turn first, why programmes seldom see them, and what we can stop doing "
                "so that they keep their strength. Half of the time is for your questions."
            ),
            "fr": (
                "Ce que dix ans de recherche auprès de familles déplacées nous apprennent sur les "
                "personnes vers qui les enfants se tournent d’abord, pourquoi les programmes les "
                "voient si peu, et ce que nous pouvons cesser de faire pour qu’elles gardent leur "
                "force. La moitié du temps est réservée à vos questions."
            ),
            "es": (
                "Qué dicen diez años de investigación con familias desplazadas sobre las personas "
                "a quienes primero acuden los niños y las niñas, por qué los programas rara vez "
                "las ven y qué podemos dejar de hacer para que conserven su fuerza. La mitad del "
                "tiempo es para sus preguntas."
            ),
            "ar": (
                "ماذا تقول عشر سنوات من البحث مع أسر نازحة عمّن يلجأ إليهم الأطفال أولًا، ولماذا "
                "قلّما تراهم البرامج، وما الذي يمكننا أن نكفّ عن فعله كي تبقى لهم قوتهم. نصف "
                "الوقت مخصّص لأسئلتكم."
            ),
        },
    },
    {
        "key": "young-voices",
        "kind": "plenary",
        "day": 2,
        "starts": "12:00",
        "minutes": 60,
        "room": "jasmine",
        "floor": "es",
        "interpreted": ["en", "fr", "ar"],
        "livestream": False,
        "people": [
            {"person": "andres_salcedo", "role": "moderator"},
            {"person": "marisol_dagohoy", "role": "speaker"},
            {"person": "layan_hamouri", "role": "speaker"},
        ],
        "title": {
            "en": "Young people question the organisations",
            "fr": "Les jeunes interrogent les organisations",
            "es": "Jóvenes que preguntan a las organizaciones",
            "ar": "الشباب يسألون المنظمات",
        },
        "summary": {
            "en": (
                "Young people from four countries put the questions, directors of organisations "
                "answer, and the young people say whether it was an answer. Not streamed and not "
                "recorded, so that everybody can speak freely."
            ),
            "fr": (
                "Des jeunes de quatre pays posent les questions, des directions d’organisations "
                "répondent, et les jeunes disent si c’était une réponse. Sans diffusion ni "
                "enregistrement, pour que chacun puisse parler librement."
            ),
            "es": (
                "Jóvenes de cuatro países preguntan, directoras y directores de organizaciones "
                "responden, y los jóvenes dicen si aquello fue una respuesta. Sin transmisión ni "
                "grabación, para que todas las personas puedan hablar con libertad."
            ),
            "ar": (
                "يطرح شباب وشابات من أربعة بلدان الأسئلة، ويجيب مديرو المنظمات ومديراتها، ثم يقول "
                "الشباب إن كان ما سمعوه جوابًا. لا تُبثّ الجلسة ولا تُسجَّل، كي يتحدث الجميع "
                "بحرية."
            ),
        },
    },
    {
        "key": "donors",
        "kind": "plenary",
        "day": 2,
        "starts": "15:30",
        "minutes": 60,
        "room": "jasmine",
        "floor": "en",
        "interpreted": ["fr", "es", "ar"],
        "livestream": True,
        "people": [
            {"person": "reviewer", "role": "chair"},
            {"person": "katrin_vogelsang", "role": "speaker"},
            {"person": "naomi_tremblay", "role": "speaker"},
            {"person": "aissata_ouedraogo", "role": "speaker"},
        ],
        "title": {
            "en": "The money hour: donors and local partners compare their forms",
            "fr": (
                "L’heure des comptes : bailleurs et partenaires locaux comparent leurs formulaires"
            ),
            "es": "La hora de las cuentas: donantes y socios locales comparan sus formularios",
            "ar": "ساعة المال: المانحون والشركاء المحليون يقارنون استماراتهم",
        },
        "summary": {
            "en": (
                "Two donors and a local association follow one grant from application to final "
                "report, page by page. At each page the room decides: keep, shorten or drop. The "
                "result goes to all donors of the Network."
            ),
            "fr": (
                "Deux bailleurs et une association locale suivent une subvention de la demande au "
                "rapport final, page par page. À chaque page, la salle décide : garder, "
                "raccourcir ou supprimer. Le résultat est envoyé à tous les bailleurs du Réseau."
            ),
            "es": (
                "Dos donantes y una asociación local siguen una subvención desde la solicitud "
                "hasta el informe final, página por página. En cada una, la sala decide: "
                "conservar, acortar o eliminar. El resultado se envía a todos los donantes de la "
                "Red."
            ),
            "ar": (
                "تتابع جهتان مانحتان وجمعية محلية منحة واحدة من الطلب إلى التقرير النهائي، صفحة "
                "بعد صفحة. وعند كل صفحة تقرّر القاعة: نبقيها أو نختصرها أو نلغيها. وتُرسل النتيجة "
                "إلى جميع مانحي الشبكة."
            ),
        },
    },
    {
        "key": "closing",
        "kind": "plenary",
        "day": 3,
        "starts": "13:30",
        "minutes": 75,
        "room": "jasmine",
        "floor": "fr",
        "interpreted": ["en", "es", "ar"],
        "livestream": True,
        "people": [
            {"person": "solene_kerjean", "role": "chair"},
            {"person": "tariq_nabulsi", "role": "speaker"},
            {"person": "submitter", "role": "speaker"},
        ],
        "title": {
            "en": "Closing: what each of us will change",
            "fr": "Clôture : ce que chacun de nous va changer",
            "es": "Clausura: qué va a cambiar cada cual",
            "ar": "الختام: ما الذي سيغيّره كل منا",
        },
        "summary": {
            "en": (
                "The rapporteurs report in two minutes each. Everybody writes down one thing to "
                "start, one to stop and one person to tell. We read some of them aloud and say "
                "when we will ask again."
            ),
            "fr": (
                "Les rapporteurs disposent de deux minutes chacun. Chaque participant note une "
                "chose à commencer, une chose à arrêter et une personne à prévenir. Nous en "
                "lisons quelques-unes et disons quand nous vous reposerons la question."
            ),
            "es": (
                "Cada relatora o relator informa en dos minutos. Todas las personas anotan algo "
                "que empezarán, algo que dejarán de hacer y a quién se lo contarán. Leemos "
                "algunas notas en voz alta y decimos cuándo volveremos a preguntar."
            ),
            "ar": (
                "يقدّم كل مقرّر خلاصته في دقيقتين. ويكتب كل مشارك أمرًا سيبدأ به، وأمرًا سيتوقف "
                "عنه، واسم شخص سيخبره بذلك. نقرأ بعضها بصوت عالٍ، ونحدّد متى سنسأل عنها من جديد."
            ),
        },
    },
]
