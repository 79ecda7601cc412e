"""Somebody writes what they offer, agrees to stand on a list, and leaves every list at one touch."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Listing, Talent
from booking.rules.talents import DAY
from tests.booking.talents import STORIES, an_office, listed, offered
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW, TODAY
from tests.people import a_group, a_high_schooler, a_senior

pytestmark = pytest.mark.django_db
PAGE = "/me/talent/"
TYPED = {
    "name": "海野 みどり",
    "skill": ["stories"],
    "band": ["elementary"],
    "phone": "042-000-0101",
    "consent": "on",
}


def test_what_is_known_already_need_not_be_typed(as_member: Callable[..., Client]) -> None:
    an_office()
    page = html_of(as_member(a_senior(name="海野 みどり", phone="042-000-0101")).get(PAGE))
    assert 'value="海野 みどり"' in page
    assert 'value="042-000-0101"' in page
    assert 'name="consent"' in page
    assert 'name="consent" checked' not in page


def test_with_the_consent_ticked_it_waits_for_the_office(as_member: Callable[..., Client]) -> None:
    an_office()
    client = as_member(a_senior())
    words = said(client.post(PAGE, TYPED, follow=True))
    assert "市の課がたしかめてから、リストにのせます。" in words
    assert "2026年12月2日に同意しました" in words
    assert Talent.objects.get().consented_on == TODAY


def test_without_it_it_is_kept_and_on_no_list(as_member: Callable[..., Client]) -> None:
    an_office()
    client = as_member(a_senior())
    words = said(client.post(PAGE, {**TYPED, "consent": []}, follow=True))
    assert "同意がないので、リストにはのりません。" in words
    assert Talent.objects.get().consented_on is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "お名前を入れてください。"),
        ({"skill": []}, "できることを、1つはえらぶか書いてください。"),
        ({"band": []}, "だれのためにできるかを、えらんでください。"),
        ({"phone": ""}, "電話番号かメールアドレスを入れてください。"),
        ({"phone": "はい"}, "電話番号は 042-000-0000 のような形で入れてください。"),
        ({"email": "x"}, "メールアドレスの形がちがうようです。"),
        ({"about": "字" * 301}, "300文字までにしてください。"),
    ],
)
def test_what_is_missing_is_named_and_the_form_stays_as_typed(
    as_member: Callable[..., Client], typed: dict[str, object], words: str
) -> None:
    an_office()
    answer = as_member(a_senior()).post(
        PAGE,
        {
            **TYPED,
            "words": "あやとり",
            **typed,
            "skill": typed.get("skill", ["stories"]),
            **({"words": ""} if "skill" in typed else {}),
        },
    )
    assert answer.status_code == 422
    assert words in said(answer)
    assert 'value="elementary" checked' in html_of(answer) or "band" in typed
    assert not Talent.objects.exists()


def test_a_form_that_was_open_elsewhere_is_told(as_member: Callable[..., Client]) -> None:
    an_office()
    person = a_senior()
    offered(person)
    answer = as_member(person).post(PAGE, TYPED)
    assert answer.status_code == 409
    assert "ほかの画面で先に変わっていました。" in said(answer)


def test_at_one_touch_they_leave_every_list(as_member: Callable[..., Client]) -> None:
    office, person = an_office(), a_senior()
    listed(office, offered(person))
    client = as_member(person)
    assert "のっているリスト 生涯学習課" in said(client.get(PAGE))
    words = said(client.post(f"{PAGE}revoke/", follow=True))
    assert "どのリストからも消えました。" in words
    assert "同意していません。どのリストにもありません。" in words
    assert not Listing.objects.filter(until=None).exists()


def test_a_year_later_they_are_asked_whether_it_still_holds(as_member: Callable[..., Client]) -> None:
    office, person = an_office(), a_senior()
    listed(office, offered(person))
    client = as_member(person)
    assert "1年たちました。" not in said(client.get(PAGE))
    Talent.objects.update(reached_at=NOW - 366 * DAY)
    assert "これからも、のせておいてよいですか。" in said(client.get(PAGE))
    assert "また1年、のせておきます。" in said(client.post(f"{PAGE}still/", follow=True))
    assert "これからも、のせておいてよいですか。" not in said(client.get(PAGE))


def test_all_of_it_is_erased_also_by_a_second_press(as_member: Callable[..., Client]) -> None:
    an_office()
    person = a_senior()
    offered(person)
    client = as_member(person)
    for _ in range(2):
        assert "書いたことを全部消しました。" in said(client.post(f"{PAGE}erase/", follow=True))
    assert not Talent.objects.exists()
    assert client.post(f"{PAGE}still/").headers["Location"] == PAGE


def test_a_minor_is_told_from_which_age_on_and_finds_no_form(as_member: Callable[..., Client]) -> None:
    client = as_member(a_high_schooler())
    page = client.get(PAGE)
    assert "書けるのは、18歳からです。" in said(page)
    assert 'name="phone"' not in html_of(page)
    assert client.post(PAGE, TYPED).status_code == 422


def test_a_leader_writes_for_the_group_and_a_member_finds_no_page(as_member: Callable[..., Client]) -> None:
    an_office()
    leader, member = a_senior(), a_senior()
    group = a_group("npo", leader, member, name="鳩の会")
    page = f"/g/{group.public_id}/talent/"
    assert as_member(member).get(page).status_code == 404
    client = as_member(leader)
    assert 'value="鳩の会"' in html_of(client.get(page))
    assert client.post(page, {**TYPED, "name": "鳩の会"}).headers["Location"] == page
    assert Talent.objects.get().group == group
    assert STORIES.name not in said(client.get(page))
