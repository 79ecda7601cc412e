"""A series: one notice, however many dates it has."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from booking.models import Booking
from booking.notices.bookings import back_words, moved_by_hall_words, reason_words
from booking.notices.telling import Words, readers_of, sentences, tell, when_words
from booking.queries.notices import rung_up
from booking.rules.lifecycle import HOLDING
from booking.rules.notices import MOVED_BY_HALL, SERIES_CANCELLED_BY_HALL


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


def series_cancelled_by_hall(bookings: Sequence[Booking], why: str) -> None:
    """Of the dates that the hall has taken away: why, and that nothing of what was paid is lost."""

    def words() -> tuple[str, str]:
        said = sentences(
            _("館の都合で、次の日にちの予約を取り消しました。ごめんなさい。"),
            reason_words(why),
            back_words(bookings),
        )
        return _("館の都合で取り消しました:%(what)s"), said.rstrip()

    _of_series(bookings, SERIES_CANCELLED_BY_HALL, words, urgent=True)


def series_restored(bookings: Sequence[Booking]) -> None:
    """Of the dates that stand again."""
    _of_series(
        bookings,
        "series_restored",
        lambda: (
            _("くりかえしの予約をもとにもどしました:%(what)s"),
            _("次の日の予約を、もとにもどしました。"),
        ),
        urgent=rung_up(bookings[0], SERIES_CANCELLED_BY_HALL),
    )


def series_moved(bookings: Sequence[Booking]) -> None:
    """Of the dates that have moved, where they are now."""
    _of_series(
        bookings,
        "series_moved",
        lambda: (_("くりかえしの予約を変えました:%(what)s"), _("予約を、次のとおりに変えました。")),
    )


def series_moved_by_hall(bookings: Sequence[Booking]) -> None:
    """Of the dates that the hall has put elsewhere, where they are now: one call, however many they are."""
    _of_series(bookings, MOVED_BY_HALL, moved_by_hall_words, urgent=True)


def _of_series(bookings: Sequence[Booking], kind: str, words: Words, urgent: bool = False) -> None:
    first = bookings[0]

    def whole() -> tuple[str, str]:
        subject, sentence = words()
        told = {"when": when_words(first), "room": first.room.name, "count": len(bookings)}
        what = _("%(when)s %(room)s(全部で%(count)d回)") % told
        return subject % {"what": what}, _series_body(bookings, sentence)

    # Whom the desk rings up it finds by a booking of its hall, and by when that is.
    about = first if urgent else None
    told: Any = {"now": first.changed_at, "booking": about, "urgent": urgent, "series": first.series_id}
    tell(readers_of(first), kind, whole, **told)


def _series_body(bookings: Sequence[Booking], sentence: str) -> str:
    hall = bookings[0].room.facility.name
    dates = [f"{when_words(one)} {hall} {one.room.name}" for one in bookings]
    told = [sentence, "", *dates]
    if bookings[0].state in HOLDING:  # what was given back leaves nothing to change
        told += ["", _("変えたり取り消したりするときは、まどあかりの「自分の予約」を開いてください。")]
    return "\n".join(told) + "\n"
