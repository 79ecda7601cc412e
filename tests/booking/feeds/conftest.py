"""A teen whose phone reads a feed. It is 16:10 on Wednesday, 2 December 2026."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.subscriptions import subscribe
from booking.models import Person
from facilities.models import Room
from tests.factories import NOW
from tests.people import a_high_schooler

Get = Callable[..., Any]


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


@pytest.fixture(params=["member_feed", "room_feed"])
def feed(request: pytest.FixtureRequest) -> str:
    """Either kind of feed, by its address."""
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture
def get() -> Get:
    """GETs as a calendar does: without cookies; header names with _ for -."""

    def ask(address: str, method: str = "get", **headers: str) -> Any:
        return getattr(Client(), method)(
            address, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    return ask
