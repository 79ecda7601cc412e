"""抽選 at the desk: planned with warnings, opened, entries from paper, drawn where the service is late."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from booking.models import Entry, Round
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.calendars import a_file, days, vevent
from tests.factories import a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff
from tests.rounds import a_band_of_two, a_round, drawn, entered, two_slots

pytestmark = pytest.mark.django_db
ROUNDS = "/desk/higashi/l/"
FORM = {
    "name_ja": "冬の夜の抽選",
    "opens_at": "2026-12-03T09:00",
    "closes_at": "2026-12-10T20:00",
    "draws_at": "2026-12-12T12:00",
    "most_choices": "5",
    "most_wins": "1",
    "wins_per": "round",
    "look_back": "2",
    "most_tickets": "3",
    "room_0": "band",
    "first_0": "2027-01-08",
    "last_0": "2027-01-29",
    "from_0": "17:00",
    "to_0": "19:00",
}


@pytest.fixture
def hall(client: Client) -> Facility:
    made = a_hall()
    client.force_login(staff(made))
    return made


def test_a_round_is_planned_with_weekly_dates_and_opened(client: Client, hall: Facility) -> None:
    got = client.post(f"{ROUNDS}new/", FORM)
    made = Round.objects.get()
    assert got.headers["Location"] == f"{ROUNDS}{made.public_id}/"
    assert made.slots.get().dates.count() == 4
    assert "重なっていません" in client.get(f"{ROUNDS}{made.public_id}/").content.decode()
    client.post(f"{ROUNDS}{made.public_id}/do/", {"do": "open"})
    made.refresh_from_db()
    assert made.state == "open"


def test_a_planned_round_is_put_right_and_nothing_is_typed_anew(client: Client, hall: Facility) -> None:
    second = {"room_1": "craft", "first_1": "2027-01-09", "last_1": "2027-01-23", "from_1": "13:00"}
    client.post(f"{ROUNDS}new/", {**FORM, **second, "to_1": "15:00", "each_1": "1", "look_back": "1"})
    planned = Round.objects.get()
    page = f"{ROUNDS}{planned.public_id}/"
    assert f'href="{page}change/"' in client.get(page).content.decode()
    form = client.get(f"{page}change/").context
    typed = {key: value for key, value in form["typed"].items() if value}
    rows = {f"{key}_{n}": value for n, row in enumerate(form["rows"]) for key, value in row.items() if value}
    assert {**typed, **rows} == {**FORM, **second, "to_1": "15:00", "each_1": "1", "look_back": "1"}
    wrong = client.post(f"{page}change/", {**typed, **rows, "most_wins": "0"})
    assert (wrong.status_code, Round.objects.get()) == (422, planned)
    got = client.post(f"{page}change/", {**typed, **rows, "last_0": "2027-01-22"})
    made = Round.objects.get()
    assert got["Location"] == f"{ROUNDS}{made.public_id}/" != page
    assert [slot.dates.count() for slot in made.slots.all()] == [3, 1, 1, 1]


def test_what_was_opened_is_put_right_no_more(client: Client, hall: Facility) -> None:
    client.post(f"{ROUNDS}new/", FORM)
    page = f"{ROUNDS}{Round.objects.get().public_id}/"
    client.post(f"{page}do/", {"do": "open"})
    assert "公開する前に直す" not in client.get(page).content.decode()
    assert "抽選を直す" not in client.get(f"{page}change/").content.decode()
    late = client.post(f"{page}change/", {**FORM, "name_ja": "あとから"})
    assert (late.status_code, Round.objects.get().name_ja) == (422, "冬の夜の抽選")


def test_a_schools_exams_speak_against_the_dates_on_which_they_fall(client: Client, hall: Facility) -> None:
    exams = vevent(*days("20270114", "20270117"), title="学年末考査")
    told = {"name": "緑中学校", "kind": "school", "file": SimpleUploadedFile("year.ics", a_file(exams))}
    read = client.post("/desk/higashi/open/calendars/", told).context["read"]
    client.post("/desk/higashi/open/calendars/", {"read": read, "k-0": "exam"})
    client.post(f"{ROUNDS}new/", FORM)
    said = text_of(client.get(f"{ROUNDS}{Round.objects.get().public_id}/").content.decode())
    assert "1月15日(金) 17:00–19:00: 緑中学校 学年末考査の時期です" in said
    assert said.count("緑中学校") == 1


def test_wins_may_be_counted_by_the_month_and_losses_weigh_as_the_hall_says(
    client: Client, hall: Facility
) -> None:
    client.post(f"{ROUNDS}new/", {**FORM, "wins_per": "month", "look_back": "0", "most_tickets": "1"})
    made = Round.objects.get()
    assert (made.wins_per, made.look_back, made.most_tickets) == ("month", 0, 1)


def test_each_date_can_be_a_slot_of_its_own(client: Client, hall: Facility) -> None:
    client.post(f"{ROUNDS}new/", {**FORM, "each_0": "1"})
    assert Round.objects.get().slots.count() == 4


def test_what_speaks_against_a_date_is_said_before_it_is_opened(client: Client, hall: Facility) -> None:
    a_booking(the_room(hall, "band"), span("2027-01-15", "17:00", "19:00"))
    client.post(f"{ROUNDS}new/", FORM)
    said = text_of(client.get(f"{ROUNDS}{Round.objects.get().public_id}/").content.decode())
    assert "枠1・1月15日(金) 17:00–19:00" in said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name_ja": " "}, "抽選の名前を"),
        ({"opens_at": "x"}, "申しこみの始まりを"),
        ({"closes_at": "2026-12-01T09:00"}, "しめきり、抽選の順に"),
        ({"wins_per": "year"}, "抽選1回ごとに数えるか、月ごとに"),
        ({"look_back": "10"}, "0回から9回まで"),
        ({"most_tickets": "0"}, "くじの本数は1から9まで"),
        ({"draws_at": "2027-01-20T12:00"}, "どの使う日よりも前に"),
        ({"most_wins": "x"}, "当たりの数は"),
        ({"first_0": "8.1."}, "部屋、日、時間を"),
        ({"first_0": "9999-12-31"}, "部屋、日、時間を"),
        ({"to_0": "16:00"}, "部屋、日、時間を"),
        ({"room_0": "nowhere"}, "部屋、日、時間を"),
        ({"last_0": "2199-01-01"}, "部屋、日、時間を"),
    ],
)
def test_a_round_that_cannot_be_says_what_to_put_right(
    client: Client, hall: Facility, wrong: dict[str, str], said: str
) -> None:
    got = client.post(f"{ROUNDS}new/", {**FORM, **wrong})
    assert got.status_code == 422
    assert said in got.content.decode()
    assert not Round.objects.exists()


def paper(client: Client, lottery: Round, **form: str) -> Any:
    given = {"do": "paper", "received_at": "2026-12-02T10:00", "slots": "1", **form}
    return client.post(f"{ROUNDS}{lottery.public_id}/do/", given)


def test_a_paper_entry_has_its_own_time_and_the_same_chance(client: Client) -> None:
    hall = a_hall()
    lottery = a_round(hall)
    _, leader = a_band_of_two("よるかぜ")
    client.force_login(staff(hall))
    paper(client, lottery, card=leader.card_number, group="よるかぜ", slots="2、1")
    made = Entry.objects.get()
    assert (made.channel, made.headcount) == ("counter", 2)
    assert [one.slot.number for one in made.choices.all()] == [2, 1]
    page = text_of(client.get(f"{ROUNDS}{lottery.public_id}/").content.decode())
    assert "申しこみ 1 " in page
    assert "よるかぜ" not in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"card": "nobody"}, "カード番号の人が見つかりません"),
        ({"group": "nothing"}, "グループに入っていません"),
        ({"slots": "one"}, "希望の枠の番号を、「2 1」のように"),
        ({"slots": "7"}, "その番号の枠はありません"),
        ({"received_at": ""}, "受け取った日時を、今より前の日時で"),
        ({"received_at": "2026-12-09T10:00"}, "受け取った日時を、今より前の日時で"),
    ],
)
def test_a_paper_that_cannot_be_typed_in_says_why(client: Client, wrong: dict[str, str], said: str) -> None:
    hall = a_hall()
    lottery, person = a_round(hall), a_high_schooler()
    client.force_login(staff(hall))
    got = paper(client, lottery, **{"card": person.card_number, **wrong})
    assert got.status_code == 422
    assert said in got.content.decode()
    assert not Entry.objects.exists()


def test_a_draw_is_started_once_its_moment_is_over(client: Client, settings: Any) -> None:
    hall = a_hall()
    lottery = a_round(hall)
    client.force_login(staff(hall))
    address = f"{ROUNDS}{lottery.public_id}/do/"
    assert client.post(address, {"do": "draw"}).status_code == 422
    settings.CLOCK = "2026-12-12T12:00:00+09:00"
    assert "抽選を始める" in client.get(f"{ROUNDS}{lottery.public_id}/").content.decode()
    client.post(address, {"do": "draw"})
    lottery.refresh_from_db()
    assert lottery.state == "drawn"


def test_what_a_draw_has_left_over_is_drawn_once_more_and_only_that_is_typed_already(
    client: Client, hall: Facility
) -> None:
    first = a_round(hall)
    entered(first, 1)
    drawn(first)
    again = f"{ROUNDS}new/?of={first.public_id}"
    assert f'href="{again}"' in client.get(f"{ROUNDS}{first.public_id}/").content.decode()
    form = client.get(again).context
    rows = [row for row in form["rows"] if row["first"]]
    assert [(row["room"], row["first"], row["from"]) for row in rows] == [("band", "2027-01-08", "19:00")]
    assert not form["typed"].get("opens_at"), "when it is, is for the hall to say"


def test_of_a_draw_that_left_nothing_over_there_is_no_second(client: Client, hall: Facility) -> None:
    first = a_round(hall, two_slots(hall)[:1])
    entered(first, 1)
    drawn(first)
    assert "?of=" not in client.get(f"{ROUNDS}{first.public_id}/").content.decode()
    assert not any(row["first"] for row in client.get(f"{ROUNDS}new/?of={first.public_id}").context["rows"])
