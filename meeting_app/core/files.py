"""Stored files: content-hashed, never changed in place, served as attachments."""

import os
from datetime import datetime, timedelta
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from uuid import uuid4

from flask import Response, send_file
from flask_babel import gettext as _
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import FileStorage

from meeting_app.core import pictures
from meeting_app.core.db import Base, db
from meeting_app.core.errors import Refused
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, personal

ORPHANS_KEPT = timedelta(hours=1)


class StoredFile(Base):
    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True, info=NOT_PERSONAL)
    name: Mapped[str] = mapped_column(
        String(200),
        info=personal(
            "file name",
            seen_by=Seen.ORGANISERS,
            why="to give it back under its name",
            kept=Kept.PROGRAMME,
        ),
    )
    """It ends with the row that names the file."""
    content_type: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    size: Mapped[int]
    stored_at: Mapped[datetime]


def _path(folder: Path, digest: str) -> Path:
    return folder / "files" / digest[:2] / digest


LONGEST_NAME = 150


def clean_name(name: str) -> str:
    """A file's name as another machine can keep it: no folders, nothing unseen, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if char.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if dot and 0 < len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return shown[:LONGEST_NAME] or "file"


def type_of(name: str) -> str:
    """By its ending, which says how a file is offered; nothing of it is run or shown in a page."""
    return guess_type(name, strict=True)[0] or "application/octet-stream"


def store(folder: Path, name: str, content_type: str, content: bytes, now: datetime) -> StoredFile:
    """Write the content durably, then its row (flushed). folder: the data folder."""
    digest = sha256(content).hexdigest()
    path = _path(folder, digest)
    if path.exists():
        os.utime(path)  # so that `sweep` leaves it to the row that is about to be written
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{uuid4().hex}")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        directory = os.open(path.parent, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)
    row = StoredFile(
        sha256=digest,
        name=clean_name(name),
        content_type=content_type,
        size=len(content),
        stored_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def read(folder: Path, stored: StoredFile) -> bytes:
    return _path(folder, stored.sha256).read_bytes()


def sweep(folder: Path, now: datetime) -> None:
    """Take away contents that no row names any more; a new one has an hour to get its row."""
    known = set(db.session.scalars(select(StoredFile.sha256)))
    for path in (folder / "files").glob("*/*"):
        if path.name not in known and path.stat().st_mtime < (now - ORPHANS_KEPT).timestamp():
            path.unlink(missing_ok=True)


def take(upload: FileStorage, most: int) -> bytes:
    """What somebody hands in with a form. Raises Refused for more than `most` octets."""
    content: bytes = upload.stream.read(most + 1)
    if len(content) > most:
        raise Refused(_("Choose a file of at most %(size)d MB.", size=most // 1_000_000))
    return content


def remove(stored: StoredFile) -> None:
    """The row; the content goes with the next `sweep`, unless another row names it."""
    db.session.delete(stored)
    db.session.flush()


def show_picture(folder: Path, stored: StoredFile) -> Response:
    """A picture that `core.pictures` has made, in a page of ours: asked for anew each time, as who
    may see it can change at any moment."""
    if stored.content_type != pictures.CONTENT_TYPE:
        raise LookupError(stored.id)
    response = send_file(
        _path(folder, stored.sha256).resolve(),
        mimetype=stored.content_type,
        download_name="photo.jpg",
        etag=stored.sha256,
        conditional=True,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def forget(folder: Path, digest: str) -> None:
    """Take away a content at once, unless a row still names it. For what must not wait."""
    if db.session.scalar(select(StoredFile.id).where(StoredFile.sha256 == digest).limit(1)) is None:
        _path(folder, digest).unlink(missing_ok=True)


def respond(folder: Path, stored: StoredFile) -> Response:
    """The file as a download that no browser runs."""
    response = send_file(
        _path(folder, stored.sha256).resolve(),
        mimetype=stored.content_type,
        as_attachment=True,
        download_name=stored.name,
        etag=stored.sha256,
        conditional=True,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
