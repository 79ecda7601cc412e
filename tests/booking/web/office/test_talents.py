"""An office says in which state its list is, verifies who waits, lists and introduces them."""

from dataclasses import replace

import pytest
from django.test import Client

from booking.models import Introduction, Listing, Person, Talent
from booking.rules.talents import DAY, Answer, ListState
from tests.booking.activities import the_office
from tests.booking.talents import CLUB, STORIES, an_office, introduced, listed, offered, written
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW
from tests.people import a_senior

pytestmark = pytest.mark.django_db
PAGE = "/office/talents/lifelong-learning/"
TYPED = {
    "whose": "person",
    "name": "野原 てつ",
    "skill": ["nature"],
    "band": ["elementary"],
    "phone": "042-000-0103",
    "consented_on": "2026-11-20",
}


@pytest.fixture
def office(client: Client) -> Person:
    person = an_office()
    client.force_login(person)
    return person


def entry(talent: Talent, more: str = "") -> str:
    return f"{PAGE}e/{talent.public_id}/{more}"


def test_a_list_that_is_not_carried_out_shows_nobody_until_its_state_is_set(client: Client) -> None:
    an_office("children", ListState.NOT_RUN)
    offered(a_senior())
    client.force_login(Person.objects.get(posts__department__slug="children"))
    page = said(client.get("/office/talents/children/"))
    assert "未実施 2026年12月2日から" in page
    assert "海野" not in page
    assert client.get("/office/talents/children/new/").status_code == 404
    words = said(client.post("/office/talents/children/state/", {"state": "considered"}, follow=True))
    assert "リストの状態を、きょうから「検討中」にしました。" in words
    assert "海野 みどり" in words
    assert client.post("/office/talents/children/state/", {"state": "palace"}).status_code == 404


def test_where_nothing_was_said_yet_the_page_says_so(client: Client) -> None:
    client.force_login(the_office("welfare"))
    assert "まだ決めていません。" in said(client.get("/office/talents/welfare/"))


def test_who_waits_is_verified_and_put_on_the_list(client: Client, office: Person) -> None:
    made = offered(a_senior())
    assert "たしかめるのを待つ人・団体 1" in said(client.get(PAGE))
    words = said(client.post(entry(made, "verify/"), {"seen": made.revision}, follow=True))
    assert "たしかめました。のせるリストをえらんでください。" in words
    words = said(client.post(entry(made, "lists/"), {"list": [""]}, follow=True))
    assert "のせるリストを変えました。" in words
    assert Listing.objects.get().until is None
    assert "のっている数 この課のリスト 1 件" in said(client.get(PAGE))


def test_what_was_changed_meanwhile_is_shown_again_before_it_is_verified(
    client: Client, office: Person
) -> None:
    made = offered(a_senior())
    for seen in ("0", ""):
        answer = client.post(entry(made, "verify/"), {"seen": seen})
        assert answer.status_code == 409
        assert "先に内容が変わっていました。" in said(answer)


@pytest.mark.usefixtures("office")
def test_somebody_without_a_card_is_written_down(client: Client) -> None:
    made = client.post(f"{PAGE}new/", TYPED)
    talent = Talent.objects.get()
    assert made.headers["Location"] == entry(talent)
    assert str(talent.consented_on) == "2026-11-20"


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"consented_on": "2026-12-03"}, "同意した日は、きょうまでの日にしてください。"),
        ({"consented_on": "きのう"}, "同意した日は、きょうまでの日にしてください。"),
        ({"name": " "}, "お名前を入れてください。"),
        ({"skill": []}, "できることを、1つはえらぶか書いてください。"),
    ],
)
def test_what_is_missing_is_named_and_nobody_is_written_down(
    client: Client, typed: dict[str, object], words: str
) -> None:
    answer = client.post(f"{PAGE}new/", {**TYPED, **typed})
    assert answer.status_code == 422
    assert words in said(answer)
    assert not Talent.objects.exists()


def test_a_contact_is_shown_in_the_answer_to_a_button_and_nowhere_else(
    client: Client, office: Person
) -> None:
    made = listed(office, written(office))
    for page in (PAGE, entry(made)):
        shown = html_of(client.get(page)).split('<form class="form" method="post"><')[0]
        assert "042-000-0101" not in shown.split("内容を直す")[0]
    assert "042-000-0101" in said(client.post(entry(made, "contact/")))


def test_a_members_own_entry_has_no_contact_in_its_page_and_no_form(client: Client, office: Person) -> None:
    made = listed(office, offered(a_senior()))
    page = client.get(entry(made))
    assert "0101" not in html_of(page)
    assert "本人が書いたものです。直すのは本人です。" in said(page)
    assert client.post(entry(made), TYPED).status_code == 404


def test_what_the_office_wrote_is_corrected_and_verified_anew(client: Client, office: Person) -> None:
    made = listed(office, written(office))
    answer = client.post(entry(made), {**TYPED, "seen": made.revision}, follow=True)
    assert "もう一度たしかめてください。" in said(answer)
    assert Talent.objects.get().verified_at is None
    assert client.post(entry(made), {**TYPED, "seen": made.revision}).status_code == 409
    now = Talent.objects.get().revision
    wrong = client.post(entry(made), {**TYPED, "name": "", "seen": now})
    assert wrong.status_code == 422
    assert 'value="042-000-0103"' in html_of(wrong)


def test_a_person_is_put_on_no_list_of_organisations(client: Client) -> None:
    culture = an_office("civic-culture", ListState.CONSIDERED)
    client.force_login(culture)
    made = written(culture)
    base = f"/office/talents/civic-culture/e/{made.public_id}/"
    assert client.post(f"{base}lists/", {"list": ["certified"]}).status_code == 422
    client.post(f"{base}verify/", {"seen": made.revision})
    answer = client.post(f"{base}lists/", {"list": ["certified"]})
    assert answer.status_code == 422
    assert "団体を数えるリストです。" in said(answer)


def test_two_lists_are_told_apart_and_not_added_up(client: Client) -> None:
    culture = an_office("civic-culture", ListState.CONSIDERED)
    client.force_login(culture)
    listed(culture, written(culture, CLUB), "certified", "npo-liaison")
    page = said(client.get("/office/talents/civic-culture/"))
    assert "内閣府・都の認証 1 団体 小金井NPO法人連絡会 1 団体" in page
    assert "足しません。" in page


def test_a_revoked_consent_that_was_told_by_telephone_takes_them_from_the_page(
    client: Client, office: Person
) -> None:
    own, theirs = listed(office, offered(a_senior())), listed(office, written(office, CLUB))
    assert client.post(entry(own, "revoke/")).headers["Location"] == PAGE
    assert client.post(entry(theirs, "revoke/")).headers["Location"] == entry(theirs)
    assert client.get(entry(own)).status_code == 404
    assert "まだありません。リストにのせられません。" in said(client.get(entry(theirs)))


def test_who_was_not_reached_for_a_year_is_marked_and_may_be_kept(client: Client, office: Person) -> None:
    made = listed(office, written(office))
    Talent.objects.update(reached_at=NOW - 366 * DAY)
    assert "1年たちました。本人にたしかめてください。" in said(client.get(PAGE))
    client.post(entry(made, "reach/"))
    assert "1年たちました。" not in said(client.get(PAGE))


def test_an_entry_is_erased_and_what_it_was_introduced_to_stays(client: Client, office: Person) -> None:
    made = listed(office, written(office))
    introduced(office, made)
    assert "紹介の回数と利用者数は残っています。" in said(client.post(entry(made, "erase/"), follow=True))
    assert "リストから消えた人" in said(client.get(f"{PAGE}introductions/"))


def test_somebody_is_introduced_answers_and_the_users_are_entered(client: Client, office: Person) -> None:
    made = listed(office, written(office))
    assert client.post(entry(made, "introduce/"), {"programme": "", "to": " "}).status_code == 422
    client.post(entry(made, "introduce/"), {"programme": "", "to": "さくら保育園"})
    one, page = Introduction.objects.get(), f"{PAGE}introductions/"
    base = f"{PAGE}i/{one.public_id}/"
    assert "返事を待っています" in said(client.get(page))
    assert client.post(f"{base}users/", {"seen": 0, "users": "3"}).status_code == 422
    client.post(f"{base}answer/", {"seen": 0, "answer": "accepted"})
    assert "利用者数をまだ入れていない紹介が1件あります。" in said(client.get(page))
    for typed in ("-1", "たくさん", "10000"):
        assert client.post(f"{base}users/", {"seen": 1, "users": typed}).status_code == 422
    client.post(f"{base}users/", {"seen": 1, "users": "24"})
    assert "紹介 1 件 利用者数 24 人" in said(client.get(page))
    assert client.post(f"{base}users/", {"seen": 1, "users": "25"}).status_code == 409
    client.post(f"{base}users/", {"seen": 2, "users": ""})
    assert Introduction.objects.get().users is None


def test_a_slip_is_taken_back_and_counts_for_nothing(client: Client, office: Person) -> None:
    made = introduced(office, listed(office, written(office)), answer=Answer.ASKED)
    base = f"{PAGE}i/{made.public_id}/"
    assert client.post(f"{base}take-back/", {"seen": 3}).status_code == 409
    assert "数に入りません。" in said(client.post(f"{base}take-back/", {"seen": 0}, follow=True))
    assert client.post(f"{base}answer/", {"seen": 1, "answer": "accepted"}).status_code == 404
    assert client.post(f"{base}answer/", {"seen": 1, "answer": "taken_back"}).status_code == 404


def test_a_copy_has_what_they_can_do_and_nobodys_name(client: Client, office: Person) -> None:
    introduced(office, listed(office, written(office, replace(STORIES, words=""))))
    answer = client.get(f"{PAGE}introductions/?y=2026&as=csv")
    text = answer.content.decode()
    assert text.splitlines()[1] == "2026-12-02,読み聞かせ・紙しばい,さくら保育園,引き受けました,"
    assert "海野" not in text
    for year in ("1999", "2027", "x", "２０２６"):
        status = client.get(f"{PAGE}introductions/?y={year}").status_code
        assert status == (404 if year in ("1999", "2027") else 200)


def test_another_departments_introduction_is_not_there(client: Client, office: Person) -> None:
    children = an_office("children")
    made = introduced(office, listed(office, written(office)), answer=Answer.ASKED)
    client.force_login(children)
    base = f"/office/talents/children/i/{made.public_id}/"
    for verb in ("answer", "users", "take-back"):
        assert client.post(f"{base}{verb}/", {"seen": 0, "answer": "accepted"}).status_code == 404


def test_whoever_answers_for_one_department_comes_to_it_at_once(client: Client, office: Person) -> None:
    assert client.get("/office/talents/").headers["Location"] == PAGE
    office.posts.create(department=an_office("children").posts.get().department, role="office")
    words = said(client.get("/office/talents/"))
    assert "課をえらぶ 児童青少年課 生涯学習課" in words
