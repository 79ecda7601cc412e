"""What accounts say, by mail and on the pages: in our words, in both languages, and no name in it."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from booking.models import Person
from booking.web.browsers import COOKIE
from tests.factories import a_hall
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "haruka@example.org", "nobody@example.org"
CODE, RESET = "/in/login/code/", "/in/password/reset/"
A_CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)
A_LINK = re.compile(r"^http://testserver/\S+$", re.MULTILINE)


@pytest.fixture(autouse=True)
def haruka(db: None) -> Person:
    return a_high_schooler(email=KNOWN, name="森はるか", call_name="はるか")


def asked(client: Client, address: str, email: str, language: str = "ja") -> EmailMessage:
    """The one mail that follows."""
    client.post(address, {"email": email}, headers={"accept-language": language})
    [sent] = mail.outbox
    return sent


@pytest.mark.parametrize(
    ("address", "email", "language", "subject", "says"),
    [
        (CODE, KNOWN, "ja", "まどあかりに入る番号", "もとの画面で入れてください。"),
        (CODE, KNOWN, "en", "Your sign-in code for Madoakari", "Enter it on the page"),
        (RESET, KNOWN, "ja", "まどあかりのパスワードを新しくする", "パスワードを新しくできます。"),
        (RESET, KNOWN, "en", "A new password for Madoakari", "Open this link to choose a new password"),
    ],
)
def test_each_mail_is_in_our_words_and_in_the_language_of_the_page(
    client: Client, address: str, email: str, language: str, subject: str, says: str
) -> None:
    sent = asked(client, address, email, language)
    assert (sent.subject, sent.to) == (subject, [email])
    assert says in sent.body
    assert {"ja": "心あたりがないときは、", "en": "If you know nothing of this,"}[language] in sent.body


@pytest.mark.parametrize("address", [CODE, RESET])
def test_a_mail_names_nobody_and_is_plain_text(client: Client, haruka: Person, address: str) -> None:
    sent = asked(client, address, KNOWN)
    words = sent.subject + sent.body
    assert not [fact for fact in (haruka.name, haruka.call_name, haruka.card_number, KNOWN) if fact in words]
    assert "&" not in words
    assert not getattr(sent, "alternatives", [])


def test_who_serves_at_a_hall_begins_at_its_desk_and_finds_the_way_from_their_own_bookings(
    client: Client,
) -> None:
    at_desk = staff(a_hall(), email="oishi@example.org")
    code = A_CODE.findall(str(asked(client, CODE, str(at_desk.email)).body))[0]
    assert client.post(f"{CODE}confirm/", {"code": code})["Location"] == "/desk/"
    assert 'href="/desk/"' in client.get("/me/").content.decode()


def test_the_code_in_the_mail_signs_in(client: Client, haruka: Person) -> None:
    [code] = A_CODE.findall(asked(client, CODE, KNOWN).body)
    assert client.post(f"{CODE}confirm/", {"code": code})["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_the_link_in_the_mail_leads_to_a_new_password(client: Client) -> None:
    [link] = A_LINK.findall(asked(client, RESET, KNOWN).body)
    page = client.get(urlsplit(link).path, follow=True).content.decode()
    assert "<h1>新しいパスワード</h1>" in page


def alerts(answer: Any) -> str:
    return " ".join(re.findall(r'role="alert".*?</div>', answer.content.decode(), re.DOTALL))


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ja", "カード番号(メールアドレス)とパスワードの組み合わせが、見つかりませんでした。"),
        ("en", "We did not find this card number (or email address) with this password."),
    ],
)
def test_whoever_does_not_get_in_reads_one_sentence_whether_they_are_known_or_not(
    client: Client, haruka: Person, language: str, says: str
) -> None:
    for login in (haruka.card_number, "T999999", KNOWN, UNKNOWN):
        told = {"login": login, "password": "wrong-1234"}
        assert says in alerts(client.post("/in/login/", told, headers={"accept-language": language}))


def test_a_wrong_code_may_be_corrected_and_after_three_one_begins_anew(client: Client) -> None:
    asked(client, CODE, KNOWN)
    for _ in range(2):
        again = client.post(f"{CODE}confirm/", {"code": "AAAA-AAAA"})
        assert "この番号では入れませんでした。届いたメールの番号を、もう一度入れてください。" in alerts(again)
    last = client.post(f"{CODE}confirm/", {"code": "AAAA-AAAA"}, follow=True)
    assert last.redirect_chain == [("/in/login/code/", 302)]
    assert "今は、少し休んでいます。少し待ってから、もう一度お試しください。" in alerts(last)
    assert "少し休んでいます" not in client.get("/in/login/").content.decode()


def test_what_the_pages_say_waits_in_no_cookie(client: Client) -> None:
    [code] = A_CODE.findall(asked(client, CODE, KNOWN).body)
    client.post(f"{CODE}confirm/", {"code": code})
    client.post("/in/logout/")
    assert set(client.cookies) == {"csrftoken", "sessionid", COOKIE}
