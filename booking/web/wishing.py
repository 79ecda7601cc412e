"""The page on which one enters a round: its windows, one's wishes, and what each step on it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.labels import odds_words, rank_words, sentence, slot_when, tickets_words
from booking.models import Entry, Person, Round
from booking.queries.boards import still_asked
from booking.queries.lottery import (
    Bench,
    bench,
    choices_of,
    drawn_rounds,
    entries_of,
    entry_of,
    given_out,
    halls_of,
    has_lost,
    losses,
    may_change,
    other_days,
    party_key,
)
from booking.queries.odds import Asked, Odds, asked_of
from booking.queries.party import Asker
from booking.queries.purposes import purposes
from booking.rules.lottery import tickets
from booking.rules.verdict import Reason, Refused, Verdict
from booking.rules.weeks import is_open as can
from booking.web.asking import asker, member, party_of
from booking.web.bookings import purpose_words
from booking.web.places import zone_of
from booking.web.rounds import steps
from booking.web.tower import Ratios, kind_of, place_words, ratio_words, tower
from facilities.labels import listed, moment_words
from facilities.rules.spans import local_day

MOST_WHYS, MOST_DOTS = 3, 60


@dataclass(frozen=True, slots=True)
class Wished:
    """One of the wishes, in its place; `first` and `last` have nowhere to go."""

    number: int
    rank: int
    when: str
    where: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class OddsShown:
    """A weekday's entries as windows, as many of them lit as there were slots."""

    day: date
    ratio: str
    words: str
    lit: int
    dark: int


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody pressed: the wishes that come of it (None: withdrawn), and which slot it was about."""

    wishes: tuple[int, ...] | None
    every: bool
    purpose: str
    revision: int
    about: int | None = None


def context(request: HttpRequest, lottery: Round, now: int) -> dict[str, Any]:
    person, asking, known = member(request), asker(request, now), bench(lottery)
    entry = entry_of(lottery, person.pk, asking.company.group) if person and asking else None
    wishes = _wished(entry, known)
    is_open = lottery.state == Round.State.OPEN and lottery.opens_at <= now <= lottery.closes_at
    theirs = entry is None or (person is not None and may_change(entry, person))
    verdicts = _verdicts(known, asking, now) if is_open else {}
    openable = frozenset(number for number, verdict in verdicts.items() if can(verdict, still_asked(asking)))
    last = next((asked_of(one, given_out(one)) for one in drawn_rounds(1, lottery.facility)), None)
    # All halls of a round keep one wall clock (docs/decisions/0039).
    zone = zone_of(lottery.facility)
    return {
        "round": lottery,
        "hall": lottery.facility,
        "halls": halls_of(known.slots),
        "steps": steps(lottery, now),
        "storeys": tower(
            known.slots, {one.number: one.rank for one in wishes}, openable, _ratios(last, zone), zone
        ),
        "weekdays": WEEK,
        "wishes": wishes,
        "entry": entry,
        "revision": entry.revision if entry else 0,
        "can": is_open and theirs and person is not None,
        "is_open": is_open,
        "several": _several(lottery),
        "more": len(wishes) < lottery.most_choices,
        "party": party_of(person, asking) if person and asking else None,
        "whys": _whys(
            [one for number, one in verdicts.items() if number not in openable], asking, lottery, now
        ),
        "others": listed(_others(lottery, person, entry)),
        "odds": shown_odds(last.weekdays if last else []),
        "odds_apart": last is not None and len(_ratios(last, zone)) > len(last.weekdays),
        "seals": seals(lottery),
        "sealed": moment_words(lottery.sealed_at, zone) if lottery.sealed_at else "",
        "tickets": _tickets(lottery, asking, entry),
        "purposes": _purposes(known, verdicts),
    }


def _several(lottery: Round) -> str:
    """How much one may win, where it can be more than one thing; "" where it cannot."""
    if lottery.wins_per == Round.Period.MONTH:
        return _("当たるのは、1か月に%(most)dつまでです。") % {"most": lottery.most_wins}
    return (
        _("当たるのは、%(most)dつまでです。") % {"most": lottery.most_wins} if lottery.most_wins > 1 else ""
    )


WEEK = [date(2027, 1, 4 + n) for n in range(7)]  # a Monday and the days after it, for their names


def _wished(entry: Entry | None, known: Bench) -> list[Wished]:
    zone, chosen = zone_of(known.round.facility), choices_of(entry) if entry else []
    slots = {one.number: one for one in known.slots}
    return [
        Wished(
            choice.slot.number,
            rank,
            slot_when(slots[choice.slot.number].spans, zone),
            place_words(slots[choice.slot.number].room, several=len(halls_of(known.slots)) > 1),
            rank == 1,
            rank == len(chosen),
        )
        for rank, choice in enumerate(chosen, 1)
    ]


def _verdicts(known: Bench, asking: Asker | None, now: int) -> dict[int, Verdict]:
    """What the judge says to each slot, whatever else is wished for in this round."""
    party = (asking.person, asking.company.group) if asking else None
    days = other_days(known.round, *party) if party else []
    lost = has_lost(known.round, *party) if party else None
    return {one.number: known.entering(one, asking, days, now, lost=lost) for one in known.slots}


def _whys(verdicts: Sequence[Verdict], asking: Asker | None, lottery: Round, now: int) -> list[str]:
    zone = zone_of(lottery.facility)
    asks = still_asked(asking)
    reasons = [reason for verdict in verdicts for reason in verdict.broken or _unknown(verdict, asks)]
    return list(dict.fromkeys(sentence(reason, zone, local_day(now, zone)) for reason in reasons))[:MOST_WHYS]


def _unknown(verdict: Verdict, asks: frozenset[str] | None) -> Sequence[Reason]:
    """What has to be told first, and is not asked on this page."""
    return [reason for reason in verdict.reasons if not (asks or frozenset()).issuperset(reason.lacking)]


def _others(lottery: Round, person: Person | None, entry: Entry | None) -> list[str]:
    """For whom else somebody has entered here: their other groups, or themselves alone."""
    if person is None:
        return []
    there = [one for one in entries_of(person).filter(round=lottery) if one != entry]
    return [one.group.name if one.group else _("あなた1人") for one in there]


def _tickets(lottery: Round, asking: Asker | None, entry: Entry | None) -> str:
    if asking is None or asking.person is None:
        return ""
    # Of a sealed entry the published list holds the tickets, whatever is lost or won elsewhere meanwhile.
    if entry is not None and entry.seal:
        return tickets_words(entry.weight)
    lost = losses(lottery).get(party_key(asking.person, asking.company.group), 0)
    return tickets_words(tickets(lost, lottery.most_tickets))


def _purposes(known: Bench, verdicts: Mapping[int, Verdict]) -> dict[str, str]:
    lacking = [known.slot(n) for n, verdict in verdicts.items() if "purpose" in verdict.lacking]
    found = {key: words for one in lacking[:1] for key, words in purposes(one.room, one.days[0]).items()}
    return {key: purpose_words(key, words) for key, words in found.items()}


def _ratios(last: Asked | None, zone: ZoneInfo) -> Ratios:
    """Of the last round, by room, weekday and times: entries, and slots."""
    return last.per(lambda one: kind_of(one, zone)) if last else {}


def shown_odds(odds: Sequence[Odds]) -> list[OddsShown]:
    return [
        OddsShown(
            WEEK[one.weekday],
            ratio_words(one.entries, one.slots),
            odds_words(WEEK[one.weekday], one.entries, one.slots),
            min(one.entries, one.slots, MOST_DOTS),
            min(max(one.entries - one.slots, 0), MOST_DOTS),
        )
        for one in odds
    ]


def seals(lottery: Round) -> list[dict[str, str]]:
    """Each closing of the list: when, its fingerprint, and how many entries."""
    zone = zone_of(lottery.facility)
    return [
        {
            "moment": moment_words(at, zone),
            "hash": found,
            "entries": ngettext("%(count)d件", "%(count)d件", count) % {"count": count},
        }
        for at, found, count in lottery.seals
    ]


def read(form: Mapping[str, Any], wishes: Sequence[int]) -> Step:
    """The form's one button, pressed beside the wishes as they are."""
    revision, purpose = _number(form.get("revision")) or 0, str(form.get("purpose", ""))
    every = form.get("every", form.get("all")) == "1"
    if "withdraw" in form:
        return Step(None, every, purpose, revision)
    left, about = (
        list(wishes),
        next((n for key in ("pick", "up", "down") if (n := _number(form.get(key)))), None),
    )
    if about is not None and "pick" in form:
        left = [number for number in left if number != about] if about in left else [*left, about]
    elif about in left:
        here = left.index(about)
        there = here - 1 if "up" in form else here + 1
        if 0 <= there < len(left):
            left[here], left[there] = left[there], left[here]
    return Step(tuple(left) or None, every, purpose, revision, about)


def _number(text: object) -> int | None:
    return (
        int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 6 else None
    )


def said(step: Step) -> str:
    """What a step came to, for the ear as for the eye."""
    if step.wishes is None:
        return _("申しこみを取りやめました。")
    if step.about is None:
        return _("申しこみを変えました。")
    if step.about not in step.wishes:
        return _("希望から外しました。")
    return _("%(rank)sにしました。") % {"rank": rank_words(step.wishes.index(step.about) + 1)}


def refusal(refused: Refused, lottery: Round, now: int) -> str:
    """Why something was not done, in sentences."""
    zone = zone_of(lottery.facility)
    reasons = refused.verdict.broken or refused.verdict.reasons
    return " ".join(dict.fromkeys(sentence(reason, zone, local_day(now, zone)) for reason in reasons))


def changed_meanwhile() -> str:
    return _("申しこみは、ほかの画面で変わっていました。今の申しこみは、次のとおりです。")
