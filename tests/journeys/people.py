"""Who lives in the city of the journeys. Run by `manage.py shell` inside the service's own data.

The rules are those of the sample city; today is Wednesday 2 December 2026, ten past four.
"""

from datetime import date

from django.core.mail import send_mail

from booking.models import Consent, Group, Induction, Membership, Person, Post
from booking.rules.staff import Role
from facilities.models import Equipment, Evening, Facility, Room
from tests.factories import a_booking, at, span

Facility.objects.update(published=True)
hall = Facility.objects.get(slug="nukui-minami")
music = Room.objects.get(facility=hall, slug="music")
Equipment.objects.create(room=music, slug="drums", name_ja="ドラム", name_en="Drums")
for day in ("2026-12-02", "2026-12-04"):
    Evening.objects.create(
        facility=hall,
        start=at(f"{day} 17:00"),
        end=at(f"{day} 21:00"),
        reason_ja="夜間開放",
        admits={"from_stage": "junior_high", "to_stage": "high_school"},
    )
people = [("1001", "はるか", date(2009, 5, 11)), ("1002", "そら", date(2012, 6, 20))]
haruka, sora = (
    Person.objects.create_user(card, "akari-2026", call_name=name, birth_date=born)
    for card, name, born in people
)
for person in (haruka, sora):
    Induction.objects.create(person=person, course="band-room", taken_on=date(2026, 5, 1))
# So that the band may play in the evening, too.
Consent.objects.create(
    child=sora,
    hall=hall,
    rulebook="koganei",
    purpose="evening",
    way=Consent.Way.PAPER,
    given_on=date(2026, 5, 1),
    given_at=at("2026-05-01 10:00"),
    valid_until=date(2027, 3, 31),
)
band = Group.objects.create(public_id="yorukazebandhhhh", name="よるかぜバンド", kind=Group.Kind.BAND)
Membership.objects.create(group=band, person=haruka, role=Membership.Role.LEADER)
Membership.objects.create(group=band, person=sora)
# Somebody else has the room on Thursday at noon.
other = Person.objects.create_user("1003", "akari-2026", birth_date=date(2008, 12, 1))
a_booking(music, span("2026-12-03", "12:00", "13:00"), other, public_id="noonhhhhhhhhhhhh")
# What the outbox shows, with an address longer than a phone is wide.
send_mail(
    "新しいパスワード", f"http://127.0.0.1/in/password/reset/key/{'x' * 60}/", None, ["haruka@example.org"]
)
# Who manages the hall.
manager = Person.objects.create_user("9001", "akari-2026", call_name="おか", is_staff=True)
Post.objects.create(person=manager, facility=hall, role=Role.MANAGER)
