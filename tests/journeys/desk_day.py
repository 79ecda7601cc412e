"""Who has what at the hall on the day that is played at its desk. Run after `people.py`, in the same data."""

from datetime import date

from booking.models import Group, Induction, Membership, Person, Wait, Wish
from facilities.models import Facility, Room
from tests.factories import a_booking, span

hall = Facility.objects.get(slug="nukui-minami")
haruka, sora = (Person.objects.get(card_number=card) for card in ("1001", "1002"))
leader = Person.objects.get(card_number="1003")
Induction.objects.create(person=leader, course="band-room", taken_on=date(2026, 5, 1))
rooms = {room.slug: room for room in Room.objects.filter(facility=hall)}
yorukaze = Group.objects.get(name="よるかぜバンド")
readers = Group.objects.create(public_id="readershhhhhhhhh", name="読書会", kind=Group.Kind.CIRCLE)
Membership.objects.create(group=readers, person=sora, role=Membership.Role.LEADER)
TODAY, SATURDAY = "2026-12-02", "2026-12-05"
for room, day, start, end, key, who, fields in (
    ("playroom", TODAY, "15:00", "16:00", "earlyhhhhhhhhhhh", haruka, {"counted": {"elementary": 5}}),
    ("playroom", TODAY, "16:00", "17:00", "playhhhhhhhhhhhh", haruka, {"counted": {"elementary": 3}}),
    (
        "salon",
        TODAY,
        "16:00",
        "17:00",
        "salonhhhhhhhhhhh",
        sora,
        {"counted": {"junior_high": 2}, "code": "0427"},
    ),
    ("music", TODAY, "15:30", "17:00", "missedhhhhhhhhhh", haruka, {"counted": {"high_school": 4}}),
    ("salon", SATURDAY, "13:00", "14:00", "acceptshhhhhhhhh", haruka, {"group": yorukaze}),
    ("salon", SATURDAY, "15:00", "16:00", "chooseshhhhhhhhh", sora, {"group": readers}),
):
    counted = fields.pop("counted", {})
    made = a_booking(
        rooms[room],
        span(day, start, end),
        who,
        public_id=key,
        headcount=sum(counted.values()) or 1,
        counted=counted,
        **fields,
    )
    if not counted:
        made.people.set([who])
band = Group.objects.create(public_id="higashibandhhhhh", name="ひがしバンド", kind=Group.Kind.BAND)
Membership.objects.create(group=band, person=leader, role=Membership.Role.LEADER)
wish = Wish.objects.create(
    first_on=TODAY,
    last_on=TODAY,
    weekdays=[2],
    from_minute=15 * 60,
    until_minute=17 * 60,
    seconds=30 * 60,
)
wish.rooms.set([rooms["music"]])
wait = Wait.objects.create(person=leader, group=band, headcount=1, wish=wish, made_at=0)
wait.people.set([leader])
