"""The dates of a series as windows: what each says, why, and what can be done about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from booking.labels import sentence, slot_words
from booking.queries.nearby import Near
from booking.queries.series import Preview, Wish
from booking.rules.codes import Code
from booking.rules.verdict import Outcome, Verdict
from booking.rules.weeks import WAITING, State
from booking.web.dates import written
from booking.web.question import against
from booking.web.refusals import Said, Why
from booking.web.series_plan import Plan, told
from booking.web.windows import LOOKS, Look, mark
from facilities.labels import day_words, span_words, times_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day

STATES: Mapping[str, State] = {
    Code.CLOSED: State.CLOSED,
    Code.TAKEN: State.TAKEN,
    Code.TURNOVER: State.TAKEN,
    Code.OUTSIDE_HOURS: State.OUTSIDE,
    Code.OFF_SLOT: State.OUTSIDE,
    Code.NOT_LENT: State.OUTSIDE,
    Code.PAST: State.PAST,
}
GONE = Look("gone")


@dataclass(frozen=True, slots=True)
class Way:
    """A link of a date; `name` says to a screen reader of which."""

    href: str
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One date: `day` is its tile, `anchor` what links lead back to."""

    anchor: str
    day: date
    look: str
    mark: SafeString
    state: str
    date: str
    times: str
    place: str = ""  # only where it is not the series' own room
    note: str = ""
    why: Why | None = None
    near: tuple[Way, ...] = ()
    ways: tuple[Way, ...] = ()


def rows(plan: Plan, days: Iterable[date], found: Iterable[Preview], base: str, today: date) -> list[Row]:
    """Every date of a plan in order, those that are left out too; `base` is the page's address."""
    days = list(days)
    seen = {one.wish.day: _row(plan, one, base, today) for one in found}
    left_out = {day: _left_out(plan, day, base, today) for day in days if day in plan.skip}
    return [{**left_out, **seen}[day] for day in days if day in seen or day in left_out]


def look_of(verdict: Verdict) -> State:
    """How the window of a date is drawn that is not allowed."""
    if verdict.outcome is Outcome.ASK:
        return State.ASK
    broken = verdict.broken
    if broken and all(reason.code in WAITING for reason in broken):
        return State.NOT_YET
    if any(reason.values.get("booking") for reason in broken):
        return State.MINE
    # As the first reason has it, which is the one that is said: a day that is closed besides, and not for
    # this party, must not be called closed above the clause about the party.
    return STATES.get(against(verdict)[0].code, State.CONDITIONAL) if broken else State.CONDITIONAL


def why(verdict: Verdict, room: Room, span: Span, today: date) -> Why | None:
    """The first reason, in the hall's words, with the clause that says it."""
    day = local_day(span.start, ZoneInfo(room.facility.timezone))
    return next((Said(reason, day, room.facility).why(today) for reason in against(verdict)), None)


def named(days: Sequence[tuple[date, Verdict]], zone: ZoneInfo, today: date) -> list[str]:
    """Dates that cannot be booked any more, each with its reason."""
    return [
        _("%(day)s:%(why)s")
        % {
            "day": day_words(day, today),
            "why": next((sentence(reason, zone, today, day) for reason in against(verdict)), ""),
        }
        for day, verdict in days
    ]


def anchor(day: date) -> str:
    return f"d-{day.isoformat()}"


def _row(plan: Plan, one: Preview, base: str, today: date) -> Row:
    wish, zone = one.wish, plan.zone
    state = State.FREE if one.possible else look_of(one.verdict)
    look, day = LOOKS[state], local_day(wish.span.start, zone)
    moved = wish.day in plan.to
    return Row(
        anchor=anchor(wish.day),
        day=day,
        look=look.look,
        mark=mark(look),
        state=_("予約できます") if one.possible else slot_words(state),
        date=day_words(day, today),
        times=times_words(wish.span, zone),
        place=wish.room.name if wish.room != plan.room else "",
        note=_("%(day)sからずらしました") % {"day": day_words(wish.day, today)} if moved else "",
        why=None if one.possible else why(one.verdict, wish.room, wish.span, today),
        near=tuple(_near(plan, wish, use, base, today) for use in one.near),
        ways=tuple(_ways(plan, one, base, today)),
    )


def _ways(plan: Plan, one: Preview, base: str, today: date) -> Iterable[Way]:
    day, words = one.wish.day, day_words(one.wish.day, today)
    if day in plan.to:
        href = _address(base, plan.plainly(day), day)
        yield Way(href, _("もとにもどす"), _("%(day)sを、もとの時間にもどす") % {"day": words})
    elif one.possible and plan.shift != day:
        shifting = replace(plan, shift=day)
        yield Way(_address(base, shifting, day), _("ずらす"), _("%(day)sをずらす") % {"day": words})
    elif not one.possible and _only_taken(one.verdict):
        yield Way(
            _line(one.wish, plan.zone), _("空いたら知らせる"), _("%(day)sが空いたら知らせる") % {"day": words}
        )
    if one.possible:
        yield Way(_address(base, plan.without(day), day), _("とばす"), _("%(day)sをとばす") % {"day": words})


def _only_taken(verdict: Verdict) -> bool:
    """Whether it could be had if others gave it back: of anything else the line would be a false hope."""
    return [reason.code for reason in verdict.broken] == [Code.TAKEN] and not verdict.broken[0].values


def _line(wish: Wish, zone: ZoneInfo) -> str:
    at = {"s": written(wish.span.start, zone), "e": written(wish.span.end, zone)}
    base = reverse("wait", args=[wish.room.facility.slug, wish.room.slug])
    return f"{base}?{urlencode(at, safe=':')}"


def _near(plan: Plan, wish: Wish, use: Near, base: str, today: date) -> Way:
    there = Wish(wish.day, use.room, use.span)
    words = span_words(use.span, plan.zone, today)
    if use.room != plan.room:
        words = f"{words} {use.room.name}"
    said = _("%(day)sを、%(when)sにずらす") % {"day": day_words(wish.day, today), "when": words}
    return Way(_address(base, plan.shifted(there), wish.day), words, said)


def _left_out(plan: Plan, day: date, base: str, today: date) -> Row:
    words = day_words(day, today)
    back = Way(_address(base, plan.plainly(day), day), _("もどす"), _("%(day)sをもどす") % {"day": words})
    return Row(anchor(day), day, GONE.look, mark(GONE), _("とばします"), words, "", ways=(back,))


def _address(base: str, plan: Plan, day: date) -> str:
    return f"{base}?{plan.query()}#{anchor(day)}"


def hidden(found: Iterable[Preview], zone: ZoneInfo) -> list[str]:
    """What a form says of the dates that it would book, as they were shown."""
    return [told(one.wish, zone) for one in found if one.possible]
