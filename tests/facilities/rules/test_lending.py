"""How a room is lent: which uses are made of bands, of units on a grid, of quarter hours; what is left."""

from facilities.rules.slots import choices, fits, parts, rest
from facilities.rules.spans import Span
from tests.facilities.planned import BANDS, NINE_TO_FIVE, at, plan_of, span


class TestInBands:
    def test_bands_that_touch_can_be_booked_together_up_to_what_is_free(self):
        plan = plan_of(NINE_TO_FIVE, BANDS)
        assert choices(plan, at("13:00")) == [span("13:00", "15:00"), span("13:00", "17:00")]
        assert choices(plan, at("10:00")) == [span("10:00", "12:00")]
        assert choices(plan, at("13:00"), [span("15:00", "17:00")]) == [span("13:00", "15:00")]
        assert choices(plan, at("13:30")) == []

    def test_a_part_of_a_band_begins_and_ends_on_its_quarter_hours(self):
        plan = plan_of(NINE_TO_FIVE, BANDS)
        ends = [part.end for part in parts(plan, at("10:00"))]
        assert ends == [at("10:00") + quarters * 15 * 60 for quarters in range(1, 8)]
        assert parts(plan, at("11:30")) == [span("11:30", "11:45"), span("11:30", "12:00")]
        assert (
            parts(plan, at("11:40"))
            == parts(plan, at("12:00"))
            == parts(plan_of(NINE_TO_FIVE), at("10:00"))
            == []
        )

    def test_a_use_off_the_bands_names_the_clause_that_sets_them(self):
        plan = plan_of(NINE_TO_FIVE, BANDS)
        assert fits(plan, span("13:00", "17:00")) is None
        assert fits(plan, span("13:00", "14:00")) == "C2"
        assert fits(plan, span("17:00", "19:00")) == "C2"


class TestOnGrid:
    HALF_HOURS = {"type": "unit", "minutes": 30, "min_minutes": 60, "max_minutes": 120}

    def test_a_use_begins_on_the_grid_and_lasts_whole_units(self):
        plan = plan_of(NINE_TO_FIVE, self.HALF_HOURS)
        lengths = [(use.end - use.start) // 60 for use in choices(plan, at("9:30"))]
        assert lengths == [60, 90, 120]
        assert choices(plan, at("9:15")) == []

    def test_without_a_longest_use_one_may_stay_as_long_as_the_room_is_free(self):
        plan = plan_of(NINE_TO_FIVE, {"type": "unit", "minutes": 120})
        assert choices(plan, at("11:00"))[-1] == span("11:00", "17:00")
        assert choices(plan, at("11:00"), [span("15:30", "16:00")])[-1] == span("11:00", "15:00")

    def test_an_evening_that_touches_the_hours_goes_on_with_their_grid(self):
        evening = {"type": "evening", "from": "17:00", "to": "21:00"}
        plan = plan_of({**NINE_TO_FIVE, "from": "10:00"}, evening, {"type": "unit", "minutes": 120})
        assert choices(plan, at("16:00")) != []
        assert choices(plan, at("17:00")) == []

    def test_a_use_off_the_grid_names_the_clause_of_the_unit(self):
        plan = plan_of(NINE_TO_FIVE, self.HALF_HOURS)
        assert fits(plan, span("9:30", "11:00")) is None
        assert fits(plan, span("9:30", "10:00")) == "C2"
        assert fits(plan, span("9:30", "12:00")) == "C2"
        assert fits(plan, span("9:45", "10:45")) == "C2"

    def test_where_it_is_closed_there_is_no_grid_to_be_off(self):
        assert fits(plan_of(NINE_TO_FIVE, self.HALF_HOURS), span("20:10", "21:10")) is None


class TestFreely:
    def test_any_use_of_whole_quarter_hours_fits(self):
        plan = plan_of(NINE_TO_FIVE)
        assert fits(plan, span("9:15", "11:30")) is None
        for start, end in (("9:10", "11:25"), ("9:00", "9:01"), ("9:15", "9:20"), ("9:05", "9:20")):
            assert fits(plan, span(start, end)) == ""
        assert fits(plan, Span(at("9:00"), at("9:00") + 1)) == ""

    def test_uses_are_lent_by_the_quarter_hour_up_to_what_is_free(self):
        found = choices(plan_of(NINE_TO_FIVE), at("15:45"), [span("16:40", "17:00")])
        assert found == [span("15:45", end) for end in ("16:00", "16:15", "16:30")]


class TestWhatIsLeft:
    """Of a use that was given back at 10:07, up to its end."""

    LEFT = span("10:07", "12:00")

    def test_of_a_band_it_begins_with_the_next_quarter_of_an_hour(self):
        assert rest(plan_of(NINE_TO_FIVE, BANDS), self.LEFT) == span("10:15", "12:00")

    def test_of_a_grid_with_its_next_step(self):
        hourly = {"type": "unit", "minutes": 60}
        assert rest(plan_of(NINE_TO_FIVE, hourly), self.LEFT) == span("11:00", "12:00")

    def test_of_a_room_that_is_lent_freely_with_the_next_quarter(self):
        assert rest(plan_of(NINE_TO_FIVE), self.LEFT) == span("10:15", "12:00")

    def test_where_no_use_may_begin_any_more_nothing_is_left(self):
        assert rest(plan_of(NINE_TO_FIVE, BANDS), span("11:50", "12:00")) is None
