"""A form made from questions, as a person sends it."""

from io import BytesIO
from typing import Any

from flask import Flask, g
from werkzeug.datastructures import FileStorage, MultiDict

from meeting_app.core.db import db
from meeting_app.core.forms import Form
from meeting_app.core.requests import new_form_key
from meeting_app.questionnaires.forms import make_form
from meeting_app.questionnaires.models import Questionnaire
from tests.conftest import NOW

Data = list[tuple[str, Any]]


def sent(
    app: Flask, asked: Questionnaire, data: Data, *, complete: bool = True, lang: str = "en"
) -> tuple[Any, bool]:
    """The form, and whether it was valid. `unseen` in the data is read as the page sends it."""
    unseen = [value for name, value in data if name == "unseen"]
    db.session.commit()  # the end of a request takes away what was not
    try:
        return _sent(app, asked, data, unseen, complete=complete, lang=lang)
    finally:
        db.session.add(asked)


def _sent(
    app: Flask, asked: Questionnaire, data: Data, unseen: list[str], *, complete: bool, lang: str
) -> tuple[Any, bool]:
    with app.test_request_context("/", method="POST", data={"unseen": unseen}):
        g.lang, g.now, g.form_was_sent = lang, NOW, False
        made = make_form(Form, asked)
        form = made(
            formdata=MultiDict([*data, ("form_key", new_form_key(NOW))]), meta={"csrf": False}
        )
        form.complete = complete
        good = form.validate()
        return form, good


def errors(form: Any) -> dict[str, list[str]]:
    return {name: [str(one) for one in found] for name, found in form.errors.items()}


def a_file(name: str, content: bytes = b"content") -> FileStorage:
    return FileStorage(BytesIO(content), filename=name, content_type="text/html")
