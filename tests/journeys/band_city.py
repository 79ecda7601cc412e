"""A hall whose members register and whose evenings ask for a guardian's consent, and a band's leader. Run by
`manage.py shell` in a service's data.

Today is Wednesday 2 December 2026, ten past four.
"""

from datetime import date

from booking.models import Group, Membership, Person
from tests.factories import CONSENTING, REGISTERING, SAMPLE, a_hall
from tests.people import registered

a_hall(REGISTERING + CONSENTING.removeprefix(SAMPLE), phone="000-000-0000", city_en="Koganei")
haruka = Person.objects.create_user("1001", "akari-2026", call_name="はるか", birth_date=date(2009, 5, 11))
registered(haruka, "higashi-rules", date(2026, 5, 1), date(2027, 3, 31))
band = Group.objects.create(name="よるかぜバンド", kind=Group.Kind.BAND)
Membership.objects.create(group=band, person=haruka, role=Membership.Role.LEADER)
