"""A teen whose phone reads a feed. It is 16:10 on Wednesday, 2 December 2026."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.bookings import book
from booking.actions.programmes import About, publish_programme
from booking.actions.subscriptions import subscribe
from booking.actions.wanted import Wanted
from booking.models import Booking, Group, Guardian, Person, Programme
from booking.queries.party import Company
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, a_booking, span
from tests.ical_reader import Part, Read, events, read
from tests.people import a_band, a_guardian, a_high_schooler

Get = Callable[..., Any]
FRIDAY = span("2026-12-04", "17:00", "19:00")
NEXT_FRIDAY = span("2026-12-11", "17:00", "19:00")


@pytest.fixture(autouse=True)
def _on_2_december(settings: Settings, db: None) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


@pytest.fixture
def teen() -> Person:
    return a_high_schooler(call_name="はるか", name="森はるか", email="haruka@example.org")


@pytest.fixture
def token(teen: Person) -> str:
    return subscribe(holder=teen, name="スマホ", now=NOW).token


@pytest.fixture
def member_feed(token: str) -> str:
    return f"/feeds/member/{token}.ics"


@pytest.fixture
def room_feed(room: Room) -> str:
    return f"/feeds/room/{room.facility.slug}/{room.slug}.ics"


@pytest.fixture
def band(teen: Person) -> Group:
    return a_band(teen)


@pytest.fixture
def guardian(teen: Person) -> Guardian:
    """They see what the teen has booked up to 31 March 2028."""
    return a_guardian(teen)


def private(holder: Person | Guardian, of: Group | Facility | None = None, name: str = "スマホ") -> str:
    """The address of a new private feed."""
    return f"/feeds/member/{subscribe(holder=holder, of=of, name=name, now=NOW).token}.ics"


@pytest.fixture
def child_feed(guardian: Guardian) -> str:
    return private(guardian)


@pytest.fixture
def group_feed(teen: Person, band: Group) -> str:
    return private(teen, band, "バンド")


@pytest.fixture
def staff_feed(desk: Person, hall: Facility) -> str:
    return private(desk, hall)


@pytest.fixture
def hall_feed(hall: Facility) -> str:
    return f"/feeds/hall/{hall.slug}.ics"


@pytest.fixture
def evenings_feed(hall: Facility) -> str:
    return "/feeds/evenings.ics"


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    """What the hall leads and everybody sees, without a date so far."""
    a_department(hall)
    made = a_programme(hall, desk, About(name="むかしの歌を、バンドで。"))
    return publish_programme(programme=made, actor=desk, now=NOW)


@pytest.fixture
def programme_feed(songs: Programme) -> str:
    return f"/feeds/programme/{songs.public_id}.ics"


@pytest.fixture
def programmes_feed(songs: Programme) -> str:
    return "/feeds/programmes.ics"


PRIVATE = ["member_feed", "child_feed", "group_feed", "staff_feed"]
PUBLIC = ["room_feed", "hall_feed"]
# These tell of no bookings.
OF_THE_HALLS = ["evenings_feed", "programme_feed", "programmes_feed"]


def _address(request: pytest.FixtureRequest) -> str:
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture(params=[*PRIVATE, *PUBLIC])
def feed(request: pytest.FixtureRequest) -> str:
    """Each kind of feed that tells of bookings, by its address."""
    return _address(request)


@pytest.fixture(params=[*PRIVATE, *PUBLIC, *OF_THE_HALLS])
def every_feed(request: pytest.FixtureRequest) -> str:
    """Each kind of feed, by its address."""
    return _address(request)


@pytest.fixture(params=PRIVATE)
def private_feed(request: pytest.FixtureRequest) -> str:
    return _address(request)


@pytest.fixture(params=[*PUBLIC, *OF_THE_HALLS])
def public_feed(request: pytest.FixtureRequest) -> str:
    return _address(request)


def booked(room: Room, person: Person, when: Span = FRIDAY, now: int = NOW, **more: Any) -> Booking:
    """What they have booked, in the name of their group if they have one: all kinds of feeds tell it."""
    given: dict[str, Any] = {"company": Company(group=_group(person)), **more}
    return book(person=person, wanted=Wanted(room, when, **given), now=now)


def held(room: Room, when: Span, person: Person, **fields: Any) -> Booking:
    """The same as it would stand in the tables, without asking anybody."""
    return a_booking(room, when, person, group_id=_group(person), **fields)


def _group(person: Person) -> int | None:
    return person.clubs.values_list("pk", flat=True).first()


def headers_of(answer: Any) -> dict[str, str]:
    """All that an answer says of itself, but the number that each request has of its own."""
    return {name: value for name, value in answer.items() if name != "X-Request-ID"}


def told(answer: Any) -> list[Read]:
    """What a reader understands of it."""
    return events(answer.content)


def vevents(answer: Any) -> list[Part]:
    return read(answer.content).named("VEVENT")


@pytest.fixture
def get() -> Get:
    """GETs as a calendar does: without cookies; header names with _ for -."""

    def ask(address: str, method: str = "get", **headers: str) -> Any:
        return getattr(Client(), method)(
            address, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    return ask
