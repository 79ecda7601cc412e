"""The export: everything that is held, nothing that opens anything, and nobody else."""

import json
from datetime import date

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from booking.actions.bookings import cancel
from booking.actions.entries import Wishes, enter
from booking.actions.money import take
from booking.actions.subscriptions import subscribe
from booking.actions.waiting import wait
from booking.models import Incident, Series
from booking.queries.mydata import held_about
from booking.queries.party import Company, asker_of
from booking.rules.lifecycle import HALL
from booking.rules.waiting import Wish
from tests.factories import NOW, TODAY, a_band_room, a_booking, span
from tests.people import (
    a_band,
    a_guardian,
    a_high_schooler,
    a_junior_high_student,
    consented,
    inducted,
    registered,
    staff,
    tied,
)
from tests.rounds import a_round

pytestmark = pytest.mark.django_db


def test_what_one_waits_for_has_entered_and_was_allowed_is_in_it_too() -> None:
    person, room = a_high_schooler(), a_band_room()
    guardian = a_guardian(person, mail="yoko@example.org")
    consented(person, room.facility, "evening", TODAY, date(2027, 3, 31), guardian)
    wish = Wish(frozenset([room.pk]), TODAY, date(2026, 12, 30), frozenset([4]), 1020, 1140, 7200)
    wait(asker=asker_of(person, Company(), NOW), wish=wish, now=NOW)
    lottery = a_round(room.facility)
    enter(lottery=lottery, person=person, wishes=Wishes((2, 1)), now=NOW)
    booking = a_booking(room, span("2026-11-25", "17:00", "19:00"), person, help_wanted="車いす")
    take(booking=booking, staff=staff(room.facility), yen=300, now=NOW)
    Incident.objects.create(booking=booking, person=person, event="no_show", on=TODAY)
    Series.objects.create(room=room, event_id=1, person=person, headcount=1, purpose="練習", made_at=NOW)
    held = json.loads(json.dumps(held_about(person), cls=DjangoJSONEncoder))
    assert held["waits"][0]["rooms"] == ["higashi/band"]
    assert held["lottery"][0]["wishes"] == [[2, ""], [1, ""]]
    assert (held["consents"][0]["valid_until"], held["guardians"][0]["name"]) == ("2027-03-31", "森 葉子")
    assert (held["payments"][0]["yen"], held["incidents"][0]["event"]) == (300, "no_show")
    assert (held["series"][0]["purpose"], held["bookings"][0]["help_wanted"]) == ("練習", "車いす")


def test_everything_is_in_it_and_nothing_of_others_or_that_opens_something() -> None:
    person, friend = a_high_schooler(name="森はるか"), a_junior_high_student(name="谷そら", call_name="そら")
    band = a_band(person, friend)
    tied(person, "lives")
    registered(person, "koganei", date(2026, 4, 10), date(2027, 3, 31))
    inducted(person, "band-room", date(2026, 5, 1))
    token = subscribe(holder=person, name="スマホ", now=NOW).token
    ours = a_booking(
        a_band_room(), span("2026-12-04", "17:00", "19:00"), friend, group=band, purpose="そらの練習"
    )
    ours.people.set([person, friend])
    held = held_about(person)
    text = json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False)
    assert held["person"]["name"] == "森はるか"
    assert [one["registry"] for one in held["registrations"]] == ["koganei"]
    assert held["bookings"][0]["start"] == "2026-12-04T08:00:00+00:00"
    assert [len(held[part]) for part in ("ties", "inductions", "groups", "devices", "log")] == [1, 1, 1, 1, 1]
    assert not [
        secret
        for secret in (token, person.password, "そら", friend.card_number)
        if secret in text.replace('"!"', "")
    ]


@pytest.mark.parametrize(("by_desk", "cause"), [(True, HALL), (False, "")])
def test_whose_doing_a_cancellation_was_is_in_it(by_desk: bool, cause: str) -> None:
    person = a_high_schooler()
    made = a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), person)
    cancel(booking=made, actor=staff(made.room.facility) if by_desk else person, now=NOW)
    (told,) = held_about(person)["bookings"]
    assert told["given_up_for"] == cause
