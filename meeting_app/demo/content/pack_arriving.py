"""Pack sections for the time before the meeting and its first minutes."""

from meeting_app.demo.content.shapes import Section

WELCOME: Section = {
    "code": "welcome",
    "title": {"en": "Welcome", "fr": "Bienvenue", "es": "Bienvenida", "ar": "أهلًا بكم"},
    "body": {
        "en": (
            "We are glad that you are coming, whether to Amman or to a screen.\n\n"
            "You will meet people who do your work in other places: caseworkers, teachers, "
            "researchers, public officials, donors, and young people who have lived through what "
            "we speak about. Nobody here knows everything, and nobody has nothing to tell.\n\n"
            "This pack holds what you need to take part. Read the steps in “Before you come” "
            "first; the rest can wait until you need it."
        ),
        "fr": (
            "Nous nous réjouissons de votre venue, que ce soit à Amman ou derrière un écran.\n\n"
            "Vous rencontrerez des personnes qui font votre métier ailleurs : gestionnaires de "
            "cas, enseignants, chercheurs, responsables publics, bailleurs, et des jeunes qui ont "
            "vécu ce dont nous parlons. Personne ici ne sait tout, et chacun a quelque chose à "
            "raconter.\n\n"
            "Ce dossier contient ce qu’il vous faut pour participer. Lisez d’abord les étapes de "
            "la partie « Avant de venir » ; le reste peut attendre le moment où vous en aurez "
            "besoin."
        ),
        "es": (
            "Nos alegra que venga, ya sea a Ammán o a través de una pantalla.\n\n"
            "Encontrará a personas que hacen su mismo trabajo en otros lugares: gestoras de "
            "casos, docentes, investigadores, funcionarias, donantes y jóvenes que han vivido "
            "aquello de lo que hablamos. Aquí nadie lo sabe todo y todo el mundo tiene algo que "
            "contar.\n\n"
            "Esta guía reúne lo que necesita para participar. Lea primero los pasos de «Antes de "
            "venir»; lo demás puede esperar hasta que le haga falta."
        ),
        "ar": (
            "يسعدنا حضوركم، سواء أتيتم إلى عمّان أم شاركتم من وراء شاشة.\n\n"
            "ستلتقون أشخاصًا يؤدّون عملكم في أماكن أخرى: مديري حالات ومعلمين وباحثين ومسؤولين "
            "حكوميين ومانحين، وشبابًا عاشوا ما نتحدث عنه. لا أحد هنا يعرف كل شيء، ولكل واحد ما "
            "يرويه.\n\n"
            "في هذا الدليل كل ما تحتاجون إليه للمشاركة. ابدأوا بخطوات قسم «قبل الحضور»، ويمكن لما "
            "بقي أن ينتظر إلى وقت الحاجة إليه."
        ),
    },
}

JOINING: Section = {
    "code": "joining",
    "title": {
        "en": "How to join",
        "fr": "Comment participer",
        "es": "Cómo participar",
        "ar": "كيف تنضمون",
    },
    "body": {
        "en": (
            "In Amman, come to the welcome desk on the ground floor from 08:15 on the first day. "
            "Bring a document with your photo. You receive your badge, a receiver for "
            "interpretation and the programme of the day.\n\n"
            "Online, open your own page on this site and choose “Join” beside the session. The "
            "link is yours alone; please do not pass it on.\n\n"
            "- Plenary sessions have interpretation into all four languages. On Zoom, choose the "
            "globe and then your language.\n"
            "- Parallel sessions are held in the language shown in the agenda. Where "
            "interpretation is offered, the agenda says so.\n"
            "- If your connection is weak, turn your camera off or join by telephone; the numbers "
            "are on your page.\n"
            "- Use your name and organisation as your screen name, or your first name only if "
            "that is safer for you."
        ),
        "fr": (
            "À Amman, présentez-vous à l’accueil, au rez-de-chaussée, à partir de 8 h 15 le "
            "premier jour, avec un document portant votre photo. Vous y recevez votre badge, un "
            "récepteur pour l’interprétation et le programme de la journée.\n\n"
            "En ligne, ouvrez votre page personnelle sur ce site et choisissez « Rejoindre » à "
            "côté de la session. Le lien est personnel ; merci de ne pas le transmettre.\n\n"
            "- Les séances plénières sont interprétées dans les quatre langues. Sur Zoom, "
            "choisissez le globe, puis votre langue.\n"
            "- Les sessions parallèles se tiennent dans la langue indiquée au programme. "
            "Lorsqu’une interprétation est prévue, le programme le précise.\n"
            "- Si votre connexion est faible, coupez la caméra ou participez par téléphone ; les "
            "numéros figurent sur votre page.\n"
            "- Affichez votre nom et votre organisation, ou seulement votre prénom si cela est "
            "plus sûr pour vous."
        ),
        "es": (
            "En Ammán, acuda a la mesa de bienvenida, en la planta baja, a partir de las 8:15 del "
            "primer día, con un documento que lleve su foto. Recibirá su credencial, un receptor "
            "para la interpretación y el programa del día.\n\n"
            "En línea, abra su página personal en este sitio y elija «Unirse» junto a la sesión. "
            "El enlace es solo para usted; le rogamos que no lo comparta.\n\n"
            "- Las sesiones plenarias tienen interpretación a los cuatro idiomas. En Zoom, elija "
            "el globo y después su idioma.\n"
            "- Las sesiones paralelas se celebran en el idioma que indica el programa. Cuando hay "
            "interpretación, el programa lo dice.\n"
            "- Si su conexión es débil, apague la cámara o participe por teléfono; los números "
            "están en su página.\n"
            "- Use su nombre y su organización en pantalla, o solo su nombre de pila si eso le da "
            "más seguridad."
        ),
        "ar": (
            "في عمّان، توجّهوا إلى مكتب الاستقبال في الطابق الأرضي ابتداءً من الساعة 8:15 في "
            "اليوم الأول، ومعكم وثيقة تحمل صورتكم. ستستلمون البطاقة وجهاز الترجمة الفورية وبرنامج "
            "اليوم.\n\n"
            "وعبر الإنترنت، افتحوا صفحتكم الشخصية في هذا الموقع واختاروا «انضمام» بجانب الجلسة. "
            "الرابط شخصي، فنرجو عدم إرساله إلى غيركم.\n\n"
            "- تُترجم الجلسات العامة فوريًا إلى اللغات الأربع. في Zoom اختاروا رمز الكرة الأرضية "
            "ثم لغتكم.\n"
            "- تُعقد الجلسات المتوازية باللغة المبيّنة في جدول الأعمال، ويُذكر فيه إن كانت هناك "
            "ترجمة فورية.\n"
            "- إذا كان اتصالكم ضعيفًا فأوقفوا الكاميرا أو شاركوا بالهاتف، والأرقام في صفحتكم.\n"
            "- اكتبوا الاسم والمنظمة على الشاشة، أو الاسم الأول وحده إن كان ذلك أكثر أمانًا لكم."
        ),
    },
}

BEFORE: Section = {
    "code": "before",
    "title": {
        "en": "Before you come",
        "fr": "Avant de venir",
        "es": "Antes de venir",
        "ar": "قبل الحضور",
    },
    "body": {
        "en": (
            "Each step says how many working days before the opening it is best done. Your own "
            "page shows the same steps with dates.\n\n"
            "- 40 working days before: ask for an invitation letter if you need a visa.\n"
            "- 20 working days before: tell us about access needs, food, and care for a child you "
            "bring.\n"
            "- 10 working days before: choose your sessions; rooms with few places fill early.\n"
            "- 5 working days before: open your link once, choose your language, listen to the "
            "test sound. Presenters send their slides.\n"
            "- 3 working days before: save the agenda in your calendar, and print or store it if "
            "you expect power cuts.\n"
            "- 1 working day before: read the code of conduct, charge your phone, and rest."
        ),
        "fr": (
            "Chaque étape indique combien de jours ouvrables avant l’ouverture il vaut mieux la "
            "faire. Votre page personnelle montre les mêmes étapes avec leurs dates.\n\n"
            "- 40 jours ouvrables avant : demandez une lettre d’invitation si vous avez besoin "
            "d’un visa.\n"
            "- 20 jours ouvrables avant : signalez-nous vos besoins d’accessibilité, votre régime "
            "alimentaire et la garde d’un enfant qui vous accompagne.\n"
            "- 10 jours ouvrables avant : choisissez vos sessions ; les petites salles se "
            "remplissent vite.\n"
            "- 5 jours ouvrables avant : ouvrez une fois votre lien, choisissez votre langue, "
            "écoutez le son d’essai. Les intervenants envoient leurs diapositives.\n"
            "- 3 jours ouvrables avant : enregistrez le programme dans votre agenda, et "
            "imprimez-le ou conservez-le si vous craignez des coupures de courant.\n"
            "- 1 jour ouvrable avant : lisez le code de conduite, chargez votre téléphone et "
            "reposez-vous."
        ),
        "es": (
            "Cada paso indica cuántos días hábiles antes de la apertura conviene darlo. Su página "
            "personal muestra los mismos pasos con fechas.\n\n"
            "- 40 días hábiles antes: solicite una carta de invitación si necesita visado.\n"
            "- 20 días hábiles antes: díganos qué necesita en materia de accesibilidad, "
            "alimentación y cuidado de un niño o niña que le acompañe.\n"
            "- 10 días hábiles antes: elija sus sesiones; las salas pequeñas se llenan pronto.\n"
            "- 5 días hábiles antes: abra una vez su enlace, elija su idioma y escuche el sonido "
            "de prueba. Quienes presentan envían sus diapositivas.\n"
            "- 3 días hábiles antes: guarde el programa en su calendario, e imprímalo o "
            "descárguelo si prevé cortes de luz.\n"
            "- 1 día hábil antes: lea el código de conducta, cargue su teléfono y descanse."
        ),
        "ar": (
            "تبيّن كل خطوة عدد أيام العمل السابقة للافتتاح التي يحسن إنجازها فيها. وتعرض صفحتكم "
            "الشخصية الخطوات نفسها مع تواريخها.\n\n"
            "- قبل 40 يوم عمل: اطلبوا رسالة دعوة إن كنتم بحاجة إلى تأشيرة.\n"
            "- قبل 20 يوم عمل: أخبرونا بما تحتاجون إليه من تسهيلات وطعام ورعاية لطفل يرافقكم.\n"
            "- قبل 10 أيام عمل: اختاروا جلساتكم، فالقاعات الصغيرة تمتلئ بسرعة.\n"
            "- قبل 5 أيام عمل: افتحوا رابطكم مرة واحدة، واختاروا لغتكم، واستمعوا إلى صوت التجربة. "
            "ويرسل مقدّمو الجلسات عروضهم.\n"
            "- قبل 3 أيام عمل: احفظوا جدول الأعمال في تقويمكم، واطبعوه أو خزّنوه إن كنتم تتوقعون "
            "انقطاع الكهرباء.\n"
            "- قبل يوم عمل واحد: اقرأوا مدونة السلوك، واشحنوا هاتفكم، وارتاحوا."
        ),
    },
}
