"""Weather warnings by the API, at a hall and in the city; and the day in figures."""

from django.test import Client

from booking.models import Booking, Person
from booking.rules.staff import Role
from facilities.models import Closure, Facility, WeatherWarning
from tests.booking.api.callers import get, post, signed_in
from tests.factories import a_facility
from tests.people import staff

AT = "desk/higashi/warnings/"
STORM = {"kind": "storm", "start": "2026-12-04T12:00:00+09:00", "end": "2026-12-04T22:00:00+09:00"}


def test_a_warning_at_every_hall_is_seen_announced_once_and_lifted(hall: Facility, booking: Booking) -> None:
    other = a_facility("nishi")
    client = signed_in(staff(hall, other))
    wide = {**STORM, "everywhere": True}
    seen = post(client, f"{AT}preview/", wide).json()["halls"]
    assert {one["hall"]: one["bookings"] for one in seen} == {"higashi": 1, "nishi": 0}
    made = [post(client, AT, wide, Idempotency_Key="w").json() for _ in range(2)]
    assert made[0] == made[1]
    assert WeatherWarning.objects.count() == Closure.objects.count() == 2
    assert [one["kind"] for one in get(client, AT).json()["results"]] == ["storm"]
    closed = get(client, "desk/higashi/closures/").json()["results"]
    assert [one["warning"] for one in closed] == ["storm"]
    assert post(client, f"{AT}{made[0]['id']}/lift/", {"everywhere": True}).status_code == 204
    assert not WeatherWarning.objects.exists()


def test_a_warning_reaches_no_hall_at_which_one_may_not_announce_it(as_desk: Client, hall: Facility) -> None:
    a_facility("nishi")
    post(as_desk, AT, {**STORM, "everywhere": True})
    assert [one.facility.slug for one in WeatherWarning.objects.all()] == ["higashi"]


def test_a_warning_that_is_over_and_one_of_no_kind_are_named(as_desk: Client, hall: Facility) -> None:
    past = {"start": "2026-12-01T12:00:00+09:00", "end": "2026-12-01T22:00:00+09:00"}
    assert list(post(as_desk, AT, {**STORM, **past}).json()["errors"]) == ["end"]
    assert list(post(as_desk, AT, {**STORM, "kind": "frogs"}).json()["errors"]) == ["kind"]
    assert not WeatherWarning.objects.exists()


def test_the_figures_of_a_day_and_money_only_for_whoever_has_to_do_with_it(
    hall: Facility, as_desk: Client, today: Booking, desk: Person
) -> None:
    post(as_desk, f"desk/higashi/bookings/{today.public_id}/check-in/", {"counts": {"part": {"adult": 2}}})
    told = get(as_desk, "desk/higashi/report/").json()
    band = next(one for one in told["rooms"] if one["room"] == "band")
    assert (told["date"], band["used"], band["counted"], band["total"]) == ("2026-12-02", 1, {"adult": 2}, 2)
    assert told["cash"] == {"came": 0, "went": 0}
    contractor = signed_in(staff(hall, role=Role.CONTRACTOR))
    assert get(contractor, "desk/higashi/report/").json()["cash"] is None
    empty = get(as_desk, "desk/higashi/report/", date="2026-12-05").json()
    assert sum(one["used"] for one in empty["rooms"]) == 0
    assert get(as_desk, "desk/higashi/report/", date="5 December").status_code == 400
