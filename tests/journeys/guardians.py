"""A hall whose rules ask for a guardian's consent, and a band. Run by `manage.py shell` in a service's data.

Today is Wednesday 2 December 2026, ten past four.
"""

from datetime import date

from booking.models import Group, Membership, Person
from tests.factories import CONSENTING, a_hall

a_hall(CONSENTING, phone="000-000-0000", city_en="Koganei")
haruka = Person.objects.create_user("1001", "akari-2026", call_name="はるか", birth_date=date(2009, 5, 11))
sora = Person.objects.create_user("1002", "akari-2026", call_name="そら", birth_date=date(2012, 6, 20))
band = Group.objects.create(name="よるかぜバンド", kind=Group.Kind.BAND)
Membership.objects.create(group=band, person=sora, role=Membership.Role.LEADER)
Membership.objects.create(group=band, person=haruka)
