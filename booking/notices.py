"""Notices: what is said to whom when something happens.

A notice is written in the verb's transaction, stands under お知らせ and, for whoever has an address, is
mailed after it by the worker. It is composed here as plain text in the reader's language; nothing that
people wrote is ever rendered as a template.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.labels import odds_words, rank_words, slot_when
from booking.models import Booking, Membership, Notice, Person, Round
from booking.queries.lottery import Odds
from facilities.labels import listed, moment_words, span_words
from facilities.models import Room
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


# The lottery.


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one wish: its rank, its slot, and the dates booked, or the place in line."""

    rank: int
    room: Room
    spans: tuple[Span, ...]
    booked: tuple[Span, ...] = ()
    place: int | None = None


def won(readers: Iterable[Person], lottery: Round, wins: Sequence[Told], now: int) -> None:
    """The wins of one entry; whoever has no address for mail is telephoned."""
    zone = ZoneInfo(lottery.facility.timezone)

    def words() -> tuple[str, str]:
        until = lottery.confirm_until
        told = (
            _("もう予約してあります。することはありません。") if until is None else _confirm_by(until, zone)
        )
        lines = [
            _("抽選に当たりました。"),
            told,
            *(line for win in wins for line in _won(win, lottery, zone)),
        ]
        return _("抽選に当たりました:%(what)s") % {"what": lottery.name}, "\n".join(lines) + "\n"

    tell(readers, "won", words, now=now, urgent=True)


def not_this_time(
    readers: Iterable[Person], lottery: Round, lost: Sequence[Told], odds: Sequence[Odds], now: int
) -> None:
    """Nothing was won: how many wished for it, and where one stands in line."""
    zone = ZoneInfo(lottery.facility.timezone)
    by_day = {one.weekday: one for one in odds}

    def words() -> tuple[str, str]:
        lines = [
            _("今回は選ばれませんでした。"),
            *(line for one in lost for line in _lost(one, lottery, by_day, zone)),
        ]
        return _("抽選の結果:%(what)s") % {"what": lottery.name}, "\n".join(lines) + "\n"

    tell(readers, "not_this_time", words, now=now)


def round_called_off(readers: Iterable[Person], lottery: Round, now: int) -> None:
    def words() -> tuple[str, str]:
        body = _(
            "「%(name)s」の抽選は、中止になりました。申しこみは取り消されました。くわしくは館に聞いてください。"
        )
        told = {"name": lottery.name}
        return _("抽選が中止になりました:%(name)s") % told, body % told + "\n"

    tell(readers, "round_called_off", words, now=now, urgent=True)


def given_back(bookings: Sequence[Booking], now: int) -> None:
    """What of a win was given back, in one notice."""
    first = bookings[0]

    def words() -> tuple[str, str]:
        lines = [_("抽選で当たった次の予約を、返しました。"), "", *(_when(one) for one in bookings)]
        lines.append(f"{first.room.facility.name} {first.room.name}")
        return _("予約を返しました:%(what)s") % {"what": first.room.name}, "\n".join(lines) + "\n"

    tell(readers_of(first), "cancelled", words, now=now, booking=first)


def _confirm_by(until: int, zone: ZoneInfo) -> str:
    told = {"moment": moment_words(until, zone)}
    return (
        _("%(moment)sまでに、抽選の結果のページで「使います」をおしてください。すぎると、取り消されます。")
        % told
    )


def _won(win: Told, lottery: Round, zone: ZoneInfo) -> Iterator[str]:
    today = local_day(lottery.draws_at, zone)
    yield ""
    yield f"{rank_words(win.rank)} {slot_when(win.spans, zone)} {win.room.name}"
    yield from (span_words(span, zone, today) for span in win.booked)
    if left := [span for span in win.spans if span not in win.booked]:
        days = {"days": listed(span_words(span, zone, today) for span in left)}
        yield _("次の日は、休館やきまりのため予約できませんでした:%(days)s") % days


def _lost(one: Told, lottery: Round, odds: Mapping[int, Odds], zone: ZoneInfo) -> Iterator[str]:
    day = local_day(one.spans[0].start, zone)
    of_day = odds[day.weekday()]
    yield ""
    yield f"{rank_words(one.rank)} {slot_when(one.spans, zone)} {one.room.name}"
    yield odds_words(day, of_day.entries, of_day.slots)
    if one.place is None:
        yield _("この枠は、休館やきまりのため、使えませんでした。")
    else:
        yield _("今は、列の%(place)d番目です。空いたら、順番が来ます。") % {"place": one.place}
