"""Short comments as reviewers write them, with the mark from 1 to 5 that goes with each."""

from meeting_app.demo.content.shapes import ReviewComment

REVIEW_COMMENTS: list[ReviewComment] = [
    {
        "lang": "en",
        "score": 5,
        "text": "Clear, modest and usable. I would take the card to my own team tomorrow.",
    },
    {
        "lang": "en",
        "score": 5,
        "text": "One of the few abstracts that says what went wrong. Please keep that part long.",
    },
    {
        "lang": "en",
        "score": 4,
        "text": (
            "Strong on results, a little short on cost. Ask the presenters for one slide with "
            "figures."
        ),
    },
    {
        "lang": "en",
        "score": 4,
        "text": (
            "Good link with education colleagues. The comparison group could be explained better."
        ),
    },
    {
        "lang": "en",
        "score": 3,
        "text": "Interesting idea, but I cannot tell what the children themselves thought of it.",
    },
    {
        "lang": "en",
        "score": 3,
        "text": "Solid practice, already well known in our sector. What is new here?",
    },
    {
        "lang": "en",
        "score": 2,
        "text": "Describes activities rather than change. It could work as a poster.",
    },
    {
        "lang": "en",
        "score": 1,
        "text": "Reads like a project brochure. No problem is stated and no lesson drawn.",
    },
    {
        "lang": "fr",
        "score": 5,
        "text": (
            "Remarquable : les enfants ont changé le projet, et l’on voit comment. À programmer "
            "en plénière si possible."
        ),
    },
    {
        "lang": "fr",
        "score": 5,
        "text": "Un terrain difficile, des chiffres prudents, une vraie question posée aux autres.",
    },
    {
        "lang": "fr",
        "score": 4,
        "text": "Très utile pour les équipes francophones. Préciser qui finance la suite.",
    },
    {
        "lang": "fr",
        "score": 4,
        "text": (
            "Bonne proposition. Je suggère de réduire la présentation et de garder trente minutes "
            "d’échange."
        ),
    },
    {
        "lang": "fr",
        "score": 3,
        "text": (
            "Le sujet est important, mais la demande reste trop générale pour qu’un bailleur y "
            "réponde."
        ),
    },
    {
        "lang": "fr",
        "score": 3,
        "text": "Les résultats sont annoncés sans dire comment ils ont été mesurés.",
    },
    {
        "lang": "fr",
        "score": 2,
        "text": "Le texte décrit une formation ; on ne sait pas ce qui a changé ensuite.",
    },
    {
        "lang": "es",
        "score": 5,
        "text": "Muy honesto y muy práctico. La hoja que ofrecen sirve en cualquier contexto.",
    },
    {
        "lang": "es",
        "score": 5,
        "text": "Da voz a quienes suelen quedar fuera de estas reuniones. Imprescindible.",
    },
    {
        "lang": "es",
        "score": 4,
        "text": "Buena experiencia. Convendría aclarar cómo se protegieron los datos de las niñas.",
    },
    {
        "lang": "es",
        "score": 4,
        "text": "Propuesta sólida; falta decir qué haría falta para repetirla en otro país.",
    },
    {
        "lang": "es",
        "score": 3,
        "text": (
            "Interesante, aunque los resultados todavía son iniciales. Quizá mejor el año próximo."
        ),
    },
    {
        "lang": "es",
        "score": 2,
        "text": "No queda claro qué problema se quería resolver ni qué papel tuvo la comunidad.",
    },
    {
        "lang": "ar",
        "score": 5,
        "text": "تجربة صادقة من الميدان، وفيها أداة جاهزة يمكن لغيرهم استخدامها.",
    },
    {
        "lang": "ar",
        "score": 5,
        "text": "نص واضح، ويطرح سؤالًا شجاعًا عن مسؤولية المنظمات تجاه المتطوعين.",
    },
    {
        "lang": "ar",
        "score": 4,
        "text": "عمل جيد جدًا. أقترح أن يخصّص المقدّمون وقتًا أطول لعرض ما لم ينجح.",
    },
    {"lang": "ar", "score": 4, "text": "مفيد لزملائنا في المنطقة، وينقصه بيان التكلفة."},
    {"lang": "ar", "score": 3, "text": "الفكرة مهمة، لكن دور الأطفال فيها غير واضح."},
    {
        "lang": "ar",
        "score": 3,
        "text": "النتائج مشجّعة، غير أن مدة التجربة أقصر من أن تسمح بالحكم عليها.",
    },
    {
        "lang": "ar",
        "score": 2,
        "text": "يغلب على الملخص وصف الأنشطة، ولا يبيّن ما الذي تغيّر في حياة الأطفال.",
    },
    {
        "lang": "en",
        "score": 4,
        "text": (
            "The demand is concrete and the right people are invited. Check the safety plan "
            "before any livestream."
        ),
    },
    {
        "lang": "fr",
        "score": 1,
        "text": "Hors sujet : aucune mention des enfants ni d’une situation de crise.",
    },
]
