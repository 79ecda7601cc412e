"""カレンダーに入れる: devices are added, renamed, renewed and stopped; an address is told once."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.actions.subscriptions import MOST, subscribe
from booking.models import Person, Subscription
from booking.web.addresses import Address
from tests.booking.web.conftest import html_of, text_of
from tests.factories import NOW, at
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
PAGE = "/me/calendar/"
TOKEN = re.compile(r"/feeds/member/([0-9a-f]{40})\.ics")


@pytest.fixture
def page(as_member: Callable[..., Client], teen: Person) -> Client:
    return as_member(teen)


def a_device(person: Person, name: str = "スマホ") -> Subscription:
    return subscribe(holder=person, name=name, now=NOW).subscription


def test_adding_a_device_tells_its_address_in_the_answer_and_nowhere_else(page: Client, teen: Person) -> None:
    answer = page.post(PAGE, {"name": "はるかのスマホ"})
    tokens = set(TOKEN.findall(html_of(answer)))
    assert answer.status_code == 200
    assert len(tokens) == 1
    [token] = tokens
    assert f'href="webcal://testserver/feeds/member/{token}.ics"' in html_of(answer)
    assert f'value="http://testserver/feeds/member/{token}.ics"' in html_of(answer)
    assert token not in str(dict(answer.items())) + str(dict(page.session))
    assert page.get(f"/feeds/member/{token}.ics").status_code == 200
    assert not TOKEN.search(html_of(page.get(PAGE)))


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_is_kept_in_no_cache(page: Client, method: str) -> None:
    answer = getattr(page, method)(PAGE, {"name": "スマホ"})
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_code_is_a_picture_without_styles_or_script(page: Client) -> None:
    html = html_of(page.post(PAGE, {"name": "スマホ"}))
    [picture] = re.findall(r'<span class="qr".*?</span>', html, re.DOTALL)
    assert "<path" in picture
    assert not re.search(r"style=|<script|<style|xlink", picture)


def test_the_code_changes_with_the_address() -> None:
    one, other = (Address(f"webcal://example.org/feeds/member/{letter * 40}.ics", "") for letter in "ab")
    assert one.qr != other.qr


def test_sending_the_same_form_twice_makes_one_device_and_offers_another_address(
    page: Client, teen: Person
) -> None:
    first = page.post(PAGE, {"name": "スマホ"})
    again = page.post(PAGE, {"name": "スマホ"})
    text = text_of(html_of(again))
    assert again.status_code == 200
    assert "「スマホ」は、もう入れてあります" in text
    assert "見られるのは、出したときの1回だけです" in text
    assert teen.subscriptions.count() == 1
    [token] = set(TOKEN.findall(html_of(first)))
    assert page.get(f"/feeds/member/{token}.ics").status_code == 200
    device = teen.subscriptions.get()
    assert f'action="/me/calendar/{device.public_id}/renew/"' in html_of(again)


def test_renewing_twice_by_the_same_form_leaves_the_new_address_alive(page: Client, teen: Person) -> None:
    device = a_device(teen)
    renew = f"{PAGE}{device.public_id}/renew/"
    [token] = set(TOKEN.findall(html_of(page.post(renew, {"edition": device.edition}))))
    again = page.post(renew, {"edition": device.edition})
    assert "もう入れてあります" in text_of(html_of(again))
    assert page.get(f"/feeds/member/{token}.ics").status_code == 200


def test_a_name_is_proposed_that_is_still_free(page: Client, teen: Person) -> None:
    assert 'value="スマホ"' in html_of(page.get(PAGE))
    for name in ("スマホ", "スマホ 2"):
        a_device(teen, name)
    assert 'value="スマホ 3"' in html_of(page.get(PAGE))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "機器の名前を入れてください。"),
        ("\u202eホマス", "名前に、使えない文字が入っています (U+202E)。"),
        ("ス\x07マホ", "名前に、使えない文字が入っています (U+0007)。"),
        ("長" * 51, "名前は50文字までにしてください。"),
    ],
)
def test_a_name_that_cannot_be_taken_is_explained(page: Client, name: str, words: str) -> None:
    answer = page.post(PAGE, {"name": name})
    assert answer.status_code == 422
    assert words in text_of(html_of(answer))
    assert 'href="#name"' in html_of(answer)
    assert not Subscription.objects.exists()


def test_the_name_that_was_refused_is_still_in_the_form(page: Client, teen: Person) -> None:
    long = "長" * 51
    assert f'id="name" name="name" value="{long}"' in html_of(page.post(PAGE, {"name": long}))


def test_one_device_too_many_is_explained(page: Client, teen: Person) -> None:
    for number in range(MOST):
        a_device(teen, f"機器{number}")
    assert "20台まで" in text_of(html_of(page.post(PAGE, {"name": "もう1台"})))


def test_devices_are_listed_with_their_last_use(page: Client, teen: Person) -> None:
    a_device(teen, "パソコン")
    phone = a_device(teen)
    Subscription.objects.filter(pk=phone.pk).update(last_used_at=at("2026-11-30 07:12"))
    text = text_of(html_of(page.get(PAGE)))
    assert "パソコン まだ読んでいません" in text
    assert "スマホ 最後に読んだ日 11月30日(月) 7:12" in text


def test_a_name_is_written_without_markup(page: Client, teen: Person) -> None:
    a_device(teen, "<b>電話</b>")
    assert "<b>電話" not in html_of(page.get(PAGE))


def test_renewing_tells_another_address_for_the_same_device(page: Client, teen: Person) -> None:
    device = a_device(teen)
    answer = page.post(f"{PAGE}{device.public_id}/renew/", {"edition": device.edition})
    [token] = set(TOKEN.findall(html_of(answer)))
    assert "新しい「スマホ」用です" in text_of(html_of(answer))
    assert page.get(f"/feeds/member/{token}.ics").status_code == 200


def test_renaming_and_stopping_lead_back_to_the_list(page: Client, teen: Person) -> None:
    device = a_device(teen)
    renamed = page.post(f"{PAGE}{device.public_id}/rename/", {"name": "前の電話"}, follow=True)
    assert renamed.redirect_chain == [(PAGE, 302)]
    assert "前の電話" in html_of(renamed)
    stopped = page.post(f"{PAGE}{device.public_id}/revoke/", follow=True)
    assert "前の電話" not in html_of(stopped)


def test_a_refused_new_name_is_explained_at_its_device(page: Client, teen: Person) -> None:
    first, _ = a_device(teen, "電話"), a_device(teen, "パソコン")
    answer = page.post(f"{PAGE}{first.public_id}/rename/", {"name": "パソコン"})
    assert answer.status_code == 422
    assert f'href="#name-{first.public_id}"' in html_of(answer)


@pytest.mark.parametrize("what", ["rename", "renew", "revoke"])
def test_a_foreign_device_is_answered_like_one_that_does_not_exist(page: Client, what: str) -> None:
    foreign = a_device(a_high_schooler())
    answers = [page.post(f"{PAGE}{one}/{what}/", {"name": "x"}) for one in (foreign.public_id, "2" * 16)]
    assert [answer.status_code for answer in answers] == [404, 404]
    texts = [text_of(html_of(answer)) for answer in answers]
    assert texts[0] == texts[1]
    assert Subscription.objects.filter(pk=foreign.pk, name="スマホ").exists()


@pytest.mark.parametrize("what", ["rename", "renew", "revoke"])
def test_a_device_is_never_changed_by_a_link(page: Client, teen: Person, what: str) -> None:
    assert page.get(f"{PAGE}{a_device(teen).public_id}/{what}/").status_code == 405


def test_whoever_is_not_signed_in_is_asked_to_first(client: Client, teen: Person) -> None:
    device = a_device(teen)
    for address in (PAGE, f"{PAGE}{device.public_id}/revoke/"):
        answer = client.post(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/in/login/?next=")
    assert Subscription.objects.filter(pk=device.pk).exists()


def test_the_forms_are_refused_without_their_token(teen: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(teen)
    assert strict.post(PAGE, {"name": "スマホ"}).status_code == 403
    assert not Subscription.objects.exists()


def test_the_page_says_how_often_each_app_looks(page: Client) -> None:
    text = text_of(html_of(page.get(PAGE)))
    for words in ("iPhone・iPad・Mac", "Google カレンダー", "Outlook", "12時間から24時間に1回"):
        assert words in text


def test_the_page_costs_as_many_queries_with_ten_devices_as_with_one(page: Client, teen: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page.get(PAGE)
        return len(captured)

    a_device(teen)
    one = queries()
    for number in range(9):
        a_device(teen, f"機器{number}")
    assert queries() == one <= 4
