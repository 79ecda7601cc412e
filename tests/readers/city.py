"""A hall, and whoever subscribes to something of it. Run by `manage.py shell` in a service's data.

Today is Wednesday 2 December 2026, ten past four.
"""

from datetime import date

from booking.actions.evenings import open_evenings
from booking.actions.programmes import About, hold_session, publish_programme
from booking.models import Group, Guardian, Membership, Person, Post, Programme
from booking.models.keys import fingerprint
from booking.queries.party import Company
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.rules.evenings import EveningPlan
from tests.booking.programmes import a_department, a_programme
from tests.booking.series import TERM, booked, weekly
from tests.factories import NOW, a_booking, a_hall, span, the_room
from tests.readers.hall import BAND, LINK, SONGS

hall = a_hall(TERM)
desk = Person.objects.create_user("9001", "akari-2026", is_staff=True)
Post.objects.create(person=desk, facility=hall, role=Role.MANAGER)
haruka, riku = (
    Person.objects.create_user(card, "akari-2026", birth_date=date(2009, 5, 11)) for card in ("1001", "1002")
)
band = Group.objects.create(public_id=BAND, name="よるかぜ", kind=Group.Kind.BAND)
Membership.objects.create(group=band, person=haruka, role=Membership.Role.LEADER)
Guardian.objects.create(
    child=haruka, name="森 葉子", reached=Guardian.Reached.OWN, until=18, made_at=0,
    token_hash=fingerprint(LINK),
)  # fmt: skip
# Wednesdays from 9 December to 13 January, 13:00 to 15:00.
craft, a, b = (the_room(hall, slug) for slug in ("craft", "a", "b"))
booked(craft, haruka, recurrence=weekly(6), company=Company(group=band.pk), purpose="合奏")
a_booking(b, span("2026-12-05", "10:00", "11:00"), riku)
# Given back: the one is told until tonight, the other was told until last night.
for day in ("2026-11-25", "2026-11-24"):
    a_booking(a, span(day, "10:00", "11:00"), haruka, group=band, state=State.CANCELLED)
thursdays = {"first": date(2026, 12, 3), "last": date(2026, 12, 31), "weekdays": ["thu"]}
plan = EveningPlan.model_validate({"recurrence": thursdays, "from": "17:00", "to": "21:00"})
open_evenings(facility=hall, plan=plan, actor=desk, now=NOW)
# What the hall leads: a date in the park, from which the desk goes on.
a_department(hall)
songs = a_programme(hall, desk, About(name="むかしの歌", places={("elementary", None): 5}))
Programme.objects.filter(pk=songs.pk).update(public_id=SONGS)
songs = publish_programme(programme=Programme.objects.get(pk=songs.pk), actor=desk, now=NOW)
hold_session(
    programme=songs, span=span("2026-12-20", "14:00", "16:00"), elsewhere="栗山公園", title="歌を聞く",
    actor=desk, now=NOW,
)  # fmt: skip
