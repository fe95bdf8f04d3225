"""Whether people answer on one page or step by step."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice

from meeting_app.core.forms import Form

AS_IT_COMES, ONE_PAGE, STEPS = "as-it-comes", "one-page", "steps"
IN_STEPS = {AS_IT_COMES: None, ONE_PAGE: False, STEPS: True}


class PagesForm(Form):
    pages = RadioField(
        _l("How people answer"),
        choices=[
            SelectChoice(
                AS_IT_COMES,
                _l("As it comes"),
                {"hint": _l("On one page; step by step as soon as there are two sections.")},
            ),
            SelectChoice(ONE_PAGE, _l("All on one page")),
            SelectChoice(
                STEPS,
                _l("Step by step"),
                {"hint": _l("Each section is a page, and is saved when people go on.")},
            ),
        ],
    )
