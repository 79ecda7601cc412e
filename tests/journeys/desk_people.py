"""Who is expected at the hall's desk this Wednesday afternoon. Run after `people.py`, in the same data."""

from booking.models import Group, Person
from facilities.models import Facility, Room, Space
from tests.factories import a_booking, span

hall = Facility.objects.get(slug="nukui-minami")
haruka = Person.objects.get(card_number="1001")
band = Group.objects.get(public_id="yorukazebandhhhh")
five = {"counted": {"junior_high": 2, "high_school": 3}, "headcount": 5}
for room, start, end, key, fields in (
    ("music", "15:30", "17:00", "musichhhhhhhhhhh", {"group": band, **five}),
    ("music", "17:00", "19:00", "eveninghhhhhhhhh", {"group": band, **five}),
    ("salon", "16:00", "17:00", "salonhhhhhhhhhhh", {"counted": {"junior_high": 4}, "headcount": 4}),
    ("playroom", "13:00", "14:00", "untoldhhhhhhhhhh", {"counted": {"elementary": 6}, "headcount": 6}),
    ("playroom", "15:00", "16:00", "playhhhhhhhhhhhh", {"counted": {"elementary": 9}, "headcount": 9}),
):
    where = Room.objects.get(facility=hall, slug=room)
    a_booking(where, span("2026-12-02", start, end), haruka, public_id=key, **fields)
corner = Room.objects.create(
    facility=hall, slug="corner", name_ja="学習コーナー", bookable=False, capacity=24, position=9
)
corner.spaces.add(Space.objects.create(facility=hall, slug="corner"))
