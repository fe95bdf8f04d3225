"""Countries and regions as they stand in names of organisations, in the four languages.

Names from CLDR; adjectives and short forms, which CLDR does not have, from the lists below.
"""

from functools import cache

from babel import Locale

from meeting_app.core.locale import LANGUAGES, fold

_SHORT = """
AE uae, emirates, emirati | AR argentine, argentinian | AT austrian | AU australian | BD bangladeshi
BE belgian, belge, belga | BR brazilian, brasil | CA canadian, canadien, canadiense
CD drc, rdc, dr congo, dem rep congo, democratic republic of the congo, democratic republic of congo
CD republique democratique du congo, republica democratica del congo, congolese, congolais
CF car, rca | CH swiss, suisse, suizo, suiza | CI cote d ivoire, ivory coast, ivorian
CL chilean, chileno | CM cameroonian, camerounais | CN chinese | CO colombian, colombiano, colombiana
CZ czech, tchequia | DE german, allemand, deutsche, deutscher, deutschland, aleman | DK danish, dansk, danois
EG egyptian, egyptien | ES spanish, espanol, espanola, espagnol | ET ethiopian | FI finnish, finlandais
FR french, francais, francaise, frances, francesa
GB uk, u k, britain, great britain, british, england, english, scotland, scottish, wales, welsh
GB britannique, royaume uni, reino unido | GH ghanaian | GR greek, hellenic, hellenique
GT guatemalan | HN honduran | HT haitian, haitien | HU hungarian | ID indonesian | IE irish, irlandais
IL israeli | IN indian | IQ iraqi, irakien | IR iranian | IS icelandic | IT italian, italiano, italiana, italien
JO jordanian, jordanien, jordano | JP japanese, japonais | KE kenyan | KH cambodian
KR korean, korea, south korea | KP north korea | LA lao, laos | LB lebanese, libanais | LK sri lankan
LY libyan, libyen | MA moroccan, marocain | ML malian, malien | MM burma, burmese | MX mexican, mexicano
MZ mozambican | NE nigerien | NG nigerian | NL holland, dutch, nederland, hollandais, neerlandais
NO norwegian, norsk, norvegien, noruego | NP nepali, nepalese | NZ kiwi | PE peruvian, peruano
PH filipino, philippine | PK pakistani | PL polish, polonais | PS palestine, palestinian, palestinien
PT portuguese | RO romanian | RU russian, russe | RW rwandan | SA saudi | SD sudanese | SE swedish, svensk, suedois
SL sierra leonean | SN senegalese, senegalais | SO somali | SS south sudanese | SY syria, syrian, syrien
TH thai | TN tunisian, tunisien | TR turkey, turkish, turc, turkiye | TZ tanzanian | UA ukrainian
UG ugandan | US usa, u s a, us, u s, united states of america, america, american, etats unis, estados unidos
US estadounidense | VE venezuelan | VN vietnam, vietnamese | YE yemeni | ZA south african | ZM zambian
ZW zimbabwean
africa african, afrique, africain, africaine, africana | asia asian, asie | europe european, europeen, europeenne, europea
middle_east middle east, moyen orient, medio oriente, mena | latin_america latin america, amerique latine, america latina
east_africa east africa, eastern africa, afrique de l est | west_africa west africa, western africa, afrique de l ouest
southern_africa southern africa | central_africa central africa | pacific pacific | caribbean caribbean, caraibes, caribe
north_america north america | south_america south america | arab arab, arabe
"""
_NOT_PLACES = ("new jersey", "new mexico", "new guinea", "new england", "guinea pig", "south wales")
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ", "JE"})


@cache
def places() -> dict[tuple[str, ...], str]:
    """{folded words: code of the country, or a region's name}. No place has the code ""."""
    found: dict[tuple[str, ...], str] = {}
    for language in LANGUAGES.values():
        for code, name in Locale.parse(language.babel).territories.items():
            if code.isalpha() and code not in _NOT_COUNTRIES:
                found[split(name)] = code
    for entry in _SHORT.replace("\n", "|").split("|"):
        code, _blank, words = entry.strip().partition(" ")
        for name in words.split(","):
            if name.strip():
                found[split(name)] = code
        if code.islower():
            found[split(code.replace("_", " "))] = code
    for name in _NOT_PLACES:
        found[split(name)] = ""
    found.pop((), None)
    return found


LONGEST = 6
"""Words in the longest name of a place that is looked for."""


def split(name: str) -> tuple[str, ...]:
    """Folded words. An apostrophe inside a word parts it only after one letter: "l'est"."""
    text = " ".join(fold(part) for part in name.split())  # a key of the whole would be cut
    letters = "".join(char if char.isalnum() or char == "'" else " " for char in text)
    words = []
    for word in letters.split():
        head, mark, tail = word.partition("'")
        if mark and len(head) == 1 and tail:
            words += [head, tail.replace("'", "")]
        else:
            words.append(word.replace("'", ""))
    return tuple(word for word in words if word)
