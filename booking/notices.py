"""Notices: what is said to whom when something happens.

A notice is written in the verb's transaction, stands under お知らせ and, for whoever has an address, is
mailed after it by the worker. It is composed here as plain text in the reader's language; nothing that
people wrote is ever rendered as a template.
"""

from collections.abc import Callable, Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.labels import role_words
from booking.models import Booking, Group, Membership, Notice, Person
from booking.queries.groups import led_people
from facilities.labels import long_date, span_words
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
