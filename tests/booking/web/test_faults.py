"""The page behind the label on a drum: anybody reports, nobody is asked who they are."""

from typing import Any

import pytest
from django.test import Client

from booking.queries.faults import label_of
from facilities.models import Equipment, Fault
from tests.factories import a_hall, the_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> str:
    room = the_room(a_hall(), "band")
    drums = Equipment.objects.create(room=room, slug="drums", name_ja="ドラム", stock=1)
    return f"/fault/{label_of(drums)}/"


def test_a_report_takes_two_taps_and_no_name(client: Client, page: str) -> None:
    assert "ドラムは、どうなっていますか" in client.get(page).content.decode()
    answer = client.post(page, {"what": "silent"}, follow=True)
    assert "館の人に伝えました" in answer.content.decode()
    assert Fault.objects.get().what == "silent"


def test_an_address_that_somebody_made_up_is_not_there(client: Client, page: str) -> None:
    for made_up in (page[:-2] + "x/", "/fault/1/", "/fault/1.abc/", "/fault/%00/", f"/fault/{'9' * 300}/"):
        assert client.get(made_up).status_code in (400, 404), made_up
    assert not Fault.objects.exists()


def test_what_is_missing_or_unfit_is_named_and_nothing_breaks(client: Client, page: str) -> None:
    for data, field in (({}, "what"), ({"what": "broken", "said": "あ" * 201}, "said")):
        answer = client.post(page, data)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.content.decode()
    assert not Fault.objects.exists()


def test_a_machine_that_goes_on_reporting_has_to_wait(client: Client, page: str) -> None:
    answers: list[Any] = []
    for _n in range(21):
        answers.append(client.post(page, {"what": "broken"}).status_code)
        Fault.objects.update(mended_at=1)
    assert answers == [302] * 20 + [429]
