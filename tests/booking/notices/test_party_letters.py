"""How a party is written to: who reads of it, in which language, and the one entry that goes by mail."""

import pytest
from django.test import Client
from post_office.models import Email

from booking.actions.notices import choose
from booking.actions.programmes import cancel_session, move_session
from booking.actions.signups import sign_up, stay_away
from booking.models import Enclosure, Membership, Person, Programme, Session
from booking.rules.notices import Family
from tests.booking.notices.told import entries, kinds
from tests.booking.songs import CHILD, SUNDAY, at_both, signed_up
from tests.factories import NOW
from tests.ical_reader import read
from tests.people import (
    a_band,
    a_guardian,
    a_high_schooler,
    a_junior_high_student,
    a_young_adult,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
LATER = NOW + 60


def test_one_entry_is_made_moved_and_taken_away(day: Session, desk: Person) -> None:
    person = a_young_adult(email="aoi@example.org")
    signed_up(day, person, CHILD)
    moved = move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    cancel_session(session=moved, actor=desk, now=LATER + 1)
    told = entries(person.email)
    assert [method for method, _ in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({event.value("UID") for _, event in told}) == 1
    numbers = [int(event.value("SEQUENCE")) for _, event in told]
    assert numbers == sorted(set(numbers)), "each higher than the one before"
    starts = [event.value("DTSTART") for _, event in told]
    assert starts == ["20261212T140000", "20261213T100000", "20261213T100000"]
    assert told[-1][1].value("STATUS") == "CANCELLED"


def test_an_entry_is_in_the_readers_language_and_not_in_that_of_the_desk(
    songs: Programme, day: Session, desk: Person
) -> None:
    Programme.objects.update(name_en="Songs")
    person = a_young_adult(email="aoi@example.org", language="en")
    signed_up(day, person, CHILD)
    cancel_session(session=day, actor=desk, now=LATER)
    assert [event.text("SUMMARY") for _, event in entries(person.email)] == ["Songs", "Called off: Songs"]


def test_a_place_that_was_given_back_and_is_had_again_is_one_entry_too(day: Session) -> None:
    person = a_young_adult(email="aoi@example.org")
    mine = signed_up(day, person, CHILD)
    stay_away(signup=mine, session=day, actor=person, now=LATER)
    signed_up(day, person, CHILD, now=LATER + 1)
    told = entries(person.email)
    assert [method for method, _ in told] == ["REQUEST", "CANCEL", "REQUEST"]
    numbers = [int(event.value("SEQUENCE")) for _, event in told]
    assert numbers == sorted(set(numbers)), "although the session has not changed"
    feed = read(Client().get(f"/feeds/programme/{day.programme.public_id}.ics").content)
    everybodys = {event.value("UID"): int(event.value("SEQUENCE")) for event in feed.named("VEVENT")}
    assert everybodys[told[-1][1].value("UID")] < numbers[0], "whoever reads the feed, too, has their own"
    # It takes place without them: only a calendar that reads of everybody may call it off.
    assert [event.text("SUMMARY") for _, event in told] == ["歌の会"] * 3


def test_several_dates_are_published_in_one_file_and_a_place_that_is_lost_is_cancelled_in_it(
    songs: Programme, day: Session
) -> None:
    person = a_young_adult(email="aoi@example.org")
    at_both(songs, a_high_schooler(), CHILD)
    at_both(songs, person, CHILD)
    signed_up(day, person, CHILD, CHILD, now=LATER)  # has to wait, at the other date, too
    assert kinds(person) == ["signed_up", "signed_up"]
    first, second = (read(one.text.encode()) for one in Enclosure.objects.order_by("mail"))
    assert [one.value("METHOD") for one in (first, second)] == ["PUBLISH", "PUBLISH"]
    days = [event.value("DTSTART")[:8] for event in second.named("VEVENT")]
    assert days == ["20261212", "20261219"]
    assert [event.value("STATUS") for event in first.named("VEVENT")] == ["CONFIRMED"] * 2
    assert [event.value("STATUS") for event in second.named("VEVENT")] == ["CANCELLED"] * 2
    assert "ATTENDEE" not in Enclosure.objects.order_by("mail")[0].text, "what is published asks nobody"


def test_an_entry_says_nothing_of_who_comes(day: Session) -> None:
    person = a_young_adult(email="aoi@example.org", call_name="あおい")
    mine = signed_up(day, person, CHILD)
    text = Enclosure.objects.get().text
    assert [told for told in ("あおい", mine.public_id, person.card_number) if told in text] == []


def test_whoever_wants_no_mail_of_what_they_do_is_still_mailed_what_the_hall_does(
    day: Session, desk: Person
) -> None:
    person = a_young_adult(email="aoi@example.org")
    choose(person=person, by_mail=[Family.CHANGES])
    person.refresh_from_db()
    signed_up(day, person, CHILD)
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    assert [mail.subject[:6] for mail in Email.objects.all()] == ["行事の日時が"]
    assert kinds(person) == ["signed_up", "session_moved"]


def test_whoever_leads_the_group_is_told_and_who_has_left_it_is_not(day: Session, desk: Person) -> None:
    leader, made = a_high_schooler(), a_junior_high_student()
    a_guardian(made, mail="yoko@example.org")
    band = a_band(leader, made)
    Membership.objects.filter(person=made).update(role=Membership.Role.DEPUTY)
    sign_up(
        programme=day.programme, sessions=[day.public_id], party=[CHILD], person=made, group=band, now=NOW
    )
    Membership.objects.filter(person=made).delete()
    Email.objects.all().delete()
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    assert kinds(leader) == ["signed_up", "session_moved"]
    assert kinds(made) == ["signed_up"]
    assert not Email.objects.exists(), "nor does their guardian hear of it"


@pytest.mark.parametrize("guardian", [{}, {"may_see": False}, {"mail": ""}, {"stopped_at": 1}, {"until": 13}])
def test_a_guardian_who_may_see_gets_a_copy_in_their_language_without_a_name(
    day: Session, desk: Person, guardian: dict[str, object]
) -> None:
    child = a_junior_high_student(call_name="そら")
    a_guardian(child, **{"mail": "yoko@example.org", "language": "en", **guardian})
    signed_up(day, child, CHILD)
    cancel_session(session=day, actor=desk, now=LATER, why="雨のため")
    copies = list(Email.objects.filter(to="yoko@example.org").order_by("pk"))
    assert len(copies) == (0 if guardian else 2)
    for copy in copies:
        assert "Sat 12 Dec 14:00–16:00 歌の会" in copy.subject
        assert copy.message.startswith("This is a copy of what your child was told about a programme.")
        assert "そら" not in copy.message
    assert not Enclosure.objects.exists()
