"""Mail: what is said to whom when something happens to a booking.

Mail is written in the verb's transaction and sent after it by the worker. It is composed here as
plain text in the reader's language; nothing that people wrote is ever rendered as a template.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.models import Booking, Membership, Person
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

LEADING = (Membership.Role.LEADER, Membership.Role.DEPUTY)
Words = Callable[[Booking], tuple[str, str]]  # -> subject, first sentence


def booked(booking: Booking) -> None:
    _tell(booking, lambda it: (_("予約しました:%(what)s") % _what(it), _("予約しました。")))


def cancelled(booking: Booking) -> None:
    _tell(booking, lambda it: (_("予約を取り消しました:%(what)s") % _what(it), _("予約を取り消しました。")))


def moved(booking: Booking) -> None:
    _tell(
        booking,
        lambda it: (
            _("予約を変えました:%(what)s") % _what(it),
            _("予約を、次のとおりに変えました。"),
        ),
    )


def restored(booking: Booking) -> None:
    _tell(
        booking,
        lambda it: (_("予約をもとにもどしました:%(what)s") % _what(it), _("予約をもとにもどしました。")),
    )


def _tell(booking: Booking, words: Words) -> None:
    """Writes one mail to each reader who has an address. One query, and one statement if anybody has."""
    messages = []
    for reader in _readers(booking):
        with override(reader.language):
            subject, sentence = words(booking)
            messages.append(EmailMessage(subject, _body(booking, sentence), to=[reader.email]))
    if messages:
        get_connection().send_messages(messages)


def _readers(booking: Booking) -> list[Person]:
    """Whoever booked, and those who lead the group: a group sees what is done to its bookings."""
    who = Q(pk=booking.person_id)
    if booking.group_id is not None:
        leading = Membership.objects.filter(group=booking.group_id, role__in=LEADING)
        who |= Q(pk__in=leading.values("person"))
    return list(Person.objects.filter(who, is_active=True).exclude(email="").order_by("pk"))


def _what(booking: Booking) -> dict[str, str]:
    return {"what": f"{_when(booking)} {booking.room.name}"}


def _when(booking: Booking) -> str:
    zone = ZoneInfo(booking.room.facility.timezone)
    return span_words(Span(booking.start, booking.end), zone, local_day(booking.changed_at, zone))


def _body(booking: Booking, sentence: str) -> str:
    lines = [
        sentence,
        "",
        _when(booking),
        f"{booking.room.facility.name} {booking.room.name}",
        _("受付の番号:%(code)s") % {"code": booking.code},
        "",
        _("変えたり取り消したりするときは、まどあかりの「自分の予約」を開いてください。"),
    ]
    return "\n".join(lines) + "\n"
