"""The forms of the pages that take an XLSForm in."""

import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, RadioField, SelectChoice, SelectField

from meeting_app.core.errors import Refused
from meeting_app.core.files import take
from meeting_app.core.forms import Form, Needed
from meeting_app.core.locale import LANGUAGES
from meeting_app.questionnaires.xlsform.changes import Mode
from meeting_app.questionnaires.xlsform.reading import LARGEST_FILE, Book

LARGEST_REQUEST = LARGEST_FILE + 500_000
MOST_FILES = 3
LARGEST_PACKED = 40_000_000
"""Of what is carried from the preview to its confirmation, unpacked."""


class FileForm(Form):
    files = MultipleFileField(
        _l("File"),
        description=_l(
            "An XLSForm as one XLSX workbook, or as CSV files: one for each of the sheets survey, "
            "choices and settings. At most 10 MB."
        ),
        validators=[Needed(_l("Choose a file."))],
        render_kw={"accept": ".xlsx,.csv", "multiple": True},
    )
    mode = RadioField(
        _l("Questions that are not in the file"),
        choices=[
            SelectChoice(Mode.ADD, _l("stay as they are")),
            SelectChoice(
                Mode.REPLACE,
                _l("are not asked any more"),
                {"hint": _l("Answers that were given to them stay.")},
            ),
        ],
        default=Mode.ADD,
        validators=[Needed()],
    )
    language = SelectField(
        _l("Language of texts without a language"),
        description=_l("For columns such as “label” that do not name their language."),
        choices=[SelectChoice(code, language.name) for code, language in LANGUAGES.items()],
        validators=[Needed()],
    )

    def contents(self) -> list[tuple[str, bytes]]:
        """(name, content) of each file. Raises Refused for files that are too large or too many."""
        uploads = [upload for upload in self.files.data if upload and upload.filename]
        if len(uploads) > MOST_FILES:
            raise Refused(_("Choose one workbook, or CSV files alone."))
        return [(upload.filename, take(upload, LARGEST_FILE)) for upload in uploads]


class ConfirmForm(Form):
    """Carries what was read from the preview to its confirmation, so that nothing is stored between."""

    packed = HiddenField()
    mode = HiddenField()
    language = HiddenField()
    stamp = HiddenField()
    """Of the questions that the preview compared the file with."""

    def pack(self, book: Book, mode: str, language: str, stamp: str) -> None:
        self.packed.data = b64encode(zlib.compress(book.pack(), 9)).decode()
        self.mode.data, self.language.data, self.stamp.data = mode, language, stamp

    def book(self) -> Book:
        """Raises Refused where what came back is not what was sent."""
        lost = Refused(_("The file was lost on the way. Choose it again."))
        if self.mode.data not in list(Mode) or self.language.data not in LANGUAGES:
            raise lost
        try:
            unpacking = zlib.decompressobj()
            content = unpacking.decompress(
                b64decode(self.packed.data or "", validate=True), LARGEST_PACKED
            )
            if not unpacking.eof:
                raise lost
            return Book.unpack(content)
        except (NotBase64, zlib.error, ValueError, TypeError, AttributeError) as error:
            raise lost from error
