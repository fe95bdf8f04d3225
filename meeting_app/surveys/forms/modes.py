"""How a survey is answered; whom organisers invite to answer it."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import Length

from meeting_app.core.forms import Form, Needed, PlainText, strip
from meeting_app.core.locale import LANGUAGES
from meeting_app.meetings.forms import SpanForm, slug_field
from meeting_app.people.forms import email_field
from meeting_app.surveys.models import About, Once


class ModesForm(Form):
    invited = RadioField(
        _l("Who may answer"),
        validators=[Needed()],
        choices=[
            SelectChoice("everybody", _l("Everybody who has the address of the survey")),
            SelectChoice(
                "invited", _l("Only people whom you invite: each gets a letter with a link")
            ),
        ],
    )
    signed = RadioField(
        _l("Names"),
        validators=[Needed()],
        choices=[
            SelectChoice(
                "anonymous",
                _l("Without names: nobody, not even the administrators, sees who answered what"),
            ),
            SelectChoice(
                "signed", _l("With names: you see who answered what, and people are told so")
            ),
        ],
    )
    once = RadioField(
        _l("How often"),
        validators=[Needed()],
        choices=[
            SelectChoice(
                Once.ANY, _l("As often as somebody likes, such as for several people on one device")
            ),
            SelectChoice(
                Once.BROWSER,
                _l("Once from each browser: it hinders nobody who wants to, but prevents mistakes"),
            ),
            SelectChoice(Once.PERSON, _l("Once from each person: by invitation, or with names")),
        ],
    )
    about = RadioField(
        _l("What it is about"),
        validators=[Needed()],
        choices=[
            SelectChoice(
                About.NOTHING, _l("Nothing in particular, such as themes of a meeting to come")
            ),
            SelectChoice(
                About.MEETING,
                _l("The meeting as a whole: offered to participants once it has begun"),
            ),
            SelectChoice(
                About.SESSIONS,
                _l("Each session by itself: offered to participants once a session has begun"),
            ),
        ],
    )


class SurveyGuestsForm(Form):
    people = TextAreaField(
        _l("People"),
        description=_l("One a line, name and address, such as: Amal Haddad, amal@example.org."),
        validators=[Needed(_l("Enter one address at least.")), Length(max=60_000), PlainText()],
        filters=[strip],
        render_kw={"rows": 10, "dir": "auto", "autocomplete": "off", "spellcheck": "false"},
    )
    language = SelectField(
        _l("Language of the letter to people who have chosen none here"),
        choices=[SelectChoice(code, found.name) for code, found in LANGUAGES.items()],
        validators=[Needed()],
    )


class AskAgainForm(Form):
    email = email_field(_l("The e-mail address at which you were invited"))


class FeedbackForm(SpanForm):
    about = RadioField(
        _l("What it is about"),
        validators=[Needed()],
        choices=[
            SelectChoice(About.MEETING, _l("The meeting as a whole: four questions")),
            SelectChoice(About.SESSIONS, _l("Each session by itself: three questions")),
        ],
    )
    slug = slug_field("feedback")
