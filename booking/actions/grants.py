"""補助金 of a department: applied for, decided, paid, reported, settled; none of the steps is skipped.

Whoever has the right PROGRAMMES at the department itself, else Absent. A correction is a new entry: what
stood before stays on record. `now` is an instant (seconds, UTC), a day the city's local date.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_answer_for
from booking.actions.texts import needed
from booking.models import Grant, GrantStep, Person
from booking.queries.grants import grant_at, holding, rows_with_grants, yen_of
from booking.queries.people import today_here
from booking.queries.plans import the_plan
from booking.queries.supported import groups_at
from booking.rules.grants import MOST_YEN, Step, bound, fits, last_step, next_step
from booking.rules.names import LONGEST_NAME
from booking.rules.staff import Right
from facilities.models import Department
from facilities.rules.stages import fiscal_year

LONGEST = 100


class OutOfOrder(Exception):
    """Another step comes first: `step` is the one that is to be entered now, None where it is over."""

    def __init__(self, step: Step | None) -> None:
        super().__init__(step)
        self.step = step


class NotThen(ValueError):
    """A day that is still to come, or before the step in front, or after the one behind."""


class NoYen(ValueError):
    """No amount, or one beyond MOST_YEN; nobody is paid nothing."""


class Beyond(ValueError):
    """The amount of `step` cannot be with the `yen` that stand at `other` (`rules.grants.bound`)."""

    def __init__(self, step: Step, other: Step, yen: int) -> None:
        super().__init__(step, other, yen)
        self.step, self.other, self.yen = step, other, yen


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was entered: its day, and the yen of which it speaks."""

    day: date
    yen: int


@transaction.atomic
def begin_grant(
    *, department: Department, scheme: str, body: str, plan: str, taken: Taken, actor: Person, now: int
) -> Grant:
    """A body has applied on a day for so many yen. It is of that day's fiscal year.

    Missing and Unfit for the names, NotThen, NoYen, Beyond; a row of the plan in which no grants of this
    department are counted is none. Inverse: `take_back_step`, after which it is nobody's.
    """
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    rows = {one.programme.id for one in rows_with_grants(the_plan(), department.slug)}
    name = needed(body, "body", LONGEST_NAME)
    _must_be_sound(Step.APPLIED, taken, {}, {}, now)
    made = Grant.objects.create(
        department=department,
        year=fiscal_year(taken.day),
        scheme=needed(scheme, "scheme", LONGEST),
        body=name,
        group=next((one.group for one in groups_at(department) if one.group.name == name), None),
        plan=plan if plan in rows else "",
    )
    _enter(made, Step.APPLIED, taken, "begin_grant", actor, now)
    return made


@transaction.atomic
def take_step(*, grant: Grant, step: Step, taken: Taken, seen: int, actor: Person, now: int) -> Grant:
    """The next step. OutOfOrder for any other, NotThen, NoYen, Beyond, Stale. Inverse: `take_back_step`."""
    current = _current(grant, seen, actor, now)
    done = yen_of(current)
    if next_step(done) is not step:
        raise OutOfOrder(next_step(done))
    _must_be_sound(step, taken, {key: one.day for key, one in holding(current).items()}, done, now)
    _enter(current, step, taken, "take_grant_step", actor, now)
    return current


@transaction.atomic
def correct_step(*, grant: Grant, step: Step, taken: Taken, seen: int, actor: Person, now: int) -> Grant:
    """Another day or amount for a step that was taken: what stood there stays on record. OutOfOrder for one
    that was not, NotThen, NoYen, Beyond, Stale. Inverse: correcting it back."""
    current = _current(grant, seen, actor, now)
    stands = holding(current)
    if step not in stands:
        raise OutOfOrder(next_step(yen_of(current)))
    days = {key: one.day for key, one in stands.items() if key is not step}
    _must_be_sound(step, taken, days, yen_of(current), now)
    _close(stands[step], now)
    _enter(current, step, taken, "correct_grant_step", actor, now)
    return current


@transaction.atomic
def take_back_step(*, grant: Grant, step: Step, seen: int, actor: Person, now: int) -> Grant:
    """The last step was entered by a slip: it holds no more, and stays on record. OutOfOrder for another one,
    Stale. Inverse: entering it."""
    current = _current(grant, seen, actor, now)
    if last_step(yen_of(current)) is not step:
        raise OutOfOrder(last_step(yen_of(current)))
    _close(holding(current)[step], now)
    _count_up(current)
    log("grant", current.public_id, "take_back_grant_step", actor, now, after={"step": step.value})
    return current


def _must_be_sound(step: Step, taken: Taken, days: dict[Step, date], done: dict[Step, int], now: int) -> None:
    if taken.day > today_here(now) or not fits(step, taken.day, days):
        raise NotThen(str(taken.day))
    # A decision of nothing is a refusal, and who spent nothing settles at nothing; nobody applies for it.
    least = 1 if step in (Step.APPLIED, Step.PAID) else 0
    if not least <= taken.yen <= MOST_YEN:
        raise NoYen(taken.yen)
    if other := bound(step, taken.yen, done):
        raise Beyond(step, other, done[other])


def _current(grant: Grant, seen: int, actor: Person, now: int) -> Grant:
    must_answer_for(actor, Right.PROGRAMMES, grant.department_id, now=now)
    list(Grant.objects.select_for_update(no_key=True).filter(pk=grant.pk).values_list("pk"))
    current = grant_at(grant.department, grant.public_id)
    if current.revision != seen:
        raise Stale(grant.public_id)
    return current


def _enter(grant: Grant, step: Step, taken: Taken, verb: str, actor: Person, now: int) -> None:
    GrantStep.objects.create(
        grant=grant, step=step.value, day=taken.day, yen=taken.yen, entered_at=now, entered_by=actor
    )
    _count_up(grant)
    told = {"step": step.value, "day": taken.day.isoformat(), "yen": taken.yen}
    log("grant", grant.public_id, verb, actor, now, after=told)


def _close(step: GrantStep, now: int) -> None:
    step.over_at = now
    step.save(update_fields=["over_at"])


def _count_up(grant: Grant) -> None:
    grant.revision += 1
    grant.save(update_fields=["revision"])
    # What was read with it is what was there before.
    getattr(grant, "_prefetched_objects_cache", {}).clear()
