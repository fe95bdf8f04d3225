"""The topics below the meeting's theme: the survey ranks them, each abstract names one."""

from meeting_app.demo.content.shapes import Theme

CANDIDATE_THEMES: list[Theme] = [
    {
        "code": "local_leadership",
        "title": {
            "en": "Local leadership and fair partnership",
            "fr": "Leadership local et partenariats équitables",
            "es": "Liderazgo local y alianzas equitativas",
            "ar": "القيادة المحلية والشراكة العادلة",
        },
        "text": {
            "en": (
                "Decisions, money and recognition in the hands of those who stay: what it takes "
                "from international organisations and from donors."
            ),
            "fr": (
                "Les décisions, les fonds et la reconnaissance entre les mains de celles et ceux "
                "qui restent : ce que cela demande aux organisations internationales et aux "
                "bailleurs."
            ),
            "es": (
                "Decisiones, fondos y reconocimiento en manos de quienes se quedan: qué exige "
                "esto a las organizaciones internacionales y a los donantes."
            ),
            "ar": (
                "أن تكون القرارات والأموال والتقدير في أيدي من يبقون: ماذا يتطلب ذلك من المنظمات "
                "الدولية والجهات المانحة."
            ),
        },
    },
    {
        "code": "family_care",
        "title": {
            "en": "Family unity and alternative care",
            "fr": "Unité familiale et protection de remplacement",
            "es": "Unidad familiar y cuidado alternativo",
            "ar": "وحدة الأسرة والرعاية البديلة",
        },
        "text": {
            "en": (
                "Preventing separation, tracing and reuniting families, supporting kinship and "
                "foster carers when they too have lost almost everything."
            ),
            "fr": (
                "Prévenir la séparation, rechercher et réunir les familles, soutenir les proches "
                "et les familles d’accueil, qui ont souvent presque tout perdu eux aussi."
            ),
            "es": (
                "Prevenir la separación, localizar y reunificar a las familias, apoyar a "
                "parientes y familias de acogida que también lo han perdido casi todo."
            ),
            "ar": (
                "الوقاية من الانفصال، والبحث عن الأسر ولمّ شملها، ودعم الأقارب والأسر الحاضنة "
                "التي فقدت هي أيضًا كل شيء تقريبًا."
            ),
        },
    },
    {
        "code": "climate",
        "title": {
            "en": "Children in a changing climate",
            "fr": "Les enfants face au changement climatique",
            "es": "La niñez ante el cambio climático",
            "ar": "الأطفال في مناخ متغيّر",
        },
        "text": {
            "en": (
                "Droughts, floods and heat that return each year: protection before, during and "
                "after, and the part of schools and local services."
            ),
            "fr": (
                "Sécheresses, inondations et vagues de chaleur qui reviennent chaque année : la "
                "protection avant, pendant et après, et le rôle des écoles et des services locaux."
            ),
            "es": (
                "Sequías, inundaciones y calor que vuelven cada año: la protección antes, durante "
                "y después, y el papel de las escuelas y de los servicios locales."
            ),
            "ar": (
                "جفاف وفيضانات وموجات حرّ تتكرر كل عام: الحماية قبلها وأثناءها وبعدها، ودور "
                "المدارس والخدمات المحلية."
            ),
        },
    },
    {
        "code": "wellbeing",
        "title": {
            "en": "Well-being of children, caregivers and staff",
            "fr": "Bien-être des enfants, de leurs proches et des équipes",
            "es": "Bienestar de la niñez, de quienes la cuidan y de los equipos",
            "ar": "عافية الأطفال ومقدمي الرعاية والعاملين",
        },
        "text": {
            "en": (
                "Mental health and psychosocial support that lasts: in families, in schools, and "
                "for the caseworkers who listen every day."
            ),
            "fr": (
                "Une santé mentale et un soutien psychosocial qui durent : dans les familles, à "
                "l’école, et pour les gestionnaires de cas qui écoutent chaque jour."
            ),
            "es": (
                "Salud mental y apoyo psicosocial que perduran: en las familias, en las escuelas "
                "y para quienes gestionan casos y escuchan cada día."
            ),
            "ar": (
                "صحة نفسية ودعم نفسي اجتماعي يدومان: في الأسر والمدارس، ولمديري الحالات الذين "
                "يصغون كل يوم."
            ),
        },
    },
    {
        "code": "accountability",
        "title": {
            "en": "Accountability to children",
            "fr": "Redevabilité envers les enfants",
            "es": "Rendición de cuentas a la niñez",
            "ar": "المساءلة أمام الأطفال",
        },
        "text": {
            "en": (
                "Children who ask, judge and decide: safe ways to take part, complaints that are "
                "answered, and organisations that change as a result."
            ),
            "fr": (
                "Des enfants qui interrogent, évaluent et décident : une participation sans "
                "danger, des plaintes qui reçoivent une réponse et des organisations qui changent "
                "en conséquence."
            ),
            "es": (
                "Niños y niñas que preguntan, valoran y deciden: formas seguras de participar, "
                "quejas que reciben respuesta y organizaciones que cambian en consecuencia."
            ),
            "ar": (
                "أطفال يسألون ويقيّمون ويقرّرون: سبل آمنة للمشاركة، وشكاوى تلقى جوابًا، ومنظمات "
                "تتغيّر نتيجة لذلك."
            ),
        },
    },
]
