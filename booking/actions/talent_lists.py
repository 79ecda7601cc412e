"""What a department does about its talent list: in which state it is, who is verified and stands on it.

Whoever has the right PROGRAMMES at the department itself, else Absent; where a list is not carried out,
nobody's entry is there. `now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_answer_for
from booking.actions.talents import locked_talent, log_talent, must_keep_a_list, set_talent
from booking.models import Listing, Person, Talent, TalentListState
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.queries.plans import the_plan
from booking.queries.talents import lists_with, standing
from booking.rules.staff import Right
from booking.rules.talents import ListState, Whose, lists_of
from facilities.models import Department
from facilities.rules.stages import fiscal_year


class NotListed(Exception):
    """Without a consent, or not verified: it stands on no list."""


class OrganisationsOnly(Exception):
    """The plan counts organisations there, and this is a person."""


@transaction.atomic
def set_list_state(*, department: Department, state: ListState, actor: Person, now: int) -> TalentListState:
    """From today on, for this fiscal year, the list is carried out, considered, or not. What was said before
    stays on record; said twice it is said once. Inverse: saying what held before."""
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    list(Department.objects.select_for_update(no_key=True).filter(pk=department.pk))
    today = today_here(now)
    year = fiscal_year(today)
    last = TalentListState.objects.filter(department=department, year=year, day__lte=today).last()
    if last is not None and last.state == state:
        return last
    made = TalentListState.objects.create(
        department=department, year=year, day=today, state=state, said_by=actor, said_at=now
    )
    told = {"state": state.value, "day": today.isoformat()}
    log("talent_list", department.slug, "set_list_state", actor, now, after=told)
    return made


@transaction.atomic
def verify_talent(*, department: Department, talent: Talent, seen: int, actor: Person, now: int) -> Talent:
    """The office has made sure of who they are and what they offer. Stale if it was changed since it was
    read; NotListed without a consent. Inverse: `unverify_talent`."""
    must_keep_a_list(department, actor, now)
    current = locked_talent(department, talent)
    if current.revision != seen:
        raise Stale(talent.public_id)
    if current.consented_on is None:
        raise NotListed(talent.public_id)
    if current.verified_at is None:
        set_talent(current, verified_at=now, verified_by=actor)
        log_talent(current, "verify_talent", actor, now)
    return current


@transaction.atomic
def unverify_talent(*, department: Department, talent: Talent, actor: Person, now: int) -> Talent:
    """It waits to be verified again, and is not found meanwhile. Inverse: `verify_talent`."""
    must_keep_a_list(department, actor, now)
    current = locked_talent(department, talent)
    if current.verified_at is not None:
        set_talent(current, verified_at=None, verified_by=None)
        log_talent(current, "unverify_talent", actor, now)
    return current


@transaction.atomic
def put_on_lists(
    *, department: Department, talent: Talent, lists: set[str], actor: Person, now: int
) -> Talent:
    """It stands on these lists of the department (by the plan's keys) from today on, and on no other of its
    own. NotListed, OrganisationsOnly; Absent for a list that there is not. Inverse: the lists before."""
    must_keep_a_list(department, actor, now)
    current = locked_talent(department, talent)
    stood = lists_with(current, department)
    for of in lists - stood:
        _must_fit(current, department, of, now)
    today = today_here(now)
    Listing.objects.filter(talent=current, department=department, of__in=stood - lists, until=None).update(
        until=today
    )
    Listing.objects.bulk_create(
        Listing(talent=current, department=department, of=of, since=today) for of in sorted(lists - stood)
    )
    if lists != stood:
        set_talent(current)
        told = {"department": department.slug, "lists": sorted(lists)}
        before = {"department": department.slug, "lists": sorted(stood)}
        log_talent(current, "list_talent", actor, now, before=before, after=told)
    return current


@transaction.atomic
def reach_talent(*, department: Department, talent: Talent, actor: Person, now: int) -> Talent:
    """The office has asked, and it still holds: for another year. No inverse."""
    must_keep_a_list(department, actor, now)
    current = locked_talent(department, talent)
    set_talent(current, reached_at=now)
    log_talent(current, "reach_talent", actor, now)
    return current


@transaction.atomic
def look_at_contact(*, department: Department, talent: Talent, actor: Person, now: int) -> tuple[str, str]:
    """How the office reaches them: telephone and mail. The look is kept. No inverse."""
    must_keep_a_list(department, actor, now)
    current = locked_talent(department, talent)
    log_talent(current, "see_number", actor, now, after={"department": department.slug})
    return current.phone, current.email


def _must_fit(talent: Talent, department: Department, of: str, now: int) -> None:
    found = next((one for one in lists_of(the_plan(), department.slug) if one.key == of), None)
    if found is None:
        raise Absent(of)
    if not standing(now).filter(pk=talent.pk).exists():
        raise NotListed(talent.public_id)
    if found.organisations and talent.whose != Whose.ORGANISATION:
        raise OrganisationsOnly(of)
