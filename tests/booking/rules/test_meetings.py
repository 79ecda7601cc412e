"""Which meetings can be entered: those that the plan tells apart, the department's own first."""

from booking.rules.indicators import Kind
from booking.rules.meetings import choices
from tests.booking.programmes import the_plan_of_the_city


def test_a_departments_own_meetings_of_the_plan_come_first_and_any_other_last() -> None:
    plan = the_plan_of_the_city()
    keys = [one.key for one in choices(plan, "child-rearing")]
    assert keys == [
        *("meeting/child-guidance", "meeting/health-centre", "meeting/child-rearing"),
        *("meeting/network-council", "meeting/case", "training/training"),
        *("meeting/", "training/"),
    ]
    assert next(one.key for one in choices(plan, "children")) == "training/training"


def test_what_is_no_meeting_in_the_plan_is_none_here() -> None:
    kinds = {one.kind for one in choices(the_plan_of_the_city(), "public-relations")}
    assert kinds == {Kind.MEETING, Kind.TRAINING}


def test_without_a_plan_a_meeting_is_just_a_meeting() -> None:
    assert [one.key for one in choices(None, "children")] == ["meeting/", "training/"]
