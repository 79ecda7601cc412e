"""`manage.py publish`: imported halls come into sight and go out of it, all that are named or none."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import Act
from facilities.models import Facility
from tests.factories import a_booking, a_facility, a_hall, span, the_room

pytestmark = pytest.mark.django_db
MITAKA, KOGANEI = sorted((Path(__file__).parents[3] / "rulebooks").glob("*.toml"))[:2]


@pytest.fixture(autouse=True)
def _on_2_december(settings: Settings) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


def told(*arguments: str | Path) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def published() -> set[str]:
    return set(Facility.objects.filter(published=True).values_list("slug", flat=True))


def test_an_imported_hall_that_is_published_has_its_week_on_the_site(client: Client) -> None:
    told("import_rulebook", MITAKA, KOGANEI)
    week = "/h/mitaka-higashi-tasedai/r/music/"
    assert client.get(week).status_code == 404
    assert told("publish", "mitaka-higashi-tasedai") == ["mitaka-higashi-tasedai: published"]
    assert client.get(week).status_code == 200
    assert published() == {"mitaka-higashi-tasedai"}


def test_an_act_tells_of_it_in_nobodys_name() -> None:
    a_hall(published=False)
    told("publish", "higashi")
    assert Act.objects.get().actor is None


def test_publishing_once_more_changes_nothing_and_says_so() -> None:
    a_hall()
    assert told("publish", "higashi", "higashi") == ["higashi: was published already"]
    assert not Act.objects.exists()


def test_a_withdrawn_hall_is_out_of_sight_and_its_bookings_are_counted(client: Client) -> None:
    room = the_room(a_hall(), "band")
    a_booking(room, span("2026-12-04", "17:00", "19:00"))
    a_booking(room, span("2026-12-02", "10:00", "12:00"))
    assert told("publish", "--withdraw", "higashi") == ["higashi: withdrawn; 1 booking(s) stand"]
    assert client.get("/h/higashi/").status_code == 404
    assert told("publish", "--withdraw", "higashi") == ["higashi: was not published; 1 booking(s) stand"]


def test_a_misspelt_hall_hears_the_nearest_and_nothing_is_changed() -> None:
    a_hall(published=False)
    with pytest.raises(
        CommandError, match=r"Nothing was changed\.\n`higasi` is not known here; did you mean `higashi`\?"
    ):
        told("publish", "higashi", "higasi")
    assert published() == set()


def test_every_hall_that_lacks_something_is_named_and_nothing_is_changed() -> None:
    a_hall(published=False)
    a_facility("minami", published=False), a_facility("kita", published=False)
    with pytest.raises(CommandError) as raised:
        told("publish", "minami", "higashi", "kita")
    assert str(raised.value).splitlines() == [
        "Nothing was changed.",
        "minami: has no rooms and no rules; import a rulebook that names them",
        "kita: has no rooms and no rules; import a rulebook that names them",
    ]
    assert published() == set()
    assert not Act.objects.exists()


def test_without_any_hall_the_import_is_named() -> None:
    with pytest.raises(CommandError, match=r"There is no hall yet: manage\.py import_rulebook"):
        told("publish", "higashi")
