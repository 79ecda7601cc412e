"""What the page of a booking says has become of it, how that is taken back, and what friends are sent."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.actions.bookings import judged
from booking.labels import (
    state_words,
)
from booking.models import Booking, Person
from booking.queries.acts import Change, Done
from booking.rules.lifecycle import HOLDING, UNDO, State
from booking.rules.verdict import Outcome
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

A_MINUTE = 60

# What one does while a room is used; the state alone would go on saying 利用中.
STAYED: Mapping[Done, Promise] = {
    Done.HANDED_BACK: gettext_lazy("部屋を早めに返しました"),
    Done.EXTENDED: gettext_lazy("時間をのばしました"),
}


def is_ahead(booking: Booking, now: int) -> bool:
    """Whether it stands and its use is not over."""
    return booking.state in HOLDING and booking.end > now


def is_changeable(booking: Booking, now: int) -> bool:
    """Whether there is something to change: an offer is answered first."""
    return is_ahead(booking, now) and booking.state != State.OFFERED


def heading_words(booking: Booking, change: Change, now: int) -> str:
    if booking.state not in HOLDING or booking.state == State.OFFERED:
        return state_words(booking.state)
    if is_fresh(booking, change, now) and change.done in STAYED:
        return str(STAYED[change.done])
    if booking.state == State.IN_USE:
        return state_words(booking.state)
    if booking.state == State.PROVISIONAL and change.done is Done.ASKED:
        return _("館に確認をお願いしました")
    # Whoever reads 予約できました does not read on to the day on which it lapses.
    tentative = booking.state == State.PROVISIONAL
    if is_fresh(booking, change, now):
        return {
            Done.MOVED: _("予約の時間を変えました"),
            Done.MOVED_BACK: _("もとにもどしました"),
            Done.RESTORED: _("もとにもどしました"),
        }.get(change.done, _("仮の予約をしました") if tentative else _("予約できました"))
    return _("予約") if booking.end > now else _("終わった予約")


def is_fresh(booking: Booking, change: Change, now: int) -> bool:
    """Whether somebody has just done something with it; an offer has come by itself, and whoever was checked
    in stands at the desk."""
    if now >= booking.changed_at + UNDO:
        return False
    if booking.state == State.IN_USE:
        return change.done in STAYED
    # What was given back a moment ago is said as plainly as what was booked: its undo stands beside it.
    return booking.state == State.CANCELLED or (is_ahead(booking, now) and booking.state != State.OFFERED)


def undo_told(booking: Booking, change: Change, now: int, person: Person) -> dict[str, Any] | None:
    """What takes the last change back: a move is undone by moving back, a new booking by giving it up."""
    moved = change.done is Done.MOVED
    left = (booking.changed_at if moved else booking.made_at) + UNDO - now
    if change.done is Done.HANDED_BACK:
        return _back_in(booking, now)
    if left <= 0 or (moved and not _can_go_back(booking, change, now, person)):
        return None
    told: dict[str, Any] = {"minutes": left // 60, "seconds": left % 60}
    if moved:
        zone = ZoneInfo(booking.room.facility.timezone)
        told |= {"when": span_words(change.span, zone, local_day(now, zone))}
        words = _("10分以内なら、%(when)sにもどせます(あと%(minutes)d分%(seconds)d秒)。") % told
        address, button = "booking-move-back", _("もとの時間にもどす")
    else:
        words = _("10分以内なら、すぐに取り消せます(あと%(minutes)d分%(seconds)d秒)。") % told
        address, button = "booking-cancel", _("取り消す")
    return {
        "words": words,
        "percent": min(100, left * 100 // UNDO),
        "href": reverse(address, args=[booking.public_id]),
        "button": button,
    }


def _back_in(booking: Booking, now: int) -> dict[str, Any]:
    """Whoever gave the room back too early may stay on, for the minute in which it is still theirs."""
    return {
        "words": _("まだ使うときは、だれかが予約する前なら、時間をのばせます。"),
        "percent": max(0, booking.end - now) * 100 // A_MINUTE,
        "page": reverse("booking-extend", args=[booking.public_id]),
        "button": _("時間をのばす"),
    }


def _can_go_back(booking: Booking, change: Change, now: int, person: Person) -> bool:
    verdict = judged(booking, change.place(), change.span, now, person)
    return verdict.outcome is Outcome.ALLOW and not verdict.lacking


def share_words(booking: Booking, address: str, now: int) -> str:
    """To send to friends: when and where, and no name of anybody."""
    room, zone = booking.room, ZoneInfo(booking.room.facility.timezone)
    when = span_words(Span(booking.start, booking.end), zone, local_day(now, zone))
    place = " ".join(piece for piece in (room.facility.name, room.name, room.floor) if piece)
    return "\n".join([when, place, room.facility.address, address]).replace("\n\n", "\n")
