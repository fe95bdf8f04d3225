"""Roles that are offered by letter."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.meetings import service
from meeting_app.meetings.models import Meeting, MeetingRole, Role, RoleInvitation
from meeting_app.people import service as people
from meeting_app.people.models import Action, AuditEntry, Person
from meeting_app.people.queries import find_person_by_email
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser, somebody_with
from tests.support.pages import Page, Visitor

ROLES = "/en/2027/desk/roles"
SEVERAL = "/en/2027/desk/roles/invite"
DAY = timedelta(days=1)


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    return a_meeting("2027")


@pytest.fixture
def organiser(meeting: Meeting) -> Person:
    return an_organiser(meeting, name="Miriam")


def invite(visitor: Visitor, email: str = "lina@example.org", **values: str) -> None:
    given = {"email": email, "name": "Lina", "role": "reviewer", "language": "en"} | values
    visitor.send(visitor.get(ROLES), given)


def letters() -> list[OutgoingMail]:
    wanted = select(OutgoingMail).where(OutgoingMail.kind == "meetings.role_invitation")
    return list(db.session.scalars(wanted.order_by(OutgoingMail.id)))


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"http://localhost(/\w\w/account/invitation/\S+)", mail.body)
    assert found
    return found[1]


def held() -> set[tuple[str, str, str]]:
    rows = db.session.execute(
        select(Person.email, MeetingRole.role, MeetingRole.scope)
        .join(MeetingRole, MeetingRole.person_id == Person.id)
        .where(Person.name != "Miriam")
    )
    return {(email, role, scope) for email, role, scope in rows}


def state(now=NOW) -> str:
    return service.state_of(db.session.scalars(select(RoleInvitation)).one(), now)


def test_invite_writes_a_letter_and_grants_nothing_yet(app: Flask, meeting, organiser):
    visitor = Visitor(app, organiser)

    invite(visitor, role="translator:fr", language="fr", note="Vous nous manquez.")

    (mail,) = letters()
    assert (mail.address, mail.language, mail.scope) == ("lina@example.org", "fr", "")
    assert mail.subject == (
        "[fr] Annual Meeting\u00a0: invitation au rôle «\u202fTraducteur\u00a0: français\u202f»"
    )
    assert "Vous nous manquez." in mail.body
    assert "Miriam" in mail.body
    assert held() == set()
    assert find_person_by_email("lina@example.org") is None
    assert "Waiting for an answer" in visitor.get(ROLES).text


def test_accept_grants_the_role_signs_in_and_confirms_the_address(app: Flask, meeting, organiser):
    invite(Visitor(app, organiser))
    link = link_in(letters()[0])
    lina = Visitor(app)

    page = lina.get(link)
    assert "Miriam invites you to take the role “Reviewer” for Annual Meeting" in page.text
    assert held() == set()  # looking accepts nothing
    after = lina.follow(lina.send(page))

    assert "Thank you. You now have the role “Reviewer” for Annual Meeting." in after.text
    assert held() == {("lina@example.org", "reviewer", "")}
    person = find_person_by_email("lina@example.org")
    assert person
    assert (person.name, person.email_confirmed_at) == ("Lina", NOW)
    lina.get("/en/2027/review/")
    assert state() == "accepted"


def test_roles_page_leads_to_the_form_from_its_top_for_those_who_may_invite(
    app: Flask, meeting, organiser
):
    reader = a_person()
    service.grant(meeting, reader, Role.READING_ORGANISER, NOW)
    pages = [Visitor(app, person).get(ROLES) for person in (organiser, reader)]

    assert [("#invite" in page.links(), 'id="invite"' in page.html) for page in pages] == [
        (True, True),
        (False, False),
    ]
    source = pages[0].html
    assert source.index("#invite") < source.index("<table") < source.index('id="invite"')


def test_accept_twice_or_after_expiry_is_refused(app: Flask, meeting, organiser):
    invite(Visitor(app, organiser))
    link = link_in(letters()[0])
    lina, late = Visitor(app), Visitor(app)
    page = late.get(link)
    lina.send(lina.get(link))

    late.send(page, status=410)
    again = late.get(link, status=410)

    assert "This invitation is no longer open" in again.text
    assert late.fetch("/en/2027/review/").status_code == 303


def test_accept_after_fourteen_days_is_too_late(app: Flask, meeting, organiser):
    invite(Visitor(app, organiser))
    link = link_in(letters()[0])
    visitor = Visitor(app)
    app.config["NOW"] = NOW + 14 * DAY - timedelta(seconds=1)
    page = visitor.get(link)

    app.config["NOW"] = NOW + 14 * DAY
    visitor.send(page, status=410)

    assert held() == set()
    assert (state(NOW + 14 * DAY - timedelta(seconds=1)), state(NOW + 14 * DAY)) == (
        "waiting",
        "expired",
    )


def test_decline_makes_no_account_and_tells_the_organisers(app: Flask, meeting, organiser):
    invite(Visitor(app, organiser))
    link = link_in(letters()[0])
    lina = Visitor(app)

    after = lina.follow(lina.send(lina.get(link), button=("do", "decline")))

    assert "You have declined." in after.text
    assert find_person_by_email("lina@example.org") is None
    assert lina.fetch("/en/account/").status_code == 303
    lina.get(link, status=410)
    assert "Declined" in Visitor(app, organiser).get(ROLES).text


def test_invitation_withdrawn_opens_nothing_even_on_an_open_page(app: Flask, meeting, organiser):
    visitor = Visitor(app, organiser)
    invite(visitor)
    link = link_in(letters()[0])
    lina = Visitor(app)
    open_page = lina.get(link)
    code = db.session.scalars(select(RoleInvitation.code)).one()

    visitor.send(visitor.get(f"{ROLES}/invitations/{code}"), button=("do", "withdraw"))

    lina.send(open_page, status=410)
    lina.get(link, status=410)
    assert held() == set()
    assert len(letters()) == 1
    page = visitor.get(f"{ROLES}/invitations/{code}")
    assert "Send again" not in page.text


def test_send_again_ends_the_link_before_and_gives_new_days(app: Flask, meeting, organiser):
    visitor = Visitor(app, organiser)
    invite(visitor)
    code = db.session.scalars(select(RoleInvitation.code)).one()
    app.config["NOW"] = NOW + 20 * DAY
    visitor = Visitor(app, organiser)
    assert "Expired" in visitor.get(ROLES).text

    visitor.send(visitor.get(f"{ROLES}/invitations/{code}"))

    first, second = letters()
    lina = Visitor(app)
    lina.get(link_in(first), status=410)
    lina.send(lina.get(link_in(second)))
    assert held() == {("lina@example.org", "reviewer", "")}


def test_link_of_an_invitation_is_none_at_the_sign_in_page_and_the_other_way_round(
    app: Flask, meeting, organiser
):
    visitor = Visitor(app, organiser)
    invite(visitor)
    token = link_in(letters()[0]).rsplit("/", 1)[1]
    signs_in = people.make_link("omar@example.org", language="en", now=NOW)
    stranger = Visitor(app)

    stranger.get(f"/en/account/link/{token}", status=410)
    stranger.get("/en/account/invitation/made-up", status=410)
    stranger.get(f"/en/account/invitation/{signs_in}", status=410)
    assert held() == set()


@pytest.mark.parametrize("known", ["known", "unknown", "second address"])
def test_invite_tells_nothing_about_the_address(app: Flask, meeting, organiser, known: str):
    if known == "known":
        person = a_person("Somebody Else", email="lina@example.org", language="ar")
        person.email_confirmed_at = NOW
    visitor = Visitor(app, organiser)

    invite(visitor)

    page = visitor.get(ROLES)
    code = db.session.scalars(select(RoleInvitation.code)).one()
    shown = page.text + visitor.get(f"{ROLES}/invitations/{code}").text
    assert "Somebody Else" not in shown
    assert letters()[0].language == ("ar" if known == "known" else "en")
    assert letters()[0].scope == ""  # so that no outbox of a meeting shows the language
    outbox = visitor.get("/en/2027/desk/letters")
    assert "lina@example.org" not in outbox.text
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == Action.ROLE_OFFERED)
    ).one()
    assert (entry.actor_id, entry.about_id, entry.thing) == (
        organiser.id,
        None,
        f"invitation {code}",
    )


def test_invite_who_has_the_role_or_waits_is_refused_at_the_field(app: Flask, meeting, organiser):
    lina = somebody_with(meeting, Role.REVIEWER, email="lina@example.org")
    visitor = Visitor(app, organiser)
    invite(visitor, "omar@example.org")

    for email, said in (
        (lina.email, "has this role already"),
        ("omar@example.org", "not answered"),
    ):
        values = {"email": email.upper(), "name": "X", "role": "reviewer"}
        refused = Page(visitor.send(visitor.get(ROLES), values, status=422))
        assert said in refused.errors()["email"]
        assert ("name", "X") in refused.form().fields
    invite(visitor, "omar@example.org", role="host")
    assert len(letters()) == 2


def test_invite_as_organiser_leads_through_the_second_factor(app: Flask, meeting, organiser):
    invite(Visitor(app, organiser), role="organiser")
    lina = Visitor(app)

    answer = lina.send(lina.get(link_in(letters()[0])))

    assert "/account/second-factor" in answer.headers["Location"]
    assert "/account/second-factor" in lina.fetch("/en/2027/desk/rooms").headers["Location"]


PASTED = """Amal Haddad <amal@example.org>
Lina <lina@example.org>
Nobody
omar@example.org; amal@example.org
"""


def test_invite_several_shows_everything_before_anything_is_sent(app: Flask, meeting, organiser):
    somebody_with(meeting, Role.REVIEWER, email="lina@example.org")
    visitor = Visitor(app, organiser)
    page = visitor.get(SEVERAL)

    preview = Page(visitor.send(page, {"people": PASTED, "role": "reviewer"}, status=200))

    assert letters() == []
    assert [
        text
        for text in preview.texts("td")
        if "letter" in text or "already" in text or "read" in text
    ] == [
        "Gets a letter",
        "Has the role already",
        "Cannot be read There is no e-mail address in this line.",
        "Gets a letter",
        "Cannot be read This address stands further up already.",
    ]
    assert "Send 2 invitations" in preview.text
    after = visitor.follow(visitor.send(preview))
    assert "2 invitations are on their way." in after.text
    assert [(mail.address, mail.name) for mail in letters()] == [
        ("amal@example.org", "Amal Haddad"),
        ("omar@example.org", ""),
    ]


def test_invite_several_changed_after_the_preview_is_shown_again(app: Flask, meeting, organiser):
    visitor = Visitor(app, organiser)
    page = visitor.get(SEVERAL)
    preview = Page(visitor.send(page, {"people": PASTED, "role": "reviewer"}, status=200))

    for change in ({"people": "eve@example.org"}, {"role": "organiser"}):
        again = Page(visitor.send(preview, change, status=200))
        assert "Nothing is sent yet." in again.text
    assert letters() == []


@pytest.mark.parametrize(
    ("pasted", "status", "said"),
    [
        ("", 422, "Enter one address at least."),
        ("Nobody at all", 200, "Nobody is left to be invited."),
        ("\n".join(f"a{n}@example.org" for n in range(301)), 422, "These are 301 lines."),
    ],
)
def test_invite_several_that_cannot_be_sent_says_so_and_keeps_the_text(
    app: Flask, meeting, organiser, pasted: str, status: int, said: str
):
    visitor = Visitor(app, organiser)

    page = Page(
        visitor.send(visitor.get(SEVERAL), {"people": pasted, "role": "reviewer"}, status=status)
    )

    assert said in page.text
    assert dict(page.form().fields)["people"].strip() == pasted
    assert letters() == []


def test_invitations_are_for_organisers_and_read_by_read_only_ones(app: Flask, meeting, organiser):
    invite(Visitor(app, organiser))
    code = db.session.scalars(select(RoleInvitation.code)).one()
    reader = Visitor(app, somebody_with(meeting, Role.READING_ORGANISER))
    other = Visitor(app, an_organiser(a_meeting("2028"), name="Other"))

    assert "Send again" not in reader.get(f"{ROLES}/invitations/{code}").text
    reader.get(SEVERAL, status=404)
    other.get(f"{ROLES}/invitations/{code}", status=404)
    other.get(f"/en/2028/desk/roles/invitations/{code}", status=404)
