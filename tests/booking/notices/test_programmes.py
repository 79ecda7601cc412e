"""A programme's dates: who is told what becomes of them, in which words, and what goes with it by mail."""

import pytest
from django.test import Client
from post_office.models import Email

from booking.actions.notices import choose
from booking.actions.programmes import cancel_programme, cancel_session, hold_session, move_session
from booking.actions.signups import change_signup, sign_up, stay_away
from booking.models import Enclosure, Membership, Notice, Person, Programme, Session
from booking.rules.notices import Family
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme
from tests.booking.songs import CHILD, ELDER, FIRST, SONGS, SUNDAY, at_both, signed_up
from tests.factories import NOW
from tests.ical_reader import Part, read
from tests.people import (
    a_band,
    a_guardian,
    a_high_schooler,
    a_junior_high_student,
    a_senior,
    a_young_adult,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
LATER = NOW + 60


def kinds(person: Person) -> list[str]:
    """Of what somebody was told, in its order."""
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def last(person: Person) -> Notice:
    found = Notice.objects.filter(person=person).order_by("pk").last()
    assert found is not None
    return found


def entries(address: str) -> list[tuple[str, Part]]:
    """What the mails to an address enclose, in their order: the method, and the one entry of each."""
    found = []
    for one in Enclosure.objects.filter(mail__to=address).order_by("mail"):
        calendar = read(one.text.encode())
        [event] = calendar.named("VEVENT")
        assert one.mime_type == f"text/calendar; method={calendar.value('METHOD')}"
        found.append((calendar.value("METHOD"), event))
    return found


def test_one_letter_tells_what_somebody_has_of_each_date_that_they_signed_up_for(
    songs: Programme, day: Session
) -> None:
    signed_up(day, a_senior(), ELDER)
    person = a_young_adult(email="aoi@example.org")
    at_both(songs, person, ELDER, now=LATER)
    subjects = [mail.subject for mail in Email.objects.order_by("pk")]
    assert subjects == ["申しこみました:歌の会(2回)"]
    waits, has_place = last(person).body.split("12月19日(土)")
    assert "12月12日(土) 14:00–16:00\n公園\n順番を待っています" in waits
    assert "公園\n席があります" in has_place
    assert [method for method, _ in entries(person.email)] == ["REQUEST"], "who waits has no entry yet"


def test_at_a_second_tap_nothing_is_told_again(songs: Programme, day: Session, desk: Person) -> None:
    person = a_young_adult()
    for _ in range(2):
        mine = signed_up(day, person, CHILD)
    for _ in range(2):
        move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    day.refresh_from_db()
    for _ in range(2):
        stay_away(signup=mine, session=day, actor=person, now=LATER)
    assert kinds(person) == ["signed_up", "session_moved", "signup_given_back"]


def test_what_is_called_off_twice_is_told_once(songs: Programme, day: Session, desk: Person) -> None:
    person = a_young_adult()
    signed_up(day, person, CHILD)
    for _ in range(2):
        cancel_session(session=day, actor=desk, now=LATER)
    for _ in range(2):
        cancel_programme(programme=songs, actor=desk, now=LATER)
    assert kinds(person) == ["signed_up", "session_called_off"], (
        "of the other date they have signed up nothing"
    )


def test_of_a_draft_nobody_is_told_anything(hall: Facility, desk: Person) -> None:
    a_department(hall)
    draft = a_programme(hall, desk, SONGS)
    session = hold_session(programme=draft, span=FIRST, elsewhere="公園", actor=desk, now=NOW)
    move_session(session=session, span=SUNDAY, actor=desk, now=NOW)
    cancel_programme(programme=draft, actor=desk, now=NOW)
    assert not Notice.objects.exists()
    assert not Email.objects.exists()


@pytest.mark.parametrize(
    ("language", "subject", "says"),
    [
        ("ja", "行事の日時が変わりました:12月13日(日) 10:00–12:00 歌の会", "席は、そのままです。"),
        (
            "ja-easy",
            "行事の日と時間が変わりました:12月13日(日) 10:00–12:00 歌の会",
            "あなたの席は、そのままです。",
        ),
        ("en", "Programme moved: Sun 13 Dec 10:00–12:00 歌の会", "You keep your place."),
    ],
)
def test_each_reads_in_their_own_language_that_a_date_was_moved_and_from_when(
    day: Session, desk: Person, language: str, subject: str, says: str
) -> None:
    person = a_young_adult(language=language)
    signed_up(day, person, CHILD)
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    told = last(person)
    assert told.subject == subject
    assert says in told.body
    assert "14:00–16:00" in told.body, "when it was"


def test_whoever_waits_keeps_their_turn_and_is_told_so_and_who_stays_away_is_told_nothing(
    day: Session, desk: Person
) -> None:
    elder, waits, gone = a_senior(), a_young_adult(), a_high_schooler()
    signed_up(day, elder, ELDER)
    signed_up(day, waits, ELDER, now=LATER)
    stay_away(signup=signed_up(day, gone, CHILD), session=day, actor=gone, now=LATER)
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER + 1)
    assert "順番は、そのままです。" in last(waits).body
    assert "席は、そのままです。" not in last(waits).body
    assert kinds(gone) == ["signed_up", "signup_given_back"]


def test_whoever_has_a_place_from_the_line_is_told_so_and_not_whose_it_was(day: Session) -> None:
    elder, waits = a_senior(call_name="きよ"), a_young_adult(email="aoi@example.org")
    theirs = signed_up(day, elder, ELDER)
    signed_up(day, waits, ELDER, now=LATER)
    stay_away(signup=theirs, session=day, actor=elder, now=LATER + 1)
    assert kinds(waits) == ["signed_up", "place_free"]
    assert last(waits).subject == "席が空きました:12月12日(土) 14:00–16:00 歌の会"
    assert "きよ" not in last(waits).body
    assert [method for method, _ in entries(waits.email)] == ["REQUEST"]
    assert kinds(elder) == ["signed_up", "signup_given_back"]


def test_nobody_has_a_place_at_what_is_off(day: Session, desk: Person) -> None:
    elder, waits = a_senior(), a_young_adult()
    theirs = signed_up(day, elder, ELDER)
    signed_up(day, waits, ELDER, now=LATER)
    cancel_session(session=day, actor=desk, now=LATER + 1)
    # With the date as their page had it, from before it was called off.
    stay_away(signup=theirs, session=day, actor=elder, now=LATER + 2)
    assert kinds(waits) == ["signed_up", "session_called_off"]


def test_why_it_is_off_is_told_and_that_nothing_is_to_be_done(songs: Programme, desk: Person) -> None:
    person = a_young_adult()
    at_both(songs, person, CHILD)
    cancel_programme(programme=songs, actor=desk, now=LATER, why="雨のため")
    assert kinds(person).count("programme_called_off") == 2
    told = last(person)
    assert told.subject == "行事が中止になりました:12月19日(土) 14:00–16:00 歌の会"
    assert "わけ:雨のため" in told.body
    assert "取り消しの手続きはいりません。" in told.body


def test_of_a_programme_that_is_off_the_dates_that_were_are_not_told(songs: Programme, desk: Person) -> None:
    person = a_young_adult()
    at_both(songs, person, CHILD)
    cancel_programme(programme=songs, actor=desk, now=FIRST.end)
    assert kinds(person).count("programme_called_off") == 1


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


def test_dates_that_a_change_does_not_name_are_given_back_in_one_letter(
    songs: Programme, day: Session
) -> None:
    person = a_young_adult(email="aoi@example.org")
    mine = at_both(songs, person, CHILD)
    change_signup(signup=mine, sessions=[day.public_id], party=[CHILD], actor=person, now=LATER)
    assert kinds(person) == ["signed_up", "signup_given_back"]
    assert last(person).subject == "申しこみをやめました:12月19日(土) 14:00–16:00 歌の会"


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
