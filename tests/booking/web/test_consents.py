"""/consent/: what a guardian reads, what each answer leads to, and that the link's secret stays put."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from booking.actions.consent_requests import ask_for_consent
from booking.models import Consent, ConsentRequest, Guardian, Person
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.factories import CONSENTING, NOW, a_hall
from tests.people import a_guardian, a_junior_high_student

pytestmark = pytest.mark.django_db
AGREE = {"answer": "agree", "name": "森 葉子", "relation": "母", "may_see": "on", "may_cancel": "on"}


@pytest.fixture
def hall() -> Facility:
    return a_hall(CONSENTING, phone="042-000-0000")


@pytest.fixture
def sora() -> Person:
    return a_junior_high_student(call_name="そら", name="木村そら", card_number="C777")


@pytest.fixture
def token(sora: Person, hall: Facility) -> str:
    return ask_for_consent(child=sora, hall=hall, purpose="evening", actor=sora, link=str, now=NOW).token


def page(client: Client, token: str, **look: str) -> str:
    if look:
        client.cookies["look"] = ".".join(f"{name}-{value}" for name, value in look.items())
    return client.get(f"/consent/{token}/").content.decode()


def test_it_says_for_whom_for_what_by_which_rule_until_when_and_how_to_take_it_back(
    client: Client, token: str
) -> None:
    said = text_of(page(client, token))
    for words in (
        "そらさんが東児童館を使うために",
        "17時からの音楽室",
        "中学生までの人が17時から音楽室を使うには、保護者の同意がいります。",
        "館のきまり G1",
        "2027年3月31日",
        "いつでも取り消せます",
        "小金井市の児童館や公民館の部屋を、予約するサービスです",
        "同意する",
        "同意しない",
    ):
        assert words in said
    assert "木村" not in said, "the call name only"
    assert "C777" not in said


@pytest.mark.parametrize(
    ("language", "words"), [("en", "I agree"), ("ja-easy", "いいです"), ("ja", "同意する")]
)
def test_it_is_read_in_three_languages_and_each_is_a_link_away(
    client: Client, token: str, language: str, words: str
) -> None:
    said = page(client, token, language=language)
    assert words in text_of(said)
    assert said.count(f'<button class="plain" name="language" value="{language}"') == 1


def test_agreeing_shows_the_guardians_own_page_once(client: Client, token: str) -> None:
    answer = client.post(f"/consent/{token}/", AGREE)
    html = answer.content.decode()
    [mine] = set(re.findall(r"/guardian/([0-9a-f]{40})/", html))
    assert Consent.objects.get().purpose == "evening"
    assert "no-store" in answer["Cache-Control"]
    assert "<path" in html
    assert "この同意は、2027年3月31日まで続きます" in text_of(html)
    assert "このページは、同意の期限のあとも、2031年3月31日まで開けます" in text_of(html)
    assert text_of(client.get(f"/guardian/{mine}/").content.decode()).count("そらさんについて") == 1
    again = client.post(f"/consent/{token}/", AGREE)
    assert again.status_code == 410
    assert "もう答えてあります" in text_of(again.content.decode())
    assert mine not in again.content.decode()


def test_on_the_childs_phone_the_code_comes_first_for_a_phone_of_ones_own(client: Client, token: str) -> None:
    html = client.post(f"/consent/{token}/", AGREE).content.decode()
    assert html.index('class="qr"') < html.index('class="go"')
    assert "ご自分のスマホで読み取って" in text_of(html)


def test_whoever_reads_it_on_their_own_phone_is_not_told_to_read_a_code_with_it(
    client: Client, token: str
) -> None:
    ConsentRequest.objects.update(through_child=False)
    html = client.post(f"/consent/{token}/", AGREE).content.decode()
    assert html.index('class="go"') < html.index('class="qr"')
    assert "ほかのスマホでも見るときは" in text_of(html)
    assert "ご自分のスマホで読み取って" not in text_of(html)


def test_refusing_needs_no_name(client: Client, token: str) -> None:
    said = text_of(client.post(f"/consent/{token}/", {"answer": "refuse"}).content.decode())
    assert "同意しないことを、お子さんに知らせました" in said
    assert not Consent.objects.exists()


def test_a_form_without_an_answer_changes_nothing(client: Client, token: str) -> None:
    assert client.post(f"/consent/{token}/", {}).status_code == 200
    assert ConsentRequest.objects.get().used_at is None


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": " "}, "name", "お名前を入れてください。"),
        ({"relation": ""}, "relation", "お子さんとの関係を入れてください。"),
        ({"mail": "yoko"}, "mail", "メールアドレスの形がちがうようです。"),
        ({"phone": "0" * 21}, "phone", "20文字までにしてください。"),
        ({"name": "森\u202e"}, "name", "使えない文字が入っています (U+202E)。"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_what_was_typed_stays(
    client: Client, token: str, typed: dict[str, str], field: str, words: str
) -> None:
    answer = client.post(f"/consent/{token}/", {**AGREE, **typed})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in html
    assert re.search(f'id="{field}"[^>]*aria-invalid', html)
    assert words in text_of(html)
    if field != "relation":
        assert 'value="母"' in html


def test_unticked_rights_are_not_given(client: Client, token: str) -> None:
    client.post(f"/consent/{token}/", {"answer": "agree", "name": "森", "relation": "父", "may_cancel": "on"})
    guardian = Guardian.objects.get()
    assert (guardian.may_see, guardian.may_cancel) == (False, False), "nobody cancels what they cannot see"


def test_a_link_that_has_run_out_says_what_to_do(client: Client, token: str, settings: Any) -> None:
    settings.CLOCK = "2026-12-16T16:10:00+09:00"
    answer = client.get(f"/consent/{token}/")
    assert answer.status_code == 410
    said = text_of(answer.content.decode())
    assert "このリンクの期限が切れました" in said
    assert "お子さんに、もう一度送ってもらってください" in said
    assert 'href="tel:042-000-0000"' in answer.content.decode()
    assert "そら" not in said


def test_a_link_that_was_replaced_sends_on_to_the_new_one(client: Client, token: str, settings: Any) -> None:
    ConsentRequest.objects.update(expires_at=F("made_at") + 60)
    settings.CLOCK = "2026-12-03T16:10:00+09:00"
    said = text_of(client.get(f"/consent/{token}/").content.decode())
    assert "新しいリンクが届いています" in said
    assert "期限が切れ" not in said


def closed(sora: Person) -> None:
    Person.objects.filter(pk=sora.pk).update(closed=True)


def without_tokens(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_record_answers_letter_for_letter_like_a_link_that_nobody_sent(
    client: Client, sora: Person, token: str, method: str
) -> None:
    a_guardian(sora, token_hash="0" * 64)
    closed(sora)
    answers = [getattr(client, method)(f"/consent/{one}/", AGREE) for one in (token, "e" * 40, "x", "é%20'")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_tokens(answer.content.decode()) for answer in answers}) == 1
    assert not Consent.objects.exists()


def test_what_the_rules_ask_for_no_more_cannot_be_answered(client: Client, token: str) -> None:
    ConsentRequest.objects.update(purpose="camp")
    assert client.get(f"/consent/{token}/").status_code == 404


def test_the_secret_stands_in_the_pages_own_address_and_leads_nowhere_else(
    client: Client, token: str
) -> None:
    answer = client.get(f"/consent/{token}/")
    html = answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert [link for link in re.findall(r'(?:href|action|src)="([^"]*)"', html) if token in link] == []
    assert not re.search(r"<style|<script(?![^>]* src=)|\son[a-z]+=|javascript:", html)


def test_the_form_is_refused_without_its_token(token: str) -> None:
    assert Client(enforce_csrf_checks=True).post(f"/consent/{token}/", AGREE).status_code == 403
    assert not Consent.objects.exists()


def test_a_name_is_written_without_markup(as_member: Callable[..., Client], sora: Person, token: str) -> None:
    Client().post(f"/consent/{token}/", {**AGREE, "name": "<b>葉子</b>"})
    assert "<b>葉子" not in as_member(sora).get(reverse("my-guardians")).content.decode()
