"""Versions published before, as they may be read today."""

from datetime import timedelta
from typing import Any

from meeting_app.agenda.curtains import draw, people_in
from meeting_app.people.models import Presence
from meeting_app.people.shown import Curtain
from tests.agenda.factories import FIRST, a_published_person, a_published_session, an_agenda

AFTER = FIRST - timedelta(days=10)


def a_curtain(person_id: int = 7, **values: Any) -> Curtain:
    given: dict[str, Any] = {
        "presence": Presence.NAMED,
        "pseudonym": "",
        "organisation": True,
        "changed_at": AFTER,
    }
    return Curtain(person_id, **(given | values))


def an_agenda_with(*numbers: int | None):
    people = tuple(a_published_person(f"Person {n}", person_id=n) for n in numbers)
    return an_agenda(
        a_published_session("AAAAAA", people=people), a_published_session("BBBBBB", people=())
    )


def test_draw_without_anybody_concerned_is_the_same_agenda():
    agenda = an_agenda_with(7, None)

    assert draw(agenda, {}) is agenda
    assert draw(agenda, {8: a_curtain(8)}) is agenda


def test_draw_leaves_out_who_is_hidden_but_knows_their_sessions():
    agenda = an_agenda_with(7, 8, None)

    drawn = draw(agenda, {7: a_curtain(presence=Presence.HIDDEN)})

    assert [who.name for who in drawn.sessions[0].people] == ["Person 8", "Person None"]
    assert people_in(drawn) == {7, 8}


def test_draw_shows_a_pseudonym_alone():
    drawn = draw(
        an_agenda_with(7), {7: a_curtain(presence=Presence.PSEUDONYM, pseudonym="Zaytouna")}
    )

    (who,) = drawn.sessions[0].people
    assert (who.name, who.organisation) == ("Zaytouna", "")


def test_draw_leaves_out_the_organisation_alone():
    (who,) = draw(an_agenda_with(7), {7: a_curtain(organisation=False)}).sessions[0].people

    assert (who.name, who.organisation) == ("Person 7", "")


def test_draw_follows_a_merge():
    drawn = draw(an_agenda_with(7), {7: a_curtain(9, changed_at=None)})

    assert drawn.sessions[0].people[0].person_id == 9
    assert people_in(drawn) == {7, 9}
    assert drawn.changed_at == drawn.published_at


def test_draw_names_another_content_and_a_later_change():
    agenda = an_agenda_with(7)
    once = draw(agenda, {7: a_curtain(presence=Presence.HIDDEN)})
    back = draw(agenda, {7: a_curtain(changed_at=AFTER + timedelta(days=1))})

    assert len({agenda.digest, once.digest, back.digest}) == 3
    assert draw(agenda, {7: a_curtain(presence=Presence.HIDDEN)}).digest == once.digest
    assert once.changed_at == AFTER
    assert back.sessions[0].people == agenda.sessions[0].people


def test_draw_tells_calendars_of_the_sessions_concerned():
    drawn = draw(an_agenda_with(7), {7: a_curtain(presence=Presence.HIDDEN)})
    changed = {session.code: session.modified_at["en"] for session in drawn.sessions}

    assert changed == {"AAAAAA": AFTER, "BBBBBB": drawn.published_at}
