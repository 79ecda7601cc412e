"""What a guardian may look at, up to when, and what their links find."""

from datetime import date
from typing import Any

import pytest

from booking.models import Booking, ConsentRequest, Guardian, Person
from booking.models.keys import fingerprint
from booking.queries.guardians import (
    bookings_seen,
    closed_among,
    copied,
    guardian_by,
    may_give_up,
    request_by,
    sees,
    view_until,
    was_stopped,
)
from booking.rules.lifecycle import State
from tests.factories import NOW, TODAY, a_band_room, a_booking, a_facility, at, span
from tests.people import a_band, a_guardian, a_high_schooler, a_junior_high_student, a_person

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = (span(f"2026-12-{day}", "17:00", "18:00") for day in ("04", "07"))
LAST = date(2031, 3, 31)
LINK = fingerprint("5" * 40)
STOPPED = {"stopped_at": NOW}


@pytest.fixture
def yoko(sora: Person) -> Guardian:
    return a_guardian(sora, mail="yoko@example.org", phone="090-0000-0001", token_hash=LINK)


def test_the_view_lasts_to_the_end_of_the_school_year_in_which_the_child_turns_eighteen(
    yoko: Guardian,
) -> None:
    assert view_until(yoko) == LAST
    assert [sees(yoko, day) for day in (LAST, date(2031, 4, 1))] == [True, False]


@pytest.mark.parametrize(
    ("born", "until"),
    [
        (date(2009, 3, 31), date(2027, 3, 31)),
        # By the law of ages they turn eighteen on the day before: on 31 March.
        (date(2009, 4, 1), date(2027, 3, 31)),
        (date(2009, 4, 2), date(2028, 3, 31)),
    ],
)
def test_a_birthday_on_the_first_of_april_belongs_to_the_year_before(born: date, until: date) -> None:
    assert view_until(a_guardian(a_person(born))) == until


def test_of_a_child_whose_age_nobody_knows_nothing_is_seen() -> None:
    guardian = a_guardian(a_person(None), token_hash=LINK)
    assert view_until(guardian) is None
    assert guardian_by(LINK, TODAY) is None


@pytest.mark.parametrize(
    ("guardian", "child", "day"),
    [
        ({"stopped_at": NOW}, {}, TODAY),
        ({}, {"closed": True}, TODAY),
        ({}, {"is_active": False}, TODAY),
        ({}, {}, date(2031, 4, 1)),
    ],
    ids=["stopped", "closed", "the child has left", "ended"],
)
def test_a_link_that_opens_nothing_finds_nobody(
    yoko: Guardian, sora: Person, guardian: dict[str, Any], child: dict[str, Any], day: date
) -> None:
    assert guardian_by(LINK, TODAY) == yoko
    Guardian.objects.update(**guardian) if guardian else None
    Person.objects.filter(pk=sora.pk).update(**child) if child else None
    assert guardian_by(LINK, day) is None


def test_what_was_asked_of_a_guardian_who_was_stopped_since_is_not_found(
    yoko: Guardian, sora: Person
) -> None:
    asked = ConsentRequest.objects.create(
        child=sora,
        hall=a_facility(),
        rulebook="higashi-rules",
        purpose="evening",
        way=ConsentRequest.Way.MAIL,
        through_child=False,
        guardian=yoko,
        token_hash=fingerprint("6" * 40),
        made_at=NOW,
        expires_at=NOW,
    )
    # One that has run out is found: its reader is told so.
    assert request_by(asked.token_hash) == asked
    Guardian.objects.update(**STOPPED)
    assert request_by(asked.token_hash) is None


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ({"name": "森葉子"}, True),
        ({"name": "森 葉子"}, True),
        ({"name": "谷 一", "mail": "YOKO@example.org"}, True),
        ({"name": "谷 一", "phone": "090-0000-0001"}, True),
        ({"name": "谷 一", "mail": "other@example.org", "phone": "090-0000-0002"}, False),
        ({"name": "谷 一"}, False),
    ],
)
def test_who_was_stopped_is_known_by_name_address_or_number_however_it_is_typed(
    yoko: Guardian, sora: Person, typed: dict[str, str], known: bool
) -> None:
    Guardian.objects.update(**STOPPED)
    assert was_stopped(sora, {"mail": "", "phone": "", **typed}) is known


def test_nobody_is_taken_for_a_stopped_guardian_of_another_child(yoko: Guardian) -> None:
    Guardian.objects.update(**STOPPED)
    other = a_junior_high_student()
    assert not was_stopped(other, {"name": "森 葉子", "mail": "yoko@example.org", "phone": ""})


def test_copies_go_to_the_guardians_of_whoever_made_it_and_of_whoever_comes(
    yoko: Guardian, sora: Person
) -> None:
    leader = a_high_schooler()
    his = a_guardian(leader, mail="taro@example.org")
    booking = a_booking(a_band_room(), FRIDAY, leader, group=a_band(leader, sora))
    booking.people.set([leader, sora])
    assert copied(booking, TODAY) == [yoko, his]
    booking.people.set([leader])
    assert copied(booking, TODAY) == [his]


@pytest.mark.parametrize(
    "without", [{"mail": ""}, {"may_see": False}, STOPPED], ids=["no address", "no right", "stopped"]
)
def test_who_has_no_address_or_may_not_see_gets_no_copy(
    yoko: Guardian, sora: Person, without: dict[str, Any]
) -> None:
    Guardian.objects.update(**without)
    assert copied(a_booking(a_band_room(), FRIDAY, sora), TODAY) == []


def test_a_closed_record_among_those_who_come_is_known_and_tells_no_guardian(
    yoko: Guardian, sora: Person
) -> None:
    booking = a_booking(a_band_room(), FRIDAY, a_high_schooler())
    booking.people.add(sora)
    assert not closed_among(booking)
    Person.objects.filter(pk=sora.pk).update(closed=True)
    assert closed_among(booking)
    assert copied(booking, TODAY) == []


def test_an_offer_and_what_is_over_are_not_before_the_child(yoko: Guardian, sora: Person) -> None:
    room = a_band_room()
    booked = a_booking(room, FRIDAY, sora)
    a_booking(room, MONDAY, sora, state=State.OFFERED)
    assert bookings_seen(yoko, NOW) == [booked]
    assert bookings_seen(yoko, at("2026-12-04 18:00")) == []


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        ({"may_see": True, "may_cancel": True}, True),
        ({"may_see": True, "may_cancel": False}, False),
        ({"may_see": False, "may_cancel": True}, False),
    ],
)
def test_only_what_the_child_booked_alone_is_given_back_and_only_with_both_rights(
    yoko: Guardian, sora: Person, rights: dict[str, bool], may: bool
) -> None:
    for right, held in rights.items():
        setattr(yoko, right, held)
    leader, room = a_high_schooler(), a_band_room()
    alone = a_booking(room, FRIDAY, sora)
    with_band = a_booking(room, MONDAY, sora, group=a_band(leader, sora))
    anothers = Booking(room=room, person=leader)
    assert [may_give_up(yoko, one) for one in (alone, with_band, anothers)] == [may, False, False]
