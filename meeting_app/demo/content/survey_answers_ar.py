"""Invented answers to the theme survey, in Arabic."""

from meeting_app.demo.content.shapes import SurveyAnswer

# Left unformatted: one answer in a few lines reads better than one value per line.
# fmt: off
ARABIC: list[SurveyAnswer] = [
    {"language": "ar", "values": {
        "topics": ["wellbeing", "accountability", "local_leadership", "climate", "family_care"],
        "why": "أطفالنا لا ينامون، وأمهاتهم لا ينمن. البرامج التي تعمل مع الطفل وحده لا تكفي.",
        "organisation_kind": "local", "region": "middle_east_north_africa",
        "crises": ["conflict", "displacement", "drought", "outbreak"],
        "obstacles": ["access", "services", "coordination"], "children_heard": 4,
        "formats": ["workshop", "research", "meeting_people"], "attendance": "online",
        "question": "كيف نحمي الأطفال العاملين دون أن نقطع رزق أسرهم؟",
    }},
    {"language": "ar", "values": {
        "topics": ["family_care", "local_leadership", "accountability", "wellbeing", "climate"],
        "why": (
            "عدنا إلى قرانا فوجدنا أطفالًا يعيشون مع أقارب بعيدين دون أي وثائق، ولا أحد يتابع "
            "أحوالهم."
        ),
        "organisation_kind": "international", "region": "middle_east_north_africa",
        "crises": ["conflict", "displacement"], "obstacles": ["funding", "access", "coordination"],
        "children_heard": 3, "formats": ["case_study", "workshop", "meeting_people"],
        "attendance": "in_person",
        "ease": "ترجمة فورية إلى العربية في جميع الجلسات، لا في الجلسات العامة فقط.",
    }},
    {"language": "ar", "values": {
        "topics": ["local_leadership", "family_care", "wellbeing", "climate", "accountability"],
        "why": "نحن من يفتح الباب ليلًا حين يطرقه طفل، لكن القرار يُتخذ في عاصمة أخرى وبلغة أخرى.",
        "organisation_kind": "local", "region": "middle_east_north_africa",
        "crises": ["displacement"], "obstacles": ["staff", "law"], "children_heard": 1,
        "formats": ["case_study", "workshop", "failure"], "attendance": "online",
        "question": "من يتابع حالة الطفل حين ينتهي المشروع؟",
    }},
    {"language": "ar", "values": {
        "topics": ["accountability", "climate", "local_leadership", "wellbeing", "family_care"],
        "why": "سألنا الأطفال فأجابوا بصراحة، ثم لم نعد إليهم بأي جواب. خسرنا ثقتهم.",
        "organisation_kind": "international", "region": "middle_east_north_africa",
        "crises": ["conflict", "displacement"], "obstacles": ["staff", "access", "coordination"],
        "children_heard": 4, "formats": ["case_study", "debate"], "attendance": "online",
    }},
    {"language": "ar", "values": {
        "topics": ["climate", "family_care", "wellbeing", "accountability", "local_leadership"],
        "why": "جفّت الآبار فانتقلت الأسر، وصار جلب الماء عملًا يوميًا للفتيات بدل المدرسة.",
        "organisation_kind": "local", "region": "middle_east_north_africa",
        "crises": ["disaster", "drought"], "obstacles": ["staff", "coordination"],
        "children_heard": 1, "formats": ["workshop", "meeting_people"], "attendance": "in_person",
        "question": "كيف نصل إلى الفتيات اللواتي لا يخرجن من البيت؟",
        "ease": "ملخصات مكتوبة قصيرة بعد كل جلسة، لأن الإنترنت ينقطع عندنا.",
    }},
    {"language": "ar", "values": {
        "topics": ["wellbeing", "local_leadership", "accountability", "family_care", "climate"],
        "organisation_kind": "local", "region": "east_southern_africa", "crises": ["conflict"],
        "obstacles": ["staff", "services", "coordination"], "children_heard": 3,
        "formats": ["research"], "attendance": "online",
    }},
    {"language": "ar", "values": {
        "topics": ["accountability", "wellbeing", "local_leadership", "family_care", "climate"],
        "organisation_kind": "government", "region": "middle_east_north_africa",
        "crises": ["conflict", "displacement", "drought"], "obstacles": ["funding", "access"],
        "children_heard": 4, "formats": ["case_study", "workshop"], "attendance": "online",
        "question": "ما الذي ينبغي أن نتوقف عن فعله؟",
    }},
    {"language": "ar", "values": {
        "topics": ["wellbeing", "family_care", "accountability", "local_leadership", "climate"],
        "organisation_kind": "government", "region": "middle_east_north_africa",
        "crises": ["disaster", "drought"], "obstacles": ["funding", "access", "law"],
        "children_heard": 3, "formats": ["workshop"], "attendance": "unsure",
        "ease": "مواعيد لا تتعارض مع ساعات الدوام المدرسي.",
    }},
    {"language": "ar", "values": {
        "topics": ["wellbeing", "family_care", "climate", "local_leadership", "accountability"],
        "organisation_kind": "local", "region": "middle_east_north_africa",
        "crises": ["conflict", "displacement"], "obstacles": ["access", "services"],
        "children_heard": 3, "formats": ["workshop", "meeting_people"], "attendance": "unsure",
    }},
    {"language": "ar", "values": {
        "topics": ["local_leadership", "accountability", "family_care", "wellbeing", "climate"],
        "organisation_kind": "donor", "region": "east_southern_africa",
        "crises": ["displacement", "drought"], "obstacles": ["funding", "services"],
        "children_heard": 3, "formats": ["meeting_people"], "attendance": "in_person",
    }},
    {"language": "ar", "values": {
        "topics": ["wellbeing", "family_care", "local_leadership", "climate", "accountability"],
        "organisation_kind": "local", "region": "middle_east_north_africa",
        "crises": ["displacement"], "obstacles": ["funding", "staff", "services"],
        "children_heard": 3, "formats": ["case_study", "failure", "meeting_people"],
        "attendance": "online", "ease": "رسالة دعوة مبكرة تسهّل إجراءات السفر.",
    }},
]
# fmt: on
