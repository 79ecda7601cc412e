"""What signing up came to, for whoever has just done it: seats, a place in line and why, or a draw."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.programmes import age_words
from booking.models import Coming, SignUp
from booking.queries.programmes import ages_of, comers, line_of, places_of
from booking.rules.exchange import Age, Comer, fits, lacking, next_in, place_of
from facilities.labels import listed, span_words
from facilities.rules.spans import Span, local_day


def signed_up_words(made: SignUp, zone: ZoneInfo, now: int) -> str:
    """Of all dates that stand, from now on. Of several with a place in line each is named."""
    dates = [one for one in _ahead(made, now) if one.state != Coming.State.CANCELLED]
    waiting = [one for one in dates if one.state == Coming.State.WAITING]
    if not waiting:
        entered = any(one.state == Coming.State.ENTERED for one in dates)
        return _("抽選に申しこみました。") if entered else _("申しこみました。席があります。")
    told = [_("順番待ちに入りました。")] if len(waiting) == len(dates) else [_("申しこみました。")]
    for one in waiting:
        why = why_waiting(one)
        if len(dates) > 1:
            when = span_words(Span(one.session.start, one.session.end), zone, local_day(now, zone))
            why = _("%(when)sは、順番待ちです。%(why)s") % {"when": when, "why": why}
        told.append(why)
    return "".join(told)


def why_waiting(coming: Coming) -> str:
    """Which ages lack places for a party that waits at a date, and how many of it would have one. Five
    queries."""
    party, free = comers(coming.signup.party), places_of(coming.session)
    lacks = lacking(party, free)
    told = [lack_words(lacks)]
    if lacks and any(place_of(one, free) not in lacks for one in party):
        told.append(_("いっしょに来る人も、みんなで待ちます。"))
    if many := _would_fit(coming, party, free):
        told.append(_("%(many)d人なら席があります。") % {"many": many})
    return "".join(told)


def lack_words(lacks: list[Age]) -> str:
    if not lacks:
        return _("先に待っている人がいます。")
    return _("%(ages)sの席がたりません。") % {"ages": listed(age_words(age) for age in lacks)}


def _would_fit(coming: Coming, party: list[Comer], free: dict[Age, int]) -> int:
    """How many of the party would have places at once; 0 where nobody would, or others are before them."""
    left, some = dict(free), list[Comer]()
    for one in party:
        age = place_of(one, left)
        if age is not None and left[age]:
            left[age] -= 1
            some.append(one)
    if not some or not fits(some, free):
        return 0
    ahead = [one for one in line_of(coming.session) if (one.since, one.pk) < (coming.since, coming.pk)]
    line = [(str(one.pk), comers(one.signup.party)) for one in ahead]
    has = next_in([*line, ("", some)], free, ages_of(coming.signup.programme))
    return len(some) if "" in has else 0


def _ahead(made: SignUp, now: int) -> list[Coming]:
    found = made.dates.filter(session__start__gt=now, session__cancelled_at=None)
    return list(found.select_related("session", "signup__programme").order_by("session__start", "pk"))
