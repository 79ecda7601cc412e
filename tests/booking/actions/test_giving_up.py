"""Giving a booking up late is counted as the hall's clauses say, and nothing is counted by itself."""

from decimal import Decimal

import pytest

from booking.actions.bookings import Refused, book, cancel, restore
from booking.actions.desk_bookings import book_for
from booking.actions.wanted import Wanted
from booking.actions.warnings import announce, lift
from booking.models import Act, Booking, Incident, Person
from booking.queries.bookings import Absent
from booking.queries.giving_up import giving_up
from booking.queries.party import Company
from booking.rules.lifecycle import State
from facilities.models import Facility, Room, WeatherWarning
from tests.booking.giving_up import RULES
from tests.factories import SAMPLE, a_booking, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
MADE = at("2026-11-20 18:00")
IN_TIME, LATE = at("2026-12-01 20:00"), at("2026-12-02 09:00")


@pytest.fixture
def hall() -> Facility:
    return a_hall(SAMPLE + RULES)


@pytest.fixture
def band_room(hall: Facility) -> Room:
    return the_room(hall, "band")


def of_the_band(room: Room, made_at: int = MADE) -> Booking:
    leader = a_high_schooler()
    made = a_booking(room, FRIDAY, leader, group=a_band(leader), made_at=made_at, changed_at=made_at)
    made.people.add(leader)
    return made


def owner(booking: Booking) -> Person:
    assert booking.person is not None
    return booking.person


def test_in_time_nothing_is_counted(band_room: Room) -> None:
    booking = of_the_band(band_room)
    found = giving_up(booking, IN_TIME, owner(booking))
    assert (found.late, found.points) == ((), None)
    cancel(booking=booking, actor=owner(booking), now=IN_TIME)
    assert not Incident.objects.exists()


def test_an_offer_that_is_given_back_is_never_late(band_room: Room) -> None:
    offered = of_the_band(band_room)
    Booking.objects.filter(pk=offered.pk).update(state=State.OFFERED, lapses_at=LATE + 3600)
    cancel(booking=offered, actor=owner(offered), now=LATE)
    assert not Incident.objects.exists()


def test_after_the_deadline_the_place_is_free_and_the_group_has_the_points(band_room: Room) -> None:
    booking = of_the_band(band_room)
    found = giving_up(booking, LATE, owner(booking))
    assert [reason.clause for reason in found.late] == ["X1"]
    assert found.points is not None
    assert (found.points.value, found.points.clauses) == (Decimal("0.5"), ("X2",))
    cancel(booking=booking, actor=owner(booking), now=LATE)
    assert not booking.claims.exists()
    incident = Incident.objects.get()
    assert (incident.group, incident.person, incident.event) == (booking.group, None, "late_cancel")
    assert str(incident.on) == "2026-12-02"


def test_half_of_the_fee_comes_back_a_few_days_before(band_room: Room) -> None:
    booking = of_the_band(band_room)
    found = giving_up(booking, IN_TIME, owner(booking))
    assert found.bill.charged
    assert found.refund is not None
    assert (found.refund.value, found.refund.clauses) == (50, ("X5",))


def test_what_was_booked_a_moment_ago_is_given_up_as_if_it_had_never_been(band_room: Room) -> None:
    booking = of_the_band(band_room, made_at=LATE)
    cancel(booking=booking, actor=owner(booking), now=LATE + 599)
    assert not Incident.objects.exists()


@pytest.mark.parametrize(("later", "percent"), [(0, 100), (599, 100), (600, 50)])
def test_a_slip_costs_no_money_either_for_ten_minutes(band_room: Room, later: int, percent: int) -> None:
    booking = of_the_band(band_room, made_at=IN_TIME)
    found = giving_up(booking, IN_TIME + later, owner(booking))
    assert found.refund is not None
    assert found.refund.value == percent


def test_ten_minutes_later_it_counts(band_room: Room) -> None:
    booking = of_the_band(band_room, made_at=LATE)
    cancel(booking=booking, actor=owner(booking), now=LATE + 600)
    assert Incident.objects.count() == 1


def test_the_desk_counts_nothing_by_itself(band_room: Room) -> None:
    cancel(booking=of_the_band(band_room), actor=staff(band_room.facility), now=LATE)
    assert not Incident.objects.exists()


def test_taking_a_late_cancellation_back_takes_its_count_back(band_room: Room) -> None:
    booking = of_the_band(band_room)
    gone = cancel(booking=booking, actor=owner(booking), now=LATE)
    restore(booking=gone, actor=owner(booking), now=LATE + 60)
    assert not Incident.objects.exists()


def test_whoever_leads_the_group_is_late_like_its_others_though_they_serve_at_the_hall(
    band_room: Room,
) -> None:
    booking, desk = of_the_band(band_room), staff(band_room.facility)
    assert booking.group is not None
    booking.group.memberships.create(person=desk, role="deputy")
    cancel(booking=booking, actor=desk, now=LATE)
    assert Incident.objects.count() == 1


def test_two_late_cancellations_pause_the_group_and_nobody_else(band_room: Room) -> None:
    first = of_the_band(band_room)
    assert first.group is not None
    cancel(booking=first, actor=owner(first), now=LATE)
    second = a_booking(band_room, FRIDAY, owner(first), group=first.group, made_at=MADE)
    cancel(booking=second, actor=owner(first), now=LATE)
    next_week = span("2026-12-09", "17:00", "19:00")
    with pytest.raises(Refused) as refused:
        book(person=owner(first), wanted=Wanted(band_room, next_week, Company(first.group.pk)), now=LATE)
    assert {reason.code for reason in refused.value.verdict.broken} == {"SANCTION"}
    book(person=a_high_schooler(), wanted=Wanted(band_room, next_week), now=LATE)


def test_under_a_weather_warning_nothing_is_counted_and_all_comes_back(band_room: Room) -> None:
    desk = staff(band_room.facility)
    announce(halls=[band_room.facility], key="storm", span=FRIDAY, actor=desk, now=LATE)
    booking = of_the_band(band_room)
    found = giving_up(booking, LATE, owner(booking))
    assert (found.late, found.warnings) == ((), ("storm",))
    assert found.refund is not None
    assert found.refund.value == 100
    cancel(booking=booking, actor=owner(booking), now=LATE)
    assert not Incident.objects.exists()


def test_a_warning_that_was_lifted_waives_nothing_from_then_on(band_room: Room) -> None:
    desk = staff(band_room.facility)
    (warning,) = announce(halls=[band_room.facility], key="storm", span=FRIDAY, actor=desk, now=LATE)
    lift(warning=warning, actor=desk, now=LATE)
    assert not WeatherWarning.objects.exists(), "it never came into force"
    booking = of_the_band(band_room)
    assert giving_up(booking, LATE, owner(booking)).late
    assert [act.verb for act in Act.objects.order_by("pk")] == ["warn", "unwarn"]


def test_only_the_desk_of_the_hall_announces_a_warning(band_room: Room) -> None:
    with pytest.raises(Absent):
        announce(halls=[band_room.facility], key="storm", span=FRIDAY, actor=staff(), now=LATE)


PROVISIONAL = """
[[clauses]]
id = "X6"
ja = "予約は仮です。7日以内に窓口で手続きをします。"
en = "A booking is provisional; one completes it within seven days."
  [[clauses.says]]
  type = "tentative"
  days = 7
"""


def test_where_a_hall_says_so_a_booking_is_provisional_until_the_end_of_its_last_day() -> None:
    room = the_room(a_hall(SAMPLE + PROVISIONAL), "band")
    now = at("2026-11-20 18:00")
    made = book(person=a_high_schooler(), wanted=Wanted(room, FRIDAY), now=now)
    assert (made.state, made.lapses_at) == (State.PROVISIONAL, at("2026-11-28 00:00"))
    assert made.claims.exists(), "the place is held meanwhile"


def test_the_desk_books_for_somebody_and_the_record_says_who_it_was(band_room: Room) -> None:
    desk, teen = staff(band_room.facility), a_high_schooler()
    made = book_for(whom=teen, wanted=Wanted(band_room, FRIDAY), actor=desk, now=IN_TIME)
    assert (made.person, Act.objects.get().actor) == (teen, desk)
    with pytest.raises(Absent):
        book_for(
            whom=teen,
            wanted=Wanted(band_room, span("2026-12-04", "19:00", "21:00")),
            actor=staff(),
            now=IN_TIME,
        )
