"""Whom a department asks: a link is told once, who has not answered is named, and nobody's name is asked."""

import pytest
from django.test import Client

from booking.actions.reporters import revoke_link
from booking.models import Person, Reporter
from booking.models.keys import fingerprint
from tests.booking.activities import asked, sent, the_office
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW, at

pytestmark = pytest.mark.django_db
PAGE = "/office/activity/child-rearing/asked/"
WHO = {"name": "さくら保育園", "kind": "nursery", "every": "month", "plan": ["B1"]}
AUGUST = at("2026-08-20 10:00")


@pytest.fixture
def office(client: Client) -> Person:
    person = the_office()
    client.force_login(person)
    return person


def token_in(html: str) -> str:
    return html.split("/reporter/")[1].split("/")[0]


@pytest.mark.usefixtures("office")
def test_a_link_is_told_once_with_its_picture_and_the_words_of_an_email(client: Client) -> None:
    answer = client.post(PAGE, WHO)
    token = token_in(html_of(answer))
    assert Reporter.objects.get().token_hash == fingerprint(token)
    assert "<svg" in html_of(answer).split('class="qr"')[1]
    assert "さくら保育園 ご担当の方へ" in said(answer)
    assert "子育て支援課です。" in said(answer)
    assert token not in html_of(client.get(PAGE))
    assert Client().get(f"/reporter/{token}/").status_code == 200


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": " "}, "学校や団体の名前を入れてください。"),
        ({"name": "園" * 2001}, "2000文字までにしてください。"),
        ({"kind": "palace"}, "種類と、報告の回数をえらんでください。"),
        ({"every": "never"}, "種類と、報告の回数をえらんでください。"),
        ({"plan": []}, "どの事業の報告かを、えらんでください。"),
        ({"plan": ["A1"]}, "どの事業の報告かを、えらんでください。"),
    ],
)
def test_what_is_missing_is_named_and_nobody_is_asked(
    client: Client, typed: dict[str, object], words: str
) -> None:
    answer = client.post(PAGE, {**WHO, **typed})
    assert answer.status_code == 422
    assert words in said(answer)
    assert not Reporter.objects.exists()


def test_a_name_that_is_asked_already_is_said(client: Client, office: Person) -> None:
    asked(office)
    assert "この名前の先には、もうたのんでいます。" in said(client.post(PAGE, WHO))


def test_who_has_not_answered_for_the_month_that_is_over_stands_first(client: Client, office: Person) -> None:
    _, link = asked(office, "さくら保育園", now=AUGUST)
    asked(office, "つくし保育園", now=AUGUST)
    sent(link)
    words = said(client.get(PAGE))
    late, answered = words.index("つくし保育園"), words.index("さくら保育園")
    assert words.index("まだ返事がない先 1") < late < words.index("返事があった先と") < answered
    assert "つくし保育園 保育園・幼稚園 2026年11月 まだ返事がありません" in words


def test_another_month_is_chosen_and_the_one_that_runs_makes_nobody_late(
    client: Client, office: Person
) -> None:
    asked(office, now=AUGUST)
    assert "まだ返事がない先 1" in said(client.get(f"{PAGE}?m=2026-10"))
    assert "期間の途中です" in said(client.get(f"{PAGE}?m=2026-12"))
    assert "この月より後にたのんだ先 さくら保育園" in said(client.get(f"{PAGE}?m=2026-07"))
    for text in ("昔", "2026-13", "0001-01", "9999-12"):
        assert client.get(f"{PAGE}?m={text}").status_code == 200


def test_a_reporter_is_changed_renewed_and_stopped_on_its_own_page(client: Client, office: Person) -> None:
    made, old = asked(office)
    own = f"{PAGE}{made.public_id}/"
    assert 'value="さくら保育園"' in html_of(client.get(own))
    assert "変えました。" in said(client.post(own, {**WHO, "name": "さくら第二保育園"}, follow=True))
    assert client.post(own, {**WHO, "name": ""}).status_code == 422
    new = token_in(html_of(client.post(f"{own}renew/")))
    assert [Client().get(f"/reporter/{one}/").status_code for one in (old, new)] == [404, 200]
    assert "リンクを止めました。" in said(client.post(f"{own}revoke/", follow=True))
    assert Client().get(f"/reporter/{new}/").status_code == 404
    assert "リンクを止めた先 さくら第二保育園" in said(client.get(PAGE))


def test_one_whose_link_has_run_out_is_told_so(client: Client, office: Person, settings: object) -> None:
    made, _ = asked(office)
    settings.CLOCK = "2027-06-01T10:00:00+09:00"  # type: ignore[attr-defined]
    office.posts.update(until=None)
    assert "リンクの期限が2027年5月31日で切れました。" in said(client.get(f"{PAGE}{made.public_id}/"))


def test_one_that_was_stopped_owes_no_answer(client: Client, office: Person) -> None:
    made, _ = asked(office, now=AUGUST)
    revoke_link(reporter=made, actor=office, now=NOW)
    assert "返事のない先はありません。" in said(client.get(PAGE))


def test_a_department_in_whose_rows_no_reported_day_is_counted_asks_nobody(client: Client) -> None:
    client.force_login(the_office("children"))
    page = said(client.get("/office/activity/children/asked/"))
    assert "計画のこの課の行に、活動日の報告で数えるものがありません。" in page
