"""/me/guardians/: a window for each consent that is needed, asked for by mail, shown, or put on paper."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from booking.models import Consent, ConsentRequest, Guardian, Person
from facilities.models import Facility
from tests.booking.web.conftest import said
from tests.factories import CONSENTING, NOW, TODAY, a_hall
from tests.people import a_guardian, a_high_schooler, a_junior_high_student, consented

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
PAGE = "/me/guardians/"
YEAR_END = TODAY.replace(year=2027, month=3, day=31)
EVENING = {"hall": "higashi", "purpose": "evening"}
BY_MAIL = {**EVENING, "way": "mail", "mail": "yoko@example.org", "language": "en"}


@pytest.fixture(autouse=True)
def hall() -> Facility:
    return a_hall(CONSENTING)


@pytest.fixture
def sora() -> Person:
    return a_junior_high_student(call_name="そら", name="木村そら", card_number="C777")


@pytest.fixture
def page(as_member: Callable[..., Client], sora: Person) -> Client:
    return as_member(sora)


def windows(client: Client) -> list[str]:
    return re.findall(r'class="dt (\w+)"', client.get(PAGE).content.decode())


def test_a_window_is_dark_until_asked_dashed_while_it_waits_and_lit_once_it_is_there(
    page: Client, sora: Person, hall: Facility
) -> None:
    assert windows(page) == ["dark", "dark"]
    page.post(f"{PAGE}ask/", BY_MAIL)
    assert windows(page) == ["part", "dark"]
    consented(sora, hall, "evening", TODAY, YEAR_END)
    assert windows(page) == ["lit", "dark"]
    assert "同意が届いています。2027年3月31日" in said(page.get(PAGE))


def test_the_childs_phone_is_not_enough_where_the_hall_wants_paper(
    page: Client, sora: Person, hall: Facility
) -> None:
    consented(sora, hall, "craft", TODAY, YEAR_END, through_child=True)
    assert windows(page) == ["dark", "dark"]
    assert "館に紙も出すと、灯りがつきます" in said(page.get(PAGE))
    consented(sora, hall, "craft", TODAY, YEAR_END, way=Consent.Way.PAPER)
    assert windows(page) == ["dark", "lit"]


def test_the_first_form_lies_open_and_the_others_behind_a_button(page: Client) -> None:
    html = page.get(PAGE).content.decode()
    assert (html.count('name="mail"'), html.count('<details><summary class="btn s">お願いする')) == (2, 1)


def test_whoever_needs_no_consent_is_told_so(as_member: Callable[..., Client]) -> None:
    assert "保護者の方の同意がいることはありません" in said(as_member(a_high_schooler()).get(PAGE))


def test_a_mail_goes_to_the_guardian_and_the_page_says_so(page: Client) -> None:
    answer = page.post(f"{PAGE}ask/", BY_MAIL, follow=True)
    mail = Email.objects.get()
    [token] = re.findall(r"http://testserver/consent/([0-9a-f]{40})/", mail.message)
    assert mail.to == ["yoko@example.org"]
    assert "お願いを送りました" in said(answer)
    assert token not in answer.content.decode() + str(answer.redirect_chain)
    assert Client().get(f"/consent/{token}/").status_code == 200


def test_a_link_is_shown_once_with_its_picture(page: Client) -> None:
    answer = page.post(f"{PAGE}ask/", {**EVENING, "way": "link"})
    [token] = set(re.findall(r"/consent/([0-9a-f]{40})/", answer.content.decode()))
    assert re.search(r'<span class="qr"[^>]*><svg', answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert token not in page.get(PAGE).content.decode() + str(dict(page.session))
    assert Client().get(f"/consent/{token}/").status_code == 200


@pytest.mark.parametrize("mail", ["", "yoko", "a\u202eb@example.org"])
def test_a_mistyped_address_is_named_at_its_field(page: Client, mail: str) -> None:
    answer = page.post(f"{PAGE}ask/", {**BY_MAIL, "mail": mail})
    assert answer.status_code == 422
    assert 'href="#mail-1"' in answer.content.decode()
    assert not ConsentRequest.objects.exists()


def test_the_eleventh_request_of_a_day_is_explained(page: Client) -> None:
    for _ in range(10):
        page.post(f"{PAGE}ask/", BY_MAIL)
    answer = page.post(f"{PAGE}ask/", BY_MAIL)
    assert (answer.status_code, "1日に送れるのは10回までです" in said(answer)) == (422, True)


@pytest.mark.parametrize("told", [{"hall": "nowhere"}, {"purpose": "camp"}, {"purpose": ""}])
def test_what_no_rule_asks_for_cannot_be_asked(page: Client, told: dict[str, str]) -> None:
    assert page.post(f"{PAGE}ask/", {**BY_MAIL, **told}).status_code == 404


def test_a_closed_record_sends_the_child_to_the_hall(page: Client, sora: Person) -> None:
    a_guardian(sora)
    Person.objects.filter(pk=sora.pk).update(closed=True)
    html = page.get(PAGE).content.decode()
    assert "館の人に話してください" in html
    assert "/ask/" not in html
    # Whoever had the record closed is not to read that a guardian still looks in.
    assert "今は、何も見られません。" in html
    assert "取り消すこともできます" not in html
    answer = page.post(f"{PAGE}ask/", BY_MAIL)
    assert (answer.status_code, Email.objects.count()) == (422, 0)


def test_the_child_sees_who_sees_what(page: Client, sora: Person) -> None:
    a_guardian(sora, name="森 葉子", mail="yoko@example.org")
    a_guardian(sora, name="森 健", relation="父", may_see=False, stopped_at=NOW)
    words = said(page.get(PAGE))
    assert "森 葉子(母)" in words.replace(" (", "(")
    assert "お知らせの写しが、メールで届きます" in words
    assert "今は、何も見られません" in words


def test_a_lost_link_is_sent_again_to_the_guardian_or_shown(page: Client, sora: Person) -> None:
    mailed = a_guardian(sora, mail="yoko@example.org")
    assert "新しいリンクを送りました" in said(page.post(f"{PAGE}{mailed.public_id}/reach/", follow=True))
    shown = a_guardian(sora, reached=Guardian.Reached.CHILD)
    html = page.post(f"{PAGE}{shown.public_id}/reach/").content.decode()
    [token] = set(re.findall(r"/guardian/([0-9a-f]{40})/", html))
    assert Client().get(f"/guardian/{token}/").status_code == 200
    foreign = a_guardian(a_junior_high_student(), mail="x@example.org")
    assert page.post(f"{PAGE}{foreign.public_id}/reach/").status_code == 404


def test_the_paper_form_is_filled_in_as_far_as_the_service_knows(page: Client) -> None:
    words = said(page.get(f"{PAGE}paper/?hall=higashi&purpose=evening"))
    for told in (
        "保護者の同意書",
        "木村そら",
        "C777",
        "17時からの音楽室",
        "2027年3月31日",
        "G1",
        "保護者の名前",
    ):
        assert told in words
    for query in ("", "?hall=higashi", "?hall=higashi&purpose=camp", "?hall=x&purpose=evening"):
        assert page.get(f"{PAGE}paper/{query}").status_code == 404


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}ask/", f"{PAGE}paper/", f"{PAGE}abc/reach/"])
def test_a_stranger_is_asked_to_sign_in(client: Client, address: str) -> None:
    method = client.post if address.endswith(("ask/", "reach/")) else client.get
    assert method(address)["Location"].startswith("/in/login/?next=")


def test_it_costs_as_many_queries_with_ten_guardians_as_with_one(page: Client, sora: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page.get(PAGE)
        return len(captured)

    a_guardian(sora)
    page.get(PAGE)
    one = queries()
    for _ in range(9):
        a_guardian(sora)
    assert queries() == one <= 9


def test_a_refusal_leads_to_asking_and_to_the_paper(page: Client) -> None:
    html = page.get("/h/higashi/r/band/b/?s=2026-12-04T17:00").content.decode()
    assert "保護者の方にお願いする" in html
    assert "/me/guardians/paper/?hall=higashi&amp;purpose=evening" in html
    page.post(f"{PAGE}ask/", BY_MAIL)
    refused = "/h/higashi/r/band/b/?s=2026-12-04T17:00"
    assert "返事を待っているお願いを見る" in page.get(refused).content.decode()
    ConsentRequest.objects.update(expires_at=NOW)
    assert "もう一度お願いを送る" in page.get(refused).content.decode()


def test_a_consent_that_was_taken_back_is_not_said_to_have_never_been_asked(
    page: Client, sora: Person, hall: Facility
) -> None:
    consented(sora, hall, "evening", TODAY, YEAR_END, revoked_at=NOW - 60)
    words = said(page.get(PAGE))
    assert "2026年12月2日に、保護者の方が同意を取り消しました。もう一度お願いできます。" in words
    page.post(f"{PAGE}ask/", BY_MAIL)
    words = said(page.get(PAGE))
    assert "答えを待っています" in words
    assert "取り消しました" not in words


def test_where_the_other_guardians_consent_still_holds_nothing_is_said_of_the_one_taken_back(
    page: Client, sora: Person, hall: Facility
) -> None:
    consented(sora, hall, "evening", TODAY, YEAR_END, revoked_at=NOW - 60)
    consented(sora, hall, "evening", TODAY, YEAR_END)
    words = said(page.get(PAGE))
    assert "同意が届いています" in words
    assert "取り消しました" not in words


def test_a_consent_that_is_taken_back_between_page_and_click_is_explained(
    page: Client, sora: Person, hall: Facility
) -> None:
    consent = consented(sora, hall, "evening", TODAY, YEAR_END)
    form = page.get("/h/higashi/r/band/b/?s=2026-12-04T17:00").content.decode()
    told = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', form))
    Consent.objects.filter(pk=consent.pk).update(revoked_at=NOW)
    answer = page.post("/h/higashi/r/band/b/?s=2026-12-04T17:00", told)
    assert answer.status_code == 409
    assert "17時からの音楽室には、保護者の方の申しこみがいります" in said(answer)
    assert "保護者の方にお願いする" in said(answer)
