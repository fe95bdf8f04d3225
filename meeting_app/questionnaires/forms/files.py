"""Files as answers. What was handed in is kept while the rest of the form is not in order yet."""

from dataclasses import dataclass
from typing import Any

from babel.units import format_unit
from flask import g
from flask_babel import gettext as _
from markupsafe import Markup, escape
from werkzeug.datastructures import FileStorage
from wtforms import FileField

from meeting_app.core.errors import Refused
from meeting_app.core.files import StoredFile, clean_name
from meeting_app.core.locale import babel_locale, format_size
from meeting_app.core.signing import read_signed, sign
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.drafts import find_stored

LARGEST = 10_000_000
"""In octets, whatever organisers say."""
USUAL = 5_000_000
TAKEN = (
    *("pdf", "doc", "docx", "odt", "rtf", "txt", "md", "xls", "xlsx", "ods", "csv"),
    *(
        "ppt",
        "pptx",
        "odp",
        "jpg",
        "jpeg",
        "png",
        "webp",
        "gif",
        "heic",
        "mp3",
        "m4a",
        "mp4",
        "zip",
    ),
)
"""Endings of files that are taken where organisers do not say which."""
PENDING = "new"
"""The answer while the file has no number yet."""


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was handed in before."""

    number: int
    name: str
    digest: str
    """Of its content: numbers may be given again."""

    @classmethod
    def of(cls, stored: StoredFile) -> "Kept":
        return cls(stored.id, stored.name, stored.sha256)


class FileAnswerField(FileField):
    """`data` is the number of a stored file as text, PENDING for one that was just handed in, None
    without one.

    Posted as `<name>` (the file), `<name>-kept` (signed, which file was handed in before) and
    `<name>-drop` (take it out).
    """

    def __init__(self, *args: Any, item: Item, purpose: str = "", **kwargs: Any) -> None:
        """purpose: of the signature; that of another form is not taken."""
        self.kinds = tuple(item.file_kinds.lower().replace(".", "").split()) or TAKEN
        self.most = min(item.file_size or USUAL, LARGEST)
        accept = ",".join(f".{kind}" for kind in self.kinds)
        hint = kwargs.pop("description", "")
        super().__init__(*args, render_kw={"accept": accept}, **kwargs)
        self.purpose = f"answer file {purpose} {item.code}"
        self.upload: Upload | None = None
        self.handed_in: Upload | None = None
        self.kept: Kept | None = None
        self.description = Markup("<br>").join([*([hint] if hint else []), escape(self._says())])

    def _says(self) -> str:
        size = _size(self.most)
        if self.kinds == TAKEN:
            return _("Documents, tables, pictures and recordings of at most %(size)s.", size=size)
        kinds = ", ".join(kind.upper() for kind in self.kinds)
        return _("%(kinds)s; at most %(size)s.", kinds=kinds, size=size)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.raw_data: list[Any] = []
        self.data = None
        if isinstance(data, Kept):
            self.keep(data)
        if not formdata:
            return
        given = formdata.get(self.name)
        if token := formdata.get(f"{self.name}-kept"):
            self._keep_signed(token)
        if f"{self.name}-drop" in formdata:
            self.data = self.kept = None
        if isinstance(given, FileStorage) and given.filename:
            try:
                self.upload = self._take(given)
                self.data, self.kept = PENDING, None
            except Refused as refusal:
                self.process_errors.append(str(refusal.message))

    def _take(self, given: FileStorage) -> Upload:
        name = clean_name(given.filename or "")
        stem, _dot, ending = name.lower().rpartition(".")
        if not stem or ending not in self.kinds:
            known = ", ".join(kind.upper() for kind in self.kinds)
            raise Refused(_("Choose a file of one of these kinds: %(kinds)s.", kinds=known))
        content: bytes = given.stream.read(self.most + 1)
        if len(content) > self.most:
            size = _size(self.most)
            raise Refused(_("Choose a file of at most %(size)s.", size=size))
        if not content:
            raise Refused(_("This file is empty. Choose another one."))
        return Upload(name, content)

    def _keep_signed(self, token: str) -> None:
        try:
            self.keep(Kept(*read_signed(self.purpose, token)))
        except (LookupError, TypeError):
            return

    def keep(self, kept: Kept) -> None:
        """This file is the answer, and stays with the form."""
        self.handed_in = self.upload
        self.kept, self.data, self.upload = kept, str(kept.number), None

    def give_back(self) -> None:
        """What was stored in this request was undone: it is to be stored again."""
        if self.handed_in:
            self.kept, self.data, self.upload = None, PENDING, self.handed_in

    def is_there(self) -> bool:
        """Whether the file that was handed in before is still kept."""
        stored = find_stored(str(self.kept.number)) if self.kept else None
        return self.kept is None or (stored is not None and Kept.of(stored) == self.kept)

    @property
    def token(self) -> str:
        """For the hidden field."""
        assert self.kept
        return sign(self.purpose, [self.kept.number, self.kept.name, self.kept.digest])


def _size(octets: int) -> str:
    """In whole megabytes, where it is one or more."""
    if octets < 1_000_000:
        return format_size(octets, g.lang)
    locale = babel_locale(g.lang)
    return format_unit(octets // 1_000_000, "digital-megabyte", "short", locale=locale)
