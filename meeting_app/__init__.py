"""The annual meeting of an international network, the year round, in four languages."""

from pathlib import Path
from typing import Any

from flask import Flask, g
from flask_babel import Babel
from flask_compress import Compress
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import settings
from meeting_app import cli
from meeting_app.abstracts.feature import FEATURE as ABSTRACTS
from meeting_app.agenda.feature import FEATURE as AGENDA
from meeting_app.calendars.feature import FEATURE as CALENDARS
from meeting_app.core import health, limits, requests, secrets, web
from meeting_app.core.db import db
from meeting_app.core.feature import Feature
from meeting_app.core.locale import DEFAULT_LANGUAGE, babel_locale
from meeting_app.desk.feature import FEATURE as DESK
from meeting_app.letters.feature import FEATURE as LETTERS
from meeting_app.meetings import context
from meeting_app.meetings.feature import FEATURE as MEETINGS
from meeting_app.my.feature import FEATURE as MY
from meeting_app.packs.feature import FEATURE as PACKS
from meeting_app.people import sessions
from meeting_app.people.feature import FEATURE as PEOPLE
from meeting_app.questionnaires.feature import FEATURE as QUESTIONNAIRES
from meeting_app.registration.feature import FEATURE as REGISTRATION
from meeting_app.review.feature import FEATURE as REVIEW
from meeting_app.surveys.feature import FEATURE as SURVEYS

# In the order of a meeting's life; menus and lists follow it.
FEATURES: tuple[Feature, ...] = (
    PEOPLE,
    MEETINGS,
    QUESTIONNAIRES,
    LETTERS,
    SURVEYS,
    ABSTRACTS,
    REVIEW,
    AGENDA,
    REGISTRATION,
    CALENDARS,
    PACKS,
    MY,
    DESK,
)
ROOT = Path(__file__).parent.parent


def create_app(**overrides: Any) -> Flask:
    """overrides: settings that replace those of the environment."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"))
    app.config.from_mapping({**settings(), **overrides})
    app.config["DATA_DIR"].mkdir(parents=True, exist_ok=True)
    app.extensions["features"] = FEATURES
    secrets.use_keys(
        app.config.get("SEALING_KEYS", ()),
        older=app.config["SECRET_KEYS"],
        file=app.config.get("SEALING_KEYS_FILE"),
    )
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:  # never the host: letters and pages carry BASE_URL alone
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)  # type: ignore[method-assign]
    limits.init_app(app)
    requests.init_app(app)  # first: the write lock comes before any other look at the database
    CSRFProtect(app)
    sessions.init_app(app)
    Babel(app, locale_selector=lambda: babel_locale(g.get("lang", DEFAULT_LANGUAGE)))
    Compress(app)
    web.init_app(app)
    health.init_app(app)
    context.init_app(app)
    for feature in FEATURES:
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)
    cli.init_app(app)
    return app
