"""Pack sections on conduct, safeguarding and who to ask."""

from meeting_app.demo.content.shapes import Section

CONDUCT: Section = {
    "code": "conduct",
    "title": {
        "en": "Code of conduct and safeguarding",
        "fr": "Code de conduite et sauvegarde",
        "es": "Código de conducta y salvaguarda",
        "ar": "مدونة السلوك والحماية من الإساءة",
    },
    "body": {
        "en": (
            "Everybody who takes part, in the room or online, agrees to these rules.\n\n"
            "- Treat each person with respect, whatever their position, origin, gender, belief, "
            "disability or language.\n"
            "- No harassment, no sexual advances towards anybody who has not clearly said yes, "
            "and never towards anybody under 18.\n"
            "- Never show or tell anything by which a child, a family or a colleague at risk "
            "could be recognised. Consent given for a project is not consent for a stage.\n"
            "- Do not photograph or record people without asking. A red ribbon on a badge means: "
            "no pictures.\n"
            "- Young participants are always accompanied by the adult they chose. Nobody meets a "
            "child alone in a closed room.\n\n"
            "If something worries you, tell a member of the care team: they wear a green scarf, "
            "and one of them can be reached day and night. You may write in any of the four "
            "languages, with or without your name. We answer within one working day, we decide "
            "nothing without you, and we protect people who report. A person who breaks these "
            "rules can be asked to leave, and their organisation can be informed."
        ),
        "fr": (
            "Toute personne qui participe, dans la salle ou en ligne, accepte ces règles.\n\n"
            "- Traitez chaque personne avec respect, quels que soient sa fonction, son origine, "
            "son genre, ses convictions, son handicap ou sa langue.\n"
            "- Aucun harcèlement, aucune avance sexuelle envers une personne qui n’a pas "
            "clairement dit oui, et jamais envers une personne de moins de 18 ans.\n"
            "- Ne montrez et ne racontez jamais rien qui permette de reconnaître un enfant, une "
            "famille ou un collègue en danger. Un consentement donné pour un projet ne vaut pas "
            "pour une tribune.\n"
            "- Ne photographiez et n’enregistrez personne sans demander. Un ruban rouge sur le "
            "badge signifie : pas d’image.\n"
            "- Les jeunes participants sont toujours accompagnés de l’adulte qu’ils ont choisi. "
            "Personne ne rencontre un enfant seul dans une pièce fermée.\n\n"
            "Si quelque chose vous inquiète, parlez à un membre de l’équipe d’écoute : ses "
            "membres portent un foulard vert, et l’un d’eux est joignable jour et nuit. Vous "
            "pouvez écrire dans l’une des quatre langues, avec ou sans votre nom. Nous répondons "
            "dans un délai d’un jour ouvrable, nous ne décidons rien sans vous et nous protégeons "
            "les personnes qui signalent. Une personne qui enfreint ces règles peut être priée de "
            "partir, et son organisation peut en être informée."
        ),
        "es": (
            "Toda persona que participa, en la sala o en línea, acepta estas normas.\n\n"
            "- Trate a cada persona con respeto, sean cuales sean su cargo, origen, género, "
            "creencias, discapacidad o idioma.\n"
            "- Ningún acoso, ninguna insinuación sexual hacia quien no haya dicho claramente que "
            "sí, y nunca hacia una persona menor de 18 años.\n"
            "- No muestre ni cuente nunca nada que permita reconocer a un niño, una niña, una "
            "familia o un colega en riesgo. El consentimiento dado para un proyecto no vale para "
            "un escenario.\n"
            "- No fotografíe ni grabe a nadie sin preguntar. Una cinta roja en la credencial "
            "significa: sin imágenes.\n"
            "- Los participantes jóvenes están siempre acompañados por la persona adulta que "
            "eligieron. Nadie se reúne a solas con un niño o una niña en una habitación "
            "cerrada.\n\n"
            "Si algo le preocupa, hable con una persona del equipo de cuidado: lleva un pañuelo "
            "verde y siempre hay alguien localizable, de día y de noche. Puede escribir en "
            "cualquiera de los cuatro idiomas, con su nombre o sin él. Respondemos en un día "
            "hábil, no decidimos nada sin usted y protegemos a quienes informan. A quien incumpla "
            "estas normas se le puede pedir que se marche, y se puede informar a su organización."
        ),
        "ar": (
            "يوافق كل من يشارك، في القاعة أو عبر الإنترنت، على هذه القواعد.\n\n"
            "- عاملوا كل شخص باحترام، أيًا كان منصبه أو أصله أو جنسه أو معتقده أو إعاقته أو "
            "لغته.\n"
            "- لا تحرّش، ولا إيحاءات جنسية تجاه من لم يوافق بوضوح، ولا تجاه من هم دون الثامنة "
            "عشرة في أي حال.\n"
            "- لا تعرضوا ولا ترووا أبدًا ما قد يدلّ على هوية طفل أو أسرة أو زميل معرّض للخطر. "
            "فالموافقة الممنوحة لمشروع ليست موافقة على العرض أمام الناس.\n"
            "- لا تصوّروا أحدًا ولا تسجّلوا صوته دون استئذان. الشريط الأحمر على البطاقة يعني: من "
            "دون صور.\n"
            "- يرافق المشاركين الصغار دائمًا الشخص البالغ الذي اختاروه. ولا يلتقي أحد طفلًا على "
            "انفراد في غرفة مغلقة.\n\n"
            "إذا أقلقكم أمر فأخبروا أحد أفراد فريق الرعاية، وعلامتهم وشاح أخضر، ويمكن الاتصال "
            "بأحدهم ليلًا ونهارًا. يمكنكم الكتابة بأي من اللغات الأربع، مع ذكر الاسم أو من دونه. "
            "نجيب خلال يوم عمل واحد، ولا نقرّر شيئًا دونكم، ونحمي من يبلّغ. وقد يُطلب ممن يخالف "
            "هذه القواعد أن يغادر، وقد تُبلَّغ منظمته بذلك."
        ),
    },
}

CONTACT: Section = {
    "code": "contact",
    "title": {
        "en": "Who to ask",
        "fr": "À qui s’adresser",
        "es": "A quién preguntar",
        "ar": "بمن تتصلون",
    },
    "body": {
        "en": (
            "- Registration, places, invitation letters: "
            "registration@daybreak-network.example.org\n"
            "- Sessions, presenters, slides: programme@daybreak-network.example.org\n"
            "- Access needs, care for children, anything personal: "
            "care@daybreak-network.example.org\n"
            "- Everything else: meeting@daybreak-network.example.org\n\n"
            "We read messages in English, French, Spanish and Arabic and answer within two "
            "working days. During the meeting, the welcome desk is open from 08:15 until the last "
            "session ends."
        ),
        "fr": (
            "- Inscription, places, lettres d’invitation : "
            "registration@daybreak-network.example.org\n"
            "- Sessions, intervenants, diapositives : programme@daybreak-network.example.org\n"
            "- Accessibilité, garde d’enfants, questions personnelles : "
            "care@daybreak-network.example.org\n"
            "- Tout le reste : meeting@daybreak-network.example.org\n\n"
            "Nous lisons les messages en français, en anglais, en espagnol et en arabe et "
            "répondons dans un délai de deux jours ouvrables. Pendant la réunion, l’accueil est "
            "ouvert de 8 h 15 à la fin de la dernière session."
        ),
        "es": (
            "- Inscripción, plazas, cartas de invitación: "
            "registration@daybreak-network.example.org\n"
            "- Sesiones, ponentes, diapositivas: programme@daybreak-network.example.org\n"
            "- Accesibilidad, cuidado de niños y niñas, asuntos personales: "
            "care@daybreak-network.example.org\n"
            "- Todo lo demás: meeting@daybreak-network.example.org\n\n"
            "Leemos los mensajes en español, inglés, francés y árabe, y respondemos en dos días "
            "hábiles. Durante la reunión, la mesa de bienvenida está abierta desde las 8:15 hasta "
            "que termina la última sesión."
        ),
        "ar": (
            "- التسجيل والمقاعد ورسائل الدعوة: registration@daybreak-network.example.org\n"
            "- الجلسات والمقدّمون والعروض: programme@daybreak-network.example.org\n"
            "- التسهيلات ورعاية الأطفال والأمور الشخصية: care@daybreak-network.example.org\n"
            "- كل ما عدا ذلك: meeting@daybreak-network.example.org\n\n"
            "نقرأ الرسائل بالعربية والإنجليزية والفرنسية والإسبانية، ونجيب خلال يومي عمل. وفي "
            "أيام الاجتماع يبقى مكتب الاستقبال مفتوحًا من الساعة 8:15 حتى انتهاء آخر جلسة."
        ),
    },
}
