"""The interval algebra against sets of instants, and wall clocks against every minute of a day."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.rules.spans import (
    Span,
    covers,
    day_span,
    instant,
    local,
    local_day,
    merge,
    subtract,
    wall_span,
)
from tests.oracles import minutes
from tests.strategies import HELSINKI, LORD_HOWE, NEW_YORK, PLACES, TOKYO, spans

several = st.lists(spans(), max_size=6)


class TestAlgebra:
    @given(several)
    def test_merging_keeps_every_instant_and_leaves_no_two_that_touch(self, some):
        merged = merge(some)
        assert minutes(merged) == minutes(some)
        assert all(one.end < other.start for one, other in pairwise(merged))

    @given(several, several)
    def test_subtracting_leaves_the_instants_that_lie_in_no_hole(self, some, holes):
        left = subtract(some, holes)
        assert minutes(left) == minutes(some) - minutes(holes)
        assert left == merge(left)

    @given(several, spans())
    def test_a_span_is_covered_if_each_of_its_instants_is(self, some, wanted):
        assert covers(some, wanted) == (minutes([wanted]) <= minutes(some))

    @given(spans(), spans())
    def test_two_spans_overlap_in_what_they_share(self, one, other):
        shared = minutes([one]) & minutes([other])
        both = one.intersection(other)
        assert one.overlaps(other) == bool(shared)
        assert (minutes([both]) if both else set()) == shared

    @given(spans(), spans())
    def test_a_span_contains_another_if_it_holds_all_of_it(self, one, other):
        assert one.contains(other) == (minutes([other]) <= minutes([one]))

    @given(spans(), st.integers(-1, 61))
    def test_a_span_holds_its_start_and_not_its_end(self, span, at):
        assert (at in span) == (at in minutes([span]))

    def test_spans_that_touch_do_not_overlap(self):
        assert not Span(0, 10).overlaps(Span(10, 20))
        assert merge([Span(10, 20), Span(0, 10)]) == [Span(0, 20)]

    @pytest.mark.parametrize("ends", [(10, 10), (10, 5)])
    def test_a_span_is_never_empty(self, ends):
        with pytest.raises(ValueError, match="ends after it starts"):
            Span(*ends)
        assert Span.between(*ends) is None


APIA = ZoneInfo("Pacific/Apia")


def clock_of(day: date, minutes_after: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes_after)


class TestWallClock:
    @pytest.mark.parametrize(("zone", "day"), PLACES)
    def test_an_instant_is_the_first_at_which_the_clocks_show_the_time_or_more(self, zone, day):
        middle = int(datetime.combine(day, time(12), UTC).timestamp())
        around = [
            (at, local(at, zone).replace(tzinfo=None))
            for at in range(middle - 30 * 3600, middle + 50 * 3600, 60)
        ]
        for minute in range(0, 2 * 1440, 5):
            wanted = clock_of(day, minute)
            assert instant(day, minute, zone) == next(at for at, shown in around if shown >= wanted)

    @given(st.sampled_from(PLACES), st.integers(-1500, 3000), st.integers(-1500, 3000))
    def test_a_later_wall_time_is_never_an_earlier_instant(self, place, one, other):
        zone, day = place
        if one <= other:
            assert instant(day, one, zone) <= instant(day, other, zone)

    @pytest.mark.parametrize(
        ("zone", "day", "hours"),
        [
            (TOKYO, date(2026, 6, 16), 24),
            (HELSINKI, date(2026, 3, 29), 23),
            (HELSINKI, date(2026, 10, 25), 25),
            (NEW_YORK, date(2026, 3, 8), 23),
            (NEW_YORK, date(2026, 11, 1), 25),
            (LORD_HOWE, date(2026, 10, 4), 23.5),
            (LORD_HOWE, date(2026, 4, 5), 24.5),
        ],
    )
    def test_a_day_is_as_long_as_its_clocks_make_it(self, zone, day, hours):
        assert day_span(day, zone).seconds == hours * 3600

    def test_days_touch(self):
        days = [day_span(date(2026, 3, 27) + timedelta(days=n), HELSINKI) for n in range(5)]
        assert len(merge(days)) == 1

    def test_a_skipped_time_is_the_moment_at_which_the_clocks_jump(self):
        sunday = date(2026, 3, 29)  # Helsinki's clocks go from 3:00 to 4:00
        assert instant(sunday, 3 * 60 + 30, HELSINKI) == instant(sunday, 4 * 60, HELSINKI)
        with pytest.raises(ValueError, match="ends after it starts"):
            wall_span(sunday, 3 * 60, 4 * 60, HELSINKI)

    def test_a_time_shown_twice_is_its_first_showing(self):
        sunday = date(2026, 10, 25)  # Helsinki's clocks go from 4:00 back to 3:00
        assert wall_span(sunday, 3 * 60, 4 * 60, HELSINKI).seconds == 2 * 3600

    def test_a_day_that_a_zone_left_out_has_no_span(self):
        with pytest.raises(ValueError, match="ends after it starts"):
            day_span(date(2011, 12, 30), APIA)
        assert day_span(date(2011, 12, 29), APIA).end == day_span(date(2011, 12, 31), APIA).start

    def test_minutes_past_midnight_fall_on_the_following_days(self):
        assert instant(date(2026, 6, 16), 26 * 60, TOKYO) == instant(date(2026, 6, 17), 2 * 60, TOKYO)

    def test_an_instant_has_its_local_day(self):
        late = int(datetime(2026, 6, 16, 15, 0, tzinfo=UTC).timestamp())
        assert local_day(late, TOKYO) == date(2026, 6, 17)
        assert local_day(late - 1, TOKYO) == date(2026, 6, 16)
