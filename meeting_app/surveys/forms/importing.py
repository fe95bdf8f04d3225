"""Answers from a file: choosing it, and taking what the preview showed."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, HiddenField, SelectChoice, SelectField, StringField
from wtforms.validators import Length

from meeting_app.core.forms import Needed, PlainText, strip
from meeting_app.core.locale import LANGUAGES
from meeting_app.people.forms import ConfirmImportForm, ImportFileForm


class AnswersFileForm(ImportFileForm):
    file = FileField(
        _l("File"),
        description=_l(
            "A workbook (XLSX, its first sheet) or a CSV file in UTF-8, a row for each answer. The "
            "first row names the questions: by their codes, as our own download and KoboToolbox do, "
            "or by their wording in any of the four languages. Cells hold the codes or the wording "
            "of the answers."
        ),
        validators=[Needed(_l("Choose a file."))],
    )
    source = StringField(
        _l("Where the answers come from"),
        description=_l("Such as: on paper in Maradi, June. It is kept with each answer."),
        validators=[Needed(_l("Write a few words.")), Length(max=80), PlainText()],
        filters=[strip],
    )
    language = SelectField(
        _l("Language of rows that name none"),
        choices=[SelectChoice(code, found.name) for code, found in LANGUAGES.items()],
        validators=[Needed()],
    )
    incomplete = BooleanField(_l("Take rows in which answers that are required are missing, too"))


class ConfirmAnswersForm(ConfirmImportForm):
    """Carries the choices along with the file."""

    source = HiddenField(validators=[Length(max=80), PlainText()])
    language = HiddenField()
    incomplete = HiddenField()
