"""Notices: what is said to whom when something happens.

A notice is written in the verb's transaction, stands under お知らせ and, for whoever has an address, is
mailed after it by the worker. It is composed here as plain text in the reader's language; nothing that
people wrote is ever rendered as a template.
"""

from collections.abc import Callable, Iterable
from datetime import date
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.ical import invitation
from booking.labels import role_words
from booking.models import Booking, Group, Membership, Notice, Person
from booking.queries.feeds import Place, booked_of
from booking.queries.groups import led_people
from booking.rules.notices import LAPSE, OFFER, REMINDER, family
from facilities.labels import long_date, moment_words, span_words
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


def offered(booking: Booking) -> None:
    """To whoever waited: what has become free is held for them until an instant."""

    def words() -> tuple[str, str]:
        zone = ZoneInfo(booking.room.facility.timezone)
        until = moment_words(booking.lapses_at or 0, zone, local_day(booking.changed_at, zone))
        lines = [
            _("待っていた時間が空きました。%(until)sまで、取っておきます。") % {"until": until},
            "",
            place_words(booking),
            "",
            _("使うときは、まどあかりの「自分の予約」を開いて「予約する」をえらんでください。"),
            _("使わないときは「使わない」をえらぶと、次の人に回ります。"),
        ]
        return _("空きました:%(what)s") % _what(booking), "\n".join(lines) + "\n"

    tell(readers_of(booking), OFFER, words, now=booking.changed_at, booking=booking, urgent=True)


def lapsed(booking: Booking) -> None:
    """The answer did not come in time."""

    def words() -> tuple[str, str]:
        sentence = _("お返事の時間がすぎたので、次の人に回しました。使いたいときは、もう一度待てます。")
        return _("次の人に回しました:%(what)s") % _what(booking), f"{sentence}\n\n{place_words(booking)}\n"

    tell(readers_of(booking), LAPSE, words, now=booking.changed_at, booking=booking)


def reminded(booking: Booking, now: int) -> None:
    """A day ahead, to all who come."""

    def words() -> tuple[str, str]:
        sentence = _("予約の時間が近づきました。来られないときは、早めに空けてください。")
        return _("もうすぐ予約の時間です:%(what)s") % _what(booking), _body(booking, sentence)

    coming = Person.objects.filter(attended_bookings=booking, is_active=True)
    readers = {reader.pk: reader for reader in (*readers_of(booking), *coming)}
    tell(readers.values(), REMINDER, words, now=now, booking=booking)


def tell(
    readers: Iterable[Person],
    kind: str,
    words: Words,
    *,
    now: int,
    booking: Booking | None = None,
    urgent: bool = False,
    entry: bool = False,
) -> None:
    """Writes one notice to each reader, and one mail to those who can and want to be mailed of this kind.

    What is `urgent` (somebody else changed one's plans) puts those without an address onto the call list.
    With `entry` the mail encloses the booking for the reader's calendar. At most three statements.
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
        if reader.email and family(kind) not in reader.unmailed:
            message = EmailMessage(subject, body, to=[reader.email])
            if entry and booking is not None:
                _enclose(message, booking, reader)
            messages.append(message)
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
        return subject % _what(booking), _body(booking, sentence)

    tell(readers_of(booking), kind, whole, now=booking.changed_at, booking=booking, entry=True)


def _enclose(message: EmailMessage, booking: Booking, reader: Person) -> None:
    """The booking as an entry that replaces or takes away the one that the reader's calendar has of it."""
    hall, (_name, sender) = booking.room.facility, parseaddr(settings.DEFAULT_FROM_EMAIL)
    with override(reader.language):
        place = Place(booking.room.name, hall.name, ZoneInfo(hall.timezone))
        told = invitation(booked_of(booking), place, sender=sender, reader=reader.email)
    message.attach("madoakari.ics", told.text, f"text/calendar; method={told.method}")


def _what(booking: Booking) -> dict[str, str]:
    return {"what": f"{_when(booking)} {booking.room.name}"}


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


def joined_group(group: Group, person: Person, now: int) -> None:
    """To those who lead it. A group's words carry its members' call names, as its page does."""
    told = {"group": group.name, "name": person.call_name}
    _of_group(
        _leading(group, but=person),
        lambda: (
            _("「%(group)s」に新しいメンバーが入りました") % told,
            _("%(name)sさんが入りました。知らない人のときは、グループのページではずせます。") % told
            if person.call_name
            else _("新しい人が入りました。知らない人のときは、グループのページではずせます。"),
        ),
        now,
    )


def left_group(group: Group, person: Person, now: int) -> None:
    told = {"group": group.name, "name": person.call_name}
    _of_group(
        _leading(group, but=person),
        lambda: (
            _("「%(group)s」のメンバーが1人やめました") % told,
            _("%(name)sさんがグループをやめました。") % told
            if person.call_name
            else _("メンバーが1人、グループをやめました。"),
        ),
        now,
    )


def removed_from_group(group: Group, person: Person, now: int) -> None:
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」からはずれました") % {"group": group.name},
            _("グループの予約は見られなくなります。わけを知りたいときは、グループの人か館に聞いてください。"),
        ),
        now,
    )


def role_changed(group: Group, person: Person, role: str, now: int) -> None:
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」での役わりが変わりました") % {"group": group.name},
            _("今の役わりは「%(role)s」です。") % {"role": role_words(role)},
        ),
        now,
    )


def handed_over(group: Group, person: Person, now: int) -> None:
    """To the new leader and those who lead the group with them."""
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」の代表になりました") % {"group": group.name},
            _("メンバーをさそうこと、登録の更新、予約の変更ができます。"),
        ),
        now,
    )


def dissolved(group: Group, readers: Iterable[Person], now: int) -> None:
    _of_group(
        readers,
        lambda: (
            _("「%(group)s」は解散しました") % {"group": group.name},
            _("グループの予約は、もうできません。ひとりでの予約は、今までどおりできます。"),
        ),
        now,
    )


def invitation_wanted(group: Group, person: Person, now: int) -> None:
    told = {"group": group.name, "name": person.call_name or _("よび名のない人")}
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」に入りたい人がいます") % told,
            _(
                "%(name)sさんの持っている招待は、もう使えません。知っている人なら、グループのページで新しい招待を作って送ってください。"
            )
            % told,
        ),
        now,
    )


def group_registered(group: Group, until: date | None, now: int) -> None:
    told = {"group": group.name}
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」の登録ができました") % told,
            _("%(day)sまで使えます。") % {"day": long_date(until)} if until else _("期限はありません。"),
        ),
        now,
    )


def group_registration_returned(group: Group, why: str, now: int) -> None:
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」の登録の申しこみが、もどってきました") % {"group": group.name},
            _("館からのことば:%(why)s") % {"why": why}
            if why
            else _("わけは、館に聞いてください。直すと、もう一度申しこめます。"),
        ),
        now,
    )


def group_renewal(group: Group, until: date, now: int) -> None:
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」の登録を更新できます") % {"group": group.name},
            _("今の登録は%(day)sまでです。グループのページから更新を申しこめます。")
            % {"day": long_date(until)},
        ),
        now,
    )


def _of_group(readers: Iterable[Person], words: Words, now: int) -> None:
    tell(readers, "group", words, now=now)


def _leading(group: Group, but: Person | None = None) -> list[Person]:
    return [person for person in led_people(group) if person != but]
