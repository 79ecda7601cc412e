"""A stretch of days that an address asks for: how far it goes by itself, and how far at most."""

from datetime import date
from typing import Any

import pytest
from rest_framework.serializers import ValidationError

from booking.api.dates import FromTo, must_be_a_stretch
from booking.api.desk.days import DaysAsked
from booking.api.fields import UNFIT

TODAY = date(2026, 12, 2)


def asked(form: type[FromTo], **days: str) -> tuple[date, date]:
    sent = form(data=days, context={"today": TODAY})
    sent.is_valid(raise_exception=True)
    return sent.validated_data["first"], sent.validated_data["last"]


@pytest.mark.parametrize(
    ("form", "days", "found"),
    [
        (FromTo, {}, (TODAY, date(2026, 12, 8))),
        (FromTo, {"from": "2026-12-30"}, (date(2026, 12, 30), date(2027, 1, 5))),
        (FromTo, {"to": "2026-12-02"}, (TODAY, TODAY)),
        (FromTo, {"from": "2199-12-29"}, (date(2199, 12, 29), date(2199, 12, 31))),
        (DaysAsked, {}, (TODAY, date(2027, 3, 3))),
        (DaysAsked, {"from": "2199-12-31"}, (date(2199, 12, 31), date(2199, 12, 31))),
    ],
)
def test_what_is_left_out_is_today_and_so_many_days_from_there(
    form: type[FromTo], days: dict[str, str], found: tuple[date, date]
) -> None:
    assert asked(form, **days) == found


def test_ninety_two_days_are_seen_at_once_and_one_more_is_too_much_whatever_it_means() -> None:
    must_be_a_stretch(TODAY, date(2027, 3, 3))
    with pytest.raises(ValidationError) as refused:
        must_be_a_stretch(TODAY, date(2027, 3, 4))
    assert refused.value.get_codes() == {"to": ["invalid"]}


@pytest.mark.parametrize("days", [{"to": "2026-12-01"}, {"from": "2026-12-09", "to": "2026-12-08"}])
def test_an_end_before_its_start_cannot_be_meant(days: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        asked(FromTo, **days)
    assert refused.value.get_codes() == {"to": [UNFIT]}
