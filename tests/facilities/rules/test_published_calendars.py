"""The calendars of published rulebooks, clause by clause as data, on the days that are asked about."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from facilities.rules.layers import Layer
from facilities.rules.slots import State, lay
from facilities.rules.spans import local
from facilities.rules.stages import AgeMode, Cohort, Stage
from facilities.rules.timetable import Timetable
from tests.strategies import TOKYO, term

MITAKA = [
    (
        "C1",
        {
            "type": "hours",
            "from": "9:00",
            "to": "17:00",
            "on": {"days": ["mon", "tue", "wed", "thu", "fri", "sat"]},
        },
    ),
    ("C2", {"type": "hours", "from": "10:00", "to": "17:00", "rooms": ["music"], "on": {"days": ["sun"]}}),
    (
        "C2",
        {
            "type": "bands",
            "rooms": ["music"],
            "bands": [
                {"from": "10:00", "to": "12:00"},
                {"from": "13:00", "to": "15:00"},
                {"from": "15:00", "to": "17:00"},
            ],
        },
    ),
    (
        "C2",
        {
            "type": "bands",
            "rooms": ["music"],
            "bands": [{"from": "17:00", "to": "19:00"}],
            "on": {"days": ["tue", "wed"]},
        },
    ),
    (
        "C3",
        {
            "type": "evening",
            "from": "17:00",
            "to": "19:00",
            "admits": {"from_stage": "junior_high"},
            "on": {"days": ["tue", "wed"]},
        },
    ),
    ("C6", {"type": "closed", "rooms": ["music"], "on": {"days": ["sun"], "nth": [4]}}),
    ("C6", {"type": "closed", "rooms": ["music"], "on": {"holiday": "only"}}),
]
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
NUKUI_MINAMI = [
    (
        "C3",
        {"type": "hours", "from": "9:00", "to": "17:00", "admits": {"to_grade": 3}, "on": {"days": WEEKDAYS}},
    ),
    (
        "C3",
        {
            "type": "hours",
            "from": "9:00",
            "to": "17:30",
            "admits": {"from_grade": 4},
            "on": {"days": WEEKDAYS, "from": "2017-01-10"},
        },
    ),
    ("C4", {"type": "hours", "from": "9:00", "to": "17:00", "on": {"days": ["sat"]}}),
    ("C4", {"type": "hours", "from": "9:00", "to": "17:00", "on": {"dates": ["2017-01-05", "2017-01-06"]}}),
    ("C5", {"type": "closed", "on": {"days": ["sun"]}}),
    ("C5", {"type": "closed", "on": {"holiday": "only"}}),
    (
        "C5",
        {"type": "closed", "on": {"month_end": True}, "reason": {"ja": "館内整理日", "en": "tidying day"}},
    ),
    ("C5", {"type": "closed", "on": {"every_year": [["12-28", "01-04"]]}}),
]
EDOGAWA = [
    ("C11", {"type": "hours", "from": "9:00", "to": "17:00"}),
    (
        "C11",
        {
            "type": "hours",
            "from": "17:00",
            "to": "19:00",
            "admits": {"from_stage": "junior_high", "to_stage": "high_school"},
        },
    ),
    (
        "C11",
        {
            "type": "hours",
            "from": "19:00",
            "to": "21:00",
            "admits": {"from_stage": "high_school", "to_stage": "high_school"},
        },
    ),
    ("C9", {"type": "unit", "minutes": 120, "rooms": ["studio"]}),
]
SUITA = [
    (
        "C1",
        {
            "type": "hours",
            "from": "10:00",
            "to": "22:00",
            "on": {"days": ["mon", "tue", "wed", "thu", "fri", "sat"], "holiday": "exclude"},
        },
    ),
    ("C1", {"type": "hours", "from": "10:00", "to": "18:00", "on": {"days": ["sun"], "holiday": "include"}}),
    ("C3", {"type": "closed", "on": {"every_year": [["12-29", "01-03"]]}}),
]


def hall(terms: list) -> Timetable:
    return Timetable.compile("hall", TOKYO, [(key, term(said)) for key, said in terms], AgeMode.LEGAL)


def clock(at: int, zone: ZoneInfo = TOKYO) -> str:
    return f"{local(at, zone):%H:%M}"


def opened(terms: list, day: date, room: str = "any") -> list[tuple[str, str]]:
    return [(clock(span.start), clock(span.end)) for span in hall(terms).plan(room, day).open_spans]


def at(text: str) -> tuple[date, int]:
    wall = datetime.fromisoformat(text).replace(tzinfo=TOKYO)
    return wall.date(), int(wall.timestamp())


class TestMitaka:
    """01 三鷹市東多世代交流センター 音楽室."""

    @pytest.mark.parametrize(
        ("day", "bands"),
        [
            (date(2026, 6, 16), ["10:00", "13:00", "15:00", "17:00"]),  # Tuesday
            (date(2026, 6, 18), ["10:00", "13:00", "15:00"]),  # Thursday
            (date(2026, 6, 21), ["10:00", "13:00", "15:00"]),  # 3rd Sunday
            (date(2026, 6, 28), []),  # 4th Sunday
            (date(2026, 7, 20), []),  # Marine Day
            (date(2026, 9, 22), []),  # a Tuesday, citizens' holiday
        ],
    )
    def test_the_bands_of_the_music_room(self, day, bands):
        slots = lay(hall(MITAKA).plan("music", day), [], 0)
        assert [clock(slot.span.start) for slot in slots if slot.state is State.FREE] == bands

    def test_the_fourth_sunday_closes_the_music_room_by_its_clause(self):
        day, noon = at("2026-06-28T12:00")
        assert hall(MITAKA).plan("music", day).why(noon).clause == "C6"

    def test_youth_time_admits_young_adults_and_no_pupils_of_elementary_school(self):
        day, six = at("2026-06-16T18:00")
        opening = hall(MITAKA).plan("music", day).opening_at(six)
        assert opening.lets_in(Cohort.of_age(20, 20, day), day, AgeMode.LEGAL) is True
        assert opening.lets_in(Cohort.of_stage(Stage.ELEMENTARY, day), day, AgeMode.LEGAL) is False
        assert opening.source.layer is Layer.EVENING

    def test_on_sundays_only_the_music_room_is_open(self):
        assert opened(MITAKA, date(2026, 6, 21), "library") == []
        assert opened(MITAKA, date(2026, 6, 21), "music") == [("10:00", "17:00")]


class TestNukuiMinami:
    """02 小金井市 貫井南児童館, January 2017."""

    @pytest.mark.parametrize(
        ("moment", "grade", "answer"),
        [
            ("2017-01-11T17:10", 3, False),
            ("2017-01-11T17:10", 4, True),
            ("2017-01-11T16:50", 3, True),
        ],
    )
    def test_on_weekdays_the_fourth_grade_stays_half_an_hour_longer(self, moment, grade, answer):
        day, moment_at = at(moment)
        opening = hall(NUKUI_MINAMI).plan("any", day).opening_at(moment_at)
        assert opening.lets_in(Cohort.of_grade(grade, grade, day), day, AgeMode.LEGAL) is answer

    def test_on_saturdays_everybody_goes_at_five(self):
        assert opened(NUKUI_MINAMI, date(2017, 1, 14)) == [("09:00", "17:00")]

    @pytest.mark.parametrize(
        "day",
        [
            date(2017, 1, 4),  # year end
            date(2017, 1, 8),  # Sunday
            date(2017, 1, 9),  # Coming of Age Day
            date(2017, 1, 31),  # tidying day
            date(2016, 12, 28),
        ],
    )
    def test_closed_days_name_their_clause(self, day):
        plan = hall(NUKUI_MINAMI).plan("any", day)
        assert plan.openings == ()
        assert {closing.source.clause for closing in plan.closings} == {"C5"}

    def test_the_tidying_day_says_what_it_is(self):
        (closing,) = hall(NUKUI_MINAMI).plan("any", date(2017, 1, 31)).closings
        assert closing.source.reason_ja == "館内整理日"

    def test_after_the_year_end_everybody_may_come_until_five(self):
        day, morning = at("2017-01-05T09:00")
        opening = hall(NUKUI_MINAMI).plan("any", day).opening_at(morning)
        assert (opening.admits, opening.source.clause) == (None, "C4")


class TestEdogawa:
    """03 江戸川区 共育プラザ中央: hours by stage, as openings that admit."""

    @pytest.mark.parametrize(
        ("moment", "stages"),
        [
            ("2026-06-10T16:30", {"preschool", "elementary", "junior_high", "high_school", "adult"}),
            ("2026-06-10T18:30", {"junior_high", "high_school"}),
            ("2026-06-10T19:30", {"high_school"}),
        ],
    )
    def test_who_may_still_be_there(self, moment, stages):
        day, moment_at = at(moment)
        opening = hall(EDOGAWA).plan("studio", day).opening_at(moment_at)
        let_in = {s for s in Stage if opening.lets_in(Cohort.of_stage(s, day), day, AgeMode.LEGAL)}
        assert let_in == stages

    def test_units_of_two_hours_run_through_the_changes_of_age(self):
        slots = lay(hall(EDOGAWA).plan("studio", date(2026, 6, 10)), [], 0)
        free = [clock(slot.span.start) for slot in slots if slot.state is State.FREE]
        assert free == ["09:00", "11:00", "13:00", "15:00", "17:00", "19:00"]


class TestSuita:
    """05 吹田市 ゆいぴあ: Sundays and holidays until six, other days until ten."""

    @pytest.mark.parametrize(
        ("day", "hours"),
        [
            (date(2026, 6, 10), [("10:00", "22:00")]),
            (date(2026, 6, 14), [("10:00", "18:00")]),  # Sunday
            (date(2026, 7, 20), [("10:00", "18:00")]),  # Marine Day, a Monday
            (date(2026, 9, 22), [("10:00", "18:00")]),  # citizens' holiday, a Tuesday
            (date(2026, 12, 28), [("10:00", "22:00")]),
            (date(2026, 12, 29), []),
            (date(2027, 1, 3), []),
            (date(2027, 1, 4), [("10:00", "22:00")]),
        ],
    )
    def test_the_hours_of_a_day(self, day, hours):
        assert opened(SUITA, day) == hours
