"""A piece of a room's name means that room, and no other if it says its number."""

from booking.rules.rooms_named import RoomNames, named_by

ROOMS = (
    RoomNames("first", "第1研修室", "だいいちけんしゅうしつ"),
    RoomNames("second", "第二研修室", "だいにけんしゅうしつ"),
    RoomNames("hall", "大ホール", "だいほーる"),
    RoomNames("studio", "音楽スタジオ", "おんがくすたじお", "Music studio"),
)


def meant(word: str) -> tuple[str, ...]:
    return named_by([word], ROOMS)[0]


def test_a_number_before_the_name_may_be_said_behind_it() -> None:
    assert meant("研修1") == meant("けんしゅう1") == meant("第一研修室") == ("first",)
    assert meant("研修2") == ("second",)
    assert meant("研修") == ("first", "second")
    assert meant("研修3") == ()


def test_kana_of_either_kind_and_a_piece_from_the_middle_are_enough() -> None:
    assert meant("ほーる") == meant("大ホ") == ("hall",)
    assert meant("スタジオ") == meant("すたじお") == meant("おんがく") == meant("music") == ("studio",)


def test_the_first_word_that_fits_is_the_room_and_the_others_stay() -> None:
    assert named_by(["よるかぜ", "スタジオで", "大ホール"], ROOMS) == (("studio",), ["よるかぜ", "大ホール"])
