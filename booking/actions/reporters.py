"""Whom a department asks for activity days, and the link by which they answer.

Whoever has the right PROGRAMMES at the department itself, else Absent. A link is told once and kept as its
hash. `now` is an instant (seconds, UTC).
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.desk import must_answer_for
from booking.actions.texts import needed
from booking.models import Person, Reporter
from booking.models.keys import fingerprint, token
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.queries.plans import the_plan
from booking.rules.activities import Every, asked_rows, link_until
from booking.rules.indicators import Body
from booking.rules.names import LONGEST_NAME
from booking.rules.staff import Right
from facilities.models import Department


class NoRow(ValueError):
    """Of the plan's rows none was named in which this department's reported days are counted."""


class SameName(ValueError):
    """The department asks somebody of this name already."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who is asked: what it is called and what it is, for which programmes of the plan, and how often."""

    name: str
    kind: Body
    plans: tuple[str, ...]
    every: Every = Every.MONTH


@transaction.atomic
def ask_reporter(*, department: Department, who: Who, actor: Person, now: int) -> tuple[Reporter, str]:
    """Somebody is asked from now on; the second is the token of their link, which nobody can be told again.

    Missing and Unfit for the name, SameName, NoRow. Inverse: `revoke_link`.
    """
    _locked(department, actor, now)
    new, today = token(), today_here(now)
    made = Reporter.objects.create(
        department=department,
        **_fields(department, who, None),
        token_hash=fingerprint(new),
        link_until=link_until(today),
        made_on=today,
    )
    _act(made, "ask_reporter", actor, now)
    return made, new


@transaction.atomic
def change_reporter(*, reporter: Reporter, who: Who, actor: Person, now: int) -> Reporter:
    """What they are called and asked for; what they have reported stays in the row in which it was. As for
    `ask_reporter`. Inverse: changing it back."""
    current = _current(reporter, actor, now)
    fields = _fields(current.department, who, current)
    changed = sorted(name for name, value in fields.items() if getattr(current, name) != value)
    if changed:
        _set(current, **fields)
        _act(current, "change_reporter", actor, now, after={"fields": changed})
    return current


@transaction.atomic
def renew_link(*, reporter: Reporter, actor: Person, now: int) -> str:
    """The token of another link, for one that was lost, has run out or was revoked: the one before opens
    nothing from now on. No inverse."""
    current = _current(reporter, actor, now)
    new, today = token(), today_here(now)
    fields: dict[str, Any] = {"token_hash": fingerprint(new), "link_until": link_until(today)}
    if current.token_hash is None:
        # Asked again after a while: for the time between nobody owes an answer.
        fields["made_on"] = today
    _set(current, **fields)
    _act(current, "renew_link", actor, now)
    return new


@transaction.atomic
def revoke_link(*, reporter: Reporter, actor: Person, now: int) -> Reporter:
    """They are asked no more, and their link opens nothing; what they have reported stays.

    Where that was done already nothing changes. Inverse: `renew_link`.
    """
    current = _current(reporter, actor, now)
    if current.token_hash is not None:
        _set(current, token_hash=None)
        _act(current, "revoke_link", actor, now)
    return current


def _fields(department: Department, who: Who, itself: Reporter | None) -> dict[str, Any]:
    name, plan = needed(who.name, "name", LONGEST_NAME), the_plan()
    rows = asked_rows(plan, department.slug) if plan else []
    # In the plan's order, and each once, however they were ticked.
    plans = [one.programme.id for one in rows if one.programme.id in who.plans]
    if not plans:
        raise NoRow
    same = Reporter.objects.filter(department=department, name=name)
    if itself is not None:
        same = same.exclude(pk=itself.pk)
    if same.exists():
        raise SameName(name)
    return {"name": name, "kind": who.kind, "plans": plans, "every": who.every}


def _locked(department: Department, actor: Person, now: int) -> None:
    """The department's row: of two who ask somebody of one name the second is told, not met by an error."""
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    list(Department.objects.select_for_update(no_key=True).filter(pk=department.pk))


def _current(reporter: Reporter, actor: Person, now: int) -> Reporter:
    _locked(reporter.department, actor, now)
    found = Reporter.objects.select_for_update(no_key=True, of=("self",)).filter(pk=reporter.pk)
    current = found.select_related("department").first()
    if current is None:
        raise Absent(reporter.public_id)
    return current


def _set(reporter: Reporter, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(reporter, name, value)
    reporter.save(update_fields=list(fields))


def _act(reporter: Reporter, verb: str, actor: Person, now: int, **told: Any) -> None:
    log("reporter", reporter.public_id, verb, actor, now, **told)
