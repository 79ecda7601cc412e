"""The lottery: what was won, what was not, and where one stands in line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from booking.labels import odds_words, rank_words, slot_when
from booking.models import Booking, Person, Round
from booking.notices.telling import Letter, readers_of, tell, tell_all, when_words
from booking.queries.lottery import Bench, Given
from booking.queries.odds import Odds
from booking.rules.notices import NOT_THIS_TIME, ROUND_CALLED_OFF, WON
from facilities.labels import listed, moment_words, span_words
from facilities.models import Room
from facilities.rules.spans import Span, instant, local_day


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one wish: its rank, its slot, and the dates booked with the first of their bookings, or
    the place in line."""

    rank: int
    slot: Given
    booked: tuple[Span, ...] = ()
    place: int | None = None
    first: Booking | None = None


Results = Sequence[tuple[Sequence[Person], Sequence[Told]]]  # of each entry its readers, and its wishes


def drawn(results: Results, known: Bench, odds: Sequence[Odds], now: int) -> None:
    """What came of each entry: its wins, or that nothing was won, how many wished for it, and where one
    stands in line. Who has won and has no address for mail is telephoned."""
    lottery, lines_of = known.round, _lines_of(known, odds)
    tell_all(
        (
            _won_letter(readers, [one for one in told if one.booked], lottery)
            if any(one.booked for one in told)
            else _lost_letter(readers, told, lottery, lines_of)
            for readers, told in results
        ),
        now,
    )


def _won_letter(readers: Sequence[Person], wins: Sequence[Told], lottery: Round) -> Letter:
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

    # Urgent: who has no mail has to be called, as a win may have to be confirmed by a day. A desk finds whom
    # it calls by a booking of its hall; of several wins the first stands for all.
    return Letter(readers, WON, words, wins[0].first, urgent=True, call_by=lottery.confirm_until)


def _lost_letter(
    readers: Sequence[Person],
    lost: Sequence[Told],
    lottery: Round,
    lines_of: Callable[[Iterable[Told]], Iterator[str]],
) -> Letter:
    def words() -> tuple[str, str]:
        lines = [
            _("今回は当たりませんでした。"),
            *lines_of(lost),
            _("同じころに空いている部屋は、抽選の結果のページにあります。"),
        ]
        return _("抽選の結果:%(what)s") % {"what": lottery.name}, "\n".join(lines) + "\n"

    return Letter(readers, NOT_THIS_TIME, words)


def round_called_off(readers: Iterable[Person], lottery: Round, now: int) -> None:
    def words() -> tuple[str, str]:
        body = _(
            "「%(name)s」の抽選は、中止になりました。申しこみは取り消されました。くわしくは館に聞いてください。"
        )
        told = {"name": lottery.name}
        return _("抽選が中止になりました:%(name)s") % told, body % told + "\n"

    zone = ZoneInfo(lottery.facility.timezone)
    # Once the days have come for which they entered they know that they have no room.
    used = instant(lottery.uses_from, 0, zone)
    tell(readers, ROUND_CALLED_OFF, words, now=now, urgent=True, hall=lottery.facility_id, call_by=used)


def given_back(bookings: Sequence[Booking], now: int) -> None:
    """What of a win was given back, in one notice."""
    first = bookings[0]

    def words() -> tuple[str, str]:
        lines = [_("抽選で当たった次の予約を、返しました。"), "", *(when_words(one) for one in bookings)]
        lines.append(_place(first.room))
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
    yield f"{rank_words(win.rank)} {slot_when(win.slot.spans, zone)} {_place(win.slot.room)}"
    yield from (span_words(span, zone, today) for span in win.booked)
    if left := [span for span in win.slot.spans if span not in win.booked]:
        days = {"days": listed(span_words(span, zone, today) for span in left)}
        yield _("次の日は、休館やきまりのため予約できませんでした:%(days)s") % days


def _place(room: Room) -> str:
    """With its hall: a round may give out rooms of several."""
    return f"{room.facility.name} {room.name}"


def _place_words(place: int | None) -> str:
    if place is None:
        return _("この枠は、休館やきまりのため、使えませんでした。")
    return _("今は、列の%(place)d番目です。空いたら、順番が来ます。") % {"place": place}


def _lines_of(known: Bench, odds: Sequence[Odds]) -> Callable[[Iterable[Told]], Iterator[str]]:
    """What became of each lost wish, and how many wished for its weekday; said once where they are alike."""
    zone, of_day = ZoneInfo(known.round.facility.timezone), {one.weekday: one for one in odds}
    slots = {one.key: one for one in known.slots}

    # Thousands of letters say the same of a slot: put into words once for each language, they cost nothing.
    # By its key: to compare all dates of a slot eight thousand times takes long.
    @cache
    def slot(language: str, key: int) -> str:
        one = slots[key]
        day = local_day(one.spans[0].start, zone)
        found = of_day[day.weekday()]
        return (
            f"{slot_when(one.spans, zone)} {_place(one.room)}\n{odds_words(day, found.entries, found.slots)}"
        )

    @cache
    def rank(language: str, number: int) -> str:
        return rank_words(number)

    @cache
    def place(language: str, number: int | None) -> str:
        return _place_words(number)

    def said(lost: Iterable[Told]) -> Iterator[str]:
        language = get_language() or ""
        for one in lost:
            what, where = slot(language, one.slot.key), place(language, one.place)
            yield f"\n{rank(language, one.rank)} {what}\n{where}"

    return said
