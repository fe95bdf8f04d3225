"""Packs as PDF: every word arrives, in the right language, and nothing users write is run."""

import io
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
import pypdf
import pytest

from meeting_app.core import pdf_child as child
from meeting_app.core.pdf import PdfFailed, run_compile
from meeting_app.packs.pdf import (
    AgendaDay,
    AgendaRow,
    Labels,
    PackData,
    SessionSummary,
    make_pdf,
)

LANGUAGES = ("en", "fr", "es", "ar")

LABELS: dict[str, Labels] = {
    "en": {
        "contents": "Contents",
        "agenda": "Agenda",
        "sessions": "Sessions",
        "time": "Time",
        "number": "No.",
        "session": "Session",
        "room": "Room",
        "cancelled": "Cancelled",
    },
    "fr": {
        "contents": "Sommaire",
        "agenda": "Programme",
        "sessions": "Séances",
        "time": "Heure",
        "number": "N°",
        "session": "Séance",
        "room": "Salle",
        "cancelled": "Annulée",
    },
    "es": {
        "contents": "Índice",
        "agenda": "Agenda",
        "sessions": "Sesiones",
        "time": "Hora",
        "number": "N.º",
        "session": "Sesión",
        "room": "Sala",
        "cancelled": "Cancelada",
    },
    "ar": {
        "contents": "المحتويات",
        "agenda": "جدول الأعمال",
        "sessions": "الجلسات",
        "time": "الوقت",
        "number": "الرقم",
        "session": "الجلسة",
        "room": "القاعة",
        "cancelled": "أُلغيت",
    },
}

# title, theme, place, dates, zone, version, room, kind, role, break, languages, weekday
WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "Annual Meeting 2027",
        "Prevention first: protecting children before harm is done",
        "Amman, Jordan, and online",
        "2–4 March 2027",
        "Times in Amman (UTC+3)",
        "Version 2, updated 14 February 2027",
        "Room",
        "Parallel session",
        "Presenter",
        "Coffee break",
        "In English, interpreted into French, Spanish and Arabic",
        "March 2027",
    ),
    "fr": (
        "Réunion annuelle 2027",
        "La prévention d’abord : protéger les enfants avant que le mal soit fait",
        "Amman (Jordanie) et en ligne",
        "Du 2 au 4 mars 2027",
        "Heures d’Amman (UTC+3)",
        "Version 2, mise à jour le 14 février 2027",
        "Salle",
        "Séance parallèle",
        "Intervenante",
        "Pause café",
        "En anglais, avec interprétation en français, espagnol et arabe",
        "mars 2027",
    ),
    "es": (
        "Reunión Anual 2027",
        "La prevención primero: proteger a la niñez antes de que ocurra el daño",
        "Ammán (Jordania) y en línea",
        "Del 2 al 4 de marzo de 2027",
        "Horas de Ammán (UTC+3)",
        "Versión 2, actualizada el 14 de febrero de 2027",
        "Sala",
        "Sesión paralela",
        "Ponente",
        "Pausa para el café",
        "En inglés, con interpretación al francés, español y árabe",
        "de marzo de 2027",
    ),
    "ar": (
        "الاجتماع السنوي 2027",
        "الوقاية أولاً: حماية الأطفال قبل وقوع الضرر",
        "عمّان، الأردن، وعبر الإنترنت",
        "من 2 إلى 4 آذار/مارس 2027",
        "الأوقات بتوقيت عمّان (UTC+3)",
        "الإصدار 2، حُدّث في 14 شباط/فبراير 2027",
        "القاعة",
        "جلسة موازية",
        "مقدّمة العرض",
        "استراحة قهوة",
        "بالإنجليزية مع ترجمة فورية إلى الفرنسية والإسبانية والعربية",
        "آذار/مارس 2027",
    ),
}

SECTIONS: dict[str, tuple[tuple[str, list[str]], ...]] = {
    "en": (
        (
            "Welcome",
            [
                "For three days, people who work with children in crises on four continents meet to "
                "ask one question: what stops harm before it happens? This pack holds what you need "
                "to take part, in the room or from afar.",
                "Please read the practical notes before you travel, and keep the code of conduct in "
                "mind: everyone here has the right to be safe, to be heard, and to say no.",
            ],
        ),
        (
            "Practical notes",
            [
                "The desk is open each day from 08:00. It helps with badges, access needs and visas:",
                "- by telephone: +962 6 555 01 23, day and night",
                "- by e-mail: desk@annual-meeting.example.org",
                "- on the web: https://annual-meeting.example.org/en/2027/pack",
                "Interpretation runs on four channels. Headsets are at the door of each room; online, "
                "choose the globe at the foot of the window.",
            ],
        ),
    ),
    "fr": (
        (
            "Bienvenue",
            [
                "Pendant trois jours, des personnes qui travaillent auprès d’enfants en situation de "
                "crise sur quatre continents se posent une seule question : qu’est-ce qui empêche le "
                "mal avant qu’il n’arrive ? Ce dossier contient tout ce qu’il faut pour participer.",
            ],
        ),
        (
            "Informations pratiques",
            [
                "L’accueil est ouvert chaque jour dès 8 h :",
                "- par téléphone : +962 6 555 01 23",
                "- par courriel : desk@annual-meeting.example.org",
                "- sur le site : https://annual-meeting.example.org/fr/2027/pack",
                "L’interprétation est assurée sur quatre canaux.",
            ],
        ),
    ),
    "es": (
        (
            "Bienvenida",
            [
                "Durante tres días, personas que trabajan con niñas y niños en crisis en cuatro "
                "continentes se hacen una sola pregunta: ¿qué evita el daño antes de que ocurra? "
                "Este dossier contiene todo lo necesario para participar.",
            ],
        ),
        (
            "Notas prácticas",
            [
                "La recepción abre cada día a las 8:00:",
                "- por teléfono: +962 6 555 01 23",
                "- por correo: desk@annual-meeting.example.org",
                "- en la web: https://annual-meeting.example.org/es/2027/pack",
                "Hay interpretación en cuatro canales.",
            ],
        ),
    ),
    "ar": (
        (
            "أهلاً وسهلاً",
            [
                "على مدى ثلاثة أيام يلتقي أشخاص يعملون مع الأطفال في الأزمات في أربع قارات ليطرحوا سؤالاً "
                "واحداً: ما الذي يمنع الضرر قبل وقوعه؟ تجدون في هذا الملف كل ما تحتاجون إليه للمشاركة، في "
                "القاعة أو عن بُعد.",
                "نرجو قراءة المعلومات العملية قبل السفر، واحترام مدونة السلوك (Code of Conduct): لكل شخص هنا "
                "الحق في الأمان وفي أن يُسمع صوته.",
            ],
        ),
        (
            "معلومات عملية",
            [
                "مكتب الاستقبال مفتوح يومياً من الساعة 08:00:",
                "- بالهاتف: +962 6 555 01 23 ليلاً ونهاراً",
                "- بالبريد الإلكتروني: desk@annual-meeting.example.org",
                "- على الموقع: https://annual-meeting.example.org/ar/2027/pack",
                "الترجمة الفورية متاحة على أربع قنوات.",
            ],
        ),
    ),
}

# Session titles and texts in the languages people wrote them in.
TITLES: dict[str, tuple[str, ...]] = {
    "en": (
        "Prevention first: what twelve years of primary prevention taught us",
        "Case management in displacement settings (CPMS Standard 18)",
        "Who counts? Measuring harm to children without adding to it",
        "Cash and voucher assistance: does it keep children in school?",
    ),
    "fr": (
        "Protéger avant l’urgence : l’action anticipatoire au Sahel",
        "Réunification familiale : quand l’école devient un lieu sûr ?",
        "Enfants associés aux forces et groupes armés : prévenir plutôt que réparer",
    ),
    "es": (
        "Niñez en movimiento: protección a lo largo de la ruta del Darién",
        "¿Quién cuida a quien cuida? Bienestar del personal de primera línea",
        "Voces de adolescentes en la planificación comunitaria",
    ),
    "ar": (
        "حماية الأطفال غير المصحوبين والمنفصلين عن ذويهم في غزة ولبنان",
        "الصحة النفسية والدعم النفسي الاجتماعي (MHPSS) للأطفال والمراهقين",
        "كيف نُشرك المجتمعات المحلية في الوقاية من عمالة الأطفال؟",
    ),
}
TEXTS = {
    "en": "Primary prevention addresses the root causes of harm at the level of whole communities. This "
    "session presents evidence from 14 sites in six countries, with 2,380 caregivers and 1,126 children "
    "aged 6–17, and asks which measures can be started before a crisis peaks. Participants leave with a "
    "one-page tool that has been tried in three languages.",
    "fr": "Les systèmes d’alerte précoce annoncent une sécheresse plusieurs mois à l’avance ; la protection "
    "de l’enfance, elle, intervient souvent après. À partir d’une expérience menée au Niger et au Burkina "
    "Faso auprès de 3 200 ménages, cette séance montre comment les comités locaux déclenchent des mesures "
    "simples, et ce qu’elles coûtent.",
    "es": "Más de cien mil niñas y niños cruzaron la selva en un solo año. Presentamos un estudio con 640 "
    "familias en Colombia, Panamá y Costa Rica sobre los puntos de la ruta en los que un servicio sencillo "
    "cambia el resultado, y una guía para autoridades locales.",
    "ar": "تعرض هذه الجلسة تجربة ثلاث منظمات محلية في تتبّع الأطفال ولمّ شملهم مع أسرهم خلال عام 2026، وتناقش ما "
    "نجح وما لم ينجح، مع بيانات عن 1,450 حالة. وتركّز على دور المعلمين والمعلمات (Teachers in Crisis Contexts) "
    "في الكشف المبكر عن المخاطر قبل تفاقمها.",
}
PEOPLE = (
    ("Dr Amélie Traoré", "Initiative Enfance Sahel"),
    ("سلمى الخطيب", "مركز الأمل لحماية الطفل"),
    ("María José Núñez", "Red Niñez en Movimiento"),
    ("John Okello-Smith", "Lantern Child Protection Trust"),
    ("Łucja Świątek", "Fundacja Bezpieczny Dom"),
    ("أ. عبد الرحمن يوسف", "Hope & Shelter International"),
)
TIMES = ("09:00–10:30", "11:00–12:30", "14:00–15:30", "16:00–17:30")


def a_pack(lang: str, sessions: int = 25) -> PackData:
    """A pack as an organiser would have it: three days, parallel sessions, four languages mixed."""
    (title, theme, place, dates, zone, version, room, kind, role, pause, languages, month) = WORDS[
        lang
    ]
    summaries: list[SessionSummary] = []
    rows: list[AgendaRow] = []
    parallel = -(-sessions // 12)
    for index in range(sessions):
        spoken = LANGUAGES[index % 4] if index else lang
        shown = TITLES[spoken][index // 4 % len(TITLES[spoken])]
        at = TIMES[index // parallel % 4]
        people = [PEOPLE[(index + n) % len(PEOPLE)] for n in range(1 + index % 3)]
        number = f"S{index + 1:02}"
        comma = "، " if lang == "ar" else ", "
        rows.append(
            {
                "time": at,
                "number": number,
                "title": shown,
                "lang": spoken,
                "kind": kind,
                "room": f"{room} {'ABCDEFGHIJ'[index % parallel]}",
                "people": comma.join(f"\u2068{name}\u2069" for name, _ in people),
                "cancelled": index == 5,
                "break": False,
            }
        )
        summaries.append(
            {
                "number": number,
                "title": shown,
                "lang": spoken,
                "when": f"{2 + index // parallel // 4} {month}{comma}{at}",
                "room": rows[-1]["room"],
                "kind": kind,
                "people": [{"name": n, "role": role, "organisation": o} for n, o in people],
                "text": [TEXTS[spoken]] * (1 + index % 2),
                "languages": languages,
            }
        )
    days: list[AgendaDay] = []
    for day in range(3):
        held = rows[day * 4 * parallel : (day + 1) * 4 * parallel]
        pause_row: AgendaRow = {
            "time": "10:30–11:00",
            "number": "",
            "title": pause,
            "lang": None,
            "kind": "",
            "room": "",
            "people": "",
            "cancelled": False,
            "break": True,
        }
        days.append(
            {"title": f"{day + 2} {month}", "rows": [*held[:parallel], pause_row, *held[parallel:]]}
        )
    return {
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "title": title,
        "theme": theme,
        "place": place,
        "dates": dates,
        "zone": zone,
        "version": version,
        "address": f"https://annual-meeting.example.org/{lang}/2027/pack",
        "labels": LABELS[lang],
        "sections": [
            {"title": name, "lang": None, "paragraphs": paragraphs}
            for name, paragraphs in SECTIONS[lang]
        ],
        "days": days,
        "summaries": summaries,
    }


def words_of(content: bytes) -> str:
    """Text of a PDF without spaces, composed; vowel signs and their like left out.

    Readers of PDFs put an Arabic vowel sign beside its letter, now before and now after it.
    """
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return bare("".join(pages))


def bare(words: str) -> str:
    letters = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", words))
    return "".join(
        c for c in letters if not c.isspace() and unicodedata.category(c) not in {"Mn", "Cf"}
    )


def is_found(words: str, extracted: str) -> bool:
    """Latin text in order; Arabic, whose order is the reader's business, letter for letter."""
    if not re.search("[\u0600-\u06ff]", words):
        return bare(words) in extracted
    return not Counter(bare(words)) - Counter(extracted)


def outline_titles(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as document, document.open_outline() as outline:
        return [
            title
            for item in outline.root
            for title in (item.title, *(c.title for c in item.children))
        ]


def tags_of(content: bytes) -> tuple[Counter[str], Counter[str]]:
    """How often each structure tag and each language stands in the tree of a tagged PDF."""
    tags: Counter[str] = Counter()
    languages: Counter[str] = Counter()

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                tags[str(node.S).removeprefix("/")] += 1
            if "/Lang" in node:
                languages[str(node.Lang)] += 1
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(content)) as document:
        walk(document.Root.StructTreeRoot.K)
    return tags, languages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_make_pdf_in_each_language_holds_every_title_and_name(lang: str) -> None:
    data = a_pack(lang, 14)

    pdf = make_pdf(data)

    extracted = words_of(pdf.content)
    wanted = {
        data[key] for key in ("title", "theme", "place", "dates", "zone", "version", "address")
    }
    wanted |= {words for section in data["sections"] for words in (section["title"],)}
    wanted |= {day["title"] for day in data["days"]}
    for session in data["summaries"]:
        wanted |= {session[key] for key in ("number", "title", "when", "room", "languages")}
        wanted |= {words for person in session["people"] for words in person.values()}
        wanted |= set(session["text"])
    assert {words for words in wanted if not is_found(words, extracted)} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_make_pdf_in_each_language_is_tagged_and_says_language_and_direction(lang: str) -> None:
    data = a_pack(lang, 14)

    pdf = make_pdf(data)

    with pikepdf.open(io.BytesIO(pdf.content)) as document:
        root = document.Root
        metadata = document.open_metadata()
        assert (
            str(root.Lang),
            bool(root.MarkInfo.Marked),
            str(root.ViewerPreferences.Direction),
        ) == (
            lang,
            True,
            "/R2L" if lang == "ar" else "/L2R",
        )
        assert (pdf.accessible, metadata["pdfuaid:part"]) == (True, "1")
        assert data["title"] in metadata["dc:title"]
    tags, languages = tags_of(pdf.content)
    assert {tag: tags[tag] for tag in ("Title", "TOC", "H1", "Table", "TH", "L")} == {
        "Title": 1,
        "TOC": 3,
        "H1": 5,
        "Table": 3,
        "TH": 12,
        "L": 1,
    }
    assert set(languages) == set(LANGUAGES) - {lang}


def test_make_pdf_lists_sections_days_and_sessions_as_bookmarks() -> None:
    data = a_pack("ar", 14)
    labels = data["labels"]

    titles = outline_titles(make_pdf(data).content)

    assert titles == [
        *(section["title"] for section in data["sections"]),
        labels["agenda"],
        *(day["title"] for day in data["days"]),
        labels["sessions"],
        *(f"{session['number']} {session['title']}" for session in data["summaries"]),
    ]


def test_make_pdf_numbers_pages_out_of_all() -> None:
    reader = pypdf.PdfReader(io.BytesIO(make_pdf(a_pack("en", 14)).content))
    total = len(reader.pages)

    shown = [re.findall(r"(\d+) / (\d+)", page.extract_text())[-1:] for page in reader.pages]

    assert shown == [[], *([(str(page), str(total))] for page in range(2, total + 1))]


def test_make_pdf_from_the_same_data_gives_the_same_octets() -> None:
    assert make_pdf(a_pack("fr", 3)).content == make_pdf(a_pack("fr", 3)).content


def test_make_pdf_with_nothing_but_a_title_is_still_accessible() -> None:
    data = a_pack("es", 0)
    data |= {"theme": "", "address": "", "sections": [], "days": [], "summaries": []}

    assert make_pdf(data).accessible


def test_make_pdf_without_titles_inside_is_still_accessible() -> None:
    data = a_pack("fr", 2)
    data["sections"][0]["title"] = data["days"][0]["title"] = data["summaries"][0]["title"] = ""

    assert make_pdf(data).accessible


def test_make_pdf_that_cannot_be_accessible_is_delivered_and_says_so() -> None:
    data = a_pack("en", 2)
    data["title"] = ""

    pdf = make_pdf(data)

    assert (pdf.accessible, bare(data["theme"]) in words_of(pdf.content)) == (False, True)


def test_make_pdf_with_hostile_text_prints_it() -> None:
    hostile = '#read("/etc/passwd") $x^2$ #panic("no") *b* <l> @ref [c] // d \\u{41} "e" #eval("1")'
    data = a_pack("en", 2)
    data["title"] = data["theme"] = hostile
    data["sections"][0]["title"] = hostile
    data["sections"][0]["paragraphs"] = [hostile, f"- {hostile}", "- ", "-", ""]
    data["days"][0]["rows"][0]["title"] = hostile
    for session in data["summaries"]:
        session["number"] = hostile
        session["title"] = hostile
        session["text"] = [hostile]

    pdf = make_pdf(data)

    assert (pdf.accessible, words_of(pdf.content).count(bare(hostile)) >= 6) == (True, True)
    assert outline_titles(pdf.content)[0] == hostile


def test_make_pdf_with_emoji_shows_their_code_points() -> None:
    data = a_pack("ar", 1)
    data["title"] = "Bravo \U0001f600\ufe0f 會議"

    pdf = make_pdf(data)

    assert (pdf.accessible, "Bravo[U+1F600][U+6703][U+8B70]" in words_of(pdf.content)) == (
        True,
        True,
    )


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_make_pdf_with_every_covered_letter_needs_no_other_font(lang: str) -> None:
    data = a_pack(lang, 1)
    letters = " ".join(chr(point) for point in sorted(child.coverage()) if point > 0x20)
    data["theme"] = letters
    data["summaries"][0]["text"] = [letters]
    data["summaries"][0]["people"][0]["name"] = letters

    assert make_pdf(data).accessible


def test_printable_keeps_letters_of_the_languages_and_drops_invisible_ones() -> None:
    covered = child.coverage()

    for words in (
        *(w for of in WORDS.values() for w in of),
        *TEXTS.values(),
        "Łódź, Київ, Việt Nam",
    ):
        assert child.printable(words, covered) == unicodedata.normalize("NFC", words)
    assert child.printable("a\u202eb\u200fc\u00add\u2068e\u2068f\u2069g", covered) == (
        "abcde\u2068f\u2069g"
    )
    assert child.printable("e\u0301\r\n\tx\u202f!\x00\ud800", covered) == (
        "é\n x\u00a0![U+0000][U+D800]"
    )


def test_make_pdf_longer_than_its_time_is_stopped() -> None:
    with pytest.raises(PdfFailed, match="took longer than"):
        make_pdf(a_pack("en", 1), timeout=0.01)


def test_run_compile_of_a_template_that_does_not_exist_says_so() -> None:
    with pytest.raises(PdfFailed, match="No such file"):
        run_compile("none", {}, timeout=20)


def test_run_compile_with_data_that_lack_a_part_names_it() -> None:
    with pytest.raises(PdfFailed, match="dir"):
        run_compile("pack", {"lang": "en"}, timeout=20)


def test_templates_import_only_each_other_and_never_evaluate() -> None:
    templates = sorted(Path(child.TEMPLATES).glob("*.typ"))
    assert [template.name for template in templates] == ["pack.typ", "parts.typ", "survey.typ"]
    assert not any(path.is_symlink() for path in Path(child.TEMPLATES).iterdir())
    for template in templates:
        source = template.read_text(encoding="utf-8")
        imports = re.findall(r"#?\b(?:import|include)\b\s*(\S+)", source)
        assert [name for name in imports if not re.fullmatch(r'"[a-z]+\.typ":?', name)] == []
        assert re.findall(r"\b(?:eval|plugin|read)\s*\(", source) == []
        assert "@" not in re.sub(r'regex\("[^"]*"\)', "", source)
