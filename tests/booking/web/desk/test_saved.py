"""After hours were changed the page says what was done, once, to whoever did it."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act
from booking.rules.staff import Role
from facilities.models import Closure, Facility
from tests.booking.web.conftest import text_of
from tests.people import staff

pytestmark = pytest.mark.django_db
OPEN = "/desk/higashi/open/"
CLOSING = {
    "from_day": "2026-12-18",
    "from_time": "17:00",
    "to_day": "2026-12-18",
    "to_time": "21:00",
    "reason_ja": "照明の工事のため",
}


def banner(client: Client, address: str) -> str:
    html = client.get(address.partition("#")[0]).content.decode()
    return text_of(html.partition('id="done"')[2].partition("</div>")[0])


@pytest.fixture
def there(desk: Client) -> str:
    """Where the desk comes to after closing."""
    return desk.post(OPEN + "close/", CLOSING).headers["Location"]


def test_it_says_what_was_saved_and_leads_there(desk: Client, there: str) -> None:
    assert there.endswith("#done")
    assert "休みにしました 12月18日(金)" in banner(desk, there)


def test_beside_it_stands_how_it_is_undone_and_then_that_it_was(desk: Client, there: str) -> None:
    html = desk.get(there.partition("#")[0]).content.decode()
    undo = f"/desk/higashi/acts/{Act.objects.get(verb='close').pk}/undo/"
    assert f'action="{undo}"' in html.partition('id="done"')[2].partition("</div>")[0]
    answer = desk.post(undo, {"next": there})
    assert Closure.objects.get().cancelled
    assert answer.headers["Location"] == there
    assert "12月18日(金)" in banner(desk, there)
    assert "休みにしました" not in banner(desk, there)


def test_a_page_that_is_opened_by_itself_says_nothing(desk: Client, there: str) -> None:
    assert 'id="done"' not in desk.get(OPEN + "?d=2026-12-18").content.decode()


def test_the_address_kept_for_later_says_nothing(desk: Client, there: str, settings: Any) -> None:
    settings.CLOCK = "2026-12-02T16:20:00+09:00"
    assert banner(desk, there) == ""


def test_what_somebody_else_did_is_not_told_as_ones_own(client: Client, hall: Facility, there: str) -> None:
    client.force_login(staff(hall))
    assert banner(client, there) == ""


def test_an_office_comes_back_to_its_own_page(client: Client, hall: Facility) -> None:
    client.force_login(staff(hall, role=Role.OFFICE))
    answer = client.post(OPEN + "warning/", {**CLOSING, "key": "storm", "step": "save"})
    assert answer.headers["Location"].startswith(OPEN + "warning/")
