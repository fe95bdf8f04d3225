"""Names of kinds of organisations, of what stands in the audit trail, and of why accounts look alike."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from meeting_app.people.models import Action, OrganisationKind
from meeting_app.people.rules.duplicates import Reason

ORGANISATION_KINDS: dict[OrganisationKind, Any] = {
    OrganisationKind.CORE: _p("organisation", "Core member"),
    OrganisationKind.GENERAL: _p("organisation", "General member"),
    OrganisationKind.ASSOCIATE: _p("organisation", "Associate"),
    OrganisationKind.OBSERVER: _p("organisation", "Observer"),
    OrganisationKind.ACADEMIC: _p("organisation", "Academic"),
    OrganisationKind.GOVERNMENT: _p("organisation", "Government"),
    OrganisationKind.DONOR: _p("organisation", "Donor"),
    OrganisationKind.OTHER: _p("organisation", "Other"),
}

_ACTIONS = {
    Action.SIGNED_IN: _p("audit", "Signed in"),
    Action.SIGN_IN_FAILED: _p("audit", "Could not sign in"),
    Action.SIGNED_OUT: _p("audit", "Signed out"),
    Action.SIGN_INS_ENDED: _p("audit", "Ended sign-ins"),
    Action.PASSWORD_CHANGED: _p("audit", "Changed the password"),
    Action.SECOND_FACTOR_ADDED: _p("audit", "Added a second factor"),
    Action.SECOND_FACTOR_REMOVED: _p("audit", "Removed a second factor"),
    Action.SECOND_FACTOR_GIVEN: _p("audit", "Gave the second factor"),
    Action.SECOND_FACTOR_FAILED: _p("audit", "Gave a wrong second factor"),
    Action.RECOVERY_CODES_MADE: _p("audit", "Got new recovery codes"),
    Action.ADDRESS_ADDED: _p("audit", "Added an e-mail address"),
    Action.ADDRESS_REMOVED: _p("audit", "Removed an e-mail address"),
    Action.PRIMARY_ADDRESS_CHANGED: _p("audit", "Changed where letters go"),
    Action.PRESENCE_CHANGED: _p("audit", "Changed how they are shown to others"),
    Action.PEOPLE_MERGED: _p("audit", "Merged two people"),
    Action.MERGE_UNDONE: _p("audit", "Undid a merge"),
    Action.ROLE_OFFERED: _p("audit", "Offered a role"),
    Action.ROLE_OFFER_DECLINED: _p("audit", "Declined a role"),
    Action.ROLE_OFFER_WITHDRAWN: _p("audit", "Withdrew the offer of a role"),
    Action.ROLE_GRANTED: _p("audit", "Granted a role"),
    Action.ROLE_ENDED: _p("audit", "Ended a role"),
    Action.ORGANISATIONS_MERGED: _p("audit", "Merged two organisations"),
    Action.DECIDED: _p("audit", "Prepared a decision"),
    Action.DECISION_UNDONE: _p("audit", "Took back a decision"),
    Action.ANNOUNCED: _p("audit", "Announced decisions"),
    Action.EXPORTED: _p("audit", "Downloaded a list"),
    Action.IMPORTED: _p("audit", "Took rows from a file"),
    Action.SENSITIVE_VIEWED: _p("audit", "Opened sensitive data"),
    Action.SENSITIVE_EXPORTED: _p("audit", "Downloaded sensitive data"),
    Action.SENSITIVE_ENDED: _p("audit", "Deleted sensitive data"),
    Action.SENSITIVE_ASKED: _p("audit", "Changed which sensitive data are asked for"),
    Action.READING_STOPPED: _p("audit", "Was stopped: too many people looked at"),
    Action.DATA_HANDED_OUT: _p("audit", "Got a copy of their own data"),
    Action.ERASED: _p("audit", "Erased personal data"),
    Action.RETENTION_RAN: _p("audit", "Deleted data whose time was over"),
    Action.LETTER_REWORDED: _p("audit", "Reworded a letter"),
    Action.LETTERS_SENT: _p("audit", "Sent letters to a group"),
    Action.LETTERS_WITHDRAWN: _p("audit", "Withdrew letters"),
    Action.KEYS_CHANGED: _p("audit", "Changed the keys"),
}


def action_name(action: str) -> Any:
    """The code itself, where a release that knew the action is gone."""
    return _ACTIONS.get(Action(action), action) if action in list(Action) else action


REASONS = {
    Reason.NAME_AND_ORGANISATION: _l("The same name and organisation"),
    Reason.SIMILAR_ADDRESS: _l("Addresses that are one letter apart"),
    Reason.NAME: _l("The same name"),
    Reason.NAME_IN_OTHER_ORDER: _l("The same words in the name, in another order"),
    Reason.SAME_MAILBOX: _l("Addresses that are the same before the @"),
}
"""Why two accounts may be one person's."""
