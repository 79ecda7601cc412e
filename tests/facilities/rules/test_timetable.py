"""A room's day: layers and precedence, evenings that run past midnight, clock changes, dated rows."""

from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.rules.ages import Ages
from facilities.rules.hours import DatedClosure, DatedOpening, DayPlan
from facilities.rules.layers import Layer
from facilities.rules.spans import Span, instant, wall_span
from facilities.rules.stages import DAY, AgeMode, Stage
from facilities.rules.timetable import Timetable
from tests.oracles import MINUTE, Calendar, Minute
from tests.strategies import HELSINKI, LORD_HOWE, NEW_YORK, TOKYO, rooms_days, term

TUESDAY = date(2026, 6, 16)
WEDNESDAY = TUESDAY + DAY
TEENS = Ages(from_stage=Stage.JUNIOR_HIGH, to_stage=Stage.HIGH_SCHOOL)


def timetable(*terms: dict, hall: str = "east", zone: ZoneInfo = TOKYO) -> Timetable:
    clauses = [(f"C{place}", term(each)) for place, each in enumerate(terms, 1)]
    return Timetable.compile(hall, zone, clauses, AgeMode.LEGAL)


def hours(start: str, end: str, **more: object) -> dict:
    return {"type": "hours", "from": start, "to": end, **more}


def evening(start: str, end: str, **more: object) -> dict:
    return {"type": "evening", "from": start, "to": end, **more}


def span(start: str, end: str, day: date = TUESDAY, zone: ZoneInfo = TOKYO) -> Span:
    (a, b), (c, d) = (map(int, clock.split(":")) for clock in (start, end))
    return wall_span(day, a * 60 + b, c * 60 + d, zone)


def opened(plan: DayPlan) -> list[tuple[Span, str]]:
    return [(opening.span, opening.source.clause) for opening in plan.openings]


class TestAgainstTheOracle:
    @given(rooms_days())
    def test_every_minute_is_what_the_layers_say_when_asked_one_by_one(self, case):
        timetable, room, day, openings, closures = case
        plan = timetable.plan(room, day, openings, closures)
        calendar = Calendar(timetable.terms, timetable, room, openings, closures)
        for at in range(instant(day, 0, timetable.zone), instant(day + 2 * DAY, 0, timetable.zone), MINUTE):
            source, opening = plan.why(at), plan.opening_at(at)
            admits = frozenset(opening.admits) if opening and opening.admits is not None else None
            said = Minute(source.layer, opening is not None, admits) if source else None
            assert said == calendar.at(day, at)

    @given(rooms_days())
    def test_openings_are_in_order_disjoint_and_within_the_day_s_span(self, case):
        timetable, room, day, openings, closures = case
        plan = timetable.plan(room, day, openings, closures)
        assert all(one.span.end <= other.span.start for one, other in pairwise(plan.openings))
        assert all(plan.span.contains(piece.span) for piece in (*plan.openings, *plan.closings))
        assert not any(o.span.overlaps(c.span) for o in plan.openings for c in plan.closings)

    @given(rooms_days())
    def test_no_instant_is_open_in_the_plans_of_two_days(self, case):
        timetable, room, day, openings, closures = case
        today, tomorrow = (timetable.plan(room, d, openings, closures) for d in (day, day + DAY))
        assert not any(o.span.overlaps(p.span) for o in today.openings for p in tomorrow.openings)

    @given(rooms_days(), st.integers(0, 47))
    def test_an_open_instant_belongs_to_the_day_whose_plan_opens_it(self, case, hour):
        timetable, room, day, openings, closures = case
        at = instant(day, 0, timetable.zone) + hour * 3600
        found = timetable.day_at(room, at, openings, closures)
        opening_days = [
            d
            for d in (day - DAY, day, day + DAY)
            if timetable.plan(room, d, openings, closures).opening_at(at)
        ]
        assert opening_days in ([], [found])

    @given(rooms_days())
    def test_rows_of_other_rooms_and_of_far_days_change_nothing(self, case):
        timetable, room, day, openings, closures = case
        plan = timetable.plan(room, day, openings, closures)
        far = span("0:00", "24:00", day + 9 * DAY)
        others = [DatedClosure(plan.span, frozenset({"elsewhere"})), DatedClosure(far)]
        assert timetable.plan(room, day, openings, [*closures, *others]) == plan


class TestPrecedence:
    def test_an_evening_replaces_the_hours_it_overlaps(self):
        table = timetable(
            hours("9:00", "18:00"), evening("17:00", "19:00", admits={"from_stage": "junior_high"})
        )
        plan = table.plan("music", TUESDAY)
        assert opened(plan) == [(span("9:00", "17:00"), "C1"), (span("17:00", "19:00"), "C2")]
        assert plan.openings[1].admits == (Ages(from_stage=Stage.JUNIOR_HIGH),)

    def test_a_closed_day_has_neither_hours_nor_evening_and_says_why(self):
        table = timetable(hours("9:00", "17:00"), evening("17:00", "19:00"), {"type": "closed"})
        plan = table.plan("music", TUESDAY)
        assert plan.openings == ()
        assert plan.why(span("10:00", "11:00").start).clause == "C3"
        assert [source.clause for source in plan.hours] == ["C1", "C2"]

    def test_a_special_opening_beats_a_closed_day(self):
        table = timetable(hours("9:00", "17:00"), {"type": "closed"})
        special = DatedOpening(span("13:00", "15:00"), Layer.SPECIAL, reason_ja="児童館まつり")
        plan = table.plan("music", TUESDAY, [special])
        assert [opening.span for opening in plan.openings] == [span("13:00", "15:00")]
        assert plan.why(span("13:00", "14:00").start).reason_ja == "児童館まつり"
        assert plan.why(span("12:00", "13:00").start).layer is Layer.CLOSED

    def test_an_evening_decided_by_staff_does_not_open_a_closed_day(self):
        row = DatedOpening(span("17:00", "21:00"), Layer.EVENING)
        assert timetable({"type": "closed"}).plan("music", TUESDAY, [row]).openings == ()

    def test_a_dated_closure_beats_everything_and_gives_its_reason(self):
        closure = DatedClosure(span("14:00", "16:00"), None, "点検のため", "inspection")
        special = DatedOpening(span("13:00", "15:00"), Layer.SPECIAL)
        plan = timetable(hours("9:00", "17:00")).plan("music", TUESDAY, [special], [closure])
        assert [opening.span for opening in plan.openings] == [
            span("9:00", "13:00"),
            span("13:00", "14:00"),
            span("16:00", "17:00"),
        ]
        assert plan.why(span("14:00", "15:00").start).reason_en == "inspection"
        assert plan.planned == (span("9:00", "17:00"),)

    def test_nothing_speaks_outside_the_hours(self):
        assert (
            timetable(hours("9:00", "17:00")).plan("music", TUESDAY).why(span("8:00", "9:00").start) is None
        )

    def test_hours_of_the_room_beat_the_hours_of_the_hall_on_the_days_they_speak_of(self):
        table = timetable(
            hours("9:00", "17:00"), hours("10:00", "21:00", rooms=["music"], on={"days": ["tue"]})
        )
        assert opened(table.plan("music", TUESDAY)) == [(span("10:00", "21:00"), "C2")]
        assert opened(table.plan("music", WEDNESDAY)) == [(span("9:00", "17:00", WEDNESDAY), "C1")]
        assert opened(table.plan("hall", TUESDAY)) == [(span("9:00", "17:00"), "C1")]

    def test_a_closure_of_one_room_leaves_the_others_open(self):
        table = timetable(hours("9:00", "17:00"), {"type": "closed", "rooms": ["kitchen"]})
        assert table.plan("kitchen", TUESDAY).openings == ()
        assert table.plan("music", TUESDAY).openings != ()

    def test_clauses_of_another_hall_are_left_out(self):
        table = timetable(hours("9:00", "17:00", halls=["west"]), hours("10:00", "18:00"))
        assert [clause for clause, _ in table.terms] == ["C2"]

    def test_staff_may_narrow_the_hours_to_some_ages(self):
        row = DatedOpening(span("15:00", "17:00"), Layer.EVENING, TEENS)
        plan = timetable(hours("9:00", "17:00")).plan("music", TUESDAY, [row])
        assert [opening.admits for opening in plan.openings] == [None, (TEENS,)]


class TestPastMidnight:
    CAMP = (hours("9:00", "17:00"), evening("18:00", "32:00", on={"days": ["tue"]}))

    def test_an_opening_belongs_to_the_day_on_which_it_begins(self):
        plan = timetable(*self.CAMP).plan("music", TUESDAY)
        assert plan.openings[-1].span == span("18:00", "32:00")
        assert plan.span == span("0:00", "32:00")

    def test_the_following_day_does_not_open_it_twice(self):
        early = hours("6:00", "17:00")
        plan = timetable(early, self.CAMP[1]).plan("music", WEDNESDAY)
        assert [opening.span for opening in plan.openings] == [span("8:00", "17:00", WEDNESDAY)]

    def test_a_closed_day_lets_the_night_before_run_out(self):
        table = timetable(*self.CAMP, {"type": "closed", "on": {"days": ["wed"]}})
        assert table.plan("music", TUESDAY).openings[-1].span == span("18:00", "32:00")
        assert table.plan("music", WEDNESDAY).openings == ()

    def test_a_closure_in_the_night_closes_both_days_and_the_rest_of_the_night_stays_with_the_first(self):
        night = Span(instant(WEDNESDAY, 0, TOKYO), instant(WEDNESDAY, 480, TOKYO))
        plan = timetable(hours("6:00", "17:00"), self.CAMP[1]).plan(
            "music", WEDNESDAY, closures=[DatedClosure(Span(night.start, night.start + 7 * 3600))]
        )
        assert [opening.span for opening in plan.openings] == [span("8:00", "17:00", WEDNESDAY)]
        assert plan.why(night.start).layer is Layer.CLOSURE

    def test_the_small_hours_belong_to_the_evening_before(self):
        table = timetable(*self.CAMP)
        assert table.day_at("music", instant(WEDNESDAY, 7 * 60, TOKYO)) == TUESDAY
        assert table.day_at("music", instant(WEDNESDAY, 9 * 60, TOKYO)) == WEDNESDAY
        assert table.day_at("music", instant(TUESDAY, 7 * 60, TOKYO)) == TUESDAY

    def test_an_opening_of_staff_ends_at_the_latest_with_the_following_day(self):
        row = DatedOpening(
            Span(instant(TUESDAY, 600, TOKYO), instant(TUESDAY + 5 * DAY, 0, TOKYO)), Layer.SPECIAL
        )
        plan = timetable().plan("music", TUESDAY, [row])
        assert plan.openings[0].span.end == instant(TUESDAY + 2 * DAY, 0, TOKYO)


class TestClockChanges:
    @pytest.mark.parametrize(
        ("zone", "day", "open_hours"),
        [
            (HELSINKI, date(2026, 3, 29), 9),
            (HELSINKI, date(2026, 10, 25), 11),
            (NEW_YORK, date(2026, 3, 8), 9),
            (NEW_YORK, date(2026, 11, 1), 11),
            (LORD_HOWE, date(2026, 10, 4), 9.5),
            (LORD_HOWE, date(2026, 4, 5), 10.5),
            (TOKYO, TUESDAY, 10),
        ],
    )
    def test_a_night_until_ten_is_open_for_the_time_that_really_passes(self, zone, day, open_hours):
        (opening,) = timetable(hours("0:00", "10:00"), zone=zone).plan("music", day).openings
        assert opening.span.seconds == open_hours * 3600

    def test_an_evening_before_the_change_ends_when_the_clocks_say_so(self):
        saturday = date(2026, 10, 24)
        (opening,) = timetable(evening("20:00", "29:00"), zone=HELSINKI).plan("music", saturday).openings
        assert opening.span.seconds == 10 * 3600
        assert opening.span.end == instant(saturday + DAY, 5 * 60, HELSINKI)


class TestSilence:
    def test_a_rulebook_without_hours_says_so(self):
        table = timetable({"type": "closed", "on": {"days": ["mon"]}})
        assert not table.publishes_hours("music")
        assert not table.plan("music", TUESDAY).hours_published

    def test_hours_of_another_day_are_published_hours(self):
        table = timetable(hours("9:00", "17:00", on={"days": ["mon"]}))
        assert table.plan("music", TUESDAY).hours_published
        assert table.plan("music", TUESDAY).openings == ()

    def test_hours_of_another_room_are_not(self):
        assert not timetable(hours("9:00", "17:00", rooms=["hall"])).publishes_hours("music")


def test_a_day_is_worked_out_once_and_answers_alike_beside_dated_rows():
    table = timetable(hours("9:00", "17:00"))
    first = table.plan("music", TUESDAY)
    assert table.plan("music", TUESDAY, [], [DatedClosure(span("9:00", "17:00"))]).openings == ()
    assert table.plan("music", TUESDAY) is first
