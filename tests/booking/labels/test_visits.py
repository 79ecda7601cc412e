"""Why something is not done at the desk with a booking, in words."""

from django.utils.translation import override

from booking.labels.visits import not_now_words


def test_a_day_that_has_not_come_is_told_apart_from_a_booking_that_does_not_stand() -> None:
    assert not_now_words(has_come=False) == "この予約の日になると、できます。"
    assert not_now_words(has_come=True).startswith("鍵を渡せるのは、決まっている予約だけです。")


def test_both_are_told_in_english() -> None:
    with override("en"):
        assert not_now_words(has_come=False) == "You can do this on the day of the booking."
        assert not_now_words(has_come=True).startswith("A key is handed out for a confirmed booking only.")
