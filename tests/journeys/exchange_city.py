"""A hall of the children's office, its people, and the city's plan. Run by `manage.py shell` in a service's
data, which has the sample city's rules.

Today is Wednesday 2 December 2026, ten past four.
"""

from datetime import date
from pathlib import Path

from booking.actions.plans import import_plan
from booking.models import Group, Membership, Person, Post
from booking.rules.plans import read
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.programmes import FILE, a_department
from tests.factories import NOW

Facility.objects.update(published=True)
hall = Facility.objects.get(slug="honcho")
office = a_department(hall)
import_plan(plan=read(Path(FILE).read_text(), Path(FILE).name), actor=None, now=NOW)
desk = Person.objects.create_user("9001", "akari-2026", call_name="おか", is_staff=True)
Post.objects.create(person=desk, facility=hall, role=Role.DESK)
clerk = Person.objects.create_user("9002", "akari-2026", call_name="そのだ", is_staff=True)
Post.objects.create(person=clerk, department=office, role=Role.OFFICE)
Person.objects.create_user("1001", "akari-2026", call_name="はるか", birth_date=date(2012, 5, 11))
tome = Person.objects.create_user("1002", "akari-2026", call_name="とめ", birth_date=date(1951, 3, 2))
circle = Group.objects.create(public_id="komanokaihhhhhhh", name="こまの会", kind=Group.Kind.SENIORS)
Membership.objects.create(group=circle, person=tome, role=Membership.Role.LEADER)
