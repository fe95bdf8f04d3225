"""Names of kinds of organisations."""

from typing import Any

from flask_babel import lazy_pgettext as _p

from meeting_app.people.models import OrganisationKind

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
