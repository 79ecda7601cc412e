"""A series: one notice, however many dates it has."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from booking.models import Booking
from booking.notices.telling import Words, readers_of, tell, when_words
from booking.rules.lifecycle import HOLDING


def series_booked(bookings: Sequence[Booking]) -> None:
    """Of the dates of one series, in their order."""
    _of_series(
        bookings,
        "series_booked",
        lambda: (_("くりかえして予約しました:%(what)s"), _("くりかえして予約しました。")),
    )


def series_cancelled(bookings: Sequence[Booking]) -> None:
    """Of the dates that were given back."""
    _of_series(
        bookings,
        "series_cancelled",
        lambda: (_("くりかえしの予約を取り消しました:%(what)s"), _("次の日の予約を取り消しました。")),
    )


def series_restored(bookings: Sequence[Booking]) -> None:
    """Of the dates that stand again."""
    _of_series(
        bookings,
        "series_restored",
        lambda: (
            _("くりかえしの予約をもとにもどしました:%(what)s"),
            _("次の日の予約を、もとにもどしました。"),
        ),
    )


def series_moved(bookings: Sequence[Booking]) -> None:
    """Of the dates that have moved, where they are now."""
    _of_series(
        bookings,
        "series_moved",
        lambda: (_("くりかえしの予約を変えました:%(what)s"), _("予約を、次のとおりに変えました。")),
    )


def _of_series(bookings: Sequence[Booking], kind: str, words: Words) -> None:
    first = bookings[0]

    def whole() -> tuple[str, str]:
        subject, sentence = words()
        told = {"when": when_words(first), "room": first.room.name, "count": len(bookings)}
        what = _("%(when)s %(room)s(全部で%(count)d回)") % told
        return subject % {"what": what}, _series_body(bookings, sentence)

    tell(readers_of(first), kind, whole, now=first.changed_at, series=first.series_id)


def _series_body(bookings: Sequence[Booking], sentence: str) -> str:
    hall = bookings[0].room.facility.name
    dates = [f"{when_words(one)} {hall} {one.room.name}" for one in bookings]
    told = [sentence, "", *dates]
    if bookings[0].state in HOLDING:  # what was given back leaves nothing to change
        told += ["", _("変えたり取り消したりするときは、まどあかりの「自分の予約」を開いてください。")]
    return "\n".join(told) + "\n"
