"""Who has the band room on an evening to which nobody comes, and who waits for it. Run after `people.py`, in
the same data."""

from datetime import date

from booking.actions.waiting import wait
from booking.models import Group, Induction, Membership, Person
from booking.queries.party import Company, asker_of
from booking.rules.waiting import Wish
from facilities.models import Room
from tests.factories import NOW, a_booking, span

TODAY = date(2026, 12, 2)
haruka, leader = (Person.objects.get(card_number=card) for card in ("1001", "1003"))
Induction.objects.create(person=leader, course="band-room", taken_on=date(2026, 5, 1))
music = Room.objects.get(facility__slug="nukui-minami", slug="music")
use = span("2026-12-02", "16:00", "18:00")
a_booking(music, use, haruka, public_id="missedhhhhhhhhhh", headcount=4, counted={"high_school": 4})
band = Group.objects.create(public_id="higashibandhhhhh", name="ひがしバンド", kind=Group.Kind.BAND)
Membership.objects.create(group=band, person=leader, role=Membership.Role.LEADER)
evening = Wish(
    rooms=frozenset([music.pk]),
    first=TODAY,
    last=TODAY,
    weekdays=frozenset([TODAY.weekday()]),
    from_minute=17 * 60,
    until_minute=19 * 60,
    seconds=60 * 60,
)
wait(asker=asker_of(leader, Company(band.pk, (leader.pk,)), NOW), wish=evening, now=NOW)
