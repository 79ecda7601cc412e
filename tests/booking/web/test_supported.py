"""A leader asks that the group stands in the network; everybody reads of it, and reaches it by the office."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Group, Person, SupportedGroup
from facilities.models import Department
from tests.booking.activities import the_office
from tests.booking.supporting import asks, holds, stands
from tests.booking.web.conftest import html_of, said
from tests.people import a_group, a_senior

pytestmark = pytest.mark.django_db
TYPED = {"kind": "child_rearing", "about": "親子で歌います。", "welcomes": "はじめての人"}
DATE = {
    "title": "親子の会",
    "day": "2026-12-09",
    "from": "10:00",
    "to": "11:30",
    "place": "公園",
    "band": ["preschool"],
}


@pytest.fixture
def leader() -> Person:
    return a_senior(phone="042-000-0909")


@pytest.fixture
def group(leader: Person) -> Group:
    return a_group("circle", leader, a_senior(), name="ぽかぽか")


def test_everybody_reads_who_it_is_whom_it_welcomes_and_which_office_to_ask(
    client: Client, group: Group, leader: Person
) -> None:
    assert "今は、のっているグループがありません。" in said(client.get("/supported/"))
    office = the_office("child-rearing")
    Department.objects.filter(slug="child-rearing").update(phone="042-000-0000")
    stands(group, leader, office)
    holds(group, leader)
    page = client.get("/supported/")
    words = said(page)
    assert (
        "子育てグループ ぽかぽか 親子で歌います。 はじめての人 子育て支援課に聞いてください 042-000-0000"
        in words
    )
    assert "親子の会 ぽかぽか 公園" in words
    assert "0909" not in html_of(page)
    assert leader.public_id not in html_of(page)


def test_a_leader_asks_and_enters_a_date_once_it_stands(
    as_member: Callable[..., Client], group: Group, leader: Person
) -> None:
    client, page = as_member(leader), f"/g/{group.public_id}/supported/"
    assert "だれでも来られる日" not in said(client.get(page))
    assert "市の課がたしかめています" in said(client.post(page, TYPED, follow=True))
    assert client.post(f"{page}dates/", DATE).status_code == 404
    SupportedGroup.objects.all().delete()
    stands(group, leader, the_office("child-rearing"))
    assert "来られる日を入れました。" in said(client.post(f"{page}dates/", DATE, follow=True))
    made = SupportedGroup.objects.get().dates.get()
    cancelled = client.post(f"{page}dates/{made.public_id}/cancel/", follow=True)
    assert "この日を取り消しました。" in said(cancelled)
    assert client.post(f"{page}dates/nothing/cancel/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "何をするかを書いてください。"),
        ({"place": " "}, "場所を書いてください。"),
        ({"band": []}, "だれのための日かを、えらんでください。"),
        ({"day": "あした"}, "日と時間を、10:00 のような形で入れてください。"),
        ({"to": "25:00"}, "日と時間を、10:00 のような形で入れてください。"),
        ({"day": "2026-12-01"}, "これからの日で、終わりを始まりよりあとにしてください。"),
    ],
)
def test_what_is_wrong_with_a_date_is_named_and_the_form_is_kept(
    as_member: Callable[..., Client], group: Group, leader: Person, typed: dict[str, object], words: str
) -> None:
    stands(group, leader, the_office("child-rearing"))
    answer = as_member(leader).post(f"/g/{group.public_id}/supported/dates/", {**DATE, **typed})
    assert answer.status_code == 422
    assert words in said(answer)
    assert 'value="11:30"' in html_of(answer) or "to" in typed


def test_what_is_missing_or_stale_is_said(
    as_member: Callable[..., Client], group: Group, leader: Person
) -> None:
    client, page = as_member(leader), f"/g/{group.public_id}/supported/"
    answer = client.post(page, {**TYPED, "about": " "})
    assert answer.status_code == 422
    assert "どんなグループかを書いてください。" in said(answer)
    asks(group, leader)
    assert client.post(page, TYPED).status_code == 409


def test_it_leaves_and_may_ask_again(as_member: Callable[..., Client], group: Group, leader: Person) -> None:
    stands(group, leader, the_office("child-rearing"))
    client, page = as_member(leader), f"/g/{group.public_id}/supported/"
    assert "みんなのページから消えました。" in said(client.post(f"{page}leave/", follow=True))
    assert "ぽかぽか" not in said(client.get("/supported/"))


def test_an_office_confirms_who_asks_and_returns_for_a_reason(
    client: Client, group: Group, leader: Person
) -> None:
    made = asks(group, leader)
    client.force_login(the_office("child-rearing"))
    page = "/office/supported/child-rearing/"
    assert "申しこんだグループ 1 たしかめた課が、そのグループの窓口になります。 ぽかぽか" in said(
        client.get(page)
    )
    base = f"{page}{group.public_id}/"
    assert client.post(f"{base}confirm/", {"seen": 7}).status_code == 409
    assert "たしかめました。" in said(client.post(f"{base}confirm/", {"seen": made.revision}, follow=True))
    assert client.post(f"{base}return/", {"seen": made.revision + 1, "why": " "}).status_code == 422
    told = {"seen": made.revision + 1, "why": "名前を消してください。"}
    assert "返しました。" in said(client.post(f"{base}return/", told, follow=True))
    client.force_login(leader)
    assert "名前を消してください。" in said(client.get(f"/g/{group.public_id}/supported/"))
    assert client.get("/office/supported/").status_code == 404
