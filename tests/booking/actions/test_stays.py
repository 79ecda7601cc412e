"""Staying on and handing back, while a room is used."""

import pytest

from booking.actions.bookings import Refused, Stale
from booking.actions.stays import extend, hand_back
from booking.labels import sentence
from booking.models import Act, Booking, Claim
from booking.queries.bookings import Absent
from booking.queries.staying import stays
from booking.rules.lifecycle import State
from booking.rules.verdict import Outcome
from facilities.models import Room
from tests.booking.refusals import codes
from tests.factories import SAMPLE, TOKYO, a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
STAY_ON = """
[[clauses]]
id = "X1"
ja = "あとに予約がなければ、15分ずつ、30分までのばせます。"
en = "If nobody follows, one stays on by 15 minutes, 30 at most."
  [[clauses.says]]
  type = "extension"
  minutes = 15
  most_minutes = 30
"""
NOW = at("2026-12-04 18:40")
FRIDAY = span("2026-12-04", "17:00", "19:00")


def room(rules: str = SAMPLE + STAY_ON) -> Room:
    return the_room(a_hall(rules), "band")


def a_use(where: Room, until: str = "19:00") -> Booking:
    return a_booking(where, span("2026-12-04", "17:00", until), a_high_schooler())


def test_one_stays_on_while_nobody_follows() -> None:
    booking = a_use(room())
    assert booking.person is not None
    extend(booking=booking, actor=booking.person, until=at("2026-12-04 19:15"), now=NOW)
    booking.refresh_from_db()
    claim = Claim.objects.get(booking=booking)
    assert booking.end == claim.end == at("2026-12-04 19:15")
    act = Act.objects.get()
    assert (act.verb, act.before, act.after) == (
        "extend",
        {"end": FRIDAY.end},
        {"end": at("2026-12-04 19:15")},
    )


def test_nobody_stays_on_into_the_next_booking() -> None:
    where = room()
    booking = a_use(where)
    a_booking(where, span("2026-12-04", "19:00", "21:00"))
    assert booking.person is not None
    with pytest.raises(Refused) as refused:
        extend(booking=booking, actor=booking.person, until=at("2026-12-04 19:15"), now=NOW)
    assert codes(refused) == {"TAKEN"}


@pytest.mark.parametrize("until", ["19:10", "19:45"])
def test_one_stays_on_by_the_pieces_of_the_hall_and_no_longer_than_it_says(until: str) -> None:
    booking = a_use(room())
    assert booking.person is not None
    with pytest.raises(Refused) as refused:
        extend(booking=booking, actor=booking.person, until=at(f"2026-12-04 {until}"), now=NOW)
    assert codes(refused) == {"EXTENSION"}


def test_nobody_stays_on_after_the_house_has_closed() -> None:
    booking = a_use(room(), until="21:00")
    assert booking.person is not None
    with pytest.raises(Refused) as refused:
        extend(booking=booking, actor=booking.person, until=at("2026-12-04 21:15"), now=NOW)
    assert codes(refused) == {"OUTSIDE_HOURS"}


def test_a_hall_without_a_rule_about_it_lets_one_stay_as_if_it_were_booked_so() -> None:
    booking = a_use(room(SAMPLE))
    assert booking.person is not None
    extend(booking=booking, actor=booking.person, until=at("2026-12-04 21:00"), now=NOW)
    booking.refresh_from_db()
    assert booking.end == at("2026-12-04 21:00")


def test_the_ends_that_a_page_offers_are_those_that_the_verb_accepts() -> None:
    booking = a_use(room())
    assert booking.person is not None
    offered = [stay for stay in stays(booking, NOW, booking.person) if stay.verdict.outcome is Outcome.ALLOW]
    assert [stay.until for stay in offered] == [at("2026-12-04 19:15"), at("2026-12-04 19:30")]


def test_a_use_is_not_made_shorter_by_staying_on() -> None:
    booking = a_use(room())
    assert booking.person is not None
    with pytest.raises(Refused) as refused:
        extend(booking=booking, actor=booking.person, until=at("2026-12-04 18:45"), now=NOW)
    assert codes(refused) == {"OFF_SLOT"}
    assert sentence(refused.value.verdict.broken[0], TOKYO)


def test_what_is_handed_back_is_free_from_the_next_minute_on() -> None:
    booking = a_use(room())
    assert booking.person is not None
    hand_back(booking=booking, actor=booking.person, now=NOW + 20)
    booking.refresh_from_db()
    assert (booking.end, booking.state) == (at("2026-12-04 18:41"), State.BOOKED)
    assert Claim.objects.get(booking=booking).end == at("2026-12-04 18:41")


@pytest.mark.parametrize(("now", "code"), [("16:59", "OFF_SLOT"), ("19:00", "PAST")])
def test_only_what_runs_is_handed_back(now: str, code: str) -> None:
    booking = a_use(room())
    assert booking.person is not None
    with pytest.raises(Refused) as refused:
        hand_back(booking=booking, actor=booking.person, now=at(f"2026-12-04 {now}"))
    assert codes(refused) == {code}


def test_strangers_change_nothing_and_two_friends_do_not_meet_unseen() -> None:
    booking = a_use(room())
    assert booking.person is not None
    with pytest.raises(Absent):
        hand_back(booking=booking, actor=a_high_schooler(), now=NOW)
    seen = Booking.objects.get(pk=booking.pk)
    extend(booking=booking, actor=booking.person, until=at("2026-12-04 19:15"), now=NOW)
    with pytest.raises(Stale):
        hand_back(booking=seen, actor=booking.person, now=NOW)
