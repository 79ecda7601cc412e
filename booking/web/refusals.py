"""A verdict as a card: what was asked, why not in the hall's own words, and what can be done."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels import sentence
from booking.queries.nearby import Near
from booking.queries.rules import rulebook_on
from booking.rules.codes import Code
from booking.rules.rulebook import Rulebook
from booking.rules.verdict import Finding, Reason, Verdict
from booking.rules.weeks import Day
from booking.web.dates import written
from facilities.labels import in_english, listed, span_words
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day

MOST_WAYS = 3
# Broken says more than open, open more than a fact that is lacking.
WEIGHT = (Finding.BROKEN, Finding.OPEN, Finding.UNKNOWN)
OF_PEOPLE = frozenset(
    {Code.CAPACITY, Code.GROUP_MIN, Code.AGE_MIN, Code.AGE_MAX, Code.AGE_EVENING, Code.LEAVE_BY}
)


@dataclass(frozen=True, slots=True)
class Why:
    words: str
    clause: str = ""
    law: str = ""  # the clause as the hall's page states it
    sample: bool = False
    href: str = ""

    @property
    def title(self) -> str:
        """The first sentence, for a heading."""
        return _first(self.words)[0]

    @property
    def more(self) -> str:
        return _first(self.words)[1]


@dataclass(frozen=True, slots=True)
class Way:
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Refusal:
    what: str
    party: str
    whys: tuple[Why, ...]
    possible: bool  # whether the judge allows what the ways lead to
    ways: tuple[Way, ...]
    codes: str


def refusal(
    verdict: Verdict, room: Room, span: Span, party: str, near: Iterable[Near], here: str = ""
) -> Refusal:
    """The card for one use. `near` are uses that the judge allows; `here` is the form's own address."""
    hall = room.facility
    zone = ZoneInfo(hall.timezone)
    reasons = against(verdict)
    book = rulebook_on(hall, local_day(span.start, zone))
    ways = [_near(other, room, zone) for other in near]
    return Refusal(
        what=f"{span_words(span, zone)} {room.name}",
        party=party,
        whys=tuple(_why(reason, book, hall, zone) for reason in reasons),
        possible=bool(ways),
        ways=tuple([*ways, *_others(reasons, room, here)][:MOST_WAYS]),
        codes=listed(dict.fromkeys(_code(reason) for reason in reasons)),
    )


def unlit(days: Sequence[Day], hall: Facility) -> list[Why]:
    """Why windows of a week are not lit for those who ask, each reason once, the commonest first."""
    reasons = Counter(
        (reason.code, reason.clause) for day in days for slot in day.slots for reason in slot.reasons
    )
    said = {(r.code, r.clause): r for day in days for slot in day.slots for r in slot.reasons}
    zone = ZoneInfo(hall.timezone)
    return [_of_week(said[key], hall, zone) for key, _count in reasons.most_common(MOST_WAYS)]


def _of_week(reason: Reason, hall: Facility, zone: ZoneInfo) -> Why:
    href = f"{reverse('rules', args=[hall.slug])}#{reason.clause}"
    return Why(sentence(reason, zone), reason.clause, href=href)


def against(verdict: Verdict) -> list[Reason]:
    """What speaks against it: what is broken; if nothing is, what is open; else what is lacking.
    The same sentence of the same clause once."""
    found = next((verdict.found(finding) for finding in WEIGHT if verdict.found(finding)), ())
    return list({(reason.code, reason.clause): reason for reason in found}.values())


def brief(verdict: Verdict, zone: ZoneInfo) -> str:
    """The first reason in one sentence, for a length that cannot be chosen."""
    return next((sentence(reason, zone) for reason in against(verdict)), "")


def _why(reason: Reason, book: Rulebook | None, hall: Facility, zone: ZoneInfo) -> Why:
    words = sentence(reason, zone)
    if book is None or not reason.clause:
        return Why(words)
    clause = book.clause(reason.clause)
    return Why(
        words=words,
        clause=reason.clause,
        law=clause.en if in_english() else clause.ja,
        sample=clause.sample,
        href=f"{reverse('rules', args=[hall.slug])}#{reason.clause}",
    )


def _near(near: Near, room: Room, zone: ZoneInfo) -> Way:
    base = reverse("book", args=[near.room.facility.slug, near.room.slug])
    asked = {"s": written(near.span.start, zone), "e": written(near.span.end, zone)}
    told = {"when": span_words(near.span, zone), "room": near.room.name}
    words = _("%(when)sを予約する") if near.room.pk == room.pk else _("%(when)s %(room)sを予約する")
    return Way(f"{base}?{urlencode(asked)}", words % told)


def _others(reasons: Sequence[Reason], room: Room, here: str) -> list[Way]:
    """What can be done besides: change who comes, look at other times, ask the hall."""
    hall = room.facility
    ways = []
    if here and any(reason.lacking or reason.code in OF_PEOPLE for reason in reasons):
        ways.append(Way(f"{reverse('who')}?{urlencode({'next': here})}", _("使う人を変える")))
    ways.append(Way(reverse("room", args=[hall.slug, room.slug]), _("ほかの時間の空きを見る")))
    if hall.phone:
        ways.append(Way(f"tel:{hall.phone}", _("館に電話する")))
    return ways


def _first(words: str) -> tuple[str, str]:
    """A text's first sentence without its stop, and the rest."""
    end = ". " if in_english() else "。"
    first, _stop, rest = words.partition(end)
    return first.removesuffix("."), rest.strip()


def _code(reason: Reason) -> str:
    told = {"clause": reason.clause, "code": reason.code}
    return _("きまり%(clause)s・%(code)s") % told if reason.clause else str(reason.code)
