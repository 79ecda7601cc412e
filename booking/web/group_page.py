"""What a group's page says, in words: its members as windows, its registrations, caps, courses, days to come.

Members see one another's call name and age band; names, contacts and birth dates stay with the desk.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.actions.invitations import MOST_PLACES
from booking.labels import band_words, counts_words, kind_words, member_words, people_words, role_words
from booking.models import Group, Invitation, Membership, Person, Registration
from booking.queries.bookings import led_by
from booking.queries.group_meters import Meter, Standing, standing
from booking.queries.group_registrations import registries
from booking.queries.groups import (
    Registered,
    Seen,
    ahead,
    courses,
    invitations,
    registrations,
    roster_counts,
    roster_size,
)
from booking.queries.waiting import waits_of_group
from booking.rules.bands import BANDS, band_of
from booking.rules.names import LONGEST_NAME
from booking.rules.renewals import renewal_opens
from booking.web.invited import invited
from booking.web.me import mine
from booking.web.waiting import Line, lines_among, lines_read
from facilities.labels import in_english, long_date, moment_words
from facilities.rules.spans import local_day
from facilities.rules.stages import DAY, fiscal_year_end
from facilities.rules.words import Words

MOST_PANES = 12  # of one cap; of more the number is enough
State = Registration.State
PERIODS = {
    "day": gettext_lazy("きょう"),
    "week": gettext_lazy("今週"),
    "month": gettext_lazy("今月"),
    "quarter": gettext_lazy("この3か月"),
    "fiscal_year": gettext_lazy("今年度"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the group as the others see them. `lit` unless a guardian's consent is missing."""

    id: str
    name: str
    initial: str
    role: str
    role_key: str
    band: str
    lit: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    look: str  # past: f, now: n, when it can be renewed: u
    year: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A registration in words; `months` are those of its last fiscal year, if it ends with one."""

    registry: str
    title: str
    words: str
    months: tuple[Month, ...]
    renewal: str
    spoken: str
    renewable: bool
    again: bool


@dataclass(frozen=True, slots=True)
class Gauge:
    """A cap: `panes` say of each of its uses whether it is left."""

    hall: Any
    words: str
    law: str
    spoken: str
    panes: tuple[bool, ...]


def today_of(now: int) -> date:
    return local_day(now, ZoneInfo(settings.TIME_ZONE))


def context(found: Seen, person: Person, now: int) -> dict[str, Any]:
    """Everything on the page. A fixed number of queries, however many members there are."""
    group, today = found.group, today_of(now)
    stands = standing(group, found.members, now, today)
    members = list(members_of(found, stands.unlit, today))
    led = led_by(person)
    return {
        "group": group,
        "seen": found,
        "kind": kind_words(group.kind),
        "members": members,
        # An adult who can only be reached does not come along.
        "windows": [one for one in members if one.role_key != Membership.Role.ADULT_CONTACT],
        "unlit": [one for one in members if not one.lit],
        "size": people_words(len(members) + roster_size(group.roster)),
        "roster": counts_words(roster_counts(group.roster)),
        "gauges": [_gauge(meter) for meter in stands.meters],
        "courses": list(_courses(found, stands, today)),
        "upcoming": [mine(booking, person, now, led) for booking in ahead(group, now)],
        "lines": _lines(found, now),
        "alone": len(members) == 1 and not group.roster,
        **_registers(group, today),
        **_leading(found, now),
    }


def _registers(group: Group, today: date) -> dict[str, Any]:
    """Where the group is registered, and where else it could be."""
    registered = registrations(group)
    waiting = {one.one.registry for one in registered if one.one.state != State.VALID}
    known = {one.one.registry for one in registered}
    others = [(key, one) for key, one in registries(today).items() if key not in known]
    return {
        "papers": [_paper(one, today, waiting) for one in registered],
        "registries": [{"key": key, "title": _said(one.book.title)} for key, one in others],
    }


def _leading(found: Seen, now: int) -> dict[str, Any]:
    """The forms of those who lead it: inviting, the usual ones, the name."""
    usual = found.group.usual
    return {
        "invitations": [_invitation(one, now) for one in invitations(found.group, now)]
        if found.leads
        else [],
        "invited": invited(found.group) if found.leads else [],
        "places": range(1, MOST_PLACES + 1),
        "usual_words": counts_words(usual),
        "bands": [{"key": band, "words": band_words(band), "count": usual.get(band, "")} for band in BANDS],
        "name": found.group.name,
        "longest": LONGEST_NAME,
    }


def _lines(found: Seen, now: int) -> list[Line]:
    """What the group waits for; who does not lead it reads along."""
    if not found.leads:
        return lines_read(waits_of_group(found.group), now)
    return lines_among(waits_of_group(found.group), now)


def members_of(found: Seen, unlit: frozenset[int], today: date) -> Iterator[Member]:
    for number, one in enumerate(found.members, 1):
        name = member_words(one.person.call_name, number)
        born = one.person.birth_date
        yield Member(
            id=one.person.public_id,
            name=name,
            initial=name[:1] if one.person.call_name else str(number),
            role=role_words(one.role),
            role_key=one.role,
            band=band_words(band_of(born, today)) if born else "",
            lit=one.person_id not in unlit,
            own=one.pk == found.own.pk,
        )


def title_of(one: Registered) -> str:
    return (in_english() and one.title_en) or one.title_ja


def _paper(known: Registered, today: date, waiting: Collection[str]) -> Paper:
    one, until = known.one, known.one.valid_until
    opens = renewal_opens(until) if until else None
    runs = until is not None and one.state == State.VALID and today <= until
    months = tuple(_months(until, today)) if until and runs and until == fiscal_year_end(today) else ()
    return Paper(
        registry=one.registry,
        title=title_of(known),
        words=_paper_words(one, today),
        months=months,
        renewal=_("更新は%(day)sから") % {"day": _day(opens)} if opens and runs and today < opens else "",
        spoken=_("登録は%(until)sまで。今は%(month)d月です。")
        % {"until": long_date(until) if until else "", "month": today.month},
        renewable=one.registry not in waiting and opens is not None and opens <= today,
        again=one.state == State.RETURNED,
    )


def _day(day: date) -> str:
    return _("%(month)d月%(day)d日") % {"month": day.month, "day": day.day}


def _paper_words(one: Registration, today: date) -> str:
    if one.state == State.APPLIED:
        return _("申しこみました。館がたしかめています。")
    if one.state == State.RETURNED:
        return _("もどってきました。お知らせを読んで、もう一度申しこんでください。")
    if one.valid_until is None:
        return _("期限はありません。")
    if one.valid_until < today:
        return _("%(day)sで終わりました。更新すると、また予約できます。") % {
            "day": long_date(one.valid_until)
        }
    return _("%(day)sまで使えます。") % {"day": long_date(one.valid_until)}


def _months(until: date, today: date) -> Iterator[Month]:
    """April to March of the fiscal year that ends then."""
    opens, day = renewal_opens(until), date(until.year - 1, 4, 1)
    while day <= until:
        this = (day.year, day.month) == (today.year, today.month)
        look = "n" if this else "f" if day < today else "u" if day >= opens else ""
        yield Month(day.month, look, day.year)
        # Four days after any 28th it is the next month, also in February.
        day = (day.replace(day=28) + 4 * DAY).replace(day=1)


def _gauge(meter: Meter) -> Gauge:
    told = {
        "used": f"{meter.used:g}",
        "most": meter.most,
        "left": f"{meter.left:g}",
        "period": str(PERIODS.get(meter.per, "")),
    }
    return Gauge(
        hall=meter.hall,
        words=_gauge_words(meter) % told,
        law=_said(meter.law),
        spoken=_("%(most)sのうち%(used)sを使いました") % told,
        panes=tuple(number >= meter.used for number in range(meter.most))
        if meter.unit == "uses" and meter.most <= MOST_PANES
        else (),
    )


def _gauge_words(meter: Meter) -> str:
    if not meter.per:
        return _("先に取っておける予約は%(most)sつまで。今は%(used)sつです。")
    if meter.unit == "hours":
        return _("%(period)sはあと%(left)s時間。")
    return _("%(period)sはあと%(left)s回。")


def _courses(found: Seen, stands: Standing, today: date) -> Iterator[dict[str, Any]]:
    people = {one.person_id: one.role for one in found.members if one.role != Membership.Role.ADULT_CONTACT}
    for course, taken in sorted(courses(people, today).items()):
        words = stands.courses.get(course)
        yield {"words": _said(words) if words else course, "taken": taken, "all": len(people)}


def _invitation(one: Invitation, now: int) -> dict[str, Any]:
    until = moment_words(one.ends_at, ZoneInfo(settings.TIME_ZONE), today_of(now))
    return {"id": one.public_id, "places": one.places, "until": until}


def _said(words: Words) -> str:
    return (in_english() and words.en) or words.ja
