"""The call for knowledge and practice sessions."""

from meeting_app.demo.content.shapes import Call

PRACTICE: Call = {
    "slug": "practice",
    "format": "knowledge_practice",
    "word_limit": 250,
    "phase": "practice",
    "title": {
        "en": "Knowledge and practice sessions",
        "fr": "Sessions « Savoirs et pratiques »",
        "es": "Sesiones de conocimientos y prácticas",
        "ar": "جلسات المعارف والممارسات",
    },
    "text": {
        "en": (
            "Have you tried something that protected children better? Or something that did not "
            "work, and taught you why? Tell the colleagues who face the same question "
            "elsewhere.\n\n"
            "A session lasts 60 minutes and leaves at least 20 of them for conversation. One to "
            "four people present it, in English, French, Spanish or Arabic. We especially want to "
            "hear from local and national organisations, and from people who have never presented "
            "before.\n\n"
            "Your abstract has up to 250 words. Say what the problem was, what you did, with "
            "whom, what changed for children, and what others can take away. Write in the "
            "language in which you think best: reviewers read you in your own language, and they "
            "do not see your name.\n\n"
            "Never include anything by which a child, a family or a colleague at risk could be "
            "recognised.\n\n"
            "You can save a draft and change what you submitted until the deadline. Each abstract "
            "is read by three reviewers. You receive the answer in your language."
        ),
        "fr": (
            "Vous avez essayé une démarche qui protège mieux les enfants, ou qui a échoué et vous "
            "a appris pourquoi ? Racontez-la aux collègues qui se posent la même question "
            "ailleurs.\n\n"
            "Une session dure 60 minutes, dont au moins 20 pour la discussion. Elle est présentée "
            "par une à quatre personnes, en anglais, en français, en espagnol ou en arabe. Nous "
            "souhaitons tout particulièrement entendre des organisations locales et nationales, "
            "ainsi que des personnes qui n’ont encore jamais présenté.\n\n"
            "Votre résumé compte 250 mots au maximum. Dites quel était le problème, ce que vous "
            "avez fait et avec qui, ce qui a changé pour les enfants, et ce que d’autres peuvent "
            "en retenir. Écrivez dans la langue où vous êtes le plus à l’aise : vous serez lu "
            "dans votre langue par des évaluateurs qui ne voient pas votre nom.\n\n"
            "N’indiquez jamais rien qui permette de reconnaître un enfant, une famille ou un "
            "collègue en danger.\n\n"
            "Vous pouvez enregistrer un brouillon et modifier votre résumé jusqu’à la date "
            "limite. Chaque résumé est lu par trois évaluateurs. Vous recevez la réponse dans "
            "votre langue."
        ),
        "es": (
            "¿Ha probado algo que protegió mejor a la niñez, o que no funcionó y le enseñó por "
            "qué? Cuénteselo a los colegas que se hacen la misma pregunta en otros lugares.\n\n"
            "Cada sesión dura 60 minutos y reserva al menos 20 para la conversación. La presentan "
            "de una a cuatro personas, en español, francés, inglés o árabe. Nos interesa en "
            "especial escuchar a organizaciones locales y nacionales, y a quienes nunca han "
            "presentado.\n\n"
            "El resumen tiene 250 palabras como máximo. Explique cuál era el problema, qué "
            "hicieron y con quién, qué cambió para los niños y las niñas, y qué pueden aprovechar "
            "otras personas. Escriba en el idioma en que piensa mejor: quienes evalúan leerán su "
            "texto en ese idioma y no verán su nombre.\n\n"
            "No incluya nunca nada que permita reconocer a un niño, una niña, una familia o un "
            "colega en riesgo.\n\n"
            "Puede guardar un borrador y modificar lo enviado hasta la fecha límite. Tres "
            "personas evalúan cada resumen. Recibirá la respuesta en su idioma."
        ),
        "ar": (
            "هل جرّبتم شيئًا حمى الأطفال حماية أفضل، أو لم ينجح وتعلّمتم منه السبب؟ شاركوه مع "
            "زملاء يواجهون السؤال نفسه في أماكن أخرى.\n\n"
            "مدة الجلسة 60 دقيقة، منها 20 دقيقة على الأقل للحوار. يقدّمها شخص واحد إلى أربعة "
            "أشخاص، بالعربية أو الإنجليزية أو الفرنسية أو الإسبانية. ونرغب خصوصًا في الاستماع إلى "
            "المنظمات المحلية والوطنية، وإلى من لم يسبق لهم أن قدّموا جلسة.\n\n"
            "لا يتجاوز الملخص 250 كلمة. بيّنوا ما المشكلة، وماذا فعلتم ومع من، وما الذي تغيّر في "
            "حياة الأطفال، وما الذي يمكن لغيركم أن يستفيد منه. اكتبوا باللغة التي تفكّرون بها على "
            "أفضل وجه: سيقرأ المراجعون نصكم بلغتكم دون أن يروا أسماءكم.\n\n"
            "لا تذكروا أبدًا ما قد يدلّ على هوية طفل أو أسرة أو زميل معرّض للخطر.\n\n"
            "يمكنكم حفظ مسودة وتعديل ما قدّمتموه حتى الموعد النهائي. يقرأ كل ملخص ثلاثة مراجعين، "
            "ويصلكم الرد بلغتكم."
        ),
    },
    "questions": [
        {
            "code": "setting",
            "kind": "one_choice",
            "required": True,
            "hint": None,
            "label": {
                "en": "Where did this work take place?",
                "fr": "Où ce travail a-t-il été mené ?",
                "es": "¿Dónde se realizó este trabajo?",
                "ar": "أين نُفّذ هذا العمل؟",
            },
            "options": [
                {
                    "code": "camp",
                    "label": {
                        "en": "Camp or collective site",
                        "fr": "Camp ou site collectif",
                        "es": "Campamento o sitio colectivo",
                        "ar": "مخيم أو موقع جماعي",
                    },
                },
                {
                    "code": "town",
                    "label": {
                        "en": "Town or city",
                        "fr": "Ville",
                        "es": "Ciudad o pueblo",
                        "ar": "مدينة أو بلدة",
                    },
                },
                {
                    "code": "village",
                    "label": {
                        "en": "Villages and rural areas",
                        "fr": "Villages et zones rurales",
                        "es": "Aldeas y zonas rurales",
                        "ar": "قرى ومناطق ريفية",
                    },
                },
                {
                    "code": "route",
                    "label": {
                        "en": "Along a migration route or a border",
                        "fr": "Le long d’une route migratoire ou d’une frontière",
                        "es": "En una ruta migratoria o una frontera",
                        "ar": "على طريق هجرة أو عند الحدود",
                    },
                },
                {
                    "code": "several",
                    "label": {
                        "en": "Several kinds of place",
                        "fr": "Plusieurs types de lieux",
                        "es": "Varios tipos de lugar",
                        "ar": "أماكن من أنواع مختلفة",
                    },
                },
            ],
        },
        {
            "code": "children_role",
            "kind": "one_choice",
            "required": True,
            "label": {
                "en": "What part did children have in it?",
                "fr": "Quel rôle les enfants y ont-ils joué ?",
                "es": "¿Qué papel tuvieron los niños y las niñas?",
                "ar": "ما دور الأطفال فيه؟",
            },
            "hint": {
                "en": "An honest answer does not lower your score.",
                "fr": "Une réponse honnête ne fait pas baisser la note.",
                "es": "Una respuesta sincera no baja la puntuación.",
                "ar": "الإجابة الصريحة لا تُنقص من تقييمكم.",
            },
            "options": [
                {
                    "code": "none",
                    "label": {
                        "en": "None yet",
                        "fr": "Aucun pour le moment",
                        "es": "Ninguno por ahora",
                        "ar": "لا دور لهم حتى الآن",
                    },
                },
                {
                    "code": "consulted",
                    "label": {
                        "en": "They were asked",
                        "fr": "Ils ont été consultés",
                        "es": "Se les consultó",
                        "ar": "استُشيروا",
                    },
                },
                {
                    "code": "shaped",
                    "label": {
                        "en": "They shaped it",
                        "fr": "Ils ont contribué à le concevoir",
                        "es": "Participaron en su diseño",
                        "ar": "شاركوا في تصميمه",
                    },
                },
                {
                    "code": "led",
                    "label": {
                        "en": "They led part of it",
                        "fr": "Ils en ont dirigé une partie",
                        "es": "Dirigieron una parte",
                        "ar": "قادوا جزءًا منه",
                    },
                },
            ],
        },
        {
            "code": "take_away",
            "kind": "short_text",
            "required": True,
            "max": 200,
            "label": {
                "en": "What can participants use on Monday morning?",
                "fr": "Qu’est-ce que les participants pourront utiliser dès le lundi matin ?",
                "es": "¿Qué podrán usar los participantes el lunes por la mañana?",
                "ar": "ما الذي يستطيع المشاركون استخدامه في أول يوم عمل؟",
            },
            "hint": {
                "en": "One sentence: a tool, a question, a habit.",
                "fr": "Une phrase : un outil, une question, une habitude.",
                "es": "Una frase: una herramienta, una pregunta, una costumbre.",
                "ar": "جملة واحدة: أداة أو سؤال أو عادة.",
            },
        },
    ],
    "criteria": [
        {
            "code": "use",
            "weight": 60,
            "label": {
                "en": "Use to others",
                "fr": "Utilité pour les autres",
                "es": "Utilidad para otras personas",
                "ar": "الفائدة للآخرين",
            },
            "hint": {
                "en": (
                    "5: colleagues elsewhere can act on it at once. 1: interesting only to those "
                    "who were there."
                ),
                "fr": (
                    "5 : des collègues d’ailleurs peuvent s’en servir tout de suite. 1 : "
                    "n’intéresse que les personnes qui y étaient."
                ),
                "es": (
                    "5: colegas de otros lugares pueden aplicarlo de inmediato. 1: solo interesa "
                    "a quienes estuvieron allí."
                ),
                "ar": "5: يمكن لزملاء في أماكن أخرى العمل به فورًا. 1: لا يهمّ إلا من كانوا هناك.",
            },
        },
        {
            "code": "ground",
            "weight": 40,
            "label": {
                "en": "Grounded in children’s lives",
                "fr": "Ancrage dans la vie des enfants",
                "es": "Arraigo en la vida de la niñez",
                "ar": "الارتباط بحياة الأطفال",
            },
            "hint": {
                "en": (
                    "5: what changed for children is shown, with its limits. 1: only activities "
                    "are described."
                ),
                "fr": (
                    "5 : ce qui a changé pour les enfants est montré, avec ses limites. 1 : "
                    "seules des activités sont décrites."
                ),
                "es": (
                    "5: se muestra qué cambió para la niñez, con sus límites. 1: solo se "
                    "describen actividades."
                ),
                "ar": "5: يبيّن ما تغيّر في حياة الأطفال وحدود ذلك. 1: يصف الأنشطة فقط.",
            },
        },
    ],
}
