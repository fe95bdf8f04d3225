"""People, organisations, sign-ins, and the audit trail."""

from meeting_app.people.models.address import AddressClaim as AddressClaim
from meeting_app.people.models.address import EmailAddress as EmailAddress
from meeting_app.people.models.audit import Action as Action
from meeting_app.people.models.audit import AuditCheck as AuditCheck
from meeting_app.people.models.audit import AuditEntry as AuditEntry
from meeting_app.people.models.merge import PersonMerge as PersonMerge
from meeting_app.people.models.organisation import Organisation as Organisation
from meeting_app.people.models.organisation import OrganisationAlias as OrganisationAlias
from meeting_app.people.models.organisation import OrganisationKind as OrganisationKind
from meeting_app.people.models.organisation import Scope as Scope
from meeting_app.people.models.person import LettersWanted as LettersWanted
from meeting_app.people.models.person import NoRole as NoRole
from meeting_app.people.models.person import Person as Person
from meeting_app.people.models.profile import Audience as Audience
from meeting_app.people.models.profile import OwnText as OwnText
from meeting_app.people.models.profile import Presence as Presence
from meeting_app.people.models.profile import Profile as Profile
from meeting_app.people.models.second_factor import Authenticator as Authenticator
from meeting_app.people.models.second_factor import Passkey as Passkey
from meeting_app.people.models.second_factor import RecoveryCode as RecoveryCode
from meeting_app.people.models.sign_in import Link as Link
from meeting_app.people.models.sign_in import Method as Method
from meeting_app.people.models.sign_in import Purpose as Purpose
from meeting_app.people.models.sign_in import SignIn as SignIn
