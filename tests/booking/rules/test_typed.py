"""A line typed at the telephone: the same whatever the order and the width, and never an error."""

from datetime import date, timedelta
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as some

from booking.rules.rooms_named import RoomNames
from booking.rules.typed import Typed, read

WEDNESDAY = date(2026, 12, 2)
FRIDAY = date(2026, 12, 4)
ROOMS = (
    RoomNames("music-1", "音楽室1", "おんがくしつ1"),
    RoomNames("music-2", "音楽室2", "おんがくしつ2"),
    RoomNames("sound", "防音室", "ぼうおんしつ"),
    RoomNames("a", "集会室A", "しゅうかいしつえー"),
    RoomNames("ab", "集会室A・B", "しゅうかいしつえーびー"),
)
AS_SAID = Typed(("music-1",), FRIDAY, 17 * 60, 19 * 60, 5)


def said(line: str, today: date = WEDNESDAY) -> Typed:
    return read(line, ROOMS, today)


@pytest.mark.parametrize(
    "line",
    [
        "音1 4日 17-19 5",
        "5人 17-19 金曜 音楽室1",
        "おんがく1 12/4 17時から19時まで 5名",
        "音1 4日17-19 5",
        "4日の17時から2時間 音1 5",
        "音楽1で 金 午後5時から7時 5人",
        "2026-12-04 1700-1900 オンガク1 5",
        "音1 12月4日(金) 17:00~19:00 5人",
        "音1 あさって 5-7 5",
        "音1 19時まで 2時間 4日 5",
    ],
)
def test_what_is_said_in_many_ways_is_read_as_the_same(line: str) -> None:
    assert said(line) == AS_SAID


def test_the_line_of_a_phone_booking_takes_twelve_keystrokes_and_the_name() -> None:
    line = "音1 4日17-19 5"
    assert len(line) <= 12
    assert said(line) == AS_SAID
    assert said(f"{line} よるかぜ").rest == ("よるかぜ",)


PIECES = {
    "room": ("音1", "音楽室2", "防音", "集会A"),
    "day": ("4日", "12/24", "金曜", "あした", "来週火", "1月9日"),
    "times": ("17-19", "9:30-11", "10時から90分", "午後6時から8時半"),
    "count": ("5人", "12名", "7"),
    "who": ("よるかぜ", "みなみ", ""),
}


@given(some.tuples(*(some.sampled_from(pieces) for pieces in PIECES.values())), some.randoms())
def test_the_order_of_the_pieces_and_their_width_change_nothing(
    pieces: tuple[str, ...], chance: object
) -> None:
    shuffled = list(pieces)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    in_order = said(" ".join(pieces))
    assert said(" ".join(shuffled)) == in_order
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in " ".join(shuffled))
    assert normalize("NFKC", wide) != wide
    assert said(wide) == in_order


@given(
    some.text(alphabet=some.sampled_from("0123456789時分日月/-:から半間 人中小高音室AB金曜来週午後前x\x00"))
)
def test_whatever_is_typed_is_read_as_something_that_can_be(line: str) -> None:
    typed = said(line)
    assert typed.day is None or typed.day >= WEDNESDAY - timedelta(days=6)
    assert typed.start is None or 0 <= typed.start <= 24 * 60
    if typed.start is not None and typed.end is not None:
        assert typed.start < typed.end <= 24 * 60
    assert typed.count is None or typed.count > 0
    assert {*typed.rooms} <= {room.key for room in ROOMS}


@given(some.text(max_size=300))
def test_no_text_at_all_is_an_error(line: str) -> None:
    said(line)


def test_ages_are_read_with_their_grades_and_add_up() -> None:
    typed = said("防音 12/16 18-20 小6 1 中学 3")
    assert typed.bands == {"elementary": 1, "junior_high": 3}
    assert typed.count == 4
    assert said("中3・高2").bands == {"junior_high": 3, "high_school": 2}
    assert said("シニア8 おとな 2人").bands == {"senior": 8, "adult": 2}


def test_a_room_of_which_there_are_two_is_to_be_chosen() -> None:
    assert said("音楽 4日").rooms == ("music-1", "music-2")
    assert said("集会A").rooms == ("a",)
    assert said("集会室A・B").rooms == ("ab",)


def test_what_cannot_be_is_left_in_the_line() -> None:
    assert said("13/40 25-27 30日間").rest == ("13/40", "25-27", "30日間")
    assert said("4日 月曜").rest == ("月曜",)
    assert said("4日 5日").rest == ("5日",)


def test_a_day_that_is_over_is_the_next_of_its_kind() -> None:
    assert said("1日").day == date(2027, 1, 1)
    assert said("11/3").day == date(2027, 11, 3)
    assert said("2/29").day == date(2028, 2, 29)
    assert said("31日", date(2027, 2, 3)).day == date(2027, 3, 31)
    assert said("水").day == WEDNESDAY
    assert said("今週金").day == FRIDAY
    assert said("再来週の月曜日").day == date(2026, 12, 14)


def test_a_date_of_long_ago_stays_in_the_line() -> None:
    assert (said("2026-11-26").day, said("2026-11-26").rest) == (date(2026, 11, 26), ())
    assert (said("2026-11-25").day, said("2026-11-25").rest) == (None, ("2026-11-25",))
    assert said("0001/01/01").day is None


def test_a_telephone_number_is_neither_a_time_nor_a_count() -> None:
    typed = said("音1 4日 17-19 5 090-1234-5678 山田")
    assert (typed.phone, typed.rest) == ("090-1234-5678", ("山田",))
    assert (typed.start, typed.end, typed.count) == (17 * 60, 19 * 60, 5)
