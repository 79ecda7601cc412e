"""The export: everything that is held, nothing that opens anything, and nobody else."""

import json
from datetime import date

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from booking.actions.subscriptions import subscribe
from booking.queries.mydata import held_about
from tests.factories import NOW, a_band_room, a_booking, span
from tests.people import a_band, a_high_schooler, a_junior_high_student, inducted, registered, tied

pytestmark = pytest.mark.django_db


def test_everything_is_in_it_and_nothing_of_others_or_that_opens_something() -> None:
    person, friend = a_high_schooler(name="森はるか"), a_junior_high_student(name="谷そら", call_name="そら")
    band = a_band(person, friend)
    tied(person, "lives")
    registered(person, "koganei", date(2026, 4, 10), date(2027, 3, 31))
    inducted(person, "band-room", date(2026, 5, 1))
    token = subscribe(person=person, name="スマホ", now=NOW).token
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
