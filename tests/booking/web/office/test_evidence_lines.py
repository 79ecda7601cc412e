"""The records of a figure for a spreadsheet: for the office by age, for everybody without small numbers."""

import pytest
from django.test import Client

from booking.actions.programmes import About
from booking.models import Person, Session
from booking.rules.attendance import Heads, Part
from facilities.models import Facility
from tests.booking.activities import asked, confirmed, sent, the_office, told
from tests.booking.programmes import a_programme, held
from tests.booking.web.office.tables import lines
from tests.factories import span

pytestmark = pytest.mark.django_db
PARTICIPANTS = "/office/plan/2026/B1/children/1/?as=csv"
VOLUNTEERS = "/office/plan/2026/B1/child-rearing/0/?as=csv"


@pytest.mark.usefixtures("dates")
def test_the_office_gets_each_record_by_age_and_what_nobody_counted_is_empty(office: Client) -> None:
    counted, missing = lines(office, PARTICIPANTS)
    assert list(counted.values())[:6] == [
        "数えた",
        "2026-11-07",
        "行事の各回",
        "むかしの歌を、バンドで。",
        "公園",
        "10",
    ]
    assert (counted["参加した人 小学生"], counted["参加した人 65歳以上"]) == ("6", "4")
    assert counted["手伝った人 高校生世代"] == "2"
    assert list(missing.values())[:2] == ["人数がまだ", "2026-11-21"]
    assert set(list(missing.values())[5:]) == {""}


@pytest.mark.usefixtures("dates")
def test_a_figure_of_sessions_has_no_number_of_people_of_its_own(office: Client) -> None:
    assert "この数に入る人数" not in lines(office, "/office/plan/2026/B1/children/0/?as=csv")[0]


@pytest.mark.usefixtures("dates")
def test_the_public_copy_has_no_ages_and_its_numbers_as_they_may_be_told(
    office: Client, desk: Person, dates: list[Session]
) -> None:
    few = {Heads(Part.TAKING_PART, "senior"): 3}
    held(dates[0].programme, desk, span("2026-11-14", "14:00", "16:00"), few)
    found = lines(office, f"{PARTICIPANTS}&copy=public")
    assert [one["この数に入る人数"] for one in found] == ["10", "5未満", ""]
    assert len(found[0]) == 6


@pytest.mark.usefixtures("dates")
def test_the_public_copy_of_sessions_tells_of_nobody_how_many_they_were(office: Client) -> None:
    found = lines(office, "/office/plan/2026/B1/children/0/?as=csv&copy=public")
    assert list(found[0]) == ["数への入り方", "日", "種類", "内容", "場所"]


def test_a_figure_without_any_record_is_a_head_alone(office: Client) -> None:
    answer = office.get(PARTICIPANTS)
    assert answer.content.decode("utf-8-sig").count("\r\n") == 1


def test_what_somebody_named_a_programme_starts_no_formula(
    office: Client, hall: Facility, desk: Person
) -> None:
    programme = a_programme(hall, desk, About(name="=1+1", plan="B1", of="honcho"))
    held(programme, desk, span("2026-11-07", "14:00", "16:00"))
    assert [one["内容"] for one in lines(office, PARTICIPANTS)] == ["'=1+1"]


def test_what_a_nursery_reported_is_told_without_where_and_what_waits_not_at_all(client: Client) -> None:
    office = the_office()
    client.force_login(office)
    _reporter, token = asked(office)
    day, _other = sent(token, told(), told(day=told().day.replace(day=13)))
    confirmed(office, day)
    whole = lines(client, VOLUNTEERS)
    assert [(one["数への入り方"], one["場所"]) for one in whole] == [
        ("数えた", "園庭"),
        ("たしかめ待ち", "園庭"),
    ]
    assert [one["この数に入る人数"] for one in whole] == ["3", ""]
    (public,) = lines(client, f"{VOLUNTEERS}&copy=public")
    assert list(public.values()) == ["数えた", "2026-11-12", "活動日の報告", "さくら保育園", "", "5未満"]
