"""A programme as it is shown: for whom, when and where, places of each age as lit windows, and one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels import yen_words
from booking.labels.programmes import age_words, left_words, where_words
from booking.models import Act, Coming, Group, Person, Programme, Session
from booking.queries.committees import committee_of
from booking.queries.groups import groups_to_sign_up
from booking.queries.programmes import (
    Shown,
    ages_of,
    comers,
    dates_of,
    is_uncertain,
    line_of,
    rooms_of,
    signup_of,
    takes_anybody,
    zone_of,
)
from booking.queries.signups import given_back
from booking.rules.exchange import Age, lacking
from booking.web.signed_up_words import lack_words
from booking.web.signing_up import Form, field_of
from booking.web.signup_told import signing_up_told
from facilities.labels import in_english, listed, span_words
from facilities.rules.spans import Span, local_day

MOST_WINDOWS = 20  # more of them than this say nothing that the number beside does not say


@dataclass(frozen=True, slots=True)
class Seats:
    """The places of an age at a date: dark for those that are taken, lit for those that are free."""

    words: str
    field: str
    value: str
    mistake: str
    left: str
    dark: int
    lit: int


@dataclass(frozen=True, slots=True)
class Date:
    """A date with where it is, what of it is left, and how the reader stands there."""

    id: str
    when: str
    title: str
    where: str
    full: str
    chosen: bool
    mine: str
    why: str  # they wait, and do not come
    back: bool  # given up just now, and to be had again
    left: str
    over: bool


def page(
    found: Programme, person: Person | None, group: Group | None, form: Form | None, now: int
) -> dict[str, Any]:
    """For a reader, or for the group that they sign up. `form` as it was sent, if it was; else what stands.
    `now` is an instant (seconds, UTC)."""
    zone = zone_of(found)
    ages, shown = ages_of(found), dates_of(found)
    mine = signup_of(found, person.pk, None if group is None else group.pk) if person else None
    form = form or Form.of(mine, None if group else person, ages, local_day(now, zone))
    to_come = [one for one in shown if one.session.start > now and one.session.cancelled_at is None]
    standing = {} if mine is None else {one.session_id: one for one in mine.dates.all()}
    lately = {} if mine is None else given_back(mine, "stay_away", now)
    told = signing_up_told(found, mine, form, zone, now)
    return {
        **told,
        "whose": _whose(person, group),
        "group": group,
        "programme": found,
        "about": found.about_en if in_english() and found.about_en else found.about_ja,
        "facts": list(_facts(found)),
        "phone": found.facility.phone if found.facility else found.department.phone,
        "seats": _seats(ages, to_come[0].left if to_come else None, form),
        "undated": not to_come and found.state != Programme.State.CANCELLED,
        "next": _when(to_come[0].session, zone, now) if to_come else "",
        "dates": [_date(one, form, standing, lately, zone, now) for one in shown],
        "past": len(shown) - len(to_come),
        "form": form,
        "open": takes_anybody(found, shown, now),
        "dropping": [one for one in form.dropped if one not in form.dates],
        "mine": mine,
        "stands": any(one.state != Coming.State.CANCELLED for one in standing.values()),
        "waits": any(one.state == Coming.State.WAITING for one in standing.values()),
        "one_date": len(to_come) == 1,
        "planned_by": found.planned_by,
        "planned_where": _planned_where(found),
        "partners": [one.group for one in found.partners.all() if one.confirmed_at is not None],
    }


def _planned_where(found: Programme) -> str:
    """Where the committee that thought of it is found; "" where none did. One query."""
    group = found.planned_by
    committee = None if group is None else committee_of(group)
    hall = None if committee is None else committee.facility
    # One that has ended stands on no page, and a hall that is not shown has none.
    if committee is None or committee.ended_at is not None or (hall is not None and not hall.published):
        return ""
    return reverse("city-committees") if hall is None else reverse("hall-committees", args=[hall.slug])


def _whose(person: Person | None, group: Group | None) -> list[tuple[str, str, bool]]:
    """In whose name somebody may sign up: alone or with their family, or a group that they lead. Each with
    the key that the address has for it, and whether it is chosen. One query."""
    led = groups_to_sign_up(person) if person else []
    groups = [(one.public_id, one.name, group is not None and one.pk == group.pk) for one in led]
    return [("", _("自分や家族"), group is None), *groups] if groups else []


def card(found: Programme, now: int) -> dict[str, Any]:
    """A programme in the list: when it is next, and for whom it has places then."""
    zone = zone_of(found)
    coming = next(one for one in dates_of(found) if one.session.end > now and not one.session.cancelled_at)
    return {
        "programme": found,
        "when": _when(coming.session, zone, now),
        "left": [(age_words(age), left_words(left), left) for age, left in coming.left.items()],
    }


def _facts(found: Programme) -> list[tuple[str, str]]:
    told = [("yen", yen_words(found.fee) if found.fee else _("無料です"))]
    if found.bring:
        told.append(("list", _("持ち物:%(bring)s") % {"bring": found.bring}))
    return told


def _seats(ages: Mapping[Age, int], left: Mapping[Age, int] | None, form: Form) -> list[Seats]:
    """Before there is a date (`left` is None) nothing is taken, and nothing said of what is left."""
    told, left = left is not None, ages if left is None else left
    return [
        Seats(
            words=age_words(age),
            field=field_of(age),
            value=form.counts.get(age, ""),
            mistake=form.mistakes.get(field_of(age), ""),
            left=left_words(left.get(age, 0)) if told else "",
            dark=min(count - left.get(age, 0), MOST_WINDOWS - min(left.get(age, 0), MOST_WINDOWS)),
            lit=min(left.get(age, 0), MOST_WINDOWS),
        )
        for age, count in ages.items()
    ]


def _date(
    shown: Shown,
    form: Form,
    standing: Mapping[int, Coming],
    lately: Mapping[str, Act],
    zone: ZoneInfo,
    now: int,
) -> Date:
    session, coming = shown.session, standing.get(shown.session.pk)
    gone = coming if coming is not None and coming.state == Coming.State.CANCELLED else None
    full = [age_words(age) for age, left in shown.left.items() if not left]
    return Date(
        id=session.public_id,
        when=_when(session, zone, now),
        title=title_of(session),
        where=where(session),
        full=_("いっぱい:%(ages)s") % {"ages": listed(full)} if full else "",
        chosen=session.public_id in form.dates,
        mine=_mine(coming),
        why="" if coming is None or coming.state != Coming.State.WAITING else _why(coming, shown),
        back=gone is not None and session.public_id in lately and lately[session.public_id].at == gone.since,
        left=listed(f"{age_words(age)} {left_words(left)}" for age, left in shown.left.items()),
        over=session.start <= now or session.cancelled_at is not None,
    )


def _why(coming: Coming, shown: Shown) -> str:
    return lack_words(lacking(comers(coming.signup.party), shown.left))


def title_of(session: Session) -> str:
    return session.title_en if in_english() and session.title_en else session.title_ja


def where(session: Session) -> str:
    """Where one goes, of a date that was read with its rooms."""
    return where_words(session, rooms_of(session), uncertain=is_uncertain(session))


def _mine(coming: Coming | None) -> str:
    """How the reader's party stands at a date; "" where it does not come."""
    if coming is None or coming.state == Coming.State.CANCELLED:
        return ""
    if coming.state == Coming.State.COMING:
        return _("席があります")
    if coming.state == Coming.State.ENTERED:
        return _("抽選を待っています")
    place = [one.pk for one in line_of(coming.session)].index(coming.pk) + 1
    return _("待っています(%(place)d番目)") % {"place": place}


def _when(session: Session, zone: ZoneInfo, now: int) -> str:
    return span_words(Span(session.start, session.end), zone, local_day(now, zone))
