"""When a hall is open and how its rooms are lent, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from booking.wording.vocabulary import Vocabulary, said
from facilities.labels import (
    clock_words,
    length_words,
    listed,
    people_of,
    rule_time_words,
)
from facilities.rules.clauses import (
    Band,
    Bands,
    Closed,
    Evening,
    Hours,
    NotLent,
    Shift,
    StaysOpen,
    Turnover,
    Unit,
)
from facilities.rules.clauses.hours import Opens
from facilities.rules.spans import MINUTES_A_DAY

MINUTE = 60
Lines = Iterator[str]


def hours(term: Hours, at: Vocabulary) -> Lines:
    if term.about:
        yield _("%(start)sから%(end)sごろまで開いています。") % _times(term)
        yield _("終わりの時間は、日が暮れる時間で変わります。")
    else:
        yield _("%(start)sから%(end)sまで開いています。") % _times(term)
    yield from _admitted(term)


def evening(term: Evening, at: Vocabulary) -> Lines:
    yield _("夜も、%(start)sから%(end)sまで開いています。") % _times(term)
    yield from _admitted(term)


def bands(term: Bands, at: Vocabulary) -> Lines:
    yield _("決まった時間に区切って貸します。%(bands)sです。") % {"bands": _bands(term.bands)}
    if term.over_gaps:
        yield _("続けて借りると、あいだの時間も使えます。")


def not_lent(term: NotLent, at: Vocabulary) -> Lines:
    yield _("%(bands)sは貸しません。") % {"bands": _bands(term.bands)}


def unit(term: Unit, at: Vocabulary) -> Lines:
    yield _("%(length)sごとに、使いはじめる時間をえらべます。") % {"length": _length(term.minutes)}
    least, most = _length(term.shortest), _length(term.max_minutes)
    if least == most:
        yield _("1回は%(length)sです。") % {"length": most}
    elif most and term.min_minutes:
        yield _("1回は%(least)sから%(most)sまでです。") % {"least": least, "most": most}
    elif most:
        yield _("1回は%(most)sまでです。") % {"most": most}
    elif term.min_minutes:
        yield _("1回は%(least)sからです。") % {"least": least}


def turnover(term: Turnover, at: Vocabulary) -> Lines:
    yield _("予約と予約のあいだは、%(length)s空けます。") % {"length": _length(term.minutes)}


def closed(term: Closed, at: Vocabulary) -> Lines:
    # 「日曜日は、お休みです(日曜日のお休み)」 would say it twice.
    if term.reason and (at.days(term.on) or "\0") not in said(term.reason):
        yield _("お休みです(%(why)s)。") % {"why": said(term.reason)}
    else:
        yield _("お休みです。")
    if term.until_further_notice:
        yield _("いつまでかは、まだ決まっていません。")
    if term.shift:
        yield shifted_words(term.shift, at)


def stays_open(term: StaysOpen, at: Vocabulary) -> Lines:
    yield _("開いています。")


def shifted_words(shift: Shift, at: Vocabulary) -> str:
    told = {"days": at.days(shift.if_), "to": _target(shift.to)}
    if shift.to == "open":
        return _("その日が%(days)sのときは、開きます。") % told
    if shift.both:
        return _("その日が%(days)sのときは、%(to)sもお休みです。") % told
    return _("その日が%(days)sのときは開いて、かわりに%(to)sがお休みです。") % told


def _target(to: str) -> str:
    return {
        "open": "",
        "next_day": _("次の日"),
        "next_non_holiday": _("そのあと最初の、祝日ではない日"),
        "next_weekday": _("次の平日"),
        "next_open_day": _("そのあと最初の、開く日"),
        "next_substitute": _("振替休日"),
        "next_not_after_holiday": _("そのあと最初の、祝日の次ではない日"),
        "previous_day": _("前の日"),
        "previous_weekday": _("その前の、いちばん近い平日"),
        "previous_open_day": _("その前の、いちばん近い開く日"),
    }[to]


def _admitted(term: Opens) -> Lines:
    if term.admits:
        yield _("この時間に使えるのは、%(people)sです。") % {"people": people_of(term.admits)}


def _times(term: Opens) -> dict[str, str]:
    return {"start": rule_time_words(term.from_), "end": rule_time_words(term.to)}


def _bands(pieces: tuple[Band, ...]) -> str:
    return listed(_band(band) for band in pieces)


def _band(band: Band) -> str:
    end = rule_time_words(band.to) if band.to > MINUTES_A_DAY else clock_words(band.to)
    times = f"{clock_words(band.from_)}–{end}"
    return f"{said(band.name)} {times}" if band.name else times


def _length(minutes: int | None) -> str:
    return "" if minutes is None else length_words(minutes * MINUTE)
