"""紹介: a department asks somebody of its lists to come to a programme or a group, and what came of it.

`now` is an instant (seconds, UTC), a day the city's local date.
"""

from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.department_rows import write_anew
from booking.actions.desk import must_answer_for
from booking.actions.talent_lists import NotListed
from booking.actions.talents import locked_talent, must_keep_a_list, set_talent
from booking.actions.texts import needed
from booking.models import Introduction, Person, Programme, Talent
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.queries.talents import introduction_at, lists_with, standing
from booking.rules.staff import Right
from booking.rules.talents import MOST_USERS, Answer
from facilities.models import Department

LONGEST_TO = 100


class NotAnswered(Exception):
    """Users are counted of what was accepted."""


class TooManyUsers(ValueError):
    """More than MOST_USERS: a slip of the hand."""


@transaction.atomic
def introduce(
    *, department: Department, talent: Talent, programme: Programme | None, to: str, actor: Person, now: int
) -> Introduction:
    """The department has asked them today, for a programme or for a group in its own words (`to`).

    NotListed unless they are found and stand on a list of it; Missing and Unfit for `to` where no programme
    is given; Absent for a programme of another department. Inverse: `take_back_introduction`.
    """
    must_keep_a_list(department, actor, now)
    current = locked_talent(department, talent)
    if not lists_with(current, department) or not standing(now).filter(pk=current.pk).exists():
        raise NotListed(talent.public_id)
    if programme is not None and programme.department_id != department.pk:
        raise Absent(programme.public_id)
    made = Introduction.objects.create(
        talent=current,
        department=department,
        programme=programme,
        to="" if programme else needed(to, "to", LONGEST_TO),
        day=today_here(now),
        made_by=actor,
        made_at=now,
    )
    _log(made, "introduce", actor, now, after={"talent": current.public_id})
    return made


@transaction.atomic
def answer_introduction(
    *, introduction: Introduction, answer: Answer, seen: int, actor: Person, now: int
) -> Introduction:
    """What they said: accepted or declined; ASKED takes the answer back, and the users with it. Whoever
    answers was reached.

    Stale (`seen` is the revision that was read). Inverse: ASKED.
    """
    current = _current(introduction, seen, actor, now)
    if answer is Answer.TAKEN_BACK or current.answer == Answer.TAKEN_BACK:
        raise Absent(introduction.public_id)
    before = {"answer": current.answer, "users": current.users}
    day = None if answer is Answer.ASKED else today_here(now)
    write_anew(current, answer=answer.value, answered_on=day, users=None)
    if current.talent is not None and answer is not Answer.ASKED:
        set_talent(current.talent, reached_at=now)
    _log(current, "answer_introduction", actor, now, before=before, after={"answer": answer.value})
    return current


@transaction.atomic
def count_users(
    *, introduction: Introduction, users: int | None, seen: int, actor: Person, now: int
) -> Introduction:
    """How many it served, entered afterwards; None takes a number back. NotAnswered while nobody has accepted
    it; TooManyUsers, Stale. Inverse: the number before."""
    current = _current(introduction, seen, actor, now)
    if current.answer != Answer.ACCEPTED:
        raise NotAnswered(introduction.public_id)
    if users is not None and not 0 <= users <= MOST_USERS:
        raise TooManyUsers(users)
    before = {"users": current.users}
    write_anew(current, users=users)
    _log(current, "count_users", actor, now, before=before, after={"users": users})
    return current


@transaction.atomic
def take_back_introduction(*, introduction: Introduction, seen: int, actor: Person, now: int) -> Introduction:
    """It was entered by a slip: it counts for nothing, and stays in the log. Stale. Inverse: introducing
    anew."""
    current = _current(introduction, seen, actor, now)
    write_anew(current, answer=Answer.TAKEN_BACK.value, users=None)
    _log(current, "take_back_introduction", actor, now)
    return current


def _current(introduction: Introduction, seen: int, actor: Person, now: int) -> Introduction:
    must_answer_for(actor, Right.PROGRAMMES, introduction.department_id, now=now)
    rows = Introduction.objects.select_for_update(no_key=True).filter(pk=introduction.pk)
    list(rows.values_list("pk"))
    current = introduction_at(introduction.department, introduction.public_id)
    if current.revision != seen:
        raise Stale(introduction.public_id)
    return current


def _log(introduction: Introduction, verb: str, actor: Person, now: int, **told: Any) -> None:
    log("introduction", introduction.public_id, verb, actor, now, **told)
