"""The programmes at the foot of a poster: each once with its dates, and no more than the paper has room for.

In millimetres of the style sheet's type; tests/journeys looks at the sheet itself. It is 2 December 2026.
"""

from zoneinfo import ZoneInfo

import pytest

from booking.actions.programmes import About, hold_session, make_programme
from booking.models import Person, Session
from booking.web.poster_events import events
from facilities.models import Facility
from tests.booking.programmes import a_department
from tests.factories import NOW, span

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")


def held(hall: Facility, desk: Person, name: str, days: dict[int, str], title: str = "") -> list[Session]:
    """A programme with a date on each day, at two o'clock in the place that is named."""
    made = make_programme(
        department=hall.department or a_department(hall),
        facility=hall,
        about=About(name=name),
        actor=desk,
        now=NOW,
    )
    spans = {day: span(f"2026-12-{day:02}", "14:00", "16:00") for day in days}
    return [
        hold_session(programme=made, span=spans[day], elsewhere=place, title=title, actor=desk, now=NOW)
        for day, place in days.items()
    ]


def test_a_programme_stands_once_with_its_first_date_and_the_others_behind(
    hall: Facility, desk: Person
) -> None:
    dates = held(hall, desk, "歌の会", {5: "公園", 12: "公園", 19: "公園"}, title="歌をえらぶ")
    shown, more = events(dates, TOKYO)
    assert [(one.number, one.weekday, one.words) for one in shown] == [
        (5, "土", "14:00から・公園 (12日・19日にもあります)")
    ]
    assert more == 0


def test_a_date_at_another_place_is_told_by_itself_and_a_single_one_says_what_is_done(
    hall: Facility, desk: Person
) -> None:
    shown, _more = events(held(hall, desk, "歌の会", {5: "公園", 12: "川原"}, title="歌をえらぶ"), TOKYO)
    assert [one.words for one in shown] == ["14:00から・公園 歌をえらぶ", "14:00から・川原 歌をえらぶ"]


def test_short_names_leave_room_for_more_than_long_ones_and_the_rest_is_counted(
    hall: Facility, desk: Person
) -> None:
    short = [one for day in range(5, 11) for one in held(hall, desk, f"歌{day}", {day: "公園"})]
    long = [one for day in range(5, 11) for one in held(hall, desk, "むかしの歌を" * 4, {day: "公園"})]
    of_short, rest_of_short = events(short, TOKYO)
    of_long, rest_of_long = events(long, TOKYO)
    assert (len(of_short), rest_of_short) == (3, 3)
    assert (len(of_long), rest_of_long) == (1, 5)


def test_where_nothing_is_left_over_no_line_is_kept_for_saying_so(hall: Facility, desk: Person) -> None:
    four = [one for day in range(5, 9) for one in held(hall, desk, f"歌{day}", {day: "公園"})]
    shown, more = events(four, TOKYO)
    assert (len(shown), more) == (4, 0)


def test_where_there_is_nothing_nothing_is_shown() -> None:
    assert events([], TOKYO) == ([], 0)
