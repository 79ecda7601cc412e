"""A hall of the children's office with a fiscal year that is over. Run by `manage.py shell` in a service's
data, which has the sample city's rules.

Today is Wednesday 2 December 2026, ten past four: fiscal 2025 has ended.
"""

from booking.models import Person, Post
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.years import children, two_dates

Facility.objects.update(published=True)
hall = Facility.objects.get(slug="honcho")
office = children(hall)
desk = Person.objects.create_user("9001", "akari-2026", call_name="おか", is_staff=True)
Post.objects.create(person=desk, facility=hall, role=Role.DESK)
clerk = Person.objects.create_user("9002", "akari-2026", call_name="いちかわ", is_staff=True)
Post.objects.create(person=clerk, department=office, role=Role.OFFICE)
two_dates(hall, desk)
