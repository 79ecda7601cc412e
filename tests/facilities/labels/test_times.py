from datetime import date

import pytest
from django.utils.translation import override

from facilities import labels
from facilities.rules.spans import Span
from tests.factories import TODAY, TOKYO, at, span

FRIDAY = date(2026, 12, 4)


def test_a_time_is_said_with_its_day_and_weekday() -> None:
    assert labels.span_words(span("2026-12-04", "17:00", "19:00"), TOKYO) == "12月4日(金) 17:00–19:00"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 9, 28), "9月28日(火)"),
        (date(2027, 9, 29), "2027年9月29日(水)"),
        (date(2026, 1, 5), "1月5日(月)"),
        (date(2025, 12, 31), "2025年12月31日(水)"),
    ],
)
def test_a_far_day_is_said_with_its_year(day: date, said: str) -> None:
    assert labels.day_words(day, TODAY) == said
    with override("en"):
        assert (str(day.year) in labels.day_words(day, TODAY)) is ("年" in said)


def test_midnight_at_the_end_of_a_day_is_twenty_four() -> None:
    assert labels.times_words(span("2026-12-04", "21:00", "24:00"), TOKYO) == "21:00–24:00"


def test_an_end_on_the_next_day_brings_its_date() -> None:
    night = Span(at("2026-12-04 22:00"), at("2026-12-05 06:00"))
    assert labels.span_words(night, TOKYO) == "12月4日(金) 22:00–12月5日(土) 6:00"


def test_english_has_its_own_order() -> None:
    with override("en"):
        assert labels.span_words(span("2026-12-04", "17:00", "19:00"), TOKYO) == "Fri 4 Dec 17:00–19:00"
        assert labels.spoken_day(FRIDAY) == "Friday 4 Dec"
        assert labels.week_words(date(2026, 12, 2), date(2026, 12, 8), TODAY) == "2–8 Dec"


def test_a_week_over_the_turn_of_a_month_names_both() -> None:
    assert labels.week_words(date(2026, 11, 30), date(2026, 12, 6), TODAY) == "11月30日–12月6日"


@pytest.mark.parametrize(("day", "said"), [(4, "きょう"), (5, "あした"), (6, "あさって"), (7, ""), (3, "")])
def test_near_days_have_names_beside_their_dates(day: int, said: str) -> None:
    assert labels.near_day(date(2026, 12, day), FRIDAY) == said


@pytest.mark.parametrize(("seconds", "said"), [(3600, "1時間"), (5400, "1時間30分"), (2700, "45分")])
def test_a_length_is_said_in_hours_and_minutes(seconds: int, said: str) -> None:
    assert labels.length_words(seconds) == said
