"""An office keeps whom a family turns to: added, changed, taken down, put up; what is wrong is named."""

import pytest
from django.test import Client

from booking.models import NetworkBody, Person
from tests.booking.activities import the_office
from tests.booking.network import TEXTS, a_body
from tests.booking.web.conftest import html_of, said

pytestmark = pytest.mark.django_db
PAGE = "/office/network/child-rearing/"
TYPED = {**TEXTS, "phone": "000-000-0103", "position": "3"}


@pytest.fixture
def office(client: Client) -> Person:
    person = the_office()
    client.force_login(person)
    return person


@pytest.mark.usefixtures("office")
def test_a_body_is_added_and_everybody_finds_it(client: Client) -> None:
    assert "この課の相談先は、まだありません。" in said(client.get(PAGE))
    answer = client.post(PAGE, {**TYPED, "centre": "on"}, follow=True)
    assert "相談先を加えました。" in said(answer)
    made = NetworkBody.objects.get()
    assert (made.phone, made.position, made.centre) == ("000-000-0103", 3, True)
    assert "tel:000-000-0103" in html_of(Client().get("/network/"))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name_ja": ""}, "name_ja", "相談先の名前を入れてください。"),
        ({"about_ja": " "}, "about_ja", "何を相談できるかを入れてください。"),
        ({"phone": "でんわ"}, "phone", "電話番号は 042-000-0000 のような形で入れてください。"),
        ({"phone": "", "centre": "on"}, "phone", "センターの電話番号を入れてください。"),
        ({"position": "上"}, "position", "ならぶ順を、0から999までの数で入れてください。"),
        ({"about_en": "x" * 201}, "about_en", "200文字までにしてください。"),
    ],
)
def test_what_is_wrong_is_named_at_its_field_and_the_form_is_kept(
    client: Client, typed: dict[str, str], field: str, words: str
) -> None:
    answer = client.post(PAGE, {**TYPED, "address": "本町1-1", **typed})
    assert answer.status_code == 422
    assert f'href="#{field}"' in html_of(answer)
    assert words in said(answer)
    assert "本町1-1" in html_of(answer)
    assert not NetworkBody.objects.exists()


def test_a_change_over_somebody_elses_is_told_and_shows_what_is_there_now(
    client: Client, office: Person
) -> None:
    made = a_body(office)
    one = f"{PAGE}b/{made.public_id}/"
    assert client.post(one, {**TYPED, "name_en": "Health", "seen": "0"}).status_code == 302
    late = client.post(one, {**TYPED, "name_en": "Clinic", "seen": "0"})
    assert late.status_code == 409
    assert "先にほかの人が変えていました。" in said(late)
    assert 'value="Health"' in html_of(late)
    # What stands there now has been read: a second press is meant so.
    assert 'name="seen" value="1"' in html_of(late)


def test_a_form_that_comes_back_still_says_what_it_had_shown(client: Client, office: Person) -> None:
    one = f"{PAGE}b/{a_body(office).public_id}/"
    answer = client.post(one, {**TYPED, "name_ja": "", "seen": "0"})
    assert answer.status_code == 422
    assert 'name="seen" value="0"' in html_of(answer)


def test_a_body_is_taken_down_and_put_up_again(client: Client, office: Person) -> None:
    made = a_body(office)
    one = f"{PAGE}b/{made.public_id}/"
    assert "ページから下げました。" in said(client.post(f"{one}down/", follow=True))
    assert made.name_ja not in said(Client().get("/network/"))
    assert "ページから下げた相談先" in said(client.get(PAGE))
    assert "また出しました。" in said(client.post(f"{one}up/", follow=True))
    assert made.name_ja in said(Client().get("/network/"))


def test_what_english_or_easy_japanese_lacks_is_pointed_out_to_the_office(
    client: Client, office: Person
) -> None:
    a_body(office)
    page = said(client.get(PAGE))
    assert "英語がまだありません。" in page
    assert "やさしい日本語がまだありません。" in page
