"""What an account holds, in words: the profile, sign-ins, letters, and the audit trail."""

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import or_

from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.privacy import Holding, count_rows
from meeting_app.people.models import AuditEntry, Person, SignIn
from meeting_app.people.queries import list_mailboxes


def holdings(person: Person) -> list[Holding]:
    sign_ins, letters, trail = count_rows(
        SignIn.person_id == person.id,
        OutgoingMail.address.in_(list_mailboxes(person)),
        or_(AuditEntry.about_id == person.id, AuditEntry.actor_id == person.id),
    )
    return [
        Holding(
            _("Your profile"),
            1,
            _(
                "Name, address, organisation, country, languages, time zone, biography, picture. "
                "Seen by the organisers of meetings in which you take part, and by others as you "
                "choose. It ends 24 months after you last used it."
            ),
            _("Profile"),
            _(
                "Name, address, organisation, country, languages, time zone, biography, picture. "
                "Seen by the organisers of meetings in which they take part, and by others as they "
                "choose. It ends 24 months after they last used it."
            ),
            url=url_for("people.account"),
        ),
        Holding(
            _("Your sign-ins"),
            sign_ins,
            _("Seen by nobody else. They end 30 days after you signed out."),
            _("Sign-ins"),
            _("Seen by the person alone. They end 30 days after signing out."),
        ),
        Holding(
            _("Letters that we sent you"),
            letters,
            _(
                "Seen by the organisers. What was written ends 7 days after a letter left; that it "
                "was sent, after 90 days."
            ),
            _("Letters sent to them"),
        ),
        Holding(
            _("Notes of what was done with your data, and by you"),
            trail,
            _("Numbers and codes only, seen by administrators. They end after 24 months."),
            _("Notes of what was done with their data, and by them"),
        ),
    ]
