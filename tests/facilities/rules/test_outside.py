"""What a file of other people's dates changes, and what a school's titles mean."""

from datetime import date

import pytest

from facilities.rules.outside import Becomes, DayNote, Outside, Settled, compared, guessed, noted_on
from facilities.rules.spans import Span
from tests.factories import NOW, TOKYO, at, span

EXAM = Outside("1", "期末考査", span("2026-12-07", "00:00", "24:00"))
TRIP = Outside("2", "遠足", span("2026-12-10", "00:00", "24:00"))


def known(*events: Outside) -> list[Settled]:
    return [Settled(one, Becomes.EXAM) for one in events]


def test_a_first_file_is_all_new() -> None:
    found = compared([EXAM, TRIP], [], NOW)
    assert (found.new, found.changed, found.same, found.gone) == ((EXAM, TRIP), (), (), ())


def test_the_same_file_changes_nothing() -> None:
    found = compared([EXAM, TRIP], known(EXAM, TRIP), NOW)
    assert (found.new, found.changed, found.gone) == ((), (), ())
    assert [one.event for one in found.same] == [EXAM, TRIP]


def test_a_date_that_has_moved_is_told_with_what_it_was() -> None:
    moved = Outside("1", "期末考査", span("2026-12-08", "00:00", "24:00"))
    found = compared([moved], known(EXAM), NOW)
    assert found.changed == ((moved, Settled(EXAM, Becomes.EXAM)),)


def test_what_the_file_names_no_more_is_gone_unless_it_is_over() -> None:
    over = Outside("3", "中間考査", Span(at("2026-10-07 00:00"), NOW))
    assert [one.event for one in compared([], known(EXAM, over), NOW).gone] == [EXAM]


def test_what_ends_a_second_from_now_is_not_over() -> None:
    last = Outside("3", "中間考査", Span(at("2026-10-07 00:00"), NOW + 1))
    assert [one.event for one in compared([], known(last), NOW).gone] == [last]


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("2学期中間考査(1日目)", Becomes.EXAM),
        ("期末テスト", Becomes.EXAM),
        ("運動会の振替休業日", Becomes.MAKEUP),
        ("冬季休業開始", Becomes.HOLIDAYS),
        ("夏休み", Becomes.HOLIDAYS),
        ("2年3組 学級閉鎖", Becomes.CLASS_CLOSED),
        ("入学式", Becomes.NOTHING),
        ("", Becomes.NOTHING),
    ],
)
def test_a_title_says_which_note_is_meant(title: str, becomes: Becomes) -> None:
    assert guessed(title) is becomes


def test_a_note_of_days_is_there_on_each_of_them_and_not_on_the_next() -> None:
    note = DayNote(Span(at("2026-12-07 00:00"), at("2026-12-10 00:00")), Becomes.EXAM, "緑中", "考査")
    on = [day for day in range(5, 12) if noted_on([note], date(2026, 12, day), TOKYO)]
    assert on == [7, 8, 9]
