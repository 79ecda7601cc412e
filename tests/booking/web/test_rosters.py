"""カードのないメンバー: typed as numbers, or sent as a list of which nothing but numbers is kept."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from booking.models import Act, Group, Person
from tests.booking.web.conftest import text_of
from tests.booking.web.test_groups import html_of, look
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader() -> Person:
    return a_high_schooler()


@pytest.fixture
def band(leader: Person) -> Group:
    return a_band(leader)


@pytest.fixture
def page(as_member: Callable[..., Client], leader: Person) -> Client:
    return as_member(leader)


def test_members_without_a_card_are_typed_as_numbers(page: Client, band: Group) -> None:
    path = f"/g/{band.public_id}/roster/"
    wrong = page.post(path, {"senior-lives": "-1", "sequence": "0"})
    assert (wrong.status_code, 'href="#id_senior-lives"' in html_of(wrong)) == (422, True)
    assert page.post(path, {"senior-lives": "40", "adult-none": "00", "sequence": "0"}).status_code == 302
    band.refresh_from_db()
    assert band.roster == {"senior": {"lives": 40}}
    told = look(page, band)
    assert "カードのないメンバーを、40人にしました。" in told
    assert "カードのないメンバー:65歳以上40人" in told


def test_a_list_is_read_as_numbers_or_not_at_all(page: Client, band: Group) -> None:
    path = f"/g/{band.public_id}/roster/"

    def sent(text: str) -> Any:
        file = SimpleUploadedFile("members.csv", text.encode("cp932"), content_type="text/csv")
        return page.post(path, {"list": file, "sequence": "0"})

    wrong = text_of(html_of(sent("名前,年齢区分\n山田花子,おとな\n佐藤,老人\n")))
    assert "3行目:「老人」は年齢区分にありません" in wrong
    twice = text_of(html_of(sent("区分,年齢区分\nおとな,おとな\n")))
    assert "1行目:「区分・年齢区分」は同じことを書く列です。" in twice
    many = text_of(html_of(sent("区分,人数\nおとな,500\nおとな,500\n")))
    assert "3行目まで:同じ年齢区分・つながりの人が、合わせて1000人になります。999人までです。" in many
    band.refresh_from_db()
    assert band.roster == {}
    assert sent("名前,年齢区分\n山田花子,おとな\n").status_code == 302
    band.refresh_from_db()
    assert band.roster == {"adult": {"none": 1}}
    assert "山田" not in str(Group.objects.values())


def test_the_sample_list_is_read_as_it_stands(page: Client, band: Group) -> None:
    sample = page.get(f"/g/{band.public_id}/roster/sample.csv")
    file = SimpleUploadedFile("sample.csv", sample.content)
    assert page.post(f"/g/{band.public_id}/roster/", {"list": file, "sequence": "0"}).status_code == 302


def test_a_club_of_sixty_comes_in_as_excel_saved_it_and_is_named_nowhere(page: Client, band: Group) -> None:
    lines = ["氏名,生年月日,市とのつながり"]
    lines += [f'"山田, 花子{n}",昭和{20 + n % 15}年4月1日,{"在住" if n % 5 else "在勤"}' for n in range(60)]
    for encoding in ("cp932", "utf-8-sig"):
        band.refresh_from_db()
        file = SimpleUploadedFile("名簿.csv", "\r\n".join(lines).encode(encoding))
        sent = {"list": file, "sequence": str(band.sequence)}
        assert page.post(f"/g/{band.public_id}/roster/", sent).status_code == 302
        told = look(page, band)
        assert "カードのないメンバーを、60人にしました。" in told
        assert "カードのないメンバー:65歳以上60人" in told
    kept = str([*Group.objects.values(), *Act.objects.values()])
    assert "山田" not in kept
    assert "昭和" not in kept


def test_of_two_lists_from_one_page_the_second_is_told(page: Client, band: Group) -> None:
    def sent() -> Any:
        file = SimpleUploadedFile("a.csv", "区分,人数\nおとな,3\n".encode())
        return page.post(f"/g/{band.public_id}/roster/", {"list": file, "sequence": "0"})

    assert [sent().status_code, sent().status_code] == [302, 409]
    band.refresh_from_db()
    assert band.roster == {"adult": {"none": 3}}
