"""What this service promises to everybody whose data it holds. Each is proved by the tests that
`docs/promises.md` names."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Promise:
    code: str
    title: Any
    text: Any


PROMISES = (
    Promise(
        "nothing_from_elsewhere",
        _l("Nobody else learns that you were here"),
        _l(
            "Our pages load nothing from other companies: no fonts, maps, pictures, counters or "
            "advertising. What you do here stays between your device and this service."
        ),
    ),
    Promise(
        "no_tracking_in_letters",
        _l("Our letters do not watch you"),
        _l(
            "They hold no hidden picture and no link that counts who follows it. We do not know "
            "whether you opened a letter."
        ),
    ),
    Promise(
        "only_what_is_needed",
        _l("We ask only for what somebody acts on"),
        _l(
            "A meeting asks for no passport, visa, diet, access need or telephone until its organisers "
            "turn it on, and then the form says why, who sees it, and until when."
        ),
    ),
    Promise(
        "sensitive_for_those_named",
        _l("Sensitive data are for those who are named, and you see who looked"),
        _l(
            "Only the organisers of your meeting can open them, one person at a time, after a second "
            "proof of who they are. Each look and each download is recorded, and you can read who it was."
        ),
    ),
    Promise(
        "sealed",
        _l("A stolen copy of the database does not give you away"),
        _l(
            "Sensitive data are sealed with a key that is not kept beside them. Sign-in links are stored "
            "so that nobody can read them back."
        ),
    ),
    Promise(
        "deleted_on_their_day",
        _l("Data end on a day that you know"),
        _l(
            "The form shows the day on which sensitive data are deleted, and on that day they are gone. "
            "Organisers can make the time shorter, never longer."
        ),
    ),
    Promise(
        "deleted_at_once",
        _l("What you take back is deleted at once"),
        _l(
            "You can delete each piece of sensitive data yourself, without a reason. If you cancel your "
            "registration, all of it goes."
        ),
    ),
    Promise(
        "nobody_looks_you_up",
        _l("Nobody can look you up"),
        _l(
            "Participants cannot search for participants, and there is no public list of them. Who asks "
            "for a page about somebody else gets the same answer as for a page that never was. Sign-in "
            "does not tell whether an address is known here."
        ),
    ),
    Promise(
        "one_meeting_is_not_another",
        _l("Who organises one meeting sees nothing of another"),
        _l(
            "Organisers see the registrations and texts of their own meeting alone. Where abstracts are "
            "read without names, reviewers find a name nowhere."
        ),
    ),
    Promise(
        "recorded",
        _l("What is done with your data is recorded, and nobody can change the record"),
        _l(
            "Each list that leaves, each decision and each change of rights has an entry with who, what "
            "and when. The database refuses to change or remove it for 24 months."
        ),
    ),
)
