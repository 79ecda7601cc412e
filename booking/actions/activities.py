"""Activity days: reported by a link without an account, corrected and withdrawn by it until the department
has confirmed them.

Every verb locks the reporter's row before it reads a day of it. The Act's actor is None. `now` is an instant
(seconds, UTC), a day the city's local date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit, needed
from booking.models import ActivityCount, ActivityDay, NothingReported, Person, Reporter
from booking.models.keys import fingerprint
from booking.queries.activities import day_of, heads_of, reporter_by
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.rules.activities import (
    AT_ONCE,
    MOST_WAITING,
    REPORTERS,
    Every,
    State,
    period_of,
    reportable_from,
)
from booking.rules.attendance import Counts, as_fields, checked
from facilities.models import Department

LONGEST_PLACE = 100


class LinkOver(Exception):
    """The link has run out; its reporter held it rightly, and is told whom to ask for another."""

    def __init__(self, department: Department) -> None:
        super().__init__(department.slug)
        self.department = department


class NotThen(ValueError):
    """A day that is still to come, or whose year's books are closed."""

    def __init__(self, day: date, first: date) -> None:
        super().__init__(str(day))
        self.day, self.first = day, first


class Twice(ValueError):
    """This day at this place stands reported already, with other numbers, or twice in one form."""

    def __init__(self, day: date) -> None:
        super().__init__(str(day))
        self.day = day


class TooMany(ValueError):
    """More than MOST_WAITING would wait for the department, or more than AT_ONCE come in one form."""


class Settled(Exception):
    """The department has confirmed the day: it is corrected there, and not by the link."""


class NotNothing(Exception):
    """Of this period a day stands reported, or it has not begun."""


@dataclass(frozen=True, slots=True)
class Told:
    """A day as it is reported; what is not among the counts nobody has said."""

    day: date
    place: str
    plan: str
    counts: Counts = field(default_factory=dict)


class Wrong(ValueError):
    """The day at this place in the form cannot be taken, for what `why` says. None of them was stored."""

    def __init__(self, place: int, why: Exception) -> None:
        super().__init__(place)
        self.place, self.why = place, why


def look_at_link(*, link_token: str, now: int) -> Reporter:
    """Whose link this is. Absent for one that opens nothing, LinkOver for one that has run out."""
    found = reporter_by(fingerprint(link_token))
    if found is None:
        raise Absent
    if found.link_until < today_here(now):
        raise LinkOver(found.department)
    return found


@transaction.atomic
def send_days(*, link_token: str, days: Sequence[Told], now: int) -> list[ActivityDay]:
    """Reports days; all of them or none. What stands reported alike already is that day, so that a form which
    is sent twice reports nothing twice.

    Wrong with NotThen, Twice, Missing or Unfit for one of them; TooMany, and as for `look_at_link`. Inverse:
    `withdraw_day`.
    """
    reporter = _by_link(link_token, now)
    waiting = ActivityDay.objects.filter(reporter=reporter, state=State.SENT).count()
    if len(days) > AT_ONCE or waiting + len(days) > MOST_WAITING:
        raise TooMany
    sent: list[ActivityDay] = []
    for place, told in enumerate(days):
        try:
            sent.append(_sent(reporter, _checked(reporter, told, now), sent, now))
        except (NotThen, Twice, Missing, Unfit) as why:
            raise Wrong(place, why) from why
    return sent


@transaction.atomic
def correct_day(*, link_token: str, public_id: str, told: Told, seen: int, now: int) -> ActivityDay:
    """Another day, place or numbers, for what is not confirmed yet; what was returned waits again.

    Settled, Stale (`seen` is the revision that the reporter has read), NotThen, Twice, Missing, Unfit; Absent
    for a foreign one. Inverse: correcting it back.
    """
    current = _own(_by_link(link_token, now), public_id, REPORTERS)
    if current.revision != seen:
        raise Stale(public_id)
    told = _checked(current.reporter, told, now)
    same = _standing(current.reporter, told)
    if same is not None and same.pk != current.pk:
        raise Twice(told.day)
    before = _fields(current)
    # What was returned waits again, without the reason: it was for what stood there before.
    set_day(current, day=told.day, place=told.place, plan=told.plan, state=State.SENT, sent_at=now, why="")
    _count(current, told.counts)
    log_day(current, "correct_activity", None, now, before=before, after=_fields(current))
    return current


@transaction.atomic
def withdraw_day(*, link_token: str, public_id: str, now: int) -> ActivityDay:
    """It was not so: what is not confirmed yet counts for nothing; sent twice it is done once.

    Settled, Absent. Inverse: `send_again`.
    """
    current = _own(_by_link(link_token, now), public_id, (*REPORTERS, State.WITHDRAWN))
    if current.state != State.WITHDRAWN:
        set_day(current, state=State.WITHDRAWN)
        log_day(current, "withdraw_activity", None, now)
    return current


@transaction.atomic
def send_again(*, link_token: str, public_id: str, now: int) -> ActivityDay:
    """What was withdrawn by a slip stands as it was.

    Twice where the same was reported since, NotThen where its year is closed meanwhile, Absent for what was
    not withdrawn. Inverse: `withdraw_day`.
    """
    reporter = _by_link(link_token, now)
    current = day_of(reporter, public_id)
    if current.state != State.WITHDRAWN:
        raise Absent(public_id)
    told = Told(current.day, current.place, current.plan)
    _must_be_reportable(told.day, now)
    if _standing(reporter, told) is not None:
        raise Twice(told.day)
    set_day(current, state=State.SENT, sent_at=now, why="")
    _not_nothing(reporter, current.day)
    log_day(current, "send_activity_again", None, now)
    return current


@transaction.atomic
def say_nothing(*, link_token: str, day: date, now: int) -> None:
    """In the month or quarter that `day` is in there was nothing: that is an answer, too.

    Sent twice it is done once. NotNothing, and as for `look_at_link`. Inverse: reporting a day of it.
    """
    reporter, today = _by_link(link_token, now), today_here(now)
    period = period_of(day, Every(reporter.every))
    live = ActivityDay.objects.filter(reporter=reporter, day__range=period).exclude(state=State.WITHDRAWN)
    if not reportable_from(today) <= period.last or period.first > today or live.exists():
        raise NotNothing
    _said, new = NothingReported.objects.get_or_create(
        reporter=reporter, first=period.first, defaults={"said_at": now}
    )
    if new:
        log("reporter", reporter.public_id, "say_nothing", None, now, after={"first": str(period.first)})


def _by_link(link_token: str, now: int) -> Reporter:
    """The reporter, locked: of two tabs that send the same the second finds what the first has written."""
    found = look_at_link(link_token=link_token, now=now)
    lock_reporters([found.pk])
    # Asked again under the lock: the department may have revoked it a moment ago.
    return look_at_link(link_token=link_token, now=now)


def lock_reporters(reporters: Iterable[int]) -> None:
    """Waits for these reporters (keys): whatever is done to their days is done one after the other."""
    rows = Reporter.objects.select_for_update(no_key=True).filter(pk__in=set(reporters))
    list(rows.order_by("pk").values_list("pk", flat=True))


def _own(reporter: Reporter, public_id: str, states: tuple[State, ...]) -> ActivityDay:
    current = day_of(reporter, public_id)
    if current.state == State.CONFIRMED:
        raise Settled(public_id)
    if current.state not in states:
        raise Absent(public_id)
    return current


def _checked(reporter: Reporter, told: Told, now: int) -> Told:
    """The same with its place as it is stored. Absent for a row of the plan for which it was not asked."""
    if told.plan not in reporter.plans:
        raise Absent(told.plan)
    _must_be_reportable(told.day, now)
    return Told(told.day, needed(told.place, "place", LONGEST_PLACE), told.plan, checked(told.counts))


def _must_be_reportable(day: date, now: int) -> None:
    today = today_here(now)
    if not reportable_from(today) <= day <= today:
        raise NotThen(day, reportable_from(today))


def _sent(reporter: Reporter, told: Told, so_far: Sequence[ActivityDay], now: int) -> ActivityDay:
    same = _standing(reporter, told)
    if same is not None:
        # Other numbers for the same day are a question to the reporter: no second day, and no correction.
        if same in so_far or (heads_of(same) or {}) != dict(told.counts):
            raise Twice(told.day)
        return same
    made = ActivityDay.objects.create(
        reporter=reporter, plan=told.plan, day=told.day, place=told.place, state=State.SENT, sent_at=now
    )
    _count(made, told.counts)
    _not_nothing(reporter, told.day)
    log_day(made, "send_activity", None, now, after=_fields(made))
    return made


def _standing(reporter: Reporter, told: Told) -> ActivityDay | None:
    same = ActivityDay.objects.filter(reporter=reporter, plan=told.plan, day=told.day, place=told.place)
    return same.exclude(state=State.WITHDRAWN).first()


def _not_nothing(reporter: Reporter, day: date) -> None:
    """Whoever reports a day of a period has said no more that there was nothing in it."""
    # By the month and by the quarter: how often it is asked may have changed since it said so.
    first = [period_of(day, every).first for every in Every]
    NothingReported.objects.filter(reporter=reporter, first__in=first).delete()


def _count(day: ActivityDay, counts: Counts) -> None:
    day.counts.all().delete()
    ActivityCount.objects.bulk_create(
        ActivityCount(day=day, part=part.value, band=band, count=count)
        for (part, band), count in counts.items()
    )
    # What was read with the day is what was there before.
    getattr(day, "_prefetched_objects_cache", {}).clear()


def _fields(day: ActivityDay) -> dict[str, object]:
    """As an Act keeps it: no place, which people have typed."""
    return {"day": day.day.isoformat(), "plan": day.plan, **as_fields(heads_of(day) or {})}


def set_day(day: ActivityDay, /, **fields: Any) -> None:
    """Writes these fields of a day whose reporter is locked, and moves its revision."""
    for name, value in fields.items():
        setattr(day, name, value)
    day.revision += 1
    day.save(update_fields=[*fields, "revision"])


def log_day(day: ActivityDay, verb: str, actor: Person | None, now: int, **told: Any) -> None:
    """Logs one verb done to a reported day."""
    log("activity_day", day.public_id, verb, actor, now, **told)
