"""When each duty last ran, as the desk reads it by the API."""

from booking.models import Lease
from booking.rules.duties import Duty
from facilities.models import Room
from tests.booking.api.callers import get, signed_in
from tests.people import staff


def test_each_duty_says_when_it_ran(room: Room) -> None:
    Lease.objects.update_or_create(
        duty=Duty.MAIL, defaults={"holder": "a", "until": 1, "last_ran_at": 1_700_000_000}
    )
    rows = get(signed_in(staff(room.facility)), "desk/higashi/duties/").json()["results"]
    told = {one["duty"]: one["ran_at"] for one in rows}
    assert told.keys() == set(Duty)
    assert told["mail"] == "2023-11-14T22:13:20+00:00"
    assert told["draws"] is None
