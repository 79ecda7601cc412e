"""What can be done about a refusal: which kinds of way help with each code, and where each leads."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain, zip_longest
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.models import Booking
from booking.queries import group_registrations
from booking.queries.bookings import by_key
from booking.queries.consents import was_asked
from booking.queries.courses import is_given
from booking.queries.groups import key_of
from booking.queries.nearby import Near, possible
from booking.queries.registries import registries
from booking.queries.slots import first_free
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from booking.rules.weeks import WAITING
from booking.web.dates import written
from booking.web.elsewhere import free_elsewhere
from booking.web.lacking import wanted_of_reader
from booking.web.question import Question
from facilities.labels import day_words, span_words
from facilities.rules.spans import local_day

MOST_WAYS = 3


class Help(Enum):
    OWN = auto()  # one's own booking that is the reason
    NEAR = auto()  # another time or room that the judge allows
    LATER = auto()  # the room's week in which a window is lit
    ROOMS = auto()  # the hall's other rooms
    HALLS = auto()  # other halls
    WHO = auto()  # other people
    REMIND = auto()  # the moment at which booking opens, for one's calendar
    MINE = auto()  # all one's bookings
    ROUND = auto()  # the lottery that gives the time out
    RULES = auto()  # the clause on the hall's page
    WITHOUT = auto()  # the same use without what is lent to others
    WAIT = auto()  # a place in line for this time
    CONSENT = auto()  # asking a guardian for the reader's own consent
    PAPER = auto()  # the same on paper
    CALL = auto()
    # At the hall's counter
    COME = auto()
    REGISTER = auto()
    RENEW = auto()
    COURSE = auto()
    SHOW = auto()
    PAY = auto()


# The first that lead somewhere are offered.
ELSEWHERE = (Help.NEAR, Help.WHO)
AT_THE_HALL = (Help.NEAR, Help.CALL, Help.COME)
BY_THE_HALL = (Help.CALL, Help.COME)
HELPS: Mapping[Code, Sequence[Help]] = {
    Code.AGE_MIN: ELSEWHERE,
    Code.AGE_MAX: ELSEWHERE,
    Code.AGE_EVENING: ELSEWHERE,
    Code.LEAVE_BY: ELSEWHERE,
    Code.GUARDIAN: (Help.CONSENT, Help.PAPER, Help.NEAR, Help.CALL, Help.WHO),
    Code.RESIDENCY: (Help.NEAR, Help.SHOW, Help.WHO),
    Code.NOT_AT_SCHOOL: (Help.NEAR, Help.CALL, Help.WHO),
    Code.GROUP_MIN: ELSEWHERE,
    Code.CAPACITY: ELSEWHERE,
    Code.GROUP_ALL_REG: (Help.NEAR, Help.REGISTER, Help.WHO),
    Code.REG_REQUIRED: (Help.NEAR, Help.REGISTER, Help.WHO),
    Code.REG_EXPIRED: (Help.NEAR, Help.RENEW, Help.WHO),
    Code.REG_RENEW: (Help.RENEW, Help.MINE),
    Code.INDUCTION: (Help.NEAR, Help.COURSE, Help.WHO),
    Code.ACCOMPANIED: (Help.NEAR, Help.WHO, Help.CALL),
    Code.SHARE: ELSEWHERE,
    Code.REPRESENTATIVE: (Help.NEAR, Help.WHO, Help.CALL),
    Code.GROUP_ONLY: (Help.NEAR, Help.WHO, Help.CALL),
    Code.GROUP_FAMILY: (Help.REGISTER, Help.CALL),
    Code.REG_DUP: BY_THE_HALL,
    Code.GROUP_NAME: BY_THE_HALL,
    Code.REG_CLASS: (Help.NEAR, Help.REGISTER, Help.WHO),
    Code.ID: (Help.SHOW, Help.CALL),
    Code.CLOSED_TO: (Help.NEAR, Help.WHO, Help.ROOMS),
    Code.PURPOSE: (Help.NEAR, Help.CALL, Help.ROOMS),
    # Of these the judge knows only where somebody says them: no other time can be promised.
    Code.INSTRUMENT: (Help.ROOMS, Help.CALL),
    Code.QUIET: (Help.ROOMS, Help.CALL),
    Code.PRIORITY: (Help.NEAR,),
    Code.PROGRAMME: (Help.NEAR,),
    Code.WALK_IN: ELSEWHERE,
    Code.TOO_EARLY: (Help.REMIND, Help.NEAR),
    Code.SAME_DAY: (Help.REMIND, Help.NEAR),
    Code.TOO_LATE: AT_THE_HALL,
    Code.CHANNEL: AT_THE_HALL,
    Code.RECEPTION: (Help.RULES, Help.CALL),
    Code.ONE_AT_A_TIME: (Help.OWN, Help.NEAR),
    Code.QUOTA: (Help.MINE, Help.NEAR),
    Code.NO_SUCH_DAY: AT_THE_HALL,
    Code.CONSECUTIVE_DAYS: (Help.NEAR, Help.MINE),
    Code.CONSECUTIVE_BANDS: (Help.NEAR, Help.MINE),
    Code.ENTRY_EARLY: (Help.RULES, Help.CALL),
    Code.ENTRY_LATE: AT_THE_HALL,
    Code.DRAWN: (Help.NEAR,),
    Code.RESULT_EARLY: (Help.RULES, Help.CALL),
    Code.CONFIRM_EARLY: (Help.RULES, Help.CALL),
    Code.CONFIRM_LATE: AT_THE_HALL,
    Code.ENTRIES: (Help.NEAR, Help.RULES),
    Code.WINS: (Help.NEAR, Help.MINE),
    Code.TIES_DRAWN: (Help.RULES, Help.CALL),
    Code.LOTTERY: (Help.ROUND, Help.NEAR),
    Code.TENTATIVE: (Help.MINE, Help.CALL),
    Code.PROGRAMME_AGE: (Help.WHO, Help.CALL),
    Code.PAST: (Help.NEAR,),
    Code.CLOSED: (Help.NEAR, Help.HALLS),
    Code.OUTSIDE_HOURS: (Help.NEAR,),
    Code.OFF_SLOT: (Help.NEAR,),
    Code.NOT_LENT: (Help.NEAR,),
    Code.TAKEN: (Help.OWN, Help.NEAR, Help.WAIT),
    Code.TURNOVER: (Help.NEAR,),
    Code.EQUIPMENT: (Help.WITHOUT, Help.NEAR),
    Code.ASK_HALL: AT_THE_HALL,
    Code.WEATHER: (Help.LATER, Help.CALL),
    Code.CLOSED_EARLY: AT_THE_HALL,
    Code.EXTENSION: AT_THE_HALL,
    Code.KEY_EARLY: (Help.MINE, Help.CALL),
    Code.TOO_LATE_TO_CANCEL: BY_THE_HALL,
    Code.REFUND: (Help.MINE, Help.CALL),
    Code.NO_SHOW: (Help.CALL, Help.NEAR),
    Code.SANCTION: BY_THE_HALL,
    Code.PREPAY: (Help.PAY, Help.CALL),
}
# Where a fact is lacking, others may be known better.
LACKING = (Help.NEAR, Help.WHO, Help.CALL)
# What somebody has only said of themselves is known once the desk has seen it.
UNPROVED = (Help.SHOW, Help.NEAR, Help.WHO)
# Besides, as long as there is room.
ALWAYS = (Help.LATER, Help.CALL, Help.COME)


@dataclass(frozen=True, slots=True)
class Way:
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class WaysOut:
    """`possible`: whether some of them are uses that the judge allows."""

    ways: tuple[Way, ...]
    possible: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What the ways are made from; `near` are the uses close by that the judge allows."""

    asked: Question
    reasons: Sequence[Reason]
    near: Sequence[Near]


def ways_out(asked: Question, reasons: Sequence[Reason]) -> WaysOut:
    """At most three ways, the most helpful first; at least one. Each leads to something that is there for
    this asker, or that the judge allows."""
    kinds = list(dict.fromkeys(_in_turn([_helps(reason) for reason in reasons])))
    card = Card(asked, reasons, _near(Card(asked, reasons, ()), kinds))
    ways: dict[str, Way] = {}
    for way in chain.from_iterable(WAYS[kind](card) for kind in (*kinds, *ALWAYS)):
        ways.setdefault(way.href, way)
        if len(ways) == MOST_WAYS:
            break
    return WaysOut(tuple(ways.values()), bool(card.near))


def _helps(reason: Reason) -> Sequence[Help]:
    """What the rules leave open the hall settles, whatever it is about."""
    if reason.finding is Finding.UNKNOWN:
        return UNPROVED if "ties" in reason.lacking else LACKING
    return HELPS[Code.ASK_HALL if reason.finding is Finding.OPEN else Code(reason.code)]


def _in_turn(helps: Sequence[Sequence[Help]]) -> Iterator[Help]:
    """The first of each reason, then the second of each."""
    return (kind for turn in zip_longest(*helps) for kind in turn if kind)


def _near(card: Card, kinds: Sequence[Help]) -> tuple[Near, ...]:
    """What else is possible: as much as the other ways leave room for, but one at least."""
    if Help.NEAR not in kinds:
        return ()
    others = {way.href for kind in kinds if kind is not Help.NEAR for way in WAYS[kind](card)}
    asked = card.asked
    return possible(
        room=asked.room,
        span=asked.span,
        asker=asked.asker,
        now=asked.now,
        moving=asked.moving,
        purpose=asked.purpose,
        limit=max(1, MOST_WAYS - len(others)),
    )


def _uses(card: Card) -> Iterator[Way]:
    yield from (_use(one, card.asked) for one in card.near)


def _use(near: Near, asked: Question) -> Way:
    at = {"s": written(near.span.start, asked.zone), "e": written(near.span.end, asked.zone)}
    told = {"when": span_words(near.span, asked.zone, asked.today), "room": near.room.name}
    if asked.moving:
        words, base = _("%(when)sに変える"), reverse("booking-move", args=[asked.moving.public_id])
    else:
        words = _("%(when)sを予約する") if near.room.pk == asked.room.pk else _("%(when)s %(room)sを予約する")
        base = reverse("book", args=[near.room.facility.slug, near.room.slug])
    return Way(f"{base}?{urlencode(at)}", words % told)


def _own(card: Card) -> Iterator[Way]:
    for reason in card.reasons:
        if reason.code == Code.TAKEN and reason.values.get("booking"):
            yield Way(reverse("booking", args=[reason.values["booking"]]), _("この予約を見る"))
        elif reason.code == Code.ONE_AT_A_TIME and (counted := _counted(card.asked, reason)):
            day = day_words(local_day(counted.start, card.asked.zone), card.asked.today)
            words = _("%(day)sの予約を見る") % {"day": day}
            yield Way(reverse("booking", args=[counted.public_id]), words)


def _counted(asked: Question, reason: Reason) -> Booking | None:
    """The booking after which the next can be made."""
    history = asked.asker.history if asked.asker else None
    keys = (key for key, held in history or () if held.holding and held.span.end == reason.values["until_at"])
    key = next(keys, None)
    return None if key is None else by_key(key)


def _later(card: Card) -> Iterator[Way]:
    """The week of the room in which a window is lit, if there is one."""
    asked = card.asked
    uses = [one.span for one in card.near if one.room.pk == asked.room.pk]
    first = uses[0] if uses else first_free(asked.room, asked.asker, asked.now, asked.moving)
    if first is not None:
        day = local_day(first.start, asked.zone)
        yield Way(f"{_week(asked)}?{urlencode({'from': day.isoformat()})}#grid", _("ほかの時間の空きを見る"))


def _week(asked: Question) -> str:
    if asked.moving:
        return reverse("booking-move", args=[asked.moving.public_id])
    return reverse("room", args=[asked.hall.slug, asked.room.slug])


def _who(card: Card) -> Iterator[Way]:
    if card.asked.here and card.asked.asker:
        yield Way(f"{reverse('who')}?{urlencode({'next': card.asked.here})}", _("使う人を変える"))


def _remind(card: Card) -> Iterator[Way]:
    asked = card.asked
    if any(reason.code in WAITING for reason in card.reasons):
        at = {"s": written(asked.span.start, asked.zone), "e": written(asked.span.end, asked.zone)}
        base = reverse("reminder", args=[asked.hall.slug, asked.room.slug])
        yield Way(f"{base}?{urlencode(at)}", _("始まる時をカレンダーに入れる"))


def _round(card: Card) -> Iterator[Way]:
    drawn = next((reason for reason in card.reasons if reason.code == Code.LOTTERY), None)
    if drawn is not None:
        words = _("抽選に申しこむ") if "closes_at" in drawn.values else _("抽選のページを見る")
        yield Way(reverse("lottery", args=[drawn.values["round"]]), words)


def _mine(card: Card) -> Iterator[Way]:
    if card.asked.asker:
        yield Way(reverse("me"), _("自分の予約を見る"))


def _rules(card: Card) -> Iterator[Way]:
    clause = next((reason.clause for reason in card.reasons if reason.clause), "")
    base = reverse("rules", args=[card.asked.hall.slug])
    yield Way(f"{base}#{clause}" if clause else base, _("館のきまりを読む"))


def _consent(card: Card) -> Iterator[Way]:
    if wanted_of_reader(card.asked, card.reasons):
        asker = card.asked.asker
        again = asker is not None and asker.reader is not None and was_asked(asker.reader)
        words = _("もう一度お願いを送る") if again else _("保護者の方にお願いする")
        yield Way(reverse("my-guardians"), words)


def _paper(card: Card) -> Iterator[Way]:
    if purpose := wanted_of_reader(card.asked, card.reasons):
        told = {"hall": card.asked.hall.slug, "purpose": purpose}
        yield Way(f"{reverse('consent-paper')}?{urlencode(told)}", _("紙に書いてもらう"))


def _rooms(card: Card) -> Iterator[Way]:
    yield Way(reverse("hall", args=[card.asked.hall.slug]), _("ほかの部屋を見る"))


def _halls(card: Card) -> Iterator[Way]:
    """Where they are free at that time for the same people; if nowhere, all of them."""
    free = free_elsewhere(card.asked)
    yield Way(free, _("ほかの館の空きを見る")) if free else Way(reverse("home"), _("ほかの館を見る"))


def _without(card: Card) -> Iterator[Way]:
    """The sheet of the same use, on which nothing is ticked."""
    asked = card.asked
    at = {"s": written(asked.span.start, asked.zone), "e": written(asked.span.end, asked.zone)}
    base = reverse("book", args=[asked.hall.slug, asked.room.slug])
    yield Way(f"{base}?{urlencode(at)}", _("それなしで予約する"))


def _wait(card: Card) -> Iterator[Way]:
    """For a member, who asks for something new that is still to come, and that others have."""
    asked = card.asked
    own = any(reason.values.get("booking") for reason in card.reasons)
    if asked.asker and asked.asker.person and not own and not asked.moving and asked.span.start > asked.now:
        at = {"s": written(asked.span.start, asked.zone), "e": written(asked.span.end, asked.zone)}
        base = reverse("wait", args=[asked.hall.slug, asked.room.slug])
        yield Way(f"{base}?{urlencode(at)}", _("空いたら知らせる"))


def _call(card: Card) -> Iterator[Way]:
    if card.asked.hall.phone:
        yield Way(f"tel:{card.asked.hall.phone}", _("館に電話する"))


def _counter(words: Callable[[], str]) -> Callable[[Card], Iterator[Way]]:
    """Where the hall is and when it is open, for what is done there."""

    def lead(card: Card) -> Iterator[Way]:
        yield Way(f"{reverse('hall', args=[card.asked.hall.slug])}#about", words())

    return lead


def _own_or(own: Callable[[], str], counter: Callable[[], str]) -> Callable[[Card], Iterator[Way]]:
    """One's own registration, and that of a group, is asked for on a page; that of friends at the counter."""

    def lead(card: Card) -> Iterator[Way]:
        asker = card.asked.asker
        if asker is None or asker.person is None:
            yield Way(reverse("join"), _("はじめて使う人の登録をする"))
        elif asker.company.group is not None and _asks_groups(card):
            yield Way(reverse("group", args=[key_of(asker.company.group)]), _("グループの登録を見る"))
        elif asker.company.people == (asker.person,) and _asks_people(card):
            yield Way(reverse("registration"), own())
        else:
            yield from _counter(counter)(card)

    return lead


def _asks_groups(card: Card) -> bool:
    """Whether where a registration is lacking groups register, and not each who comes. Two queries."""
    reasons = (reason for reason in card.reasons if reason.code != Code.GROUP_ALL_REG)
    return not _lacking(reasons).isdisjoint(group_registrations.registries(card.asked.today))


def _asks_people(card: Card) -> bool:
    """Whether where a registration is lacking people register by themselves. Two queries."""
    wanted = _lacking(card.reasons)
    return any(at.asks_people for at in registries(card.asked.now) if at.key in wanted)


def _lacking(reasons: Iterable[Reason]) -> set[object]:
    """The registries (by key) with which somebody is not registered."""
    return {reason.values.get("registry") for reason in reasons}


def _course(card: Card) -> Iterator[Way]:
    """The dates of the course, where there are any ahead; else whoever knows of the next."""
    hall = card.asked.hall
    wanted = {str(reason.values.get("course")) for reason in card.reasons if reason.code == Code.INDUCTION}
    if any(is_given(hall, course, card.asked.now) for course in wanted):
        yield Way(reverse("courses", args=[hall.slug]), _("講習会の日を見る"))
    else:
        yield from _counter(lambda: _("講習会のことを館で聞く"))(card)


WAYS: Mapping[Help, Callable[[Card], Iterator[Way]]] = {
    Help.OWN: _own,
    Help.NEAR: _uses,
    Help.LATER: _later,
    Help.ROOMS: _rooms,
    Help.HALLS: _halls,
    Help.WHO: _who,
    Help.REMIND: _remind,
    Help.MINE: _mine,
    Help.ROUND: _round,
    Help.RULES: _rules,
    Help.WITHOUT: _without,
    Help.WAIT: _wait,
    Help.CONSENT: _consent,
    Help.PAPER: _paper,
    Help.CALL: _call,
    Help.COME: _counter(lambda: _("館に来て相談する")),
    Help.REGISTER: _own_or(lambda: _("利用登録をする"), lambda: _("館の窓口で登録する")),
    Help.RENEW: _own_or(lambda: _("利用登録を更新する"), lambda: _("館の窓口で更新する")),
    Help.COURSE: _course,
    Help.SHOW: _counter(lambda: _("館の窓口で見せる")),
    Help.PAY: _counter(lambda: _("館の窓口ではらう")),
}
