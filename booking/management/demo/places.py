"""The halls of the demo city: published, with what is known of them, and open in the evening."""

import tomllib
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.courses import set_course_date
from booking.actions.evenings import lay_out_evenings, open_evenings
from booking.actions.halls import publish
from booking.management.demo.city import NOBODYS, Access, City, Office, Thing
from booking.models import CourseDate, Person
from facilities.models import Department, Equipment, Facility, Room
from facilities.rules.spans import Span, instant, local_day

SAMPLE = Path("rulebooks/sample/koganei.toml")
COURSE = "band-room"
SATURDAY, COURSE_BEGINS, COURSE_SECONDS = 5, 10 * 60, 15 * 60
LONG_AGO = timedelta(days=60)  # the evenings have been open for a while when the city is loaded


def halls() -> list[Facility]:
    return list(Facility.objects.filter(rulebooks__key="koganei").distinct().order_by("position", "slug"))


def show(now: int) -> None:
    """Publishes the halls of the sample, in its order; the other cities' halls stay unpublished."""
    sample = tomllib.loads((settings.BASE_DIR / SAMPLE).read_text())
    for position, named in enumerate(sample["halls"]):
        Facility.objects.filter(slug=named["key"]).update(position=position)
        publish(facility=Facility.objects.get(slug=named["key"]), actor=None, now=now)


def furnish(city: City) -> None:
    """Access facts, a telephone that nobody has, and equipment, on the day of loading; what people
    change later is theirs."""
    Facility.objects.exclude(phone="").update(phone=NOBODYS)
    for office in city.departments:
        _answer_to(office)
    for access in city.halls:
        _note(Facility.objects.get(slug=access.key), access)
    for access in city.rooms:
        _note(_room(access.key), access)
    for thing in city.equipment:
        _place(thing)


def open_in_the_evening(city: City, now: int) -> None:
    """What staff decided some time ago, laid out as far as it is due today."""
    staff = Person.objects.get(card_number=next(member.card for member in city.people if member.staff))
    for evenings in city.evenings:
        hall = Facility.objects.get(slug=evenings.hall)
        if not hall.evenings.exists():
            zone = ZoneInfo(hall.timezone)
            first = local_day(now, zone) - LONG_AGO
            open_evenings(facility=hall, plan=evenings.plan(first), actor=staff, now=instant(first, 0, zone))
        lay_out_evenings(facility=hall, actor=None, now=now)


def give_courses(now: int) -> None:
    """The band room's course, on the next two Saturdays for which nobody has set one."""
    hall = Facility.objects.get(slug="nukui-minami")
    zone = ZoneInfo(hall.timezone)
    today = local_day(now, zone)
    desk = Person.objects.filter(posts__facility=hall).earliest("pk")
    for day in (today + timedelta(days=ahead) for ahead in range(1, 15)):
        begins = instant(day, COURSE_BEGINS, zone)
        if day.weekday() == SATURDAY and not CourseDate.objects.filter(start=begins).exists():
            span = Span(begins, begins + COURSE_SECONDS)
            set_course_date(facility=hall, course=COURSE, span=span, places=8, actor=desk, now=now)


def rulebook_files() -> list[Path]:
    """The published rulebooks, then our sample, which holds from a later day."""
    return [*sorted((settings.BASE_DIR / "rulebooks").glob("*.toml")), settings.BASE_DIR / SAMPLE]


def _answer_to(office: Office) -> None:
    names = {"name_ja": office.name.ja, "name_reading": office.name.reading, "name_en": office.name.en}
    department, _made = Department.objects.get_or_create(slug=office.key, defaults=names)
    Facility.objects.filter(slug__in=office.halls).update(department=department)


def _note(place: Facility | Room, access: Access) -> None:
    for field, value in access.model_dump(exclude={"key"}).items():
        setattr(place, field, value)
    place.save()


def _place(thing: Thing) -> None:
    found, made = Equipment.objects.get_or_create(
        room=_room(thing.room),
        slug=thing.key,
        defaults={
            "name_ja": thing.name.ja,
            "name_reading": thing.name.reading,
            "name_en": thing.name.en,
            "stock": thing.stock,
        },
    )
    if made:
        found.lent_in.set(_room(key) for key in thing.lent_in)


def _room(key: str) -> Room:
    hall, room = key.split("/")
    return Room.objects.get(facility__slug=hall, slug=room)
