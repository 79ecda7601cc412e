"""A hall at whose desk every page has something to show. Run after `people.py`, in the same data."""

from datetime import date

from booking.actions.committees import name_committee
from booking.actions.kiosks import call_staff, make_kiosk
from booking.actions.lottery import Offer, open_round, set_round
from booking.actions.meetings import Told as Liaison
from booking.actions.meetings import hold_meeting
from booking.actions.programme_fees import issue_fee_receipt, take_fee
from booking.actions.programmes import About
from booking.actions.rule_drafts import draft_rules
from booking.actions.rule_parts import put_days
from booking.actions.suggestions import Idea, suggest_programme
from booking.models import (
    Booking,
    Coming,
    Committee,
    CourseDate,
    Group,
    Meeting,
    Membership,
    Person,
    Programme,
    Request,
    Round,
    Series,
    SignUp,
)
from booking.rules.indicators import Kind
from booking.rules.meetings import Choice as Sort
from booking.rules.rounds import Terms
from facilities.models import Equipment, Facility, Room
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, a_booking, a_closure, at, span
from tests.people import registered

hall = Facility.objects.get(slug="nukui-minami")
rooms = {room.slug: room for room in Room.objects.filter(facility=hall)}
manager, haruka = (Person.objects.get(card_number=card) for card in ("9001", "1001"))
Person.objects.filter(pk=haruka.pk).update(public_id="harukahhhhhhhhhh")
band = Group.objects.get(public_id="yorukazebandhhhh")
registered(band, "koganei", date(2026, 5, 1), date(2027, 3, 31))
TODAY = "2026-12-02"
a_booking(
    rooms["salon"],
    span(TODAY, "16:00", "17:00"),
    haruka,
    public_id="insidehhhhhhhhhh",
    state="in_use",
    counted={"junior_high": 2},
    headcount=2,
)
a_booking(rooms["music"], span(TODAY, "15:30", "17:00"), haruka, public_id="latehhhhhhhhhhhh", group=band)
a_booking(rooms["playroom"], span(TODAY, "15:00", "16:00"), haruka, public_id="untoldhhhhhhhhhh")
asked = a_booking(rooms["salon"], span("2026-12-07", "13:00", "14:00"), haruka, state="provisional")
Request.objects.create(booking=asked, said="見学の人も来ます。", made_at=NOW)
a_closure(hall, span("2026-12-12", "09:00", "17:00"), rooms["salon"], reason_ja="ゆかの工事")
CourseDate.objects.create(
    public_id="coursehhhhhhhhhh",
    facility=hall,
    course="band-room",
    start=at("2026-12-08 17:00"),
    end=at("2026-12-08 17:15"),
    places=6,
)
terms = Terms(at("2026-12-01 09:00"), at("2026-12-10 20:00"), at("2026-12-12 12:00"))
fridays = [span(f"2027-01-{day:02}", "15:00", "17:00") for day in (8, 15, 22)]
planned = set_round(
    facility=hall,
    name_ja="冬の抽選",
    name_en="Winter",
    terms=terms,
    slots=[Offer(rooms["music"], fridays)],
    actor=manager,
    now=NOW,
)
open_round(lottery=planned.round, actor=manager, now=NOW)
Round.objects.update(public_id="roundhhhhhhhhhhh")
# One more that nobody has been told of: it can still be put right.
later = Terms(at("2027-01-15 09:00"), at("2027-01-25 20:00"), at("2027-01-27 12:00"))
sundays = [span(f"2027-02-{day:02}", "13:00", "15:00") for day in (7, 14)]
unannounced = set_round(
    facility=hall,
    name_ja="早春の抽選",
    name_en="Early spring",
    terms=later,
    slots=[Offer(rooms["music"], sundays)],
    actor=manager,
    now=NOW,
)
Round.objects.filter(pk=unannounced.round.pk).update(public_id="springhhhhhhhhhh")
made = make_kiosk(room=rooms["salon"], name="入口", groups=False, actor=manager, now=NOW)
call_staff(kiosk=made.kiosk, now=NOW)
Equipment.objects.create(room=rooms["salon"], slug="speaker", name_ja="スピーカー", name_en="Speaker")
draft_rules(facility=hall, valid_from=date(2027, 4, 1), actor=manager, now=NOW)
summer = {
    "key": "summer",
    "name": {"ja": "夏休み", "en": "Summer holidays"},
    "days": [{"every_year": [["07-21", "08-31"]]}],
}
put_days(facility=hall, days=summer, actor=manager, now=NOW)
weekly = Series.objects.create(
    room=rooms["salon"], event_id=0, person=haruka, headcount=2, counted={"high_school": 2}, made_at=NOW
)
for day in ("2026-12-09", "2026-12-16"):
    one = a_booking(rooms["salon"], span(day, "15:00", "16:00"), haruka, series=weekly)
    Booking.objects.filter(pk=one.pk).update(original_day=date.fromisoformat(day))
weekly.bookings.filter(original_day=date(2026, 12, 9)).update(public_id="weeklyhhhhhhhhhh")
a_department(hall)
songs = a_programme(hall, manager, About("むかしの歌を、バンドで。", places={("elementary", None): 3}))
held(songs, manager, span(TODAY, "15:00", "16:00"))
held(songs, manager, span("2026-12-12", "14:00", "16:00"))
songs.sessions.filter(start=at(f"{TODAY} 15:00")).update(public_id="songdayhhhhhhhhh")
Programme.objects.update(public_id="songshhhhhhhhhhh")
# One party of it has paid, and has its receipt; a meeting was entered here, and something suggested.
Programme.objects.update(fee=300)
coming = SignUp.objects.create(
    public_id="signuphhhhhhhhhh",
    programme=songs,
    person=haruka,
    party=[["elementary", 3]],
    made_at=NOW,
)
Coming.objects.create(signup=coming, session=songs.sessions.order_by("start")[0], state="coming", since=NOW)
take_fee(signup=coming, facility=hall, staff=manager, yen=300, now=NOW)
issue_fee_receipt(signup=coming, facility=hall, staff=manager, now=NOW)
liaison = Liaison(Sort(Kind.MEETING), span("2026-12-09", "14:00", "16:00"))
hold_meeting(department=hall.department, facility=hall, told=liaison, actor=manager, now=NOW)
Meeting.objects.update(public_id="meetinghhhhhhhhh")
suggest_programme(
    facility=hall, idea=Idea("ピザを焼く", "庭で焼きたいです。", "こむぎ"), person=None, now=NOW
)
children = Group.objects.create(name="みなみ子ども会議", kind=Group.Kind.CHILDREN)
Membership.objects.create(group=children, person=haruka, role=Membership.Role.ADULT_CONTACT)
name_committee(group=children, facility=hall, actor=manager, now=NOW)
of_the_city = Group.objects.create(name="こがねい子ども会議", kind=Group.Kind.CHILDREN)
Membership.objects.create(group=of_the_city, person=haruka, role=Membership.Role.ADULT_CONTACT)
bureau = hall.department
Committee.objects.create(group=of_the_city, department=bureau, since=NOW)
