"""A department's grants on one page: who, by which scheme, how far, and every yen."""

import pytest
from django.test import Client

from booking.models import Grant, Person
from tests.booking.activities import the_office
from tests.booking.supporting import a_grant
from tests.booking.web.conftest import said
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
PAGE = "/office/grants/children/"
TYPED = {
    "scheme": "育成補助金",
    "body": "さくら町子ども会",
    "plan": "B6",
    "day": "2026-11-02",
    "yen": "60,000",
}


@pytest.fixture
def office(client: Client) -> Person:
    person = the_office("children")
    client.force_login(person)
    return person


@pytest.mark.usefixtures("office")
def test_an_application_is_entered_and_the_next_step_is_asked_for(client: Client) -> None:
    words = said(client.post(PAGE, TYPED, follow=True))
    assert "申請を入れました。" in words
    assert "次は「交付決定」" in words
    assert "60,000円" in said(client.get(PAGE))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"scheme": ""}, "補助金の名前と、団体の名前を入れてください。"),
        ({"body": "会" * 2001}, "2000文字までにしてください。"),
        ({"day": "2026-12-03"}, "日は、前の手続きの日からきょうまでにしてください。"),
        ({"day": "いつか"}, "日は、前の手続きの日からきょうまでにしてください。"),
        ({"yen": "たくさん"}, "金額を、円の数で入れてください。"),
        ({"yen": "0"}, "金額を、円の数で入れてください。"),
        ({"yen": "9" * 40}, "金額を、円の数で入れてください。"),
    ],
)
def test_what_is_wrong_is_named_and_the_form_is_kept(
    client: Client, typed: dict[str, str], words: str
) -> None:
    answer = client.post(PAGE, {**TYPED, **typed})
    assert answer.status_code == 422
    assert words in said(answer)
    assert not Grant.objects.exists()


def test_a_step_is_taken_corrected_and_taken_back(client: Client, office: Person) -> None:
    made = a_grant(office)
    page = f"{PAGE}{made.public_id}/"
    decided = {"step": "decided", "day": "2026-11-10", "yen": "50000", "seen": made.revision}
    skipped = client.post(f"{page}step/", {**decided, "step": "paid"})
    assert skipped.status_code == 422
    assert "先に「交付決定」を入れてください。" in said(skipped)
    assert "次は「交付」" in said(client.post(f"{page}step/", decided, follow=True))
    assert client.post(f"{page}step/", decided).status_code == 409
    again = {**decided, "yen": "55000", "do": "correct", "seen": made.revision + 1}
    assert "直す前の記録 交付決定 2026年11月10日 50,000円" in said(
        client.post(f"{page}step/", again, follow=True)
    )
    back = {"step": "decided", "do": "back", "seen": made.revision + 2}
    assert "次は「交付決定」" in said(client.post(f"{page}step/", back, follow=True))
    assert client.post(f"{page}step/", {**decided, "step": "palace"}).status_code == 404


@pytest.mark.parametrize(
    ("yen", "step", "typed", "words"),
    [
        ([60_000], "decided", 60_001, "「交付決定」は、「申請」の60,000円までです。"),
        ([60_000, 50_000], "paid", 50_001, "「交付」は、「交付決定」の50,000円までです。"),
        ([60_000, 50_000], "paid", 0, "申請と交付は、1円からです。"),
        ([60_000, 50_000, 40_000, 1], "settled", 40_001, "「額の確定」は、「交付」の40,000円までです。"),
        ([60_000, 50_000], "applied", 49_999, "「申請」を、「交付決定」の50,000円より少なくはできません。"),
    ],
)
def test_money_that_cannot_be_is_said_with_the_two_sums_and_the_remedy(
    client: Client, office: Person, yen: list[int], step: str, typed: int, words: str
) -> None:
    made = a_grant(office, *yen)
    form = {"step": step, "day": TODAY.isoformat(), "yen": str(typed), "seen": str(made.revision)}
    if step == "applied":
        form |= {"do": "correct", "day": "2026-09-01"}
    answer = client.post(f"{PAGE}{made.public_id}/step/", form)
    assert answer.status_code == 422
    assert words in said(answer)


def test_what_is_given_back_and_what_is_refused_is_said(client: Client, office: Person) -> None:
    a_grant(office, 180_000, 150_000, 150_000, 141_300, 141_300)
    a_grant(office, 40_000, 0, body="つつじ町子ども会")
    page = said(client.get(PAGE))
    assert "返還 8,700円" in page
    assert "交付しません" in page
    assert "合計 220,000円 150,000円 150,000円 141,300円 141,300円" in page


def test_a_copy_has_a_line_for_each_with_days_and_yen(client: Client, office: Person) -> None:
    a_grant(office, 60_000, 50_000)
    lines = client.get(f"{PAGE}?y=2026&as=csv").content.decode().splitlines()
    assert "補助金の名前,団体,申請,申請 円,交付決定,交付決定 円,交付,交付 円" in lines[0]
    assert lines[1] == "青少年健全育成事業補助金,さくら町子ども会,2026-09-01,60000,2026-09-20,50000,,,,,,"
    assert client.get(f"{PAGE}?y=1999").status_code == 404


def test_another_departments_grant_is_not_there(client: Client, office: Person) -> None:
    made = a_grant(office)
    client.force_login(the_office("welfare"))
    assert client.get(f"/office/grants/welfare/{made.public_id}/").status_code == 404
    assert (
        client.post(f"/office/grants/welfare/{made.public_id}/step/", {"step": "decided"}).status_code == 404
    )
