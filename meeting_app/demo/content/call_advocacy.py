"""The call for strategic advocacy sessions."""

from meeting_app.demo.content.shapes import Call

ADVOCACY: Call = {
    "slug": "advocacy",
    "format": "strategic_advocacy",
    "word_limit": 200,
    "phase": "advocacy",
    "title": {
        "en": "Strategic advocacy sessions",
        "fr": "Sessions « Plaidoyer stratégique »",
        "es": "Sesiones de incidencia estratégica",
        "ar": "جلسات المناصرة الاستراتيجية",
    },
    "text": {
        "en": (
            "Some things that harm children in crises cannot be changed by a programme. They need "
            "a law, a budget line, an order to soldiers, or a promise that is kept.\n\n"
            "This call is for sessions that bring together people who can decide and people who "
            "live with the decision. You propose one clear demand, say to whom it is addressed, "
            "and use the hour to move it forward: a hearing, a debate, a joint letter, a plan for "
            "the next six months.\n\n"
            "Your abstract has up to 200 words. Name the demand, the people who must be in the "
            "room, and what should be different when they leave it. Two organisations from "
            "different countries present together; at least one of them is local or national.\n\n"
            "If speaking in public could put somebody in danger, write to the secretariat first. "
            "We know how to hold a session without a livestream, recording or list of names."
        ),
        "fr": (
            "Certaines choses qui nuisent aux enfants dans les crises ne peuvent pas être "
            "changées par un programme. Il y faut une loi, une ligne budgétaire, un ordre donné à "
            "des soldats, ou une promesse tenue.\n\n"
            "Cet appel concerne des sessions qui réunissent les personnes qui peuvent décider et "
            "celles qui vivent avec la décision. Vous proposez une demande claire, vous dites à "
            "qui elle s’adresse, et vous utilisez l’heure pour la faire avancer : une audition, "
            "un débat, une lettre commune, un plan pour les six mois suivants.\n\n"
            "Votre résumé compte 200 mots au maximum. Indiquez la demande, les personnes qui "
            "doivent être dans la salle et ce qui devra avoir changé lorsqu’elles en sortiront. "
            "Deux organisations de pays différents présentent ensemble ; l’une au moins est "
            "locale ou nationale.\n\n"
            "Si une prise de parole publique peut mettre quelqu’un en danger, écrivez d’abord au "
            "secrétariat. Nous savons organiser une session sans diffusion, sans enregistrement "
            "et sans liste de noms."
        ),
        "es": (
            "Hay cosas que dañan a la niñez en las crisis y que ningún programa puede cambiar. "
            "Hace falta una ley, una partida presupuestaria, una orden a los soldados o una "
            "promesa que se cumpla.\n\n"
            "Esta convocatoria es para sesiones que reúnen a quienes pueden decidir y a quienes "
            "viven con la decisión. Usted propone una demanda clara, dice a quién va dirigida y "
            "aprovecha la hora para hacerla avanzar: una audiencia, un debate, una carta "
            "conjunta, un plan para los próximos seis meses.\n\n"
            "El resumen tiene 200 palabras como máximo. Nombre la demanda, las personas que deben "
            "estar en la sala y qué debería ser distinto cuando salgan de ella. Presentan juntas "
            "dos organizaciones de países diferentes; al menos una es local o nacional.\n\n"
            "Si hablar en público puede poner a alguien en peligro, escriba antes a la "
            "secretaría. Sabemos organizar una sesión sin transmisión, sin grabación y sin lista "
            "de nombres."
        ),
        "ar": (
            "من الأمور التي تضرّ بالأطفال في الأزمات ما لا يستطيع أي برنامج تغييره، بل يحتاج إلى "
            "قانون، أو بند في الموازنة، أو أمر يصدر للجنود، أو وعد يُوفى به.\n\n"
            "هذه الدعوة لجلسات تجمع من يملكون القرار ومن يعيشون نتائجه. تقترحون مطلبًا واضحًا، "
            "وتحدّدون الجهة الموجّه إليها، وتستثمرون ساعة الجلسة لدفعه إلى الأمام: جلسة استماع، "
            "أو نقاش، أو رسالة مشتركة، أو خطة للأشهر الستة التالية.\n\n"
            "لا يتجاوز الملخص 200 كلمة. اذكروا المطلب، والأشخاص الذين ينبغي أن يكونوا في القاعة، "
            "وما الذي يجب أن يتغيّر حين يخرجون منها. تشترك في التقديم منظمتان من بلدين مختلفين، "
            "إحداهما على الأقل محلية أو وطنية.\n\n"
            "إذا كان الحديث العلني قد يعرّض أحدًا للخطر، فاكتبوا إلى الأمانة أولًا. نعرف كيف نعقد "
            "جلسة بلا بثّ ولا تسجيل ولا قائمة أسماء."
        ),
    },
    "questions": [
        {
            "code": "addressee",
            "kind": "several_choices",
            "required": True,
            "min": 1,
            "max": 3,
            "label": {
                "en": "To whom is your demand addressed?",
                "fr": "À qui votre demande s’adresse-t-elle ?",
                "es": "¿A quién va dirigida su demanda?",
                "ar": "إلى من يوجَّه مطلبكم؟",
            },
            "hint": {
                "en": "Choose up to three.",
                "fr": "Trois réponses au maximum.",
                "es": "Elija tres como máximo.",
                "ar": "اختاروا ثلاثة على الأكثر.",
            },
            "options": [
                {
                    "code": "government",
                    "label": {
                        "en": "Governments",
                        "fr": "Gouvernements",
                        "es": "Gobiernos",
                        "ar": "الحكومات",
                    },
                },
                {
                    "code": "donors",
                    "label": {
                        "en": "Donors",
                        "fr": "Bailleurs de fonds",
                        "es": "Donantes",
                        "ar": "الجهات المانحة",
                    },
                },
                {
                    "code": "united_nations",
                    "label": {
                        "en": "United Nations",
                        "fr": "Nations Unies",
                        "es": "Naciones Unidas",
                        "ar": "الأمم المتحدة",
                    },
                },
                {
                    "code": "armed_actors",
                    "label": {
                        "en": "Armed forces and armed groups",
                        "fr": "Forces et groupes armés",
                        "es": "Fuerzas y grupos armados",
                        "ar": "القوات والجماعات المسلحة",
                    },
                },
                {
                    "code": "humanitarians",
                    "label": {
                        "en": "Humanitarian organisations, ourselves included",
                        "fr": "Organisations humanitaires, nous-mêmes compris",
                        "es": "Organizaciones humanitarias, incluidas las nuestras",
                        "ar": "المنظمات الإنسانية، ونحن منها",
                    },
                },
            ],
        },
        {
            "code": "demand",
            "kind": "short_text",
            "required": True,
            "max": 200,
            "label": {
                "en": "Your demand in one sentence",
                "fr": "Votre demande en une phrase",
                "es": "Su demanda en una frase",
                "ar": "مطلبكم في جملة واحدة",
            },
            "hint": {
                "en": "Begin with a verb.",
                "fr": "Commencez par un verbe.",
                "es": "Empiece con un verbo.",
                "ar": "ابدأوا بفعل.",
            },
        },
        {
            "code": "risk",
            "kind": "long_text",
            "required": False,
            "max": 800,
            "label": {
                "en": "Could the session put anybody at risk, and what will you do about it?",
                "fr": (
                    "La session peut-elle mettre quelqu’un en danger, et que ferez-vous pour "
                    "l’éviter ?"
                ),
                "es": "¿Podría la sesión poner a alguien en riesgo? ¿Qué harán para evitarlo?",
                "ar": "هل قد تعرّض الجلسة أحدًا للخطر؟ وماذا ستفعلون حيال ذلك؟",
            },
            "hint": {
                "en": "Only the secretariat and the reviewers read this.",
                "fr": "Seuls le secrétariat et les évaluateurs lisent cette réponse.",
                "es": "Solo la secretaría y quienes evalúan leen esta respuesta.",
                "ar": "لا يقرأ هذه الإجابة إلا الأمانة والمراجعون.",
            },
        },
    ],
    "criteria": [
        {
            "code": "force",
            "weight": 50,
            "label": {
                "en": "Force of the demand",
                "fr": "Force de la demande",
                "es": "Fuerza de la demanda",
                "ar": "قوة المطلب",
            },
            "hint": {
                "en": "5: clear, urgent, and somebody in the room can grant it. 1: a general wish.",
                "fr": (
                    "5 : claire, urgente, et quelqu’un dans la salle peut y répondre. 1 : un vœu "
                    "général."
                ),
                "es": (
                    "5: clara, urgente, y alguien en la sala puede concederla. 1: un deseo general."
                ),
                "ar": "5: واضح وعاجل، وفي القاعة من يستطيع تلبيته. 1: أمنية عامة.",
            },
        },
        {
            "code": "voices",
            "weight": 50,
            "label": {
                "en": "Voices of those concerned",
                "fr": "Voix des personnes concernées",
                "es": "Voces de las personas afectadas",
                "ar": "أصوات المعنيين",
            },
            "hint": {
                "en": "5: those who live with the problem lead, safely. 1: others speak for them.",
                "fr": (
                    "5 : les personnes qui vivent le problème mènent la session, en sécurité. 1 : "
                    "d’autres parlent à leur place."
                ),
                "es": (
                    "5: quienes viven el problema dirigen la sesión, con seguridad. 1: otros "
                    "hablan por ellos."
                ),
                "ar": "5: يقودها بأمان من يعيشون المشكلة. 1: يتحدث غيرهم باسمهم.",
            },
        },
    ],
}
