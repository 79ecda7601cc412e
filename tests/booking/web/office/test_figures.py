"""実績: a year of the halls to look at, with its tables, and the same tables for everybody."""

import csv
import io
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from booking.actions.demand import Wanted, count_unmet
from booking.models import Headcount, Person
from booking.rules.attendance import Part
from booking.rules.demand import Cause
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.programmes import a_department
from tests.factories import TODAY, a_booking, a_facility, span
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
HERE = "/office/figures/2026/"


def text(client: Client, address: str = HERE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def rows(client: Client, asked: str, address: str = HERE) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text(client, f"{address}?as=csv&{asked}").lstrip("\ufeff"))))[1:]


@pytest.fixture
def used(hall: Facility) -> None:
    """The band room from 15:00 to 17:00 of a Wednesday, by three pupils and a parent."""
    room = hall.rooms.order_by("position").first()
    assert room
    one = a_booking(room, span("2026-11-25", "15:00", "17:00"), a_high_schooler(), state=State.USED)
    for part, band, count in (
        (Part.TAKING_PART, "junior_high", 3),
        (Part.ACCOMPANYING, "adult", 1),
    ):
        Headcount.objects.create(booking=one, part=part.value, band=band, count=count)


@pytest.mark.usefixtures("used")
def test_who_took_part_is_told_by_month_and_age_and_who_only_came_along_is_not(office: Client) -> None:
    told = {(month, band): count for month, band, count in rows(office, "part=people")}
    assert told["2026-11", "中学生"] == "3"
    assert sum(map(int, told.values())) == 3
    page = text(office)
    assert "中学生と高校生世代は、のべ3人です。" in page
    assert "<svg" in page


def came(hall: Facility, day: str, heads: int) -> None:
    room = hall.rooms.order_by("position").first()
    assert room
    one = a_booking(room, span(day, "15:00", "17:00"), a_high_schooler(), state=State.USED)
    Headcount.objects.create(booking=one, part=Part.TAKING_PART.value, band="junior_high", count=heads)


@pytest.mark.usefixtures("used")
def test_a_year_is_compared_with_the_same_days_of_the_one_before(office: Client, hall: Facility) -> None:
    came(hall, "2025-11-20", 2)
    came(hall, "2025-12-20", 40)
    page = text(office)
    assert "中学生と高校生世代は、前の年の同じころより50%増えました。" in page
    assert "前の年の同じころより50%多いです。" in page


@pytest.mark.usefixtures("used")
def test_a_year_that_was_counted_only_towards_its_end_is_compared_with_nothing(
    office: Client, hall: Facility
) -> None:
    came(hall, "2026-04-11", 9)
    came(hall, "2025-11-20", 2)
    page = text(office)
    assert "中学生と高校生世代は、のべ12人です。" in page
    assert page.count("前の年の同じころの記録は、ありません。") == 2


@pytest.mark.usefixtures("used")
def test_a_public_copy_tells_no_age_of_a_month_in_which_one_is_few(office: Client) -> None:
    told = {(month, band): count for month, band, count in rows(office, "part=people&copy=public")}
    assert told["2026-10", "中学生"] == "0"
    assert told["2026-11", "中学生"] == "非公表"
    assert told["2026-11", "小学生"] == "非公表"
    assert told["2026-11", "すべての年代"] == "非公表"
    assert "3" not in [cell for row in rows(office, "part=halls&copy=public") for cell in row[2:]]


@pytest.mark.usefixtures("used")
def test_a_month_of_few_of_one_age_and_many_of_another_tells_them_together(
    office: Client, hall: Facility
) -> None:
    a_visit = Headcount.objects.get(band="junior_high")
    Headcount.objects.create(
        booking=a_visit.booking, part=Part.TAKING_PART.value, band="elementary", count=18
    )
    told = {(month, band): count for month, band, count in rows(office, "part=people&copy=public")}
    assert (told["2026-11", "小学生"], told["2026-11", "すべての年代"]) == ("非公表", "21")


@pytest.mark.usefixtures("used")
def test_of_one_hall_no_people_are_public(office: Client, hall: Facility) -> None:
    desk = f"/desk/{hall.slug}/num/2026/"
    assert office.get(f"{desk}?as=csv&part=people").status_code == 200
    assert office.get(f"{desk}?as=csv&part=people&copy=public").status_code == 404
    book = load_workbook(BytesIO(office.get(f"{desk}?as=xlsx&copy=public").content))
    assert "延べ参加者数" not in [cell.value for sheet in book for row in sheet for cell in row[2:3]]


@pytest.mark.usefixtures("dates")
def test_dates_of_programmes_count_and_those_where_ages_met_are_told(office: Client) -> None:
    people = {(month, band): count for month, band, count in rows(office, "part=people")}
    assert (people["2026-11", "小学生"], people["2026-11", "65歳以上"]) == ("6", "4")
    page = text(office)
    assert "参加10人" in page


@pytest.mark.usefixtures("used")
def test_an_hour_is_as_bright_as_it_was_used(office: Client) -> None:
    told = {(row[2], row[3]): row[4:] for row in rows(office, "part=use") if row[5] != "0"}
    assert set(told) == {("水", "15"), ("水", "16")}
    assert all(int(minutes[1]) == 60 for minutes in told.values())
    # It is 16:10 of another Wednesday: of its 16th hour ten minutes have been open so far.
    assert "いちばん使われたのは、水曜日の16時台です(3%)。" in text(office)


def test_what_was_wanted_in_vain_is_told_by_cause_and_hall_and_few_are_hidden_for_everybody(
    office: Client, hall: Facility
) -> None:
    taken = {Wanted(TODAY, hall.pk, Cause.TAKEN): 7, Wanted(TODAY, None, Cause.NOTHING_FOUND): 2}
    count_unmet(taken)
    assert [(cause, count) for cause, _hall, count in rows(office, "part=demand")] == [
        ("先に予約があった", "7"),
        ("さがして空きがなかった", "2"),
    ]
    assert [row[2] for row in rows(office, "part=demand&copy=public")] == ["7", "5未満"]
    assert "9件のうち7件は、「先に予約があった」です。" in text(office)


def test_of_a_year_without_anything_no_rate_and_no_sentence_is_invented(office: Client) -> None:
    page = text(office, "/office/figures/2020/")
    assert "使えなかった記録は、ありません。" in page
    assert "中学生と高校生世代の記録は、まだありません。" in page


@pytest.mark.usefixtures("dates")
def test_targets_stand_beside_what_the_year_came_to_and_words_are_no_percentages(office: Client) -> None:
    page = text(office)
    assert "23人 → 10人" in page
    assert "今のようす:まだ入っていません" in page
    assert "達成したかどうかは表しません" in page


def test_a_year_is_picked_and_one_to_come_is_not_there(office: Client) -> None:
    assert office.get("/office/figures/?y=2025").headers["Location"] == "/office/figures/2025/"
    assert office.get("/office/figures/?y=昔").headers["Location"] == HERE
    for year in (1999, 2027):
        assert office.get(f"/office/figures/{year}/").status_code == 404


@pytest.mark.parametrize("asked", ["part=people&copy=publik", "part=nothing", "copy=public"])
def test_a_mistyped_copy_is_none(office: Client, asked: str) -> None:
    assert office.get(f"{HERE}?as=csv&{asked}").status_code == 404


def test_all_tables_are_a_workbook_with_the_definitions_and_a_public_one_has_no_table_of_the_offices(
    office: Client,
) -> None:
    def titles(asked: str) -> list[str]:
        book = load_workbook(BytesIO(office.get(f"{HERE}?{asked}").content))
        return [one.partition(" ")[2] for one in book.sheetnames]

    whole, public = titles("as=xlsx"), titles("as=xlsx&copy=public")
    assert "月と年代" in whole
    assert "数え方" in whole
    assert len(public) == 4
    assert all(one.startswith(("数え方", "公開用")) for one in public)
    assert office.get(f"{HERE}?as=xlsx&copy=publik").status_code == 404


def test_how_each_figure_is_counted_stands_in_its_tile_and_in_a_file(office: Client) -> None:
    told = dict(row for row in rows(office, "part=definitions") if row[0] != "注意")
    assert len(told) == 6
    page = text(office)
    assert all(how in page for how in told.values())


@pytest.mark.usefixtures("used")
def test_a_hall_sees_its_own_year_and_none_of_anothers(hall: Facility, desk: Person) -> None:
    other = a_facility("midori")
    client = Client()
    client.force_login(staff(other, role=Role.MANAGER))
    a_department(other)
    page = text(client, f"/desk/{other.slug}/num/2026/")
    assert "中学生と高校生世代の記録は、まだありません。" in page
    client.force_login(staff(hall, role=Role.MANAGER))
    assert "中学生と高校生世代は、のべ3人です。" in text(client, f"/desk/{hall.slug}/num/2026/")
    assert client.get(f"/desk/{hall.slug}/num/").headers["Location"] == f"/desk/{hall.slug}/num/2026/"
