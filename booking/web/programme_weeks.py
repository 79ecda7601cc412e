"""市のみんなの行事 by weeks: what takes place where, for whom, whether there are places; and its calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.labels.programmes import ages_words, seats_words
from booking.models import Programme
from booking.queries.programmes import Shown, dates_between, zone_of
from booking.web.dates import AHEAD, shown_week
from booking.web.programme_page import title_of, where
from booking.web.public_calendars import Calendar, Link, offered, sure_of_programmes
from facilities import clock
from facilities.labels import span_words, week_words
from facilities.rules.spans import Span, instant, local_day

SIX_WEEKS = timedelta(weeks=6)  # a month, and where the next one begins: what somebody plans by
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Date:
    """A session as the city's calendar shows it; `off` is one that does not take place."""

    programme: Programme
    when: str
    title: str
    hall: str
    where: str
    ages: str
    seats: str
    off: bool


@dataclass(frozen=True, slots=True)
class Week:
    """From a Monday to a Sunday, and what takes place in it."""

    words: str
    dates: Sequence[Date]


@never_cache
@require_safe
def programme_weeks(request: HttpRequest) -> HttpResponse:
    """Six weeks of the city's programmes, from this one or from that of `?from=`."""
    now, zone = clock.now(), ZoneInfo(settings.TIME_ZONE)
    today = local_day(now, zone)
    shown = shown_week(request.GET.get("from"), today)
    first = _monday(shown.first)
    after = first + SIX_WEEKS
    # What is over is no more to come to: of the week that has begun the rest is told.
    span = Span(max(now, instant(first, 0, zone)), instant(after, 0, zone))
    told = {
        **offered(request, _calendar()),
        "note": shown.note,
        "weeks": _weeks(dates_between(span), now, today),
        "range": week_words(max(first, today), after - A_DAY, today),
        "earlier": _from(max(first - SIX_WEEKS, today)) if first > today else "",
        "later": _from(after) if after <= today + AHEAD else "",
    }
    return render(request, "booking/programme_weeks.html", told)


def _from(day: date) -> str:
    return f"{reverse('programmes-calendar')}?from={day.isoformat()}"


def _monday(day: date) -> date:
    return day - A_DAY * day.weekday()


def _calendar() -> Calendar:
    return Calendar(
        name=_("カレンダーアプリに入れる"),
        what=_("市のどの行事が、いつ、どこであるかがわかります。中止になった日も出ます。"),
        path=reverse("feed-programmes"),
        back=Link(_("みんなの行事"), reverse("programmes")),
        sure=sure_of_programmes(),
        others=[Link(_("市の夜間開放"), reverse("city-calendar"))],
    )


def _weeks(dates: Sequence[Shown], now: int, today: date) -> list[Week]:
    """Those in which there is something: an empty week needs no heading to be seen as one."""
    return [
        Week(_week_words(monday, today), [_date(one, now, today) for one in same])
        for monday, same in groupby(dates, key=lambda one: _monday(_day_of(one)))
    ]


def _day_of(one: Shown) -> date:
    return local_day(one.session.start, zone_of(one.session.programme))


def _week_words(monday: date, today: date) -> str:
    """「今週 12月7日–13日」."""
    words = week_words(monday, monday + 6 * A_DAY, today)
    near = {_monday(today): _("今週"), _monday(today) + 7 * A_DAY: _("来週")}.get(monday)
    return f"{near} {words}" if near else words


def _date(one: Shown, now: int, today: date) -> Date:
    session, programme = one.session, one.session.programme
    off, begun = session.cancelled_at is not None, session.start <= now
    return Date(
        programme=programme,
        when=span_words(Span(session.start, session.end), zone_of(programme), today),
        title=title_of(session),
        # The hall goes before its rooms; a place elsewhere is found by its own name.
        hall="" if session.elsewhere or off or not programme.facility else programme.facility.name,
        where=where(session),
        ages=ages_words(one.left),
        # Nobody gets a place any more where it has begun, nor where it does not take place.
        seats="" if off or begun else seats_words(one.left),
        off=off,
    )
