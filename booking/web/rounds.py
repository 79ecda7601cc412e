"""A round in a few words: its moments, and which of them is now."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels import rank_words
from booking.models import Entry, Person, Round
from booking.queries.lottery import entries_of
from booking.web.places import zone_of
from facilities.labels import date_words, moment_words
from facilities.models import Facility
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class Steps:
    """A round with its three moments in words, and which of them is now (1 to 3)."""

    round: Round
    until: str
    since: str
    draws: str
    uses: str
    at: int
    to_come: bool


def steps(lottery: Round, now: int) -> Steps:
    zone = zone_of(lottery.facility)
    today = local_day(now, zone)
    first, last = date_words(lottery.uses_from, today), date_words(lottery.uses_until, today)
    at = 1 if now <= lottery.closes_at else 2 if lottery.drawn_at is None else 3
    return Steps(
        lottery,
        moment_words(lottery.closes_at, zone),
        moment_words(lottery.opens_at, zone),
        moment_words(lottery.draws_at, zone),
        first if first == last else _("%(first)sから%(last)sまで") % {"first": first, "last": last},
        at,
        now < lottery.opens_at,
    )


@dataclass(frozen=True, slots=True)
class Applied:
    """One of somebody's entries as a line of their list."""

    href: str
    name: str
    hall: Facility
    whose: str
    words: str


def applied(person: Person, now: int) -> list[Applied]:
    """What somebody and their groups have entered for days that are not over. At most five queries."""
    return [
        _applied(entry, now)
        for entry in entries_of(person)
        if entry.round.state not in (Round.State.PLANNED, Round.State.CANCELLED)
        and local_day(now, zone_of(entry.round.facility)) <= entry.round.uses_until
    ]


def _applied(entry: Entry, now: int) -> Applied:
    lottery, is_drawn = entry.round, entry.round.state == Round.State.DRAWN
    return Applied(
        href=reverse("lottery-result" if is_drawn else "lottery", args=[lottery.public_id]),
        name=lottery.name,
        hall=lottery.facility,
        whose=entry.group.name if entry.group else "",
        words=_outcome(entry) if is_drawn else _("結果は %(moment)s") % {"moment": steps(lottery, now).draws},
    )


def _outcome(entry: Entry) -> str:
    choices = list(entry.choices.all())
    if won := [choice for choice in choices if choice.outcome == choice.Outcome.WON]:
        return _("%(rank)sが当たりました") % {"rank": rank_words(won[0].rank)}
    places = [choice.place for choice in choices if choice.place]
    if not places:
        return _("当たりませんでした")
    return _("当たりませんでした・くじで列の%(place)d番目") % {"place": min(places)}
