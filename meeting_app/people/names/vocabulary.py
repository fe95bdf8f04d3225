"""Words that say little, or something particular, in names of organisations."""

from functools import cache

from meeting_app.people.names.places import split

SMALL = frozenset(
    split(
        "the of for and in on to at by with against from a an or s "
        "de la le les l des du d et en pour aux au a sur contre un une dans par "
        "el los las del y e para por con da do dos das der die das und fur van voor het "
        "في من على عن إلى و ل مع ضد"
    )
)
"""Articles, prepositions and conjunctions."""

LEGAL = frozenset(
    split(
        "ev inc incorporated ltd limited llc llp plc corp corporation co company gmbh ggmbh ag sa sarl srl "
        "asbl aisbl vzw bv nv ab oy as aps kft spa pty pvt ong ngo osc asso ry sas ngos cic cio registered"
    )
)
"""Legal forms: they come and go in writing."""

WEAK = frozenset(
    split(
        "foundation fondation fundacion fundacao stiftung stichting trust society societe sociedad fund "
        "association asociacion associacao verein group groupe grupo charity organization organisation "
        "organizacion office bureau oficina secretariat committee comite council conseil consejo "
        "federation federacion union alliance alianza network reseau red coalition coalicion forum foro "
        "agency agence agencia commission comision institute institut instituto center centre centro "
        "program programme programa project projet proyecto initiative iniciativa department departement "
        "departamento ministry ministere ministerio ngo campaign team headquarters hq university "
        "universite universidad college school partnership "
        "مؤسسة جمعية منظمة اتحاد شبكة مركز مكتب لجنة مجلس معهد هيئة وزارة جامعة صندوق مبادرة"
    )
)
"""What kind of body it is. Two bodies of one field may differ in this word alone."""

SCOPES = {
    **dict.fromkeys(
        split("international intl internacional internationale worldwide global"),
        "international",
    ),
    **dict.fromkeys(split("national nacional nationale"), "national"),
    **dict.fromkeys(split("regional regionale"), "regional"),
    **dict.fromkeys(split("الدولية دولية الدولي دولي العالمية عالمية"), "international"),
    **dict.fromkeys(split("الوطنية وطنية الوطني وطني"), "national"),
}
COMMON = frozenset(
    split(
        "child children enfant enfants nino ninos nina girl girls woman women femme femmes mujer mujeres "
        "youth jeune jeunes joven jovenes family families famille familia people hope espoir esperanza "
        "care aid aide ayuda help relief rescue mercy peace paix paz rights right droits derechos "
        "protection proteccion education educacion health sante salud development developpement desarrollo "
        "action accion community communaute comunidad refugee refugees refugies refugiados human "
        "humanitarian humanitaire humanitario humanity social support service services research "
        "resource resources save world monde mundo global new united first future life light "
        "science sciences technology medical medicine engineering hospital state city national "
        "laboratory faculty division learning training study studies "
        "الطفل الأطفال أطفال طفل المرأة حماية تنمية التنمية حقوق الإنسان إغاثة الإغاثة رعاية السلام"
    )
)
"""Words of many names: they say little about which one it is."""

_ABBREVIATED = (
    "univ university|dept department|inst institute|intl international|natl national|org organization|"
    "assoc association|govt government|gov government|ctr center|comm committee|tech technology|"
    "hosp hospital|acad academy|sci science|fed federation|found foundation|ass association|min ministry|"
    "soc society|coll college|sch school|lab laboratory|res research|dev development|eng engineering|"
    "med medical|st saint"
)
ABBREVIATED = dict(pair.split(" ") for pair in _ABBREVIATED.split("|"))

_IRREGULAR = {
    "children": "child",
    "childrens": "child",
    "women": "woman",
    "womens": "woman",
    "men": "man",
    "labour": "labor",
    "centre": "center",
    "programme": "program",
    "defence": "defense",
    "peoples": "people",
}


@cache
def root(word: str) -> str:
    """One form for the plural, British and American spelling, and Arabic articles."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if "\u0600" <= word[0] <= "\u06ff":
        for article in ("وال", "بال", "ال", "لل"):
            if word.startswith(article) and len(word) - len(article) >= 3:
                return word[len(article) :]
        return word
    word = word.replace("isation", "ization").replace("labour", "labor")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


FORMS_OF_BODY = frozenset(
    map(
        root,
        split(
            "foundation fondation fundacion fundacao stiftung stichting trust society societe sociedad "
            "association asociacion associacao verein group groupe grupo charity organization "
            "organisation organizacion fund campaign ngo مؤسسة جمعية منظمة"
        ),
    )
)
"""Those that come and go in writing almost as legal forms do."""

WEAK_ROOTS = frozenset(map(root, WEAK))
COMMON_ROOTS = frozenset(map(root, COMMON))


@cache
def weight(word: str) -> float:
    """How much a word says about which organisation it is."""
    return 0.4 if root(word) in WEAK_ROOTS else 0.6 if root(word) in COMMON_ROOTS else 1.0
