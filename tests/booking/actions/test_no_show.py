"""Nobody came: not before the hall's minutes, never by itself, and noted only as its clauses say."""

import pytest

from booking.actions.bookings import Absent, Refused, Stale, book
from booking.actions.no_show import NotYet, release_no_show, take_back_release, wait_longer
from booking.actions.wanted import Wanted
from booking.actions.warnings import announce
from booking.models import Act, Booking, Claim, Incident, Notice, Person
from booking.queries.no_show import due
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from facilities.models import Facility, Room
from tests.factories import SAMPLE, a_booking, a_facility, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
AFTER_TEN = """
[[clauses]]
id = "N1"
ja = "10分すぎても来ないときは、利用がなかったことにします。"
en = "After ten minutes it counts as not used."
  [[clauses.says]]
  type = "no_show"
  after_minutes = 10
"""
COUNTED = """
[[clauses]]
id = "N2"
ja = "2回来なかったら、1か月お休みです。"
en = "After two of them one pauses for a month."
  [[clauses.says]]
  type = "sanction"
  of = "person"
  when = { events = ["no_show"], times = 2 }
  effect = "suspended"
  months = 1

[names]
no_show = { ja = "無断キャンセル", en = "no-show" }
"""
EVENING = span("2026-12-02", "17:00", "19:00")
TEN_PAST, QUARTER_PAST = at("2026-12-02 17:10"), at("2026-12-02 17:15")


@pytest.fixture
def hall() -> Facility:
    return a_hall(SAMPLE + COUNTED)


@pytest.fixture
def booking(room: Room) -> Booking:
    return a_booking(room, EVENING, a_high_schooler())


def test_the_minutes_are_the_halls_and_a_quarter_of_an_hour_where_it_says_none() -> None:
    silent, strict = a_hall(), a_hall(SAMPLE.replace("higashi", "nukui") + AFTER_TEN)
    for hall, until in ((silent, QUARTER_PAST), (strict, TEN_PAST)):
        one = a_booking(the_room(hall, "band"), EVENING)
        assert due(hall, [one], TEN_PAST) == {one.pk: until}


def test_before_that_nobody_is_released(booking: Booking, desk: Person) -> None:
    with pytest.raises(NotYet) as early:
        release_no_show(booking=booking, actor=desk, now=QUARTER_PAST - 1)
    assert early.value.until == QUARTER_PAST
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_a_release_frees_the_room_and_is_told_and_noted_as_the_clauses_say(
    booking: Booking, desk: Person
) -> None:
    released = release_no_show(booking=booking, actor=desk, now=QUARTER_PAST)
    assert released.state == State.NO_SHOW
    assert not Claim.objects.exists()
    incident = Incident.objects.get()
    assert (incident.event, incident.person, str(incident.on)) == ("no_show", booking.person, "2026-12-02")
    assert Notice.objects.get(person=booking.person).kind == "released"
    act = Act.objects.get(verb="release_no_show")
    assert (act.actor, act.before["state"], act.after["state"]) == (desk, "booked", "no_show")


def test_of_a_group_it_is_the_groups(room: Room, desk: Person) -> None:
    leader = a_high_schooler()
    band = a_band(leader)
    one = a_booking(room, EVENING, leader, group=band)
    release_no_show(booking=one, actor=desk, now=QUARTER_PAST)
    assert (Incident.objects.get().group, Incident.objects.get().person) == (band, None)


def test_where_no_clause_counts_it_nothing_is_noted() -> None:
    hall = a_hall(SAMPLE + AFTER_TEN)
    one = a_booking(the_room(hall, "band"), EVENING, a_high_schooler())
    release_no_show(booking=one, actor=staff(hall), now=TEN_PAST)
    assert not Incident.objects.exists()


def test_on_a_day_with_a_weather_warning_nothing_is_noted(
    hall: Facility, booking: Booking, desk: Person
) -> None:
    morning = span("2026-12-02", "8:00".zfill(5), "11:00")
    announce(halls=[hall], key="storm", span=morning, actor=desk, now=morning.start)
    release_no_show(booking=booking, actor=desk, now=QUARTER_PAST)
    assert not Incident.objects.exists()


def test_a_caller_without_an_account_has_nothing_noted(room: Room, desk: Person) -> None:
    release_no_show(booking=a_booking(room, EVENING), actor=desk, now=QUARTER_PAST)
    assert not Incident.objects.exists()


def test_waiting_longer_puts_it_off_by_a_quarter_of_an_hour(booking: Booking, desk: Person) -> None:
    waited = wait_longer(booking=booking, actor=desk, now=QUARTER_PAST)
    assert waited.waits_until == QUARTER_PAST + 15 * 60
    with pytest.raises(NotYet):
        release_no_show(booking=waited, actor=desk, now=QUARTER_PAST + 15 * 60 - 1)
    assert release_no_show(booking=waited, actor=desk, now=QUARTER_PAST + 15 * 60).state == State.NO_SHOW


def test_who_comes_after_all_gets_the_room_back_and_nothing_is_noted(booking: Booking, desk: Person) -> None:
    released = release_no_show(booking=booking, actor=desk, now=QUARTER_PAST)
    back = take_back_release(booking=released, actor=desk, now=QUARTER_PAST + 60)
    assert back.state == State.BOOKED
    assert Claim.objects.get().booking == booking
    assert not Incident.objects.exists()


def test_not_once_somebody_has_the_room(booking: Booking, room: Room, desk: Person) -> None:
    released = release_no_show(booking=booking, actor=desk, now=QUARTER_PAST)
    a_booking(room, span("2026-12-02", "17:20", "18:00"), state=State.IN_USE)
    with pytest.raises(Refused) as taken:
        take_back_release(booking=released, actor=desk, now=QUARTER_PAST + 600)
    assert [reason.code for reason in taken.value.verdict.reasons] == [Code.TAKEN]
    released.refresh_from_db()
    assert released.state == State.NO_SHOW
    assert Incident.objects.exists()


@pytest.mark.parametrize("state", [State.IN_USE, State.CANCELLED, State.USED, State.NO_SHOW])
def test_whoever_is_in_the_room_or_has_none_is_not_released(room: Room, desk: Person, state: State) -> None:
    one = a_booking(room, EVENING, a_high_schooler(), state=state)
    with pytest.raises(Refused):
        release_no_show(booking=one, actor=desk, now=QUARTER_PAST)


def test_another_halls_desk_and_the_member_cannot(booking: Booking) -> None:
    assert booking.person is not None
    for actor in (staff(a_facility("nukui")), booking.person):
        for verb in (release_no_show, wait_longer, take_back_release):
            with pytest.raises(Absent):
                verb(booking=booking, actor=actor, now=QUARTER_PAST)


def test_of_two_desks_the_second_is_told(booking: Booking, hall: Facility, desk: Person) -> None:
    first, second = (Booking.objects.get(pk=booking.pk) for _ in range(2))
    wait_longer(booking=first, actor=desk, now=QUARTER_PAST)
    with pytest.raises(Stale):
        release_no_show(booking=second, actor=staff(hall), now=QUARTER_PAST)
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_two_no_shows_bar_the_next_booking(room: Room, desk: Person) -> None:
    haruka = a_high_schooler()
    for day in ("2026-12-02", "2026-12-04"):
        one = a_booking(room, span(day, "17:00", "19:00"), haruka)
        release_no_show(booking=one, actor=desk, now=at(f"{day} 17:15"))
    with pytest.raises(Refused) as barred:
        book(
            person=haruka,
            wanted=Wanted(room, span("2026-12-11", "17:00", "19:00")),
            now=at("2026-12-05 10:00"),
        )
    assert Code.SANCTION in {reason.code for reason in barred.value.verdict.broken}
