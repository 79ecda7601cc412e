"""How a series recurs, in the reader's language."""

from django.utils.translation import gettext as _

from facilities.labels import days_words, long_weekday
from facilities.rules.days import Days
from facilities.rules.evenings import Recurrence


def often_words(recurrence: Recurrence) -> str:
    """「毎週水曜日」「2週間ごとの水曜日」「毎月の第2水曜日」「毎月9日」."""
    if recurrence.month_day is not None:
        return _("毎月%(day)d日") % {"day": recurrence.month_day}
    if recurrence.nth:
        return _("毎月の%(day)s") % {"day": days_words(Days(days=recurrence.weekdays, nth=recurrence.nth))}
    weekday = long_weekday(recurrence.first)
    if recurrence.every == 1:
        return _("毎週%(weekday)s") % {"weekday": weekday}
    return _("%(weeks)d週間ごとの%(weekday)s") % {"weeks": recurrence.every, "weekday": weekday}
