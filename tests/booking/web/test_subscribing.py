"""What one puts into a calendar besides what is one's own: a group's, a hall's for its staff, a child's."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from booking.actions.subscriptions import MOST, subscribe
from booking.models import Act, Guardian, Person, Subscription
from booking.models.keys import fingerprint
from facilities.models import Facility
from tests.booking.web.conftest import html_of, text_of
from tests.factories import NOW
from tests.people import a_band, a_guardian, a_high_schooler

pytestmark = pytest.mark.django_db
PAGE = "/me/calendar/"
TOKEN = re.compile(r"/feeds/member/([0-9a-f]{40})\.ics")
LINK = "5" * 40
CHILDS = f"/guardian/{LINK}/calendar/"

AsMember = Callable[..., Client]


def feed_of(answer: Any, client: Client) -> str:
    [token] = set(TOKEN.findall(html_of(answer)))
    text: str = client.get(f"/feeds/member/{token}.ics").content.decode()
    return text


def test_who_has_no_group_and_no_post_chooses_nothing(as_member: AsMember, teen: Person) -> None:
    assert 'name="of"' not in html_of(as_member(teen).get(PAGE))


def test_a_groups_calendar_is_chosen_and_listed_by_its_name(as_member: AsMember, teen: Person) -> None:
    band, page = a_band(teen), as_member(teen)
    chosen = html_of(page.get(f"{PAGE}?of=group:{band.public_id}"))
    assert f'<option value="group:{band.public_id}" selected>よるかぜ</option>' in chosen
    made = page.post(PAGE, {"name": "スマホ", "of": f"group:{band.public_id}"})
    assert "まどあかり よるかぜ" in feed_of(made, page)
    assert "新しい「スマホ」用です よるかぜ" in text_of(html_of(made))
    assert "<span>スマホ<small>よるかぜ・最後に読んだ日" in html_of(page.get(PAGE))


def test_a_groups_page_leads_to_its_calendar(as_member: AsMember, teen: Person) -> None:
    band = a_band(teen)
    html = html_of(as_member(teen).get(f"/g/{band.public_id}/"))
    assert f'href="/me/calendar/?of=group:{band.public_id}"' in html


def test_a_halls_calendar_is_for_whoever_serves_there(
    as_member: AsMember, desk: Person, hall: Facility, teen: Person
) -> None:
    page = as_member(desk)
    assert "東児童館 職員用" in text_of(html_of(page.get(PAGE)))
    made = page.post(PAGE, {"name": "スマホ", "of": "hall:higashi"})
    assert "まどあかり 東児童館 職員用" in feed_of(made, page)
    assert "新しい「スマホ」用です 東児童館 職員用" in text_of(html_of(made))
    assert as_member(teen).post(PAGE, {"name": "スマホ", "of": "hall:higashi"}).status_code == 404
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize("of", ["group:2222222222222222", "hall:none", "x", "\x00"])
def test_what_one_has_no_part_in_is_absent(as_member: AsMember, teen: Person, of: str) -> None:
    a_band(a_high_schooler())
    assert as_member(teen).post(PAGE, {"name": "スマホ", "of": of}).status_code == 404
    assert not Subscription.objects.exists()


def test_a_refused_name_leaves_the_choice_as_it_was(as_member: AsMember, teen: Person) -> None:
    band = a_band(teen)
    answer = as_member(teen).post(PAGE, {"name": "", "of": f"group:{band.public_id}"})
    assert answer.status_code == 422
    assert f'value="group:{band.public_id}" selected' in html_of(answer)


@pytest.fixture
def guardian(teen: Person) -> Guardian:
    return a_guardian(teen, token_hash=fingerprint(LINK))


def test_a_guardian_puts_a_childs_bookings_in_without_an_account(client: Client, guardian: Guardian) -> None:
    assert f'href="{CHILDS}"' in html_of(client.get(f"/guardian/{LINK}/"))
    made = client.post(CHILDS, {"name": "母のスマホ"})
    assert "まどあかり お子さんの予約" in feed_of(made, client)
    assert "no-store" in made["Cache-Control"]
    assert "母のスマホ" in text_of(html_of(client.get(CHILDS)))
    act = Act.objects.get(verb="subscribe")
    assert (act.actor, "スマホ" in str(act.before) + str(act.after)) == (None, False)


@pytest.mark.parametrize("verb", ["renew", "rename", "revoke"])
def test_a_guardian_changes_their_own_devices_and_no_others(
    client: Client, guardian: Guardian, teen: Person, verb: str
) -> None:
    own = subscribe(holder=guardian, name="母のスマホ", now=NOW).subscription
    childs = subscribe(holder=teen, name="スマホ", now=NOW).subscription
    told = {"name": "タブレット", "edition": own.edition}
    assert client.post(f"{CHILDS}{own.public_id}/{verb}/", told).status_code in (200, 302)
    assert client.post(f"{CHILDS}{childs.public_id}/{verb}/", told).status_code == 404
    assert Subscription.objects.filter(pk=childs.pk, name="スマホ").exists()


def test_renewing_and_stopping_kill_the_address_before(client: Client, guardian: Guardian) -> None:
    made = subscribe(holder=guardian, name="母のスマホ", now=NOW)
    one = made.subscription
    answer = client.post(f"{CHILDS}{one.public_id}/renew/", {"edition": one.edition})
    assert client.get(f"/feeds/member/{made.token}.ics").status_code == 404
    assert "お子さんの予約" in feed_of(answer, client)
    client.post(f"{CHILDS}{one.public_id}/revoke/")
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("change", [{"may_see": False}, {"stopped_at": NOW}, {"until": 15}])
def test_a_guardian_who_sees_nothing_gets_the_answer_to_an_unknown_link(
    client: Client, guardian: Guardian, change: dict[str, int]
) -> None:
    Guardian.objects.filter(pk=guardian.pk).update(**change)
    ended, unknown = client.get(CHILDS), client.get(f"/guardian/{'6' * 40}/calendar/")
    assert (ended.status_code, unknown.status_code) == (404, 404)
    assert text_of(html_of(ended)) == text_of(html_of(unknown))


def test_a_guardian_has_no_more_devices_than_a_member(client: Client, guardian: Guardian) -> None:
    for number in range(MOST):
        subscribe(holder=guardian, name=f"機器{number}", now=NOW)
    assert "20台まで" in text_of(html_of(client.post(CHILDS, {"name": "もう1台"})))
