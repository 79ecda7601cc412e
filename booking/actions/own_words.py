"""What a department says itself: its words beside a year's figures, and how a target stands.

Whoever has the right FIGURES at the department that answers today for the plan's department, else Absent.
`now` is an instant (seconds, UTC).
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.texts import lines
from booking.actions.years import lock_row_department
from booking.models import AimState, OwnWords, Person
from booking.models.years import LONGEST_WORDS
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.queries.plans import the_plan
from booking.rules.aims import STANDS, Stand
from booking.rules.plans import Entry
from facilities.models import Department
from facilities.rules.stages import fiscal_year


class NotThatYear(ValueError):
    """A year that has not begun, or of which the plan prints its own words."""


class NotThen(ValueError):
    """A day that is still to come."""


@dataclass(frozen=True, slots=True)
class Words:
    """実績の説明, 課題, 次年度の取組; each may be empty."""

    results: str = ""
    issues: str = ""
    plans: str = ""


@transaction.atomic
def write_words(
    *, department: Department, programme: str, year: int, words: Words, seen: int, actor: Person, now: int
) -> OwnWords:
    """Writes beside the figures of a row; `seen` is the revision that was read, 0 where nothing stood.

    Unfit, Stale, NotThatYear, Absent where the plan has no such row. Inverse: writing what was there.
    """
    lock_row_department(department, actor, now)
    _entry(department, programme)
    plan = the_plan()
    if plan is None or not plan.baseline < year <= fiscal_year(today_here(now)):
        raise NotThatYear(year)
    fields = {name: lines(text, name, LONGEST_WORDS) for name, text in asdict(words).items()}
    current = OwnWords.objects.filter(department=department, programme=programme, year=year).first()
    before = {name: getattr(current, name) if current else "" for name in fields}
    changed = sorted(name for name, text in fields.items() if text != before[name])
    if current is not None and not changed:
        return current  # sent twice, or saved as it stood
    if seen != (current.revision if current else 0):
        raise Stale(programme)
    one = current or OwnWords(department=department, programme=programme, year=year, revision=0)
    for name, text in fields.items():
        setattr(one, name, text)
    one.changed_at, one.changed_by, one.revision = now, actor, one.revision + 1
    one.save()
    told = {"year": year, "programme": programme, "fields": changed}
    log("department", department.slug, "write_words", actor, now, after=told)
    return one


@transaction.atomic
def say_state(
    *, department: Department, programme: str, stand: Stand, on: date, actor: Person, now: int
) -> AimState:
    """From a local day on the target stands like this; said twice it is said once.

    NotThen; Absent for a target of which this cannot be said. Inverse: `strike_state`.
    """
    lock_row_department(department, actor, now)
    if stand not in STANDS[_entry(department, programme).row.target.kind]:
        raise Absent(programme)
    if on > today_here(now):
        raise NotThen(on)
    told = {"department": department, "programme": programme, "stand": stand.value, "on": on}
    same = AimState.objects.filter(**told, struck_at=None).first()
    if same is not None:
        return same
    made = AimState.objects.create(**told, said_at=now, said_by=actor)
    _log(made, "say_state", actor, now)
    return made


@transaction.atomic
def strike_state(*, department: Department, state: int, actor: Person, now: int) -> None:
    """What was said (by its key) was a slip, and holds no more; it stays on record as struck.

    Absent for a foreign one. Inverse: `say_state`.
    """
    lock_row_department(department, actor, now)
    said = AimState.objects.filter(department=department, pk=state).select_related("department").first()
    if said is None:
        raise Absent(state)
    if said.struck_at is None:
        said.struck_at = now
        said.save(update_fields=["struck_at"])
        _log(said, "strike_state", actor, now)


def _entry(department: Department, programme: str) -> Entry:
    plan = the_plan()
    wanted = (programme, department.slug)
    rows = (one for one in plan.entries if (one.programme.id, one.row.department) == wanted) if plan else ()
    found = next(iter(rows), None)
    if found is None:
        raise Absent(programme)
    return found


def _log(said: AimState, verb: str, actor: Person, now: int) -> None:
    told = {"programme": said.programme, "state": said.stand, "day": said.on.isoformat()}
    log("department", said.department.slug, verb, actor, now, after=told)
