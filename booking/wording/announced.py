"""What is on in the city, each thing in words: for children or for grown-ups, in the reader's language."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import yen_words
from booking.labels.news import sort_words
from booking.labels.plans import word
from booking.labels.programmes import ages_words as places_words
from booking.labels.programmes import where_words
from booking.models import Programme, Session
from booking.rules.exchange import Age
from booking.rules.months import Walls
from booking.rules.news import CHILDREN, GROWN_UPS, Sort, is_for, is_for_grown_ups, is_new
from booking.rules.plans import Entry
from booking.wording.closed_news import closed_news
from facilities.labels import (
    ages_words,
    clock_words,
    day_words,
    listed,
    span_words,
)
from facilities.models import Facility, Room
from facilities.rules.ages import Ages
from facilities.rules.hours import DatedClosure
from facilities.rules.spans import Span, local_day

FEW_DATES = 4  # of a programme are told, each with its time
MOST_APART = 2  # days that follow each other are told one by one; of more, the first and the last


@dataclass(frozen=True, slots=True)
class Announced:
    """Something to tell. `keys` are what it stands for: later issues know by them what was told before."""

    sort: Sort
    keys: tuple[str, ...]


class Held(NamedTuple):
    """In which rooms a date is, and whether a closure has taken one of them and nobody has said what then."""

    rooms: tuple[Room, ...]
    uncertain: bool


@dataclass(frozen=True, slots=True)
class OfProgramme(Announced):
    """A programme with its dates, where each of them is, its places by age, and by whose clocks."""

    programme: Programme
    sessions: tuple[Session, ...]
    held: tuple[Held, ...]
    ages: tuple[Age, ...]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class OfEvenings(Announced):
    """Days on which a hall is open in the evening, at the same times and for the same people."""

    hall: Facility
    days: tuple[date, ...]
    times: Walls
    admits: tuple[Ages, ...] | None


@dataclass(frozen=True, slots=True)
class OfClosure(Announced):
    """A dated closure; of some rooms, or of the whole hall (none)."""

    hall: Facility
    closure: DatedClosure
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class OfPlace(Announced):
    """A hall as a place: which of its rooms one just goes to, and which one books."""

    hall: Facility
    free: tuple[Room, ...]
    lent: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class OfCity(Announced):
    """Something of the city's plan for children."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is called, when, and what there is to say of it. `page` is where it is found."""

    sort: Sort
    keys: tuple[str, ...]
    title: str
    when: str
    words: str
    page: tuple[str, str]
    new: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a sort under its heading."""

    sort: str
    heading: str
    lines: Sequence[Line]


def for_whom(items: Iterable[Announced], children: bool) -> list[Announced]:
    """What of it is for children, or for grown-ups."""
    return [one for one in items if _is_for(one, children)]


def _is_for(one: Announced, children: bool) -> bool:
    if isinstance(one, OfProgramme):
        return is_for({age.band for age in one.ages}, CHILDREN if children else GROWN_UPS)
    return children or not isinstance(one, OfEvenings) or is_for_grown_ups(one.admits)


def line_of(one: Announced, today: date, told: Collection[str] = ()) -> Line:
    """`told` are the keys of what was announced before; days are said as one says them on `today`."""
    title, when, words, page = _said(one, today)
    return Line(one.sort, one.keys, title, when, words, page, is_new(one.keys, told))


def parts_of(lines: Iterable[Line]) -> list[Part]:
    """Under their headings, in the order of the sorts."""
    order = list(Sort)
    in_order = sorted(lines, key=lambda line: order.index(line.sort))
    return [
        Part(sort, sort_words(sort), list(same))
        for sort, same in groupby(in_order, key=lambda line: line.sort)
    ]


def _said(one: Announced, today: date) -> tuple[str, str, str, tuple[str, str]]:
    if isinstance(one, OfProgramme):
        return _programme(one, today)
    if isinstance(one, OfEvenings):
        return _evenings(one)
    if isinstance(one, OfClosure):
        return _closure(one)
    if isinstance(one, OfPlace):
        return _place(one)
    if isinstance(one, OfCity):
        programme = one.entry.programme
        return word(programme.name), "", _("%(what)s。") % {"what": word(programme.content)}, ("", "")
    raise TypeError(one)


def _programme(one: OfProgramme, today: date) -> tuple[str, str, str, tuple[str, str]]:
    dates = [span_words(Span(each.start, each.end), one.zone, today) for each in one.sessions[:FEW_DATES]]
    more = (
        [_("ほかに%(count)d回") % {"count": len(one.sessions) - FEW_DATES}]
        if len(one.sessions) > FEW_DATES
        else []
    )
    held = zip(one.sessions, one.held, strict=True)
    places = dict.fromkeys(where_words(each, at.rooms, uncertain=at.uncertain) for each, at in held)
    told = {
        "where": listed(places),
        "ages": places_words(one.ages) or _("どなたでも"),
        "fee": yen_words(one.programme.fee) if one.programme.fee else _("無料"),
    }
    words = _("場所は%(where)sです。来られる人は、%(ages)s。お金は%(fee)sです。") % told
    return one.programme.name, _("、").join([*dates, *more]), words, ("programme", one.programme.public_id)


def _evenings(one: OfEvenings) -> tuple[str, str, str, tuple[str, str]]:
    start, end = map(clock_words, one.times)
    days = listed(_runs(one.days))
    who = _("どなたでも") if one.admits is None else listed(map(ages_words, one.admits))
    words = _("夜は、%(start)sから%(end)sまで開いています。使える人は、%(who)s。") % {
        "start": start,
        "end": end,
        "who": who,
    }
    return one.hall.name, days, words, ("hall", one.hall.slug)


def _runs(days: Sequence[date]) -> list[str]:
    """「12月2日(水)」, 「12月2日(水)–14日(月)」 for three or more that follow each other."""
    in_order = groupby(enumerate(days), key=lambda pair: pair[1].toordinal() - pair[0])
    runs = [[day for _index, day in run] for _key, run in in_order]
    found = []
    for run in runs:
        ends = [run[0], run[-1]] if len(run) > MOST_APART else run
        found.append("–".join(map(day_words, ends)) if len(run) > MOST_APART else listed(map(day_words, run)))
    return found


def _closure(one: OfClosure) -> tuple[str, str, str, tuple[str, str]]:
    names, zone = {room.slug: room.name for room in one.rooms}, ZoneInfo(one.hall.timezone)
    news = closed_news(one.closure, names, zone)
    day = day_words(local_day(one.closure.span.start, zone))
    return one.hall.name, news.when if news else day, news.words if news else "", ("hall", one.hall.slug)


def _place(one: OfPlace) -> tuple[str, str, str, tuple[str, str]]:
    told = [
        _("予約なしで使える部屋:%(rooms)s。") % {"rooms": _named(one.free)} if one.free else "",
        _("予約して使う部屋:%(rooms)s。") % {"rooms": _named(one.lent)} if one.lent else "",
        _("電話:%(phone)s。") % {"phone": one.hall.phone} if one.hall.phone else "",
    ]
    return one.hall.name, _address(one.hall), " ".join(filter(None, told)), ("hall", one.hall.slug)


def _named(rooms: Iterable[Room]) -> str:
    return listed(room.name for room in rooms)


def _address(hall: Facility) -> str:
    return hall.address
