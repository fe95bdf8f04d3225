"""Forms about one's account."""

from meeting_app.people.forms.addresses import AddressForm as AddressForm
from meeting_app.people.forms.fields import EMAIL_MESSAGE as EMAIL_MESSAGE
from meeting_app.people.forms.fields import country_choices as country_choices
from meeting_app.people.forms.fields import email_field as email_field
from meeting_app.people.forms.letters import LettersForm as LettersForm
from meeting_app.people.forms.passwords import ChangePasswordForm as ChangePasswordForm
from meeting_app.people.forms.passwords import NewPasswordForm as NewPasswordForm
from meeting_app.people.forms.privacy import EraseForm as EraseForm
from meeting_app.people.forms.privacy import EraseOtherForm as EraseOtherForm
from meeting_app.people.forms.privacy import FindPersonForm as FindPersonForm
from meeting_app.people.forms.profile import ProfileForm as ProfileForm
from meeting_app.people.forms.second_factor import AuthenticatorForm as AuthenticatorForm
from meeting_app.people.forms.second_factor import CodeForm as CodeForm
from meeting_app.people.forms.second_factor import PasskeyForm as PasskeyForm
from meeting_app.people.forms.sign_in import CredentialForm as CredentialForm
from meeting_app.people.forms.sign_in import FirstOrganiserForm as FirstOrganiserForm
from meeting_app.people.forms.sign_in import PasswordSignInForm as PasswordSignInForm
from meeting_app.people.forms.sign_in import ResetForm as ResetForm
from meeting_app.people.forms.sign_in import SignInForm as SignInForm
