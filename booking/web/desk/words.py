"""What the desk's queues are called, by when something is answered, and what a hall calls its courses."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from booking.labels.members import WAYS
from booking.queries.courses import Validity
from booking.rules.queues import Due, Queue
from booking.wording.vocabulary import said
from facilities.labels import day_words, long_date, time_words
from facilities.rules.spans import local_day
from facilities.rules.stages import DAY

QUEUES: Mapping[Queue, Promise] = {
    Queue.APPROVALS: gettext_lazy("承認"),
    Queue.REGISTRATIONS: gettext_lazy("登録"),
    Queue.PAPERS: gettext_lazy("保護者の書類"),
    Queue.REDUCTIONS: gettext_lazy("料金の減免"),
    Queue.CALLS: gettext_lazy("電話で知らせる人"),
    Queue.MOVES: gettext_lazy("移動のお願い"),
    Queue.COUNTS: gettext_lazy("人数の入力もれ"),
}
QUEUE_ICONS: Mapping[Queue, str] = {
    Queue.APPROVALS: "ok",
    Queue.REGISTRATIONS: "people",
    Queue.PAPERS: "book",
    Queue.REDUCTIONS: "yen",
    Queue.CALLS: "phone",
    Queue.MOVES: "swap",
    Queue.COUNTS: "chart",
}
DUES: Mapping[Due, Promise] = {
    Due.TONIGHT: gettext_lazy("今夜まで"),
    Due.TOMORROW: gettext_lazy("あすまで"),
    Due.WEEK: gettext_lazy("今週"),
    Due.LATER: gettext_lazy("そのあと"),
}
SOON = 60 * 60  # seconds in which minutes are counted


def queue_words(queue: Queue) -> str:
    return str(QUEUES[queue])


def due_heading(due: Due) -> str:
    return str(DUES[due])


def until_words(day: date) -> str:
    """「2027年3月31日まで」."""
    return _("%(day)sまで") % {"day": long_date(day)}


def way_words(way: str) -> str:
    """How a consent came."""
    return str(WAYS[way])


def due_words(at: int, now: int, zone: ZoneInfo) -> str:
    """「18:00・あと18分」, 「きょう 20:00まで」, 「あす」, 「12月5日(土)まで」; 「期限がすぎました」."""
    if at <= now:
        return _("期限がすぎました")
    # A deadline at midnight is the end of the day before it.
    day, today = local_day(at - 1, zone), local_day(now, zone)
    ends_with_day = local_day(at, zone) != day
    told = {"time": time_words(at, zone), "day": _day(day, today)}
    if ends_with_day:
        return _("%(day)sまで") % told
    if at - now <= SOON:
        minutes = -(-(at - now) // 60)
        left = ngettext("あと%(minutes)d分", "あと%(minutes)d分", minutes) % {"minutes": minutes}
        return _("%(time)s・%(left)s") % {**told, "left": left}
    return _("%(day)s %(time)sまで") % told


def _day(day: date, today: date) -> str:
    if day == today:
        return _("きょう")
    return _("あす") if day == today + DAY else day_words(day, today)


def course_words(key: str, known: dict[str, Validity]) -> str:
    """What the hall calls a course."""
    found = known.get(key)
    return said(found.words) if found and found.words else key


def approved_words(done: int, left: int) -> str:
    """What came of approving many registrations at once."""
    said = ngettext("%(done)d件を承認しました。", "%(done)d件を承認しました。", done) % {"done": done}
    if left:
        said += ngettext(
            "%(left)d件は、まだたりないものがあります。",
            "%(left)d件は、まだたりないものがあります。",
            left,
        ) % {"left": left}
    return said
