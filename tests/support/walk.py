"""Every page of the application, by its address: for tests and measurements that walk them all."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.agenda.models import Session
from meeting_app.agenda.queries import find_published
from meeting_app.calendars.models import Feed
from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.letters.models import GroupLetter, LetterTemplate, LetterTemplateVersion
from meeting_app.meetings.models import Meeting, MeetingRole, Role, RoleInvitation, Room, Theme
from meeting_app.people import service
from meeting_app.people.models import (
    AddressClaim,
    DataExport,
    EmailAddress,
    Organisation,
    Person,
    PersonMerge,
)
from meeting_app.questionnaires.models import Question
from meeting_app.registration.models import Registration, RegistrationState
from meeting_app.review.models import Assignment, CommitteeMember, Criterion
from meeting_app.surveys.models import PickedQuote, TextTag

NO_LANGUAGE = {"meetings.security_text", "healthz", "readyz", "meetings.root", "calendars.personal"}


@dataclass(frozen=True)
class Cast:
    """Whose abstract, review and feed stand in the addresses."""

    submitter: Person
    reviewer: Person
    participant: Person
    link: str
    """An unused sign-in link's token."""
    claim: str
    """The token of the link by which the participant adds an address."""
    invitation: str
    """The token of a link that answers an invitation to a role."""


def addresses(
    app: Flask, meeting: Meeting, cast: Cast, lang: str = "en", method: str = "GET"
) -> dict[str, str]:
    """{endpoint: address} for every route that takes the method. KeyError for a route nobody told
    about here: add it."""
    values = _values(meeting, cast)
    adapter = app.url_map.bind("localhost")
    found = {}
    for rule in app.url_map.iter_rules():
        if method not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        given: dict[str, object] = {}
        for name in rule.arguments:
            if name == "lang":
                given[name] = lang
            elif name == "meeting":
                given[name] = meeting.slug
            else:
                given[name] = values[rule.endpoint, name]
        found[rule.endpoint] = adapter.build(rule.endpoint, given)
    return found


def _values(meeting: Meeting, cast: Cast) -> dict[tuple[str, str], object]:
    draft = db.session.scalars(
        select(Abstract).where(
            Abstract.submitter_id == cast.submitter.id, Abstract.state == AbstractState.DRAFT
        )
    ).first()
    assignment = db.session.scalars(
        select(Assignment).where(Assignment.person_id == cast.reviewer.id).order_by(Assignment.id)
    ).first()
    session = db.session.scalars(
        select(Session)
        .where(Session.meeting_id == meeting.id, Session.abstract_id.is_not(None))
        .order_by(Session.id)
    ).first()
    feed = db.session.scalars(select(Feed).where(Feed.person_id == cast.participant.id)).first()
    role = db.session.scalars(
        select(MeetingRole).where(MeetingRole.role == Role.TRANSLATOR)
    ).first()
    assert draft
    assert assignment
    assert session
    assert role
    room = db.session.scalars(select(Room).where(Room.meeting_id == meeting.id)).first()
    mail = db.session.scalars(
        select(OutgoingMail).where(OutgoingMail.scope == meeting.slug)
    ).first()
    wording = db.session.scalars(
        select(LetterTemplate).where(LetterTemplate.meeting_id == meeting.id)
    ).first()
    former = db.session.scalars(
        select(LetterTemplateVersion).where(LetterTemplateVersion.meeting_id == meeting.id)
    ).first()
    member = db.session.scalars(select(CommitteeMember)).first()
    criterion = db.session.scalars(select(Criterion).order_by(Criterion.id)).first()
    theme = db.session.scalars(select(Theme).where(Theme.meeting_id == meeting.id)).first()
    address = db.session.scalars(
        select(EmailAddress).where(EmailAddress.person_id == cast.participant.id)
    ).one()
    claim = db.session.scalars(select(AddressClaim)).first()
    assert claim
    invitation = db.session.scalars(select(RoleInvitation).order_by(RoleInvitation.id)).first()
    assert invitation
    registration = db.session.scalars(
        select(Registration).where(
            Registration.meeting_id == meeting.id,
            Registration.state == RegistrationState.CONFIRMED,
        )
    ).first()
    assert registration
    assert room
    assert mail
    assert wording
    assert former
    assert member
    assert criterion
    assert theme
    one, other = db.session.scalars(select(Organisation).order_by(Organisation.id).limit(2))
    day = meeting.starts_on.isoformat()
    agenda = find_published(meeting)
    assert agenda
    spoken = (who.person_id for one in agenda.sessions for who in one.people if who.person_id)
    speaker = db.session.get_one(Person, next(spoken))
    merge = db.session.scalars(select(PersonMerge)).first()
    assert merge
    question = db.session.scalars(
        select(Question).where(Question.personal).order_by(Question.id)
    ).first()
    assert question
    export = db.session.scalars(
        select(DataExport).where(DataExport.person_id == cast.participant.id)
    ).first()
    values: dict[tuple[str, str], object] = {
        ("people.merge", "kept"): cast.participant.profile.code,
        ("people.merge", "gone"): cast.submitter.profile.code,
        ("people.undo_merge", "number"): merge.id,
        ("agenda.speaker", "code"): speaker.profile.code,
        ("agenda.portrait", "code"): speaker.profile.code,
        ("questionnaires.facts", "number"): question.id,
        ("questionnaires.answer_file", "number"): 999_999,
        ("questionnaires.xlsform", "number"): question.questionnaire_id,
        ("questionnaires.confirm_xlsform", "number"): question.questionnaire_id,
        ("questionnaires.download_xlsform", "number"): question.questionnaire_id,
        **{
            ("designer." + endpoint, "number"): question.questionnaire_id
            for endpoint in (
                "show",
                "add",
                "from_library",
                "try_form",
                "pages",
                "check",
                "meanings",
            )
        },
        **{
            ("designer." + endpoint, "number"): question.id
            for endpoint in (
                "question",
                "change_kind",
                "move",
                "copy",
                "retire",
                "bring_back",
                "meaning",
            )
        },
        ("designer.meaning", "version"): 1,
        ("people.data_file", "number"): export.id if export else 0,
        ("people.erase_other", "number"): cast.participant.id,
        ("meetings.erase", "number"): cast.participant.id,
        ("people.use_link", "token"): cast.link,
        ("people.organisation", "number"): one.id,
        ("people.same_as", "number"): one.id,
        ("people.merge_organisations", "number"): one.id,
        ("people.merge_organisations", "other"): other.id,
        ("people.reset_password", "token"): "none",
        ("people.remove_authenticator", "number"): 1,
        ("people.remove_passkey", "number"): 1,
        ("people.stop_letters", "token"): service.stop_token(
            cast.participant.id, cast.participant.created_at
        ),
        ("people.resume_letters", "token"): service.stop_token(
            cast.participant.id, cast.participant.created_at
        ),
        ("people.keep_apart", "number"): 999_999,
        ("people.undo_organisation_merge", "number"): 999_999,
        ("letters.withdraw", "number"): mail.id,
        ("people.confirm_address", "token"): cast.claim,
        ("people.remove_address", "number"): address.id,
        ("people.make_primary", "number"): address.id,
        ("people.end_sign_in", "number"): 1,
        ("people.take_back_claim", "number"): claim.id,
        ("meetings.phase", "code"): "survey",
        ("meetings.room", "code"): room.code,
        ("meetings.end_role", "number"): role.id,
        ("meetings.invitation", "code"): invitation.code,
        ("meetings.answer_invitation", "token"): cast.invitation,
        ("letters.show", "number"): mail.id,
        ("letters.send_again", "number"): mail.id,
        ("letters.template", "kind"): wording.kind,
        ("letters.use_default", "kind"): wording.kind,
        ("letters.preview_template", "kind"): wording.kind,
        ("letters.copy_template", "kind"): wording.kind,
        ("letters.copy_template", "source"): "other",
        ("letters.version", "kind"): wording.kind,
        ("letters.version", "number"): former.id,
        ("review.remove_member", "number"): member.id,
        ("review.criterion", "number"): criterion.id,
        ("review.delete_criterion", "number"): criterion.id,
        ("meetings.theme", "code"): theme.code,
        ("meetings.delete_theme", "code"): theme.code,
        ("meetings.move_theme_up", "code"): theme.code,
        ("meetings.move_theme_down", "code"): theme.code,
        ("review.review", "code"): assignment.abstract.code,
        ("review.conflict", "code"): assignment.abstract.code,
        ("review.decide", "code"): assignment.abstract.code,
        ("agenda.show_day", "day"): day,
        ("calendars.day", "day"): day,
        ("calendars.personal", "secret"): feed.secret if feed else "none",
        ("calendars.renew", "number"): feed.id if feed else 0,
        ("calendars.revoke", "number"): feed.id if feed else 0,
        ("packs.edit", "code"): "welcome",
        ("packs.delete", "code"): "welcome",
        ("packs.move_up", "code"): "welcome",
        ("packs.move_down", "code"): "welcome",
        ("packs.make_again", "code"): "en",
        ("sensitive.edit", "field"): "diet",
        ("sensitive.turn_off", "field"): "diet",
        ("sensitive.show", "number"): registration.id,
        ("registration.show", "number"): registration.id,
    }
    for endpoint in ("show", "edit", "save", "withdraw"):
        values["abstracts." + endpoint, "code"] = draft.code
    for endpoint in ("call", "submit", "start", "edit_call"):
        values["abstracts." + endpoint, "slug"] = "advocacy"
    for endpoint in ("resume", "save", "mail_link"):
        values["surveys." + endpoint, "token"] = "none"
    for endpoint in (
        "answer",
        "resume",
        "start",
        "save",
        "mail_link",
        "results",
        "thanks",
        "desk",
        "export",
        "edit",
        "publish_results",
        "hide_results",
        "modes",
        "invitations",
        "invite_group",
        "remind",
        "invited",
        "ask_for_invitation",
        "by_session",
        "import_answers",
        "confirm_answers",
        "worker",
        "fewest",
        "add_candidate",
        "adopt_theme",
        "texts",
        "text",
        "delete_tag",
        "export_csv",
        "syntax",
        "quotes",
        "report_pdf",
    ):
        values["surveys." + endpoint, "slug"] = "themes"
    values["surveys.invited", "token"] = "none"
    for endpoint in ("add_candidate", "adopt_theme"):
        values["surveys." + endpoint, "question"] = "topics"
        values["surveys." + endpoint, "option"] = theme.code
    tag = db.session.scalars(select(TextTag).order_by(TextTag.id)).first()
    quote = db.session.scalars(select(PickedQuote).order_by(PickedQuote.id)).first()
    assert tag
    assert quote
    values["surveys.delete_tag", "number"] = tag.id
    values["surveys.text", "number"] = quote.answer_id
    for endpoint in ("session", "edit", "place", "cancel", "restore", "unplace", "star", "unstar"):
        values["agenda." + endpoint, "code"] = session.code
    values["calendars.session", "code"] = session.code
    group = db.session.scalars(
        select(GroupLetter).where(GroupLetter.meeting_id == meeting.id)
    ).first()
    assert group
    for endpoint in (
        "group", "choose_people", "write_group", "preview_group", "send_group", "withdraw_group",
        "test_group",
        "discard_group",
    ):  # fmt: skip
        values["letters." + endpoint, "code"] = group.code
    return values
