"""At which halls somebody serves, and what they may do there."""

from collections.abc import Collection
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, FilteredRelation, Q, QuerySet

from booking.models import Person, Post
from booking.queries.people import today_here
from booking.rules.staff import RENEWAL_MONTHS, RIGHTS, Right, Role, holding, post_until
from facilities.models import Department, Facility
from facilities.rules.spans import local_day

POSTS = ("own", "office")  # at the hall itself, at its department


def desk_at(person: Person, slug: str, now: int) -> tuple[Facility, frozenset[Right]] | None:
    """A hall, published or not, and everything somebody may do there at an instant (seconds, UTC); None
    where there is no such hall. One query: every page of a desk begins with it."""
    # Also without the second factor: the door of a desk has to know of the post to ask for it (decision 21).
    hall = _with_posts(person).filter(slug=slug).first()
    return None if hall is None else (hall, _rights(hall, now))


def desks_of(person: Person, now: int) -> list[tuple[Facility, frozenset[Right]]]:
    """The halls at which somebody serves at an instant, in the city's order, with their rights. One query."""
    serving = ~Q(own=None) | ~Q(office=None)
    found = [(hall, _rights(hall, now)) for hall in _with_posts(person).filter(serving)]
    return [(hall, rights) for hall, rights in found if rights]


def _with_posts(person: Person) -> QuerySet[Any]:
    """Every hall with somebody's post there, and the one at its department: of each there is one at most."""
    own = FilteredRelation("posts", condition=Q(posts__person=person))
    office = FilteredRelation("department__posts", condition=Q(department__posts__person=person))
    told = {f"{of}_{what}": F(f"{of}__{what}") for of in POSTS for what in ("role", "until")}
    return Facility.objects.annotate(own=own, office=office).annotate(**told)


def _rights(hall: Any, now: int) -> frozenset[Right]:
    """What the posts found with a hall allow on its local day."""
    today = local_day(now, ZoneInfo(hall.timezone))
    posts = ((getattr(hall, f"{of}_role"), getattr(hall, f"{of}_until")) for of in POSTS)
    standing = (Role(role) for role, until in posts if role and (until is None or until >= today))
    return frozenset().union(*(RIGHTS[role] for role in standing))


def standing(now: int) -> Q:
    """The posts that have not ended at an instant: a post has no rights past its last day, swept or not."""
    return Q(until=None) | Q(until__gte=today_here(now))


def halls_with(person: Person, right: Right, now: int) -> QuerySet[Any]:
    """The halls (keys, as a query) at which somebody has a right at an instant; none in a session that
    lacks the second factor."""
    if not person.confirmed:
        return Facility.objects.none().values("pk")
    posts = Post.objects.filter(standing(now), person=person, role__in=holding(right))
    at = Q(posts__in=posts) | Q(department__posts__in=posts)
    return Facility.objects.filter(at).order_by().values("pk")


def halls_where(person: Person, right: Right, now: int) -> list[Facility]:
    """The same halls, in the city's order. One query."""
    return list(Facility.objects.filter(pk__in=halls_with(person, right, now)))


def first_hall_with(person: Person, right: Right, halls: QuerySet[Any] | None, now: int) -> int | None:
    """The first, in the city's order, of the halls (by key) at which somebody has a right; of `halls` (keys)
    alone where they are given. One query."""
    found = Facility.objects.filter(pk__in=halls_with(person, right, now))
    if halls is not None:
        found = found.filter(pk__in=halls)
    return found.values_list("pk", flat=True).first()


def may(person: Person, right: Right, halls: Collection[int], now: int) -> bool:
    """Whether somebody has a right at every one of these halls (by key); at none there is none. One query."""
    # Distinct: a hall is found once by a post there and once by one at its department.
    held = halls_with(person, right, now).filter(pk__in=halls).distinct().count()
    return held == len(set(halls)) > 0


def serves(person: Person, halls: Collection[int], now: int) -> bool:
    """Whether somebody is at the desk of every one of these halls (by key). One query."""
    return may(person, Right.DESK, halls, now)


def may_at_one(person: Person, right: Right, halls: QuerySet[Any] | Collection[int], now: int) -> bool:
    """Whether somebody has a right at one of these halls (keys) at least. One query."""
    return halls_with(person, right, now).filter(pk__in=halls).exists()


def may_anywhere(person: Person, right: Right, now: int) -> bool:
    """Whether somebody has a right at any hall at all. One query."""
    return halls_with(person, right, now).exists()


def has_a_post(person: Person, now: int) -> bool:
    """Whether somebody serves anywhere at an instant, at a hall or at a department, which may have no hall.
    One query."""
    return Post.objects.filter(standing(now), person=person).exists()


def departments_with(person: Person, right: Right, now: int) -> QuerySet[Department]:
    """The departments at which somebody has a right by a post at the department itself, in the city's order;
    none in a session that lacks the second factor. One query.

    A post at one of its halls is none at the office: there one serves people, here one answers for figures.
    """
    if not person.confirmed:
        return Department.objects.none()
    posts = Post.objects.filter(standing(now), person=person, role__in=holding(right))
    return Department.objects.filter(posts__in=posts)


def offices_of(person: Person, now: int) -> dict[Department, frozenset[Right]]:
    """The departments at which somebody has a post of their own at an instant, in the city's order, and what
    they may do there; none in a session that lacks the second factor. One query."""
    if not person.confirmed:
        return {}
    rows = Post.objects.filter(standing(now), person=person, department__isnull=False)
    found = rows.select_related("department").order_by("department__position", "department__slug")
    return {post.department: RIGHTS[Role(post.role)] for post in found if post.department}


def may_in_an_office(person: Person, right: Right, now: int) -> bool:
    """Whether somebody has a right at any hall, or at a department, which may have no hall. Two queries at
    most."""
    return may_anywhere(person, right, now) or departments_with(person, right, now).exists()


def posts_at(hall: Facility, now: int) -> QuerySet[Post]:
    """A hall's own posts, with their people; who has been there longest first."""
    return Post.objects.filter(standing(now), facility=hall).select_related("person").order_by("pk")


def posts_of_department(hall: Facility, now: int) -> QuerySet[Post]:
    """Those who serve at the hall from its department, with their people."""
    rows = Post.objects.filter(standing(now), department__facilities=hall)
    return rows.select_related("person", "department").order_by("pk")


def halls_of_post(post: Post) -> list[int]:
    """In whose logs a post stands, by key: its hall, or every hall of its department. At most one query."""
    if post.facility_id is not None:
        return [post.facility_id]
    return list(Facility.objects.filter(department=post.department_id).values_list("pk", flat=True))


def past_posts(now: int) -> QuerySet[Post]:
    """Posts whose last day is over."""
    return Post.objects.filter(until__lt=today_here(now)).select_related("person").order_by("pk")


def posts_to_remind(now: int) -> QuerySet[Post]:
    """In February and March: posts that end on the coming 31 March, of which nobody was told this month."""
    today = today_here(now)
    if today.month not in RENEWAL_MONTHS:
        return Post.objects.none()
    untold = Q(reminded_on=None) | Q(reminded_on__lt=today.replace(day=1))
    rows = Post.objects.filter(untold, until__gte=today, until__lte=post_until(today))
    return rows.select_related("person", "facility", "department").order_by("pk")


def staff_of(hall: Facility, right: Right, now: int) -> QuerySet[Person]:
    """Whoever has a right at a hall, there or from its department. One query."""
    here = Q(facility=hall) | Q(department__facilities=hall)
    posts = Post.objects.filter(here, standing(now), role__in=holding(right))
    return Person.objects.filter(posts__in=posts, is_active=True).distinct().order_by("pk")
