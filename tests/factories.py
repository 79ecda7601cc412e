"""Halls, rooms and bookings as the tests mean them, on literal dates. Their today is 2 December 2026."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from booking.models import Booking, Claim, Person
from booking.rules import rulebook
from booking.rules.lifecycle import HOLDING, State
from facilities.models import Closure, Evening, Facility, Room, Rulebook, Space
from facilities.rules.spans import Span

TOKYO = ZoneInfo("Asia/Tokyo")


def at(text: str) -> int:
    """The instant of a wall time in Tokyo: at("2026-12-02 16:10")."""
    return int(datetime.fromisoformat(text).replace(tzinfo=TOKYO).timestamp())


def span(day: str, start: str, end: str) -> Span:
    """span("2026-12-04", "17:00", "19:00"); "24:00" is the midnight at its end."""
    if end == "24:00":
        return Span(at(f"{day} {start}"), at(f"{date.fromisoformat(day) + timedelta(days=1)} 00:00"))
    return Span(at(f"{day} {start}"), at(f"{day} {end}"))


TODAY = date(2026, 12, 2)  # a Wednesday
NOW = at("2026-12-02 16:10")


SAMPLE = (Path(__file__).parent / "sample.toml").read_text()
NIGHTS = SAMPLE.replace('from = "10:00"\n  to = "17:00"', 'from = "0:00"\n  to = "24:00"', 1)
TURNOVER = """
[[clauses]]
id = "T1"
ja = "予約と予約のあいだは30分あけます。"
en = "Thirty minutes stay free between two bookings."
  [[clauses.says]]
  type = "turnover"
  minutes = 30
"""
ARRIVING = """
[[clauses]]
id = "K1"
ja = "鍵は10分前から渡します。"
en = "The key is handed out from ten minutes before."
  [[clauses.says]]
  type = "key"
  rooms = ["band"]
  from_minutes = 10

[[clauses]]
id = "P1"
ja = "利用証を見せてください。"
en = "Show your card."
  [[clauses.says]]
  type = "procedure"
  topic = "CHECKIN"
  when = "arriving"
"""
# The same hall where it asks for more than ages: a course before the music room, a purpose in others.
DEMANDING = (
    SAMPLE
    + """
[[clauses]]
id = "M7"
ja = "音楽室をはじめて使う前に、講習会を受けます。"
en = "Before the first use of the music room everybody takes a course."
  [[clauses.says]]
  type = "induction"
  rooms = ["band"]
  course = "band-room"

[[clauses]]
id = "P1"
ja = "工作室は、勉強か工作に使えます。"
en = "The craft room is for study or for making things."
  [[clauses.says]]
  type = "purpose"
  rooms = ["craft"]
  only = ["study", "making"]

[[clauses]]
id = "P2"
ja = "和室Aでは、物を売れません。"
en = "Nothing is sold in room A."
  [[clauses.says]]
  type = "purpose"
  rooms = ["a"]
  never = ["sales"]

[names]
band-room = { ja = "音楽室の講習会", en = "Music room course" }
study = { ja = "勉強", en = "Study" }
making = { ja = "工作", en = "Making things" }
sales = { ja = "販売", en = "Sales" }
"""
)

# The same hall where the craft room's other purposes are asked of the hall.
ASKING = (
    SAMPLE
    + """
[[clauses]]
id = "P3"
ja = "工作室は、勉強か工作に使えます。ほかのことに使うときは、館に聞いてください。"
en = "The craft room is for study or for making things; ask the hall about anything else."
  [[clauses.says]]
  type = "purpose"
  rooms = ["craft"]
  only = ["study", "making"]
  others = "ask"

[names]
study = { ja = "勉強", en = "Study" }
making = { ja = "工作", en = "Making things" }
"""
)


# The same hall where a use costs something, and two clauses let people off it.
COSTING = (
    SAMPLE
    + """
[[clauses]]
id = "X1"
ja = "1回300円です。"
en = "300 yen a use."
  [[clauses.says]]
  type = "fee"
  yen = 300
  per = "use"

[[clauses]]
id = "X2"
ja = "年のちがう人がいっしょに活動するサークルは、料金が半分です。"
en = "Circles in which people of all ages meet pay half."
  [[clauses.says]]
  type = "fee_class"
  users = { kinds = ["circle"] }
  pays_percent = 50

[[clauses]]
id = "X3"
ja = "障害者手帳を見せた人は、音楽室の料金がかかりません。"
en = "Whoever shows a disability card pays nothing for the music room."
  [[clauses.says]]
  type = "fee_class"
  rooms = ["band"]
  proofs = ["disability-card"]
  pays_percent = 0

[names]
disability-card = { ja = "障害者手帳", en = "A disability card" }
"""
)
# The same hall where a guardian agrees before children come in the evening; the other clause is stricter.
CONSENTING = (
    SAMPLE
    + """
[[clauses]]
id = "G1"
ja = "中学生までの人が17時から音楽室を使うには、保護者の同意がいります。"
en = "Up to junior high one uses the music room from 17:00 only with a guardian's consent."
  [[clauses.says]]
  type = "consent"
  rooms = ["band"]
  purpose = "evening"
  ages = { to_stage = "junior_high" }
  during = { from = "17:00" }

[[clauses]]
id = "G2"
ja = "中学生までの人が工作室を使うには、保護者の同意がいります。"
en = "Up to junior high one uses the craft room only with a guardian's consent."
  [[clauses.says]]
  type = "consent"
  rooms = ["craft"]
  purpose = "craft"
  ages = { to_stage = "junior_high" }
  through_child = "paper"

[names]
evening = { ja = "17時からの音楽室", en = "the music room from 17:00" }
craft = { ja = "工作室の道具", en = "tools of the craft room" }
"""
)
# The same hall where people register, for a fiscal year each time, and prove where they live.
REGISTERING = (
    SAMPLE
    + """
[[clauses]]
id = "R1"
ja = "利用登録をした人が使えます。"
en = "The rooms are for registered users."
  [[clauses.says]]
  type = "registration"
  of = "person"

[[clauses]]
id = "R2"
ja = "登録は、登録した年度の3月31日までです。"
en = "A registration holds until 31 March of its fiscal year."
  [[clauses.says]]
  type = "registration_until"
  of = "person"
  until = "fiscal_year_end"
"""
)
AT_REGISTERING = """
[[clauses]]
id = "R3"
ja = "登録できるのは、市内に住む、働く、通学する人です。"
en = "Those register who live, work or study in the city."
  [[clauses.says]]
  type = "residency"
  ties = ["lives", "works", "studies"]
  steps = ["register"]

[[clauses]]
id = "R4"
ja = "小学生が登録するときは、保護者の承認がいります。"
en = "Elementary pupils need a guardian's consent to register."
  [[clauses.says]]
  type = "consent"
  ages = { to_stage = "elementary" }
  purpose = "registration"
  steps = ["register"]

[[clauses]]
id = "R5"
ja = "登録できるのは、小学生からです。"
en = "From elementary school on one can register."
  [[clauses.says]]
  type = "who"
  ages = { from_stage = "elementary" }
  steps = ["register"]

[names]
registration = { ja = "利用登録", en = "registering" }
"""
AT_THE_COUNTER = """
[[clauses]]
id = "R6"
ja = "登録は、窓口でします。"
en = "One registers at the counter."
  [[clauses.says]]
  type = "channel"
  channels = ["counter"]
  steps = ["register"]
"""


def a_facility(slug: str = "higashi", **fields: Any) -> Facility:
    kind = Facility.Kind.CHILDRENS_HALL
    defaults = {"name_ja": "東児童館", "name_en": "Higashi Children's Hall", "city": "小金井市", "kind": kind}
    return Facility.objects.create(slug=slug, **{"published": True, **defaults, **fields})


def a_room(facility: Facility | None = None, slug: str = "band", *spaces: str, **fields: Any) -> Room:
    """A room with a space of its own name, or joined from the spaces named."""
    facility = facility or a_facility()
    room = Room.objects.create(facility=facility, slug=slug, **{"name_ja": slug, "name_en": slug, **fields})
    made = [Space.objects.get_or_create(facility=facility, slug=name)[0] for name in spaces or (slug,)]
    room.spaces.set(made)
    return room


def a_hall(text: str = SAMPLE, **fields: Any) -> Facility:
    """The first hall of a rulebook, with its rooms, judged by it; the sample's unless another is given."""
    rules = rulebook.read(text, "sample.toml")
    place = rules.halls[0]
    hall = a_facility(place.key, **fields)
    for room in place.rooms:
        names = {"name_ja": room.name.ja, "name_reading": room.name.reading, "name_en": room.name.en}
        facts = {"capacity": room.capacity, "loud": room.loud, "bookable": room.bookable}
        a_room(hall, room.key, *room.made_of, **names, **facts)
    a_version(rules, hall)
    return hall


def a_version(rules: rulebook.Rulebook, *halls: Facility) -> Rulebook:
    row = Rulebook.objects.create(
        key=rules.key,
        valid_from=rules.valid_from,
        title_ja=rules.title.ja,
        title_en=rules.title.en,
        sample=rules.sample,
        document=rules.document,
        digest=rules.digest,
    )
    row.facilities.set(halls)
    return row


def a_band_room() -> Room:
    """The music room of the sample: bands of two hours from 10:00 to 17:00, Wed and Fri until 21:00."""
    return the_room(a_hall(), "band")


def the_room(hall: Facility, slug: str) -> Room:
    return Room.objects.select_related("facility").get(facility=hall, slug=slug)


def an_evening(hall: Facility, when: Span, *rooms: Room, **fields: Any) -> Evening:
    evening = Evening.objects.create(facility=hall, start=when.start, end=when.end, **fields)
    evening.rooms.set(rooms)
    return evening


def a_closure(hall: Facility, when: Span, *rooms: Room, **fields: Any) -> Closure:
    closure = Closure.objects.create(facility=hall, start=when.start, end=when.end, **fields)
    closure.rooms.set(rooms)
    return closure


def a_booking(room: Room, when: Span, person: Person | None = None, **fields: Any) -> Booking:
    """A booking as it would stand in the tables, with its claims, and without asking anybody."""
    state = fields.get("state", State.BOOKED)
    booking = Booking.objects.create(
        **{
            "room": room,
            "start": when.start,
            "end": when.end,
            "person": person,
            "headcount": 1,
            "channel": "web",
            "made_at": NOW,
            "changed_at": NOW,
            **fields,
        }
    )
    if state in HOLDING:
        held = [Claim(booking=booking, space=it, start=when.start, end=when.end) for it in room.spaces.all()]
        Claim.objects.bulk_create(held)
    return booking
