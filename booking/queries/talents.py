"""地域人材リスト as it stands: who is found, on whose lists, in which state each department's is."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from booking.models import Group, Introduction, Listing, Person, Programme, Skill, Talent, TalentListState
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.rules.talents import KEPT, Answer, ListState, kept_since
from facilities.models import Department
from facilities.rules.stages import fiscal_year


class Sought(NamedTuple):
    """By what somebody looks: a skill of the list (its key), an age band, a word. "" is any."""

    skill: str = ""
    band: str = ""
    word: str = ""


def skills() -> list[Skill]:
    """The short list of words, in its order. One query."""
    return list(Skill.objects.all())


def own_talent(person: Person, group: Group | None) -> Talent | None:
    """What somebody offers themselves, or a group of theirs does. Two queries."""
    whose = Talent.objects.filter(person=person) if group is None else Talent.objects.filter(group=group)
    return whose.prefetch_related("skills").first()


def standing(now: int) -> QuerySet[Talent]:
    """Whoever is found: with a consent, verified, reached lately; and no group that is no more."""
    return Talent.objects.filter(
        Q(group=None) | Q(group__dissolved_at=None),
        consented_on__isnull=False,
        verified_at__isnull=False,
        reached_at__gt=kept_since(now),
    )


def public_talents(sought: Sought, now: int) -> list[Talent]:
    """Whoever stands on a list that is carried out, and fits. Four queries."""
    running = [one for one, state in states_now(now).items() if state is ListState.RUNNING]
    listed = Listing.objects.filter(department__in=running, until=None)
    # By what a card shows alone: whoever is found by a word reads there that it is theirs.
    found = _fitting(standing(now).filter(listings__in=listed), sought, Q(words__icontains=sought.word))
    return list(found.prefetch_related("skills", "listings__department"))


def talents_at(department: Department, sought: Sought, now: int) -> QuerySet[Talent]:
    """Whoever a department may introduce: found, on a list of its own or not yet. Three queries."""
    word = sought.word
    found = _fitting(standing(now), sought, Q(words__icontains=word) | Q(about__icontains=word))
    return found.prefetch_related("skills", "listings__department")


def waiting_talents(department: Department, now: int) -> QuerySet[Talent]:
    """Who has consented and is not verified yet, and what the department wrote down and nobody has agreed
    to. Three queries."""
    waits = Q(consented_on__isnull=False, verified_at=None) | Q(department=department, consented_on=None)
    rows = Talent.objects.filter(waits, Q(group=None) | Q(group__dissolved_at=None))
    return rows.filter(reached_at__gt=kept_since(now)).prefetch_related("skills", "listings__department")


def talent_at(department: Department, public_id: str) -> Talent:
    """One of those that a department may see: with a consent, or written down by itself. Absent."""
    seen = Q(consented_on__isnull=False) | Q(department=department)
    rows = Talent.objects.filter(seen, public_id=public_id).select_related("group", "verified_by")
    found = rows.prefetch_related("skills", "listings__department").first()
    if found is None:
        raise Absent(public_id)
    return found


def lists_with(talent: Talent, department: Department) -> set[str]:
    """On which lists of a department an entry stands, by the plan's keys. Where its listings were read with
    it no query."""
    stands = (one for one in talent.listings.all() if one.until is None)
    return {one.of for one in stands if one.department_id == department.pk}


def departments_with(talent: Talent) -> list[Department]:
    """Whose lists it stands on, each once."""
    return list(
        {one.department_id: one.department for one in talent.listings.all() if one.until is None}.values()
    )


def states_now(now: int) -> dict[int, ListState]:
    """The state of each department's list (by key) at an instant: what it said last of this fiscal year, or
    of one before. One query."""
    today = today_here(now)
    rows = TalentListState.objects.filter(year__lte=fiscal_year(today), day__lte=today)
    return {one.department_id: ListState(one.state) for one in rows}


def keeps_a_list(department: Department, now: int) -> bool:
    """Whether a department may hold anybody's entry now. One query."""
    return states_now(now).get(department.pk) in KEPT


def states_of(department: Department) -> QuerySet[TalentListState]:
    """All that it has said, the latest first. One query."""
    return TalentListState.objects.filter(department=department).order_by("-year", "-day", "-pk")


def states_in(year: int, last: date) -> dict[str, TalentListState]:
    """What each department (by its slug) has said last of a fiscal year up to a day; who has said nothing is
    not there. One query."""
    rows = TalentListState.objects.filter(year=year, day__lte=last).select_related("department")
    return {one.department.slug: one for one in rows}


def listed_counts(department: Department) -> dict[str, int]:
    """How many stand on each list of a department. Never added up: one may stand on several. One query."""
    found: dict[str, int] = defaultdict(int)
    for of in Listing.objects.filter(department=department, until=None).values_list("of", flat=True):
        found[of] += 1
    return found


def introductions_of(department: Department, first: date, last: date) -> QuerySet[Introduction]:
    """What a department has introduced in these days, the latest first. Two queries."""
    rows = Introduction.objects.filter(department=department, day__range=(first, last))
    rows = rows.exclude(answer=Answer.TAKEN_BACK).select_related("talent", "programme", "made_by")
    return rows.prefetch_related("talent__skills")


def introduction_at(department: Department, public_id: str) -> Introduction:
    """One of those. Absent."""
    rows = Introduction.objects.filter(department=department, public_id=public_id)
    found = rows.select_related("talent", "programme", "department").first()
    if found is None:
        raise Absent(public_id)
    return found


def programmes_to_name(department: Department) -> QuerySet[Programme]:
    """For which programmes of its own a department may introduce somebody: those that are not called off, the
    newest first. One query."""
    rows = Programme.objects.filter(department=department).exclude(state=Programme.State.CANCELLED)
    return rows.order_by("-pk")


def ending(now: int, unconsented_for: int) -> QuerySet[Talent]:
    """What has served its time: without a consent for so many seconds, or not reached for too long."""
    return Talent.objects.filter(
        Q(unconsented_at__lte=now - unconsented_for) | Q(reached_at__lte=kept_since(now))
    )


def skills_by(slugs: Collection[str]) -> list[Skill]:
    """Of the short list those with these keys. One query."""
    return list(Skill.objects.filter(slug__in=slugs))


def _fitting(rows: QuerySet[Talent], sought: Sought, said: Q) -> QuerySet[Talent]:
    """`said`: in which texts the word is looked for."""
    if sought.skill:
        rows = rows.filter(skills__slug=sought.skill)
    if sought.word:
        rows = rows.filter(said | Q(skills__name_ja=sought.word))
    keys = [one.pk for one in rows.distinct() if not sought.band or sought.band in one.bands]
    # The bands are a list in a document, which SQLite cannot be asked for.
    return Talent.objects.filter(pk__in=keys).select_related("group")
