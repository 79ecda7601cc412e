"""What somebody has signed up for: theirs alone, with the dates at which it stands."""

import pytest

from booking.actions.programmes import About, publish_programme
from booking.actions.signups import sign_up, stay_away
from booking.models import Coming, Person, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.programmes import lines_at
from booking.queries.signups import signup_by, signups_of
from booking.rules.exchange import Comer
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
TEEN = Comer("high_school", 11)


@pytest.fixture
def days(hall: Facility, desk: Person) -> list[Session]:
    """Two Saturdays, with a place for one high-schooler each."""
    a_department(hall)
    made = a_programme(hall, desk, About(name="歌の会", places={("high_school", None): 1}))
    publish_programme(programme=made, actor=desk, now=NOW)
    return [held(made, desk, span(day, "14:00", "16:00")) for day in ("2026-12-19", "2026-12-12")]


def signed_up(person: Person, *days: Session, now: int = NOW, **more: object) -> SignUp:
    named = [day.public_id for day in days]
    told: dict[str, object] = {"party": [TEEN], "person": person, "now": now, **more}
    return sign_up(programme=days[0].programme, sessions=named, **told)  # type: ignore[arg-type]


def standing(person: Person) -> list[list[int]]:
    return [[one.start for one in _sessions(found)] for found in signups_of(person)]


def _sessions(found: SignUp) -> list[Session]:
    rows: list[Coming] = getattr(found, "standing", [])
    return [one.session for one in rows]


def test_its_dates_stand_in_their_order_without_those_that_were_given_back(
    teen: Person, days: list[Session]
) -> None:
    later, sooner = days
    made = signed_up(teen, later, sooner)
    assert standing(teen) == [[sooner.start, later.start]]
    stay_away(signup=made, session=sooner, actor=teen, now=NOW)
    assert standing(teen) == [[later.start]]


def test_what_a_group_has_signed_up_is_told_to_whoever_leads_it_and_to_no_other_of_it(
    teen: Person, days: list[Session]
) -> None:
    member = a_high_schooler()
    made = signed_up(teen, days[0], group=a_band(teen, member))
    assert signup_by(teen, made.public_id) == made
    assert standing(member) == []
    with pytest.raises(Absent):
        signup_by(member, made.public_id)


def test_the_line_of_each_date_is_told_in_its_order(teen: Person, days: list[Session]) -> None:
    first, second = a_high_schooler(), a_high_schooler()
    signed_up(teen, *days)
    waits = [signed_up(first, days[0], now=NOW + 60), signed_up(second, days[0], now=NOW + 120)]
    keys = [one.dates.get().pk for one in waits]
    assert lines_at([day.pk for day in days]) == {days[0].pk: keys, days[1].pk: []}
