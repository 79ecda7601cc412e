"""A hall looks for who could help, and finds which office to ask, without a name or a number."""

import pytest
from django.test import Client

from facilities.models import Facility
from tests.booking.talents import an_office, listed, written
from tests.booking.web.conftest import html_of, said
from tests.people import staff

pytestmark = pytest.mark.django_db


def test_a_hall_reads_more_words_and_still_no_name_and_no_contact(client: Client, hall: Facility) -> None:
    office = an_office()
    listed(office, written(office))
    client.force_login(staff(hall))
    page = client.get(f"/desk/{hall.slug}/talents/?w=紙しばい")
    assert "30分くらいの紙しばいをします。" in said(page)
    assert "土曜の午後" in said(page)
    assert "生涯学習課" in said(page)
    assert "海野" not in html_of(page)
    assert "0101" not in html_of(page)
    assert "見つかりません。" in said(client.get(f"/desk/{hall.slug}/talents/?s=nature"))
