"""Inside a messenger the calendar's page says how to get out of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.booking.web.conftest import text_of

pytestmark = pytest.mark.django_db
LINE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari Line/15.1.0"
INSTAGRAM = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130 Mobile Instagram 350.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1"
)


@pytest.mark.parametrize(("browser", "told"), [(LINE, True), (INSTAGRAM, True), (SAFARI, False), ("", False)])
def test_only_inside_a_messenger_one_is_told_how_to_open_the_real_browser(
    as_member: Callable[..., Client], browser: str, told: bool
) -> None:
    page = as_member().get("/me/calendar/", headers={"user-agent": browser}).content.decode()
    assert ("「ブラウザで開く」をえらんでください" in text_of(page)) is told
