"""What somebody has signed up for, in their own name: the programmes, and the dates at which that stands."""

from django.db.models import Prefetch, QuerySet

from booking.models import Coming, Person, SignUp
from booking.queries.bookings import Absent


def signups_of(person: Person) -> QuerySet[SignUp]:
    """Theirs alone, each with its dates as `standing`, the soonest first; what they gave back is not among
    them. Two queries, whatever their number."""
    standing = Coming.objects.exclude(state=Coming.State.CANCELLED).select_related("session")
    dates = Prefetch("dates", standing.order_by("session__start", "pk"), "standing")
    # What a group has signed up is the group's, whoever of its leaders did it.
    found = SignUp.objects.filter(person=person, group=None).select_related("programme__facility")
    return found.prefetch_related(dates)


def signup_by(person: Person, public_id: str) -> SignUp:
    """One of those. Absent for any other."""
    found = signups_of(person).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found
