"""What a hall has brought in, as pages ask for it; on both databases, since notes come by a union."""

from datetime import date

import pytest

from facilities.models import Closure, Facility, OutsideCalendar, OutsideEvent
from facilities.queries.openings import hall_hours
from facilities.queries.outside import brought_in, differing, known_of
from facilities.rules.outside import Becomes, DayNote, Outside, Settled
from facilities.rules.spans import Span
from tests.factories import NOW, a_closure, a_facility, a_hall, an_evening, at, span

pytestmark = [pytest.mark.django_db, pytest.mark.both]
EXAM = Span(at("2026-12-07 00:00"), at("2026-12-10 00:00"))


@pytest.fixture
def hall() -> Facility:
    return a_hall()


def an_event(
    hall: Facility, becomes: Becomes, when: Span = EXAM, closure: Closure | None = None, key: str = "1"
) -> OutsideEvent:
    calendar, _ = OutsideCalendar.objects.get_or_create(
        facility=hall, name="緑中学校", defaults={"brought_at": NOW}
    )
    return OutsideEvent.objects.create(
        calendar=calendar,
        key=key,
        becomes=becomes,
        title="期末考査",
        start=when.start,
        end=when.end,
        closure=closure,
    )


def test_notes_come_beside_evenings_and_closures_and_change_neither(hall: Facility) -> None:
    an_evening(hall, span("2026-12-08", "17:00", "21:00"))
    a_closure(hall, span("2026-12-09", "10:00", "12:00"))
    before = hall_hours([hall.pk], date(2026, 12, 7), date(2026, 12, 13))[hall.pk]
    an_event(hall, Becomes.EXAM)
    after = hall_hours([hall.pk], date(2026, 12, 7), date(2026, 12, 13))[hall.pk]
    assert (after.openings, after.closures) == (before.openings, before.closures)
    assert after.notes == (DayNote(EXAM, Becomes.EXAM, "緑中学校", "期末考査"),)


def test_what_was_left_out_and_what_closes_is_no_note(hall: Facility) -> None:
    an_event(hall, Becomes.NOTHING)
    an_event(hall, Becomes.HOLD, key="2")
    assert hall_hours([hall.pk], date(2026, 12, 7), date(2026, 12, 13))[hall.pk].notes == ()


def test_a_hall_has_its_own_notes_only(hall: Facility) -> None:
    other = a_facility("nukui")
    an_event(other, Becomes.EXAM)
    found = hall_hours([hall.pk, other.pk], date(2026, 12, 7), date(2026, 12, 13))
    assert (len(found[hall.pk].notes), len(found[other.pk].notes)) == (0, 1)


def test_a_note_of_another_week_is_not_asked_for(hall: Facility) -> None:
    an_event(hall, Becomes.EXAM)
    assert hall_hours([hall.pk], date(2026, 12, 14), date(2026, 12, 20))[hall.pk].notes == ()


def test_what_is_to_come_is_counted_and_what_was_lifted_or_is_over_is_not(hall: Facility) -> None:
    an_event(hall, Becomes.EXAM)
    an_event(hall, Becomes.MAKEUP, Span(NOW - 7200, NOW), key="2")
    an_event(hall, Becomes.CLOSURE, closure=a_closure(hall, EXAM), key="3")
    an_event(hall, Becomes.CLOSURE, closure=a_closure(hall, EXAM, cancelled=True), key="4")
    [one] = brought_in(hall, NOW)
    assert (one.name, one.noted, one.shut) == ("緑中学校", 1, 1)


def test_only_what_is_not_yet_so_differs(hall: Facility) -> None:
    event = Outside("1", "期末考査", EXAM)
    an_event(hall, Becomes.EXAM)
    assert known_of(hall, "緑中学校") == [Settled(event, Becomes.EXAM)]
    assert differing(hall, "緑中学校", [Settled(event, Becomes.EXAM)], NOW) == []
    other = Settled(event, Becomes.OTHER)
    assert differing(hall, "緑中学校", [other], NOW) == [other]
    assert differing(hall, "緑中学校", [other], EXAM.end) == [], "it is over"
    assert differing(hall, "東中学校", [other], NOW) == [other], "another calendar"
