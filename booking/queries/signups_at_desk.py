"""Who has signed up for a date of a programme, as the desk sees them; what they told besides is not here."""

from collections import Counter
from dataclasses import dataclass

from booking.models import Act, Coming, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.programmes import ages_of, comers
from booking.rules.exchange import Age, place_of
from booking.rules.lifecycle import UNDO


@dataclass(frozen=True, slots=True)
class Party:
    """A sign-up at a date: how it stands, and how many of which age come. `asked`: they told something that
    is kept still."""

    signup: SignUp
    state: str
    ages: dict[Age, int]
    asked: bool

    @property
    def heads(self) -> int:
        return sum(self.ages.values())


def parties_at(session: Session) -> list[Party]:
    """Those with a place first, then the line and whoever takes part in the draw. Two queries."""
    places = ages_of(session.programme)
    rows = Coming.objects.filter(session=session).exclude(state=Coming.State.CANCELLED)
    rows = rows.select_related("signup__person", "signup__group", "signup__particulars")
    in_order = sorted(rows.order_by("since", "pk"), key=lambda one: one.state != Coming.State.COMING)
    return [_party(one, places) for one in in_order]


def taken_out_at(session: Session, now: int) -> list[SignUp]:
    """Whom the desk has taken out of a date less than ten minutes ago, and not put back. Two queries."""
    acts = Act.objects.filter(subject="signup", verb="take_out", at__gt=now - UNDO)
    keys = [act.subject_id for act in acts if act.after.get("session") == session.public_id]
    gone = session.comings.filter(state=Coming.State.CANCELLED, signup__public_id__in=keys)
    return [one.signup for one in gone.select_related("signup__person", "signup__group")]


def _party(coming: Coming, places: dict[Age, int]) -> Party:
    signup = coming.signup
    party = comers(signup.party)
    ages = Counter(place_of(one, places) or Age(one.band, one.grade) for one in party)
    return Party(signup, coming.state, dict(ages), hasattr(signup, "particulars"))


def signup_at(programme: Programme, public_id: str) -> SignUp:
    """A sign-up for it. Absent."""
    found = (
        programme.signups.select_related("programme", "person", "group").filter(public_id=public_id).first()
    )
    if found is None:
        raise Absent(public_id)
    return found
