"""Dates of programmes and lectures in one's own list, beside one's bookings; and what groups are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels import people_words
from booking.models import Coming, LectureRequest, Partner, Person
from booking.queries.lectures import lectures_ahead
from booking.queries.partners import asking_of_led
from booking.queries.programmes import lines_at, zone_of
from booking.queries.signups import comings_ahead
from booking.web.programme_page import where
from facilities.labels import day_words, in_english, near_day, times_words
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class MyDate:
    """One date as a line of the list. `away` is where one stays away from it, "" where nobody does so here;
    `back` where it is had again after a slip; `group` in whose name (a public id)."""

    start: int
    day: date
    date: str
    near: str
    times: str
    name: str
    where: str
    people: str
    whose: str
    state: str
    href: str
    away: str = ""
    back: str = ""
    group: str = ""
    elsewhere: bool = True  # it is no booking: the list shows it otherwise


def my_dates(person: Person, now: int) -> list[MyDate]:
    """What somebody, or a group that they lead, has signed up for and is not over, and the lectures that are
    settled for their groups, the soonest first. Five queries at most."""
    found = of_comings(comings_ahead(person, now), now)
    found += [_of_lecture(one, now) for one in lectures_ahead(person, now)]
    return sorted(found, key=lambda one: one.start)


def invitations_of(person: Person) -> list[Partner]:
    """To which programmes the groups that somebody leads are asked, and have not answered. One query."""
    return asking_of_led(person)


def of_comings(comings: Sequence[Coming], now: int) -> list[MyDate]:
    """Dates as lines, with where their own party stays away from each. One query at most."""
    waiting = [one.session_id for one in comings if one.state == Coming.State.WAITING]
    lines = lines_at(waiting) if waiting else {}
    return [_of_coming(one, lines.get(one.session_id, []), now) for one in comings]


def _of_coming(one: Coming, line: Sequence[int], now: int) -> MyDate:
    programme, signup, session = one.session.programme, one.signup, one.session
    english = in_english() and programme.name_en
    return MyDate(
        *_when(Span(session.start, session.end), zone_of(programme), now),
        name=programme.name_en if english else programme.name_ja,
        where=where(session),
        people=people_words(len(signup.party)),
        whose=signup.group.name if signup.group else "",
        state=_state(one, line),
        href=reverse("programme", args=[programme.public_id]) + _as(one),
        away="" if session.start <= now else _away(one),
        group=signup.group.public_id if signup.group else "",
    )


def _of_lecture(one: LectureRequest, now: int) -> MyDate:
    zone = ZoneInfo(settings.TIME_ZONE)
    english = in_english() and one.lecture.name_en
    return MyDate(
        *_when(Span(one.start or 0, one.end or 0), zone, now),
        name=one.lecture.name_en if english else one.lecture.name_ja,
        where=one.room.name if one.room else one.place,
        people=people_words(one.expected),
        whose=one.group.name,
        state=_("出前講座が来ます"),
        href=reverse("lecture-request", args=[one.public_id]),
    )


def _when(span: Span, zone: ZoneInfo, now: int) -> tuple[int, date, str, str, str]:
    day, today = local_day(span.start, zone), local_day(now, zone)
    return span.start, day, day_words(day, today), near_day(day, today), times_words(span, zone)


def _state(one: Coming, line: Sequence[int]) -> str:
    if one.state == Coming.State.COMING:
        return _("席があります")
    if one.state == Coming.State.CANCELLED:
        return _("やめました。10分の間は、もどせます。")
    if one.state == Coming.State.ENTERED or one.pk not in line:
        return _("抽選を待っています")
    return _("待っています(%(place)d番目)") % {"place": line.index(one.pk) + 1}


def _as(one: Coming) -> str:
    return f"?as={one.signup.group.public_id}" if one.signup.group else ""


def _away(one: Coming) -> str:
    return reverse("programme-stay-away", args=[one.session.programme.public_id, one.session.public_id])
