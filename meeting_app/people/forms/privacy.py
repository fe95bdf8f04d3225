"""Forms about erasing."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice

from meeting_app.core.forms import Form, Needed
from meeting_app.core.privacy import Texts
from meeting_app.people.forms.fields import email_field


class EraseForm(Form):
    texts = RadioField(
        _l("Texts that you wrote: abstracts, reviews, your part in sessions"),
        choices=[
            SelectChoice(
                Texts.NAMELESS,
                _l("Keep them without my name"),
                {
                    "hint": _l(
                        "Others can go on reading and using them. Nothing says who wrote them."
                    )
                },
            ),
            SelectChoice(
                Texts.REMOVED,
                _l("Take them away"),
                {
                    "hint": _l(
                        "Abstracts are withdrawn; sessions keep their time, without the text."
                    )
                },
            ),
        ],
        default=Texts.NAMELESS,
        validators=[Needed(_l("Choose what becomes of your texts."))],
    )
    sure = BooleanField(
        _l("I have read what will happen, and that nobody can undo it."),
        validators=[Needed(_l("Tick the box if you are sure."))],
    )


class EraseOtherForm(EraseForm):
    """On behalf of somebody."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.texts.label.text = _l("Texts that this person wrote")
        self.texts.choices = [
            SelectChoice(Texts.NAMELESS, _l("Keep them without the name")),
            SelectChoice(Texts.REMOVED, _l("Take them away")),
        ]


class FindPersonForm(Form):
    email = email_field(_l("The person's e-mail address"))
