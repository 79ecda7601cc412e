from datetime import date

import pytest

from booking.actions.evenings import (
    cancel_evening,
    lay_out_evenings,
    move_evening,
    open_evenings,
    restore_evening,
)
from booking.models import Act
from facilities.models import Evening, Facility
from facilities.rules.evenings import EveningPlan
from tests.factories import NOW, a_facility, at, span
from tests.people import staff

pytestmark = pytest.mark.django_db

PLAN = EveningPlan.model_validate(
    {"recurrence": {"first": date(2026, 12, 2), "weekdays": ["fri"]}, "from": "17:00", "to": "21:00"}
)


def opened() -> tuple[Facility, Evening]:
    hall = a_facility()
    open_evenings(facility=hall, plan=PLAN, actor=staff(hall), now=NOW, why="中学生の声をうけて")
    return hall, Evening.objects.get(original_day=date(2026, 12, 4))


def revision(hall: Facility) -> int:
    return Facility.objects.get(pk=hall.pk).revision


def test_opening_evenings_moves_the_halls_counter_and_leaves_an_act_without_names() -> None:
    hall, _ = opened()
    act = Act.objects.get()
    assert revision(hall) == 1
    assert (act.verb, act.subject, act.subject_id, act.why) == (
        "open_evenings",
        "hall",
        "higashi",
        "中学生の声をうけて",
    )
    assert act.after == {"event": Evening.objects.all()[0].event_id, "dates": 70, "until": "2028-03-31"}


def test_a_hall_is_laid_out_from_its_own_local_day() -> None:
    hall = a_facility()
    laid = open_evenings(facility=hall, plan=PLAN, actor=staff(hall), now=at("2026-12-05 00:10"))
    assert laid.made[0] == date(2026, 12, 11)


def test_laying_out_when_nothing_is_due_leaves_no_act_and_no_new_counter() -> None:
    hall, _ = opened()
    lay_out_evenings(facility=hall, actor=None, now=NOW)
    assert (revision(hall), Act.objects.count()) == (1, 1)


def test_the_worker_lays_out_the_next_year_in_nobodys_name() -> None:
    hall, _ = opened()
    lay_out_evenings(facility=hall, actor=None, now=at("2027-04-01 03:00"))
    act = Act.objects.get(verb="lay_out_evenings")
    assert (act.actor, act.after["until"], revision(hall)) == (None, "2029-03-31", 2)


def test_moving_cancelling_and_restoring_a_date_are_acts_with_before_and_after() -> None:
    hall, evening = opened()
    actor, was, elsewhere = (
        staff(hall),
        span("2026-12-04", "17:00", "21:00"),
        span("2026-12-04", "16:00", "20:00"),
    )
    move_evening(evening=evening, span=elsewhere, actor=actor, now=NOW)
    cancel_evening(evening=evening, actor=actor, now=NOW, why="点検")
    restore_evening(evening=evening, actor=actor, now=NOW)
    moved, cancelled, restored = Act.objects.filter(actor=actor).order_by("pk")
    here = {"evening": evening.pk}
    times = [{**here, "start": each.start, "end": each.end} for each in (was, elsewhere)]
    assert [moved.before, moved.after] == times
    assert [cancelled.before, cancelled.after] == [times[1], {**here, "cancelled": True}]
    assert [restored.before, restored.after] == [{**here, "cancelled": True}, times[1]]
    assert (cancelled.why, revision(hall)) == ("点検", 4)


def test_a_date_is_changed_as_it_stands_and_not_as_it_was_read() -> None:
    hall, evening = opened()
    seen_earlier = Evening.objects.get(pk=evening.pk)
    elsewhere = span("2026-12-04", "16:00", "20:00")
    move_evening(evening=evening, span=elsewhere, actor=staff(hall), now=NOW)
    cancel_evening(evening=seen_earlier, actor=staff(hall), now=NOW)
    standing = Evening.objects.get(pk=evening.pk)
    assert (standing.cancelled, standing.start) == (True, elsewhere.start)


def test_when_the_verb_fails_neither_series_nor_counter_nor_act_stays() -> None:
    hall = a_facility()
    plan = PLAN.model_copy(update={"rooms": ("attic",)})
    with pytest.raises(ValueError, match="has no room attic"):
        open_evenings(facility=hall, plan=plan, actor=staff(hall), now=NOW)
    assert (revision(hall), Act.objects.count(), Evening.objects.count()) == (0, 0, 0)
