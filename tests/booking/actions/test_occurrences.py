"""What the desk notices in a hall, written down at 16:10 on 2 December 2026."""

import pytest

from booking.actions.occurrences import Untimely, note_occurrence, take_back
from booking.actions.texts import Missing
from booking.models import Act, Occurrence
from booking.queries.bookings import Absent
from facilities.models import Facility
from tests.factories import NOW, a_facility, a_hall, a_room, the_room
from tests.people import staff

pytestmark = pytest.mark.django_db
NOISE = Occurrence.Kind.NOISE


def noticed(hall: Facility, at: int = NOW, text: str = "となりの家から電話", **fields: object) -> Occurrence:
    given = {"actor": staff(hall), "now": NOW, "kind": NOISE, **fields}
    return note_occurrence(facility=hall, text=text, at=at, **given)  # type: ignore[arg-type]


def test_a_complaint_has_its_room_and_its_time_and_stays_out_of_the_log() -> None:
    hall = a_hall()
    made = noticed(hall, NOW - 600, room=the_room(hall, "band"))
    assert (made.at, made.made_at) == (NOW - 600, NOW)
    act = Act.objects.get(verb="note_occurrence")
    assert act.hall == hall
    assert "電話" not in str(act.after)


def test_what_is_still_to_come_or_long_past_was_not_noticed() -> None:
    hall = a_hall()
    for at in (NOW + 1, NOW - 7 * 86400 - 1):
        with pytest.raises(Untimely):
            noticed(hall, at)


def test_it_needs_words_and_a_room_of_the_hall() -> None:
    hall = a_hall()
    with pytest.raises(Missing):
        noticed(hall, text="  ")
    with pytest.raises(Absent):
        noticed(hall, room=a_room(a_facility("nukui"), "hall"))


def test_what_was_written_by_mistake_is_taken_back_by_its_own_hall() -> None:
    hall = a_hall()
    made = noticed(hall)
    with pytest.raises(Absent):
        take_back(occurrence=made, actor=staff(a_facility("nukui")), now=NOW)
    take_back(occurrence=made, actor=staff(hall), now=NOW)
    assert not Occurrence.objects.exists()
