"""Which days a clause speaks of: weekdays, holidays, seasons, nth weekdays, fixed dates."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from facilities.rules.clauses import CalendarTerm
from facilities.rules.days import WEEKDAYS, Days, Holiday, with_sets
from facilities.rules.holidays import HolidayName, holiday_name, is_holiday

YEARS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def days(**given_: object) -> Days:
    return Days.model_validate(given_)


def meant(on: Days, first: date, last: date) -> list[date]:
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if day in on]


class TestHolidays:
    @pytest.mark.parametrize(
        "day",
        [
            date(2026, 5, 6),  # 振替休日 for Sunday 3 May
            date(2026, 7, 20),  # Marine Day
            date(2026, 9, 21),
            date(2026, 9, 22),  # 国民の休日, between two holidays
            date(2026, 9, 23),
            date(2027, 3, 21),  # a Sunday
            date(2027, 3, 22),  # its substitute
        ],
    )
    def test_national_holidays_with_substitutes_and_citizens_holidays(self, day):
        assert is_holiday(day)

    @pytest.mark.parametrize(
        "day", [date(2026, 5, 7), date(2026, 9, 24), date(2026, 12, 31), date(2027, 1, 2)]
    )
    def test_days_beside_holidays_are_none(self, day):
        assert not is_holiday(day)

    @pytest.mark.parametrize(
        ("holiday", "tuesday_holiday", "tuesday", "wednesday_holiday"),
        [
            ("follow", True, True, False),
            ("exclude", False, True, False),
            ("include", True, True, True),
            ("only", True, False, True),
        ],
    )
    def test_what_a_holiday_does_to_tuesdays(self, holiday, tuesday_holiday, tuesday, wednesday_holiday):
        on = days(days=["tue"], holiday=holiday)
        assert (date(2026, 9, 22) in on) is tuesday_holiday
        assert (date(2026, 6, 16) in on) is tuesday
        assert (date(2026, 9, 23) in on) is wednesday_holiday
        assert date(2026, 6, 17) not in on

    def test_a_season_bounds_holidays_too(self):
        assert date(2026, 7, 20) in days(holiday="only", months=[7])
        assert date(2026, 9, 22) not in days(holiday="only", months=[7])


class TestOn:
    def test_nothing_given_means_every_day(self):
        assert date(2026, 6, 16) in Days()

    @given(YEARS, st.sets(st.sampled_from(WEEKDAYS), min_size=1), st.sets(st.integers(1, 5), min_size=1))
    def test_the_nth_weekday_is_the_nth_in_the_list_of_that_weekday(self, day, names, nth):
        last = calendar.monthrange(day.year, day.month)[1]
        month = [date(day.year, day.month, n) for n in range(1, last + 1)]
        same = [other for other in month if other.weekday() == day.weekday()]
        expected = WEEKDAYS[day.weekday()] in names and same.index(day) + 1 in nth
        assert (day in days(days=sorted(names), nth=sorted(nth))) is expected

    def test_the_fourth_sunday_is_not_always_the_last(self):
        fourth = days(days=["sun"], nth=[4])
        assert meant(fourth, date(2026, 5, 1), date(2026, 6, 30)) == [date(2026, 5, 24), date(2026, 6, 28)]

    def test_the_last_day_of_each_month(self):
        ends = meant(days(month_end=True), date(2027, 1, 1), date(2028, 2, 29))
        assert ends[:2] == [date(2027, 1, 31), date(2027, 2, 28)]
        assert (len(ends), ends[-1]) == (14, date(2028, 2, 29))

    def test_a_year_end_runs_over_new_year(self):
        found = meant(days(every_year=[["12-29", "01-03"]]), date(2026, 12, 1), date(2027, 1, 31))
        assert (found[0], found[-1], len(found)) == (date(2026, 12, 29), date(2027, 1, 3), 6)

    def test_a_season_within_the_year_is_met_every_year(self):
        summer = days(every_year=[["07-21", "08-31"]])
        for year in (2025, 2026):
            assert meant(summer, date(year, 1, 1), date(year, 12, 31))[0] == date(year, 7, 21)
            assert meant(summer, date(year, 1, 1), date(year, 12, 31))[-1] == date(year, 8, 31)

    def test_the_29th_of_february_is_a_day_of_the_year(self):
        on = days(every_year=[["02-29", "02-29"]])
        assert meant(on, date(2027, 1, 1), date(2028, 12, 31)) == [date(2028, 2, 29)]

    def test_a_period_holds_from_its_first_to_its_last_day(self):
        on = days(**{"from": "2017-01-10", "until": "2017-01-12"})
        assert len(meant(on, date(2017, 1, 1), date(2017, 1, 31))) == 3

    def test_dates_are_meant_one_by_one(self):
        on = days(dates=["2027-01-05", "2027-01-06"], days=["tue"])
        assert meant(on, date(2027, 1, 1), date(2027, 1, 31)) == [date(2027, 1, 5)]

    @given(YEARS, st.sets(st.integers(1, 12), min_size=1), st.sampled_from(Holiday))
    def test_all_that_is_given_must_fit(self, day, months, holiday):
        both = days(months=sorted(months), holiday=holiday, days=["sat", "sun"])
        alone = (days(months=sorted(months)), days(holiday=holiday, days=["sat", "sun"]))
        assert (day in both) is all(day in each for each in alone)


class TestHolidaysByName:
    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            (["constitution", "children"], [date(2026, 5, 3), date(2026, 5, 5)]),
            (["substitute"], [date(2026, 5, 6)]),
            (["citizens", "respect_for_aged"], [date(2026, 9, 21), date(2026, 9, 22)]),
            (["new_year"], [date(2026, 1, 1)]),
        ],
    )
    def test_only_these_are_meant(self, names, expected):
        assert meant(days(holidays=names), date(2026, 1, 1), date(2026, 12, 31)) == expected

    def test_every_holiday_of_the_law_has_a_name(self):
        year = meant(days(holiday="only"), date(2026, 1, 1), date(2026, 12, 31))
        assert {holiday_name(day) for day in year} == set(HolidayName)

    def test_a_holiday_of_a_single_year_has_none(self):
        assert is_holiday(date(2019, 5, 1))
        assert holiday_name(date(2019, 5, 1)) is None

    def test_sports_day_was_called_otherwise_until_2019(self):
        assert date(2019, 10, 14) in days(holidays=["sports"])


class TestBesideHolidays:
    def test_the_day_after_each_of_three_holidays_in_a_row(self):
        found = meant(days(after_holiday=True), date(2026, 9, 19), date(2026, 9, 30))
        assert found == [date(2026, 9, 22), date(2026, 9, 23), date(2026, 9, 24)]
        alone = meant(days(after_holiday=True, holiday="exclude"), date(2026, 9, 19), date(2026, 9, 30))
        assert alone == [date(2026, 9, 24)]

    @pytest.mark.parametrize(
        ("eve", "sunday_eve", "sunday", "tuesday_eve"),
        [
            ("follow", True, True, False),
            ("exclude", False, True, False),
            ("include", True, True, True),
            ("only", True, False, True),
        ],
    )
    def test_what_the_day_before_a_holiday_does_to_sundays(self, eve, sunday_eve, sunday, tuesday_eve):
        on = days(days=["sun"], eve_of_holiday=eve)
        assert (date(2026, 9, 20) in on) is sunday_eve
        assert (date(2026, 9, 27) in on) is sunday
        assert (date(2026, 4, 28) in on) is tuesday_eve
        assert date(2026, 9, 30) not in on

    @pytest.mark.parametrize(
        ("holiday", "eve", "expected"),
        [
            ("exclude", "include", []),
            ("include", "exclude", [23]),
            ("include", "include", [21, 22, 23]),
            ("only", "only", [21, 22]),
        ],
    )
    def test_of_a_day_that_is_a_holiday_and_before_one_exclusion_speaks_first(self, holiday, eve, expected):
        on = days(days=["fri"], holiday=holiday, eve_of_holiday=eve)
        assert [day.day for day in meant(on, date(2026, 9, 21), date(2026, 9, 23))] == expected


class TestTheLast:
    @given(YEARS, st.sampled_from(WEEKDAYS))
    def test_the_last_of_a_weekday_is_the_last_in_its_month(self, day, name):
        last = calendar.monthrange(day.year, day.month)[1]
        expected = WEEKDAYS[day.weekday()] == name and day.day + 7 > last
        assert (day in days(days=[name], nth=[-1])) is expected

    def test_the_first_and_the_last_friday(self):
        found = meant(days(days=["fri"], nth=[1, -1]), date(2026, 10, 1), date(2026, 10, 31))
        assert found == [date(2026, 10, 2), date(2026, 10, 30)]


SETS = {
    "summer": (days(every_year=[["07-21", "08-31"]]),),
    "exams": (days(dates=["2026-07-01"]), days(dates=["2026-08-03"])),
}


class TestDaySets:
    def test_days_are_looked_up_in_the_sets_that_they_name(self):
        on = days(**{"in": ["summer"], "not_in": ["exams"], "days": ["mon"]}).resolved(SETS)
        assert meant(on, date(2026, 7, 20), date(2026, 8, 11)) == [date(2026, 7, 27), date(2026, 8, 10)]

    def test_of_several_sets_one_is_enough(self):
        on = days(**{"in": ["summer", "exams"], "months": [7]}).resolved(SETS)
        assert len(meant(on, date(2026, 7, 1), date(2026, 8, 31))) == 12

    def test_days_written_in_place_do_the_same(self):
        on = days(any_of=[{"days": ["sat"]}, {"holiday": "only"}], but=[{"months": [5]}], not_in=["exams"])
        found = meant(on.resolved(SETS), date(2026, 4, 25), date(2026, 5, 31))
        assert found == [date(2026, 4, 25), date(2026, 4, 29)]

    def test_sets_are_found_however_deep_they_are_named(self):
        closed = TypeAdapter(CalendarTerm).validate_python(
            {"type": "closed", "shift": {"to": "open", "if": {"but": [{"in": ["summer"]}]}}}
        )
        shift = with_sets(closed, SETS).shift
        assert date(2026, 8, 1) not in shift.if_
        assert date(2026, 9, 1) in shift.if_
        assert with_sets(SETS["summer"][0], SETS) is SETS["summer"][0]

    def test_days_whose_sets_are_still_names_answer_nothing(self):
        with pytest.raises(ValueError, match="not put in their place"):
            assert date(2026, 8, 1) in days(**{"in": ["summer"]})
        with pytest.raises(KeyError):
            days(not_in=["winter"]).resolved(SETS)


class TestReading:
    def test_what_was_read_can_be_written_and_read_again(self):
        on = days(**{"days": ["sun"], "every_year": [["12-29", "01-03"]], "from": "2026-04-01"})
        assert Days.model_validate(on.model_dump(mode="json")) == on
        assert on.model_dump(mode="json")["every_year"] == [["12-29", "01-03"]]

    @pytest.mark.parametrize(
        ("given_", "message"),
        [
            ({"days": ["monday"]}, "Input should be 'mon'"),
            ({"days": []}, "an empty list means nothing"),
            ({"nth": [0]}, "should be 1, 2, 3, 4, 5 or -1"),
            ({"nth": [6]}, "should be 1, 2, 3, 4, 5 or -1"),
            ({"months": [13]}, "less than or equal to 12"),
            ({"every_year": [["02-30", "03-01"]]}, "day is out of range"),
            ({"every_year": [["1229", "01-03"]]}, 'write a day of the year as "MM-DD"'),
            ({"every_year": [["12-29"]]}, "Field required"),
            ({"from": "2026-04-02", "until": "2026-04-01"}, "until is before from"),
            ({"holydays": "only"}, "Extra inputs"),
            ({"holidays": ["christmas"]}, "Input should be 'new_year'"),
            ({"in": ["summer"], "any_of": [{"months": [7]}]}, "either `in` or `any_of`"),
            ({"but": []}, "an empty list means nothing"),
            ({"but": [{"month": [7]}]}, "Extra inputs"),
        ],
    )
    def test_a_mistake_says_what_to_write(self, given_, message):
        with pytest.raises(ValidationError, match=message) as raised:
            Days.model_validate(given_)
        assert raised.value.error_count() == 1
