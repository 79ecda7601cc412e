"""Notices: what is said to whom when something happens.

A notice is written in the verb's transaction, stands under お知らせ and, for whoever has an address, is
mailed after it by the worker. It is composed here as plain text in the reader's language; nothing that
people wrote is ever rendered as a template.
"""

from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.models import Booking, Membership, Notice, Person
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

LEADING = (Membership.Role.LEADER, Membership.Role.DEPUTY)
LONGEST_SUBJECT = 200
Words = Callable[[], tuple[str, str]]  # -> subject, text; called in the reader's language


def booked(booking: Booking) -> None:
    _of_booking(booking, "booked", lambda: (_("予約しました:%(what)s"), _("予約しました。")))


def cancelled(booking: Booking) -> None:
    _of_booking(
        booking, "cancelled", lambda: (_("予約を取り消しました:%(what)s"), _("予約を取り消しました。"))
    )


def moved(booking: Booking) -> None:
    _of_booking(
        booking, "moved", lambda: (_("予約を変えました:%(what)s"), _("予約を、次のとおりに変えました。"))
    )


def restored(booking: Booking) -> None:
    _of_booking(
        booking,
        "restored",
        lambda: (_("予約をもとにもどしました:%(what)s"), _("予約をもとにもどしました。")),
    )


def tell(
    readers: Iterable[Person],
    kind: str,
    words: Words,
    *,
    now: int,
    booking: Booking | None = None,
    urgent: bool = False,
) -> None:
    """Writes one notice to each reader, and one mail to those who can and want to be mailed of this kind.

    What is `urgent` (somebody else changed one's plans) puts those without an address onto the call list.
    At most two statements.
    """
    notices, messages = [], []
    for reader in readers:
        with override(reader.language):
            subject, body = words()
        call = Notice.Call.DUE if urgent and not reader.email else Notice.Call.NONE
        notices.append(
            Notice(
                person=reader,
                kind=kind,
                subject=subject[:LONGEST_SUBJECT],
                body=body,
                booking=booking,
                made_at=now,
                call=call,
            )
        )
        if reader.email and kind not in reader.unmailed:
            messages.append(EmailMessage(subject, body, to=[reader.email]))
    Notice.objects.bulk_create(notices)
    if messages:
        get_connection().send_messages(messages)


def readers_of(booking: Booking) -> list[Person]:
    """Whoever booked, and those who lead the group: a group sees what is done to its bookings. One query."""
    who = Q(pk=booking.person_id)
    if booking.group_id is not None:
        leading = Membership.objects.filter(group=booking.group_id, role__in=LEADING)
        who |= Q(pk__in=leading.values("person"))
    return list(Person.objects.filter(who, is_active=True).order_by("pk"))


def place_words(booking: Booking) -> str:
    """When and where a booking is, on lines of their own, in the reader's language."""
    return f"{_when(booking)}\n{booking.room.facility.name} {booking.room.name}"


def _of_booking(booking: Booking, kind: str, words: Words) -> None:
    """What happened to a booking: subject and first sentence are `words`, the rest is the same for all."""

    def whole() -> tuple[str, str]:
        subject, sentence = words()
        return subject % {"what": f"{_when(booking)} {booking.room.name}"}, _body(booking, sentence)

    tell(readers_of(booking), kind, whole, now=booking.changed_at, booking=booking)


def _when(booking: Booking) -> str:
    zone = ZoneInfo(booking.room.facility.timezone)
    return span_words(Span(booking.start, booking.end), zone, local_day(booking.changed_at, zone))


def _body(booking: Booking, sentence: str) -> str:
    lines = [
        sentence,
        "",
        place_words(booking),
        _("受付の番号:%(code)s") % {"code": booking.code},
        "",
        _("変えたり取り消したりするときは、まどあかりの「自分の予約」を開いてください。"),
    ]
    return "\n".join(lines) + "\n"


# Of a series: one notice, however many dates it has.


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
        told = {"when": _when(first), "room": first.room.name, "count": len(bookings)}
        what = _("%(when)s %(room)s(全部で%(count)d回)") % told
        return subject % {"what": what}, _series_body(bookings, sentence)

    tell(readers_of(first), kind, whole, now=first.changed_at)


def _series_body(bookings: Sequence[Booking], sentence: str) -> str:
    hall = bookings[0].room.facility.name
    dates = [f"{_when(one)} {hall} {one.room.name}" for one in bookings]
    ways = _("変えたり取り消したりするときは、まどあかりの「自分の予約」を開いてください。")
    return "\n".join([sentence, "", *dates, "", ways]) + "\n"
