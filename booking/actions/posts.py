"""Who serves at a hall, as what, until when: posts are given, changed, ended and renewed.

A post ends on 31 March unless it is renewed. Nobody decides about their own, but that they may lay it
down; what waits at a hall waits for whoever serves there, so a successor needs nothing handed over.
`now` is an instant (seconds, UTC).
"""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.desk import must_hold
from booking.actions.locks import lock
from booking.models import Person, Post
from booking.queries.bookings import Absent
from booking.queries.people import by_login, today_here
from booking.queries.posts import halls_of_post, past_posts, posts_at, posts_to_remind, standing
from booking.rules.staff import Right, Role, post_until, renewed_until
from facilities.models import Facility

AT_ONCE = 50


class OwnPost(Exception):
    """Nobody decides about their own post, nor about their own second factor."""


class LastManager(Exception):
    """A hall keeps somebody who says who serves: another one comes first."""


class HasPost(Exception):
    """They serve at the hall already: the post is changed, not given twice."""


class NotYet(Exception):
    """Posts are renewed from February on."""


@transaction.atomic
def find_for_post(*, hall: Facility, card: str, actor: Person, now: int) -> Person | None:
    """Whose card it is, so that nobody gives a post to the wrong one; the look is logged. None if there is
    no such card. Absent for whoever does not say who serves there."""
    must_hold(actor, Right.STAFF, hall.pk, now=now)
    # By card only: whoever could try mail addresses here would learn who is a member.
    found = by_login(card) if card and "@" not in card else None
    if found is None or not found.is_active:
        return None
    log("person", found.public_id, "look", actor, now, after={"looked_at": "post"}, hall=hall.pk)
    return found


@transaction.atomic
def give_post(
    *, hall: Facility, person: Person, role: Role, actor: Person, now: int, until: date | None = None
) -> Post:
    """Somebody serves at the hall up to the coming 31 March, or up to `until` if that is sooner.

    Absent for whoever does not say who serves there, OwnPost, HasPost. Inverse: `end_post`.
    """
    must_hold(actor, Right.STAFF, hall.pk, now=now)
    if person.pk == actor.pk:
        raise OwnPost
    # All who serve there, and not the one alone: two managers who give the same post at once give it once.
    lock(people=_serving(hall.pk) | {person.pk})
    # The worker ends posts at night; one whose last day is over may still lie there and be in the way.
    for past in past_posts(now).filter(person=person, facility=hall):
        _take_away(past, None, now)
    if Post.objects.filter(person=person, facility=hall).exists():
        raise HasPost
    last = post_until(today_here(now))
    post = Post.objects.create(
        person=person, facility=hall, role=role, until=min(until, last) if until else last
    )
    Person.objects.filter(pk=person.pk).update(is_staff=True)
    _log(post, "give_post", actor, now, after=_told(post))
    return post


@transaction.atomic
def change_role(*, post: Post, role: Role, actor: Person, now: int) -> Post:
    """They serve as something else from now on. Where they do already nothing changes.

    Absent, OwnPost. Inverse: changing it back.
    """
    current = _locked(post, actor, now)
    before = {"role": current.role}
    if current.role != role:
        current.role = role
        current.save(update_fields=["role"])
        _log(current, "change_role", actor, now, before=before, after={"role": role})
    return current


@transaction.atomic
def end_post(*, post: Post, actor: Person, now: int) -> None:
    """They serve there no more, from this moment on.

    One may end one's own: LastManager where nobody else would say who serves. Absent for whoever does not
    say who serves there. Inverse: `give_post`.
    """
    current = _own(post, now) if post.person_id == actor.pk else _locked(post, actor, now)
    _take_away(current, actor, now)


@transaction.atomic
def renew_posts(*, hall: Facility, posts: Collection[int], actor: Person, now: int) -> list[Post]:
    """These posts (by key) go on to the end of the next fiscal year; one's own is left to somebody else.

    Absent for whoever does not say who serves there, NotYet. Inverse: ending them.
    """
    must_hold(actor, Right.STAFF, hall.pk, now=now)
    last = renewed_until(today_here(now))
    # Renewed earlier, a post would outlast a transfer that is only decided with the new year.
    if last is None:
        raise NotYet
    lock(people=_serving(hall.pk))
    renewed = [one for one in posts_at(hall, now).filter(pk__in=posts) if one.person_id != actor.pk]
    renewed = [one for one in renewed if one.until is None or one.until < last]
    for post in renewed:
        before = {"until": post.until.isoformat() if post.until else None}
        post.until = last
        post.save(update_fields=["until"])
        _log(post, "renew_post", actor, now, before=before, after={"until": last.isoformat()})
    return renewed


def end_past_posts(*, now: int) -> int:
    """Ends posts whose last day is over, at most AT_ONCE; how many it were. Repeated, it finds none.
    Inverse: none, a new one is given."""
    due = list(past_posts(now)[:AT_ONCE])
    for post in due:
        _end_past(post, now)
    return len(due)


@transaction.atomic
def remind_of_posts(*, now: int) -> int:
    """Tells in February, and again in March, whose posts end with the fiscal year, and whoever can renew
    them; at most AT_ONCE, how many it were. Repeated in a month it tells nobody twice. Inverse: none."""
    due = list(posts_to_remind(now)[:AT_ONCE])
    lock(people={one.person_id for one in due})
    # Asked once more under the locks: a manager may have renewed some while these were waited for.
    told = list(posts_to_remind(now).filter(pk__in=[one.pk for one in due]))
    Post.objects.filter(pk__in=[one.pk for one in told]).update(reminded_on=today_here(now))
    notices.posts_end(told, now)
    return len(due)


@transaction.atomic
def _end_past(post: Post, now: int) -> None:
    lock(people=[post.person_id])
    current = past_posts(now).filter(pk=post.pk).first()
    if current is not None:
        _take_away(current, None, now)


def must_decide(actor: Person, post: Post, now: int) -> None:
    """Absent for whoever does not say who serves at the post's hall, OwnPost. A department's posts are
    nobody's to change here."""
    if post.facility_id is None:
        raise Absent(post.pk)
    must_hold(actor, Right.STAFF, post.facility_id, now=now)
    if post.person_id == actor.pk:
        raise OwnPost


def _locked(post: Post, actor: Person, now: int) -> Post:
    must_decide(actor, post, now)
    lock(people=_serving(post.facility_id) | {post.person_id})
    return _current(post)


def _own(post: Post, now: int) -> Post:
    lock(people=_serving(post.facility_id))
    current = _current(post)
    managers = Post.objects.filter(standing(now), facility=current.facility_id, role=Role.MANAGER)
    others = managers.exclude(pk=current.pk)
    if current.role == Role.MANAGER and not others.exists():
        raise LastManager
    return current


def _current(post: Post) -> Post:
    # Read again under the lock: somebody else may have ended it while the page lay open.
    found = Post.objects.select_related("person").filter(pk=post.pk).first()
    if found is None:
        raise Absent(post.pk)
    return found


def _take_away(post: Post, actor: Person | None, now: int) -> None:
    person = post.person
    _log(post, "end_post", actor, now, before=_told(post))
    post.delete()
    # With the last post the desk closes to them at their next request; who keeps the service keeps its door.
    if not person.posts.exists() and not person.is_superuser:
        Person.objects.filter(pk=person.pk).update(is_staff=False)


def _serving(hall: int | None) -> set[int]:
    """Whoever serves at a hall: of two managers who lay down their posts at once, the second is told."""
    return set(Post.objects.filter(facility=hall).values_list("person", flat=True))


def _told(post: Post) -> dict[str, object]:
    return {"role": post.role, "until": post.until.isoformat() if post.until else None}


def _log(
    post: Post,
    verb: str,
    actor: Person | None,
    now: int,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    for hall in halls_of_post(post):
        log("post", post.person.public_id, verb, actor, now, before=before, after=after, hall=hall)
