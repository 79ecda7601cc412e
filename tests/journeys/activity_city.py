"""A nursery, an office without a hall, and two days. Run by `manage.py shell` in a service's data.

Today is Wednesday 2 December 2026, ten past four; the token of the nursery's link is forty times "7".
"""

from booking.models import Person, Post, Reporter
from booking.models.keys import fingerprint
from booking.rules.staff import Role
from facilities.models import Department
from tests.booking.activities import asked, confirmed, sent, the_office, told
from tests.factories import TODAY, at

the_office()
office = Person.objects.create_user("9002", "akari-2026", call_name="そのだ", is_staff=True)
Post.objects.create(person=office, department=Department.objects.get(slug="child-rearing"), role=Role.OFFICE)
made, token = asked(office, now=at("2026-09-20 10:00"))
first, _waiting = sent(token, told(), told(TODAY, "公園"))
confirmed(office, first)
asked(office, "つくし保育園", now=at("2026-09-20 10:00"))
Reporter.objects.filter(pk=made.pk).update(public_id="sakurahhhhhhhhhh", token_hash=fingerprint("7" * 40))
