"""Reads about people, sign-ins and organisations."""

from meeting_app.people.queries.audit import ABOUT_SIGNING_IN as ABOUT_SIGNING_IN
from meeting_app.people.queries.audit import Wanted as Wanted
from meeting_app.people.queries.audit import list_entries as list_entries
from meeting_app.people.queries.audit import list_entries_about as list_entries_about
from meeting_app.people.queries.audit import names_in as names_in
from meeting_app.people.queries.audit import paginate_entries as paginate_entries
from meeting_app.people.queries.merging import get_account as get_account
from meeting_app.people.queries.merging import get_merge as get_merge
from meeting_app.people.queries.merging import list_accounts as list_accounts
from meeting_app.people.queries.merging import list_merges as list_merges
from meeting_app.people.queries.merging import search_people as search_people
from meeting_app.people.queries.organisations import find_organisation as find_organisation
from meeting_app.people.queries.organisations import (
    list_organisation_names as list_organisation_names,
)
from meeting_app.people.queries.people import count_recent_claims as count_recent_claims
from meeting_app.people.queries.people import find_address as find_address
from meeting_app.people.queries.people import find_person_by_email as find_person_by_email
from meeting_app.people.queries.people import get_address as get_address
from meeting_app.people.queries.people import get_claim as get_claim
from meeting_app.people.queries.people import get_living as get_living
from meeting_app.people.queries.people import get_waiting_claim as get_waiting_claim
from meeting_app.people.queries.people import list_addresses as list_addresses
from meeting_app.people.queries.people import list_claims as list_claims
from meeting_app.people.queries.people import list_mailboxes as list_mailboxes
from meeting_app.people.queries.people import list_merged_into as list_merged_into
from meeting_app.people.queries.privacy import find_export as find_export
from meeting_app.people.queries.privacy import get_export as get_export
from meeting_app.people.queries.privacy import list_reports as list_reports
from meeting_app.people.queries.profiles import find_person_by_code as find_person_by_code
from meeting_app.people.queries.profiles import list_curtains as list_curtains
from meeting_app.people.queries.profiles import list_people as list_people
from meeting_app.people.queries.second_factor import Factors as Factors
from meeting_app.people.queries.second_factor import count_recovery_codes as count_recovery_codes
from meeting_app.people.queries.second_factor import get_authenticator as get_authenticator
from meeting_app.people.queries.second_factor import get_passkey as get_passkey
from meeting_app.people.queries.second_factor import list_authenticators as list_authenticators
from meeting_app.people.queries.second_factor import list_factors as list_factors
from meeting_app.people.queries.sign_in import IDLE_ENDS as IDLE_ENDS
from meeting_app.people.queries.sign_in import count_recent_links as count_recent_links
from meeting_app.people.queries.sign_in import find_link as find_link
from meeting_app.people.queries.sign_in import find_sign_in as find_sign_in
from meeting_app.people.queries.sign_in import get_sign_in as get_sign_in
from meeting_app.people.queries.sign_in import list_sign_ins as list_sign_ins
from meeting_app.people.queries.sign_in import was_seen_on as was_seen_on
from meeting_app.people.queries.touched import find_touched as find_touched
