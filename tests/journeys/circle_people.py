"""Who meets in the district centre of the journey. Run by `manage.py shell` inside the service's own data.

Today is Wednesday 2 December 2026, ten past four.
"""

from datetime import date

from booking.models import Group, Membership, Person
from facilities.models import Facility, Room
from tests.factories import a_booking, a_closure, span

Facility.objects.update(published=True)
centre = Facility.objects.get(slug="sakura")
hall = Room.objects.get(facility=centre, slug="hall")
people = [
    ("2001", "よしえ", date(1958, 4, 2)),
    ("2002", "りく", date(2012, 6, 20)),
    ("2003", "あおい", date(2017, 9, 3)),
]
yoshie, riku, aoi = (
    Person.objects.create_user(card, "akari-2026", call_name=name, birth_date=born)
    for card, name, born in people
)
circle = Group.objects.create(name="けん玉の会", kind=Group.Kind.CIRCLE)
Membership.objects.create(group=circle, person=yoshie, role=Membership.Role.LEADER)
Membership.objects.create(group=circle, person=riku)
Membership.objects.create(group=circle, person=aoi)
# Their last meeting, in whose company they meet again.
last = a_booking(
    hall, span("2026-11-21", "13:00", "17:00"), yoshie, group=circle, counted={"elementary": 4}, headcount=7
)
last.people.set([yoshie, riku, aoi])
# Others are faster in January, and in February the floor is being polished.
other = Person.objects.create_user("2004", "akari-2026", birth_date=date(1990, 1, 1))
a_booking(hall, span("2027-01-16", "13:00", "17:00"), other)
a_closure(centre, span("2027-02-13", "00:00", "24:00"), reason_ja="床の手入れ", reason_en="Floor polishing")
