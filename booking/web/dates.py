"""Days and instants as addresses write them: `?from=2026-12-02`, `?s=2026-12-04T17:00`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from facilities.labels import day_words
from facilities.rules.spans import instant, local

WEEK = timedelta(days=7)
# Further ahead nothing is published anywhere; the grid has an end, so that no robot walks for ever.
AHEAD = timedelta(days=400)
# Of no other year is anything lent, and calendars near their ends overflow.
YEARS = range(1970, 2200)


@dataclass(frozen=True, slots=True)
class Shown:
    """Seven days from `first`. `note` says so if others were asked for."""

    first: date
    today: date
    note: str = ""

    @property
    def last(self) -> date:
        return self.first + WEEK - timedelta(days=1)

    @property
    def before(self) -> date | None:
        return max(self.first - WEEK, self.today) if self.first > self.today else None

    @property
    def after(self) -> date | None:
        return self.first + WEEK if self.first + WEEK <= self.today + AHEAD else None


def shown_week(text: str | None, today: date) -> Shown:
    """The week that an address asks for, kept between today and the end of what can be shown."""
    if not text:
        return Shown(today, today)
    latest = today + AHEAD
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return Shown(today, today, _("日にちが読み取れなかったので、きょうからの7日間を出しています。"))
    if today <= asked <= latest:
        return Shown(asked, today)
    note = _("見られるのは%(first)sから%(last)sまでです。近い7日間を出しています。") % {
        "first": day_words(today),
        "last": day_words(latest, today),
    }
    return Shown(min(max(asked, today), latest), today, note)


def written(at: int, zone: ZoneInfo) -> str:
    """An instant as an address writes it: the hall's wall clock."""
    return local(at, zone).isoformat(timespec="minutes")[:16]


def read_instant(text: str, zone: ZoneInfo) -> int | None:
    """The instant of a wall time of the hall; None if it is not one, or of no year that is lent."""
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007  a wall time has no zone
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return instant(moment.date(), moment.hour * 60 + moment.minute, zone)
