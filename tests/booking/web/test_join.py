"""Registering oneself: one question a page, nothing told in an address, and a card number at the end."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from booking.actions.people import register_at_desk
from booking.models import Person
from booking.web.join import KEPT
from booking.web.joining import PAGES
from tests.booking.actions.test_people import a_newcomer, link
from tests.booking.web.conftest import text_of
from tests.factories import AT_REGISTERING, CONSENTING, NOW, REGISTERING, SAMPLE, a_hall
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, dict[str, Any]] = {
    "name": {"name": "森そら", "reading": "もりそら"},
    "call": {"call_name": "そら"},
    "birth": {"year": "平成24", "month": "6", "day": "20"},
    "ties": {"ties": ["lives"]},
    "contact": {"email": "", "phone": ""},
    "language": {"language": "ja-easy"},
    "password": {"password": "akari-2026"},
    "rules": {"rules": "on"},
}


def answered(client: Client, **others: dict[str, Any]) -> str:
    """Goes from page to page as each leads to the next; where the last one led."""
    at = f"/join/{PAGES[0].key}/"
    while at != "/join/check/":
        key = at.split("/")[2]
        response = client.post(at, {**ANSWERS[key], **others.get(key, {})})
        assert response.status_code == 302, text_of(response.content.decode())
        at = response["Location"]
    return at


def joined(client: Client, **others: dict[str, Any]) -> str:
    """The page with the card number."""
    response = client.post(answered(client, **others), follow=True)
    assert response.redirect_chain == [("/join/done/", 302)]
    return text_of(response.content.decode())


def test_eight_questions_lead_to_a_card_number_and_one_is_signed_in(client: Client) -> None:
    a_hall()
    page = joined(client)
    person = Person.objects.get(name="森そら")
    assert f"{person.card_number[:4]} {person.card_number[4:]}" in page
    assert client.session["_auth_user_id"] == str(person.pk)
    assert (person.reading, person.call_name, person.language) == ("もりそら", "そら", "ja-easy")
    assert [tie.kind for tie in person.ties.all()] == ["lives"]
    assert KEPT not in client.session
    client.logout()
    told = {"login": f"{person.card_number[:4]} {person.card_number[4:]}", "password": "akari-2026"}
    assert client.post("/in/login/", told)["Location"] == "/me/"


def test_what_was_told_is_there_again_on_going_back_and_stands_in_no_address(client: Client) -> None:
    a_hall()
    answered(client)
    page = client.get("/join/name/").content.decode()
    assert 'value="森そら"' in page
    assert 'value="平成24"' in client.get("/join/birth/").content.decode()
    assert "akari-2026" not in client.get("/join/password/").content.decode()
    assert "akari-2026" not in str(Session.objects.get().get_decoded())


def test_changing_one_answer_from_the_last_page_leads_back_there(client: Client) -> None:
    a_hall()
    answered(client)
    assert client.post("/join/call/", {"call_name": "そらちゃん"})["Location"] == "/join/check/"
    assert client.post("/join/password/", {"password": ""})["Location"] == "/join/check/"
    page = text_of(client.get("/join/check/").content.decode())
    assert "そらちゃん" in page
    assert "2012年6月20日" in page


@pytest.mark.parametrize(
    ("key", "told", "says"),
    [
        ("name", {"name": ""}, "名前を入れてください。"),
        ("name", {"name": "X" * 2001}, "2000文字までにしてください。"),
        ("birth", {"year": "2012", "month": "2", "day": "30"}, "その月にある日を入れてください。"),
        ("birth", {"year": "12", "month": "2", "day": "3"}, "生まれた年は 2012 か 平成24"),
        ("contact", {"email": "sora", "phone": ""}, "sora@example.jp のような形"),
        ("contact", {"email": "", "phone": "ない"}, "電話番号は 042-000-0000 のような形で"),
        ("language", {"language": "xx"}, "ことばをえらんでください。"),
        ("password", {"password": "akari"}, "8文字以上にしてください。"),
        ("password", {"password": "48217035"}, "数字だけでなく"),
        ("password", {"password": "password1"}, "人に当てられやすい"),
        ("password", {"password": "x" * 201}, "200文字までにしてください。"),
        ("rules", {}, "館のきまりを守れるときは"),
    ],
)
def test_an_answer_that_cannot_be_taken_says_which_field_and_what_to_do(
    client: Client, key: str, told: dict[str, str], says: str
) -> None:
    response = client.post(f"/join/{key}/", told)
    page = response.content.decode()
    assert response.status_code == 422
    assert says in text_of(page)
    error = re.search(r'<li><a href="#(\w+)">', page)
    assert error is not None
    assert f'id="{error[1]}"' in page


def test_nobody_skips_a_question(client: Client) -> None:
    assert client.get("/join/check/")["Location"] == "/join/name/"
    client.post("/join/name/", ANSWERS["name"])
    assert client.post("/join/check/")["Location"] == "/join/call/"
    assert client.get("/join/nonsense/").status_code == 404
    assert Person.objects.count() == 0


def test_a_test_mail_goes_out_and_the_page_names_the_domain_to_allow(client: Client, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "まどあかり <madoakari@akari.example.jp>"
    a_hall()
    page = joined(client, contact={"email": "sora@example.org"})
    assert "akari.example.jp からのメールを受け取れるように" in page
    test = next(sent for sent in mail.outbox if sent.to == ["sora@example.org"])
    address = re.search(r"http://testserver(/\S+)", test.body)
    assert address is not None
    Client().get(address[1])
    assert Person.objects.get(name="森そら").email == ""
    assert "メールが届くようになりました" in Client().post(address[1]).content.decode()
    assert Person.objects.get(name="森そら").email == "sora@example.org"
    assert Client().post(address[1]).status_code == 410


def test_a_member_of_the_same_name_or_address_is_not_betrayed(client: Client) -> None:
    a_hall()
    a_high_schooler(name="森そら", email="sora@example.org")
    page = joined(client, contact={"email": "sora@example.org"})
    assert "届いたメールのリンクを開く" in page
    assert Person.objects.filter(name="森そら").count() == 2


def test_a_second_tap_registers_nobody_and_is_told_the_card_number(client: Client) -> None:
    a_hall()
    answered(client)
    # The browser has given up the first answer, and with it the new session.
    impatient = Client()
    impatient.cookies["sessionid"] = client.cookies["sessionid"].value
    client.post("/join/check/")
    answer = impatient.post("/join/check/")
    person, page = Person.objects.get(), text_of(answer.content.decode())
    assert (answer.status_code, "登録は、もうできています" in page) == (200, True)
    assert f"{person.card_number[:4]} {person.card_number[4:]}" in page
    assert impatient.get("/me/").status_code == 302, "who comes with the session of before is not signed in"


def test_a_child_is_told_that_a_guardian_has_to_agree(client: Client) -> None:
    a_hall(REGISTERING + AT_REGISTERING)
    page = joined(client, birth={"year": "2017", "month": "9", "day": "3"})
    assert "保護者の方に同意してもらう" in page
    assert "館の窓口で、書いてあるものを見せる" in page


def test_all_consents_are_one_step_that_leads_to_where_they_are_asked_for(client: Client) -> None:
    a_hall(CONSENTING)
    page = joined(client, language={"language": "ja"})
    assert page.count("保護者の方に同意してもらう") == 1
    assert "17時からの音楽室には" in page
    assert "工作室の道具には" in page
    done = client.get("/join/done/").content.decode()
    assert done.count('href="/me/guardians/">保護者の方にお願いする') == 1


def test_a_member_who_is_signed_in_does_not_register_again(client: Client) -> None:
    client.force_login(a_high_schooler())
    for address in ("/join/", "/join/name/", "/join/check/"):
        assert client.get(address)["Location"] == "/me/registration/"


def test_a_machine_that_registers_one_after_another_has_to_wait(client: Client, settings: Any) -> None:
    a_hall()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    statuses = []
    for _ in range(42):
        visitor = Client()
        session = visitor.session
        session[KEPT] = {
            **{name: value for told in ANSWERS.values() for name, value in told.items()},
            "password": "!",
            "rules": True,
        }
        session.save()
        visitor.cookies["sessionid"] = session.session_key
        statuses.append(visitor.post("/join/check/").status_code)
    assert statuses[:40] == [302] * 40
    assert statuses[40:] == [429] * 2


def test_a_card_from_the_desk_opens_with_its_code(client: Client) -> None:
    made = register_at_desk(newcomer=a_newcomer(), seen={}, actor=staff(a_hall()), now=NOW, link=link)
    told = {"card": made.person.card_number, "code": made.code, "password": "akari-2026"}
    wrong = client.post("/join/first/", {**told, "code": "2222-2222-2222"})
    assert wrong.status_code == 422
    assert "紙をもう一度見てください" in text_of(wrong.content.decode())
    assert client.post("/join/first/", told)["Location"] == "/join/done/"
    assert client.session["_auth_user_id"] == str(made.person.pk)


@pytest.mark.parametrize("address", ["/join/", "/in/login/", "/in/signup/"])
def test_the_way_to_registering_stands_where_one_signs_in(client: Client, address: str) -> None:
    a_hall(SAMPLE)
    assert re.search(r'href="/join/(name/)?"', client.get(address).content.decode())


def test_a_password_can_be_looked_at_while_it_is_typed(client: Client) -> None:
    for address in ("/join/password/", "/join/first/"):
        html = client.get(address).content.decode()
        assert 'hidden data-show="#id_password"' in html
        assert "booking/show" in html
    assert "data-show" not in client.get("/join/name/").content.decode()


def test_whoever_came_from_an_invitation_or_a_window_is_led_back_there_at_the_end(client: Client) -> None:
    a_hall()
    begun = client.get("/join/?next=/invited/").content.decode()
    assert 'href="/in/login/?next=/invited/"' in begun, "whoever has a card already goes the same way"
    joined(client)
    done = client.get("/join/done/").content.decode()
    assert '<a class="go" href="/invited/">さっきのページにもどる</a>' in done


def test_a_card_from_the_desk_leads_back_as_well(client: Client) -> None:
    made = register_at_desk(newcomer=a_newcomer(), seen={}, actor=staff(a_hall()), now=NOW, link=link)
    client.get("/join/first/?next=/invited/")
    told = {"card": made.person.card_number, "code": made.code, "password": "akari-2026"}
    assert 'href="/invited/"' in client.post("/join/first/", told, follow=True).content.decode()


@pytest.mark.parametrize(
    "begun", ["/join/", "/join/?next=https://elsewhere.example/", "/join/?next=//e.example"]
)
def test_nobody_is_led_to_another_site_nor_to_a_page_of_before(client: Client, begun: str) -> None:
    a_hall()
    client.get("/join/?next=/invited/")
    client.get(begun)
    assert "もどる" not in joined(client)


def test_signing_in_passes_the_way_back_on_to_registering(client: Client) -> None:
    page = client.get("/in/login/?next=/invited/").content.decode()
    assert 'href="/join/?next=/invited/"' in page
    assert 'href="/join/first/?next=/invited/"' in page
