"""A department's page of a year: it closes it, says how it was, and how its targets stand."""

import csv
import io

import pytest
from django.core.management import call_command
from django.test import Client

from booking.actions.programmes import count_session
from booking.models import ClosedYear, OwnWords, Person, Session
from facilities.models import Department, Facility
from tests.booking.years import NINE, children, of_office, two_dates
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HERE = "/office/year/children/2025/"
WORDS = f"{HERE}children/words/B1/"
STATE = f"{HERE}children/state/B7/"
SAID = {"results": "2回しました。", "issues": "夏は人が集まりません。", "plans": "", "seen": "0"}


@pytest.fixture
def department(hall: Facility) -> Department:
    return children(hall)


@pytest.fixture
def dates(department: Department, hall: Facility, desk: Person) -> list[Session]:
    return two_dates(hall, desk)


@pytest.fixture
def client(department: Department) -> Client:
    client = Client()
    client.force_login(of_office(department))
    return client


def text(client: Client, address: str = HERE, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.usefixtures("dates")
def test_a_closed_year_prints_the_same_figure_whatever_is_counted_later(
    client: Client, dates: list[Session], desk: Person
) -> None:
    assert client.post(f"{HERE}children/close/").headers["Location"] == HERE
    count_session(session=dates[1], counts=NINE, actor=desk, now=NOW)
    page = text(client, "/office/plan/2025/")
    assert "令和8年12月2日に凍結" in page
    assert "本町児童館 参加8人(人数の入力もれ1件)" in page
    assert "凍結のあとの訂正:今の記録では17人(+9、変わった記録1件)" in page
    opened = text(client, "/office/plan/2025/B1/children/1/")
    assert "凍結のあとに変わった記録" in opened
    assert "まだ → 9人" in opened
    assert client.get("/office/plan/2025/?as=pdf").content.startswith(b"%PDF")


@pytest.mark.usefixtures("dates")
def test_its_file_has_the_frozen_number_and_the_public_one_no_second_number(
    client: Client, dates: list[Session], desk: Person
) -> None:
    client.post(f"{HERE}children/close/")
    count_session(session=dates[1], counts=NINE, actor=desk, now=NOW)

    def people(address: str) -> dict[str, str]:
        rows = csv.DictReader(io.StringIO(text(client, address).lstrip("\ufeff")))
        return next(one for one in rows if one["数えるもの"] == "本町児童館 参加人数")

    own, public = people("/office/plan/2025/?as=csv"), people("/office/plan/2025/?as=csv&copy=public")
    assert (own["令和7年度"], own["凍結した日"]) == ("8", "2026-12-02")
    assert "17人" in own["凍結のあとの訂正"]
    assert (public["令和7年度"], public["凍結のあとの訂正"]) == ("8", "訂正があります")


@pytest.mark.usefixtures("dates")
def test_the_records_of_a_closed_figure_are_copied_as_they_stood(
    client: Client, dates: list[Session], desk: Person
) -> None:
    client.post(f"{HERE}children/close/")
    gone, counted = dates[0].public_id, dates[1]
    dates[0].delete()
    count_session(session=counted, counts=NINE, actor=desk, now=NOW)
    assert gone
    rows = list(csv.reader(io.StringIO(text(client, "/office/plan/2025/B1/children/1/?as=csv"))))
    assert [(row[0].lstrip("\ufeff"), row[1], row[5]) for row in rows[1:]] == [
        ("数えた", "2025-11-08", "8"),
        ("人数がまだ", "2025-11-22", ""),
    ]


def test_it_is_taken_back_on_the_same_page(client: Client) -> None:
    client.post(f"{HERE}children/close/")
    assert "しめる前にもどす" in text(client)
    client.post(f"{HERE}children/reopen/")
    assert ClosedYear.objects.filter(reopened_at=None).count() == 0
    assert "令和7年度をしめる" in text(client)


def test_what_was_closed_the_day_before_is_not_taken_back(client: Client) -> None:
    client.post(f"{HERE}children/close/")
    ClosedYear.objects.update(closed_at=NOW - 24 * 3600)
    assert "しめる前にもどす" not in text(client)
    answer = client.post(f"{HERE}children/reopen/")
    assert answer.status_code == 409
    assert "もどせません" in answer.content.decode()


def test_the_year_that_runs_is_not_closed_and_the_page_says_when_it_will_be(client: Client) -> None:
    this = "/office/year/children/2026/"
    assert "年度が終わると、ここでしめられます。" in text(client, this)
    assert client.post(f"{this}children/close/").status_code == 422


@pytest.mark.usefixtures("dates")
def test_a_correction_is_written_where_the_records_differ_and_keeps_what_was_typed_if_it_cannot_be(
    client: Client, dates: list[Session], desk: Person
) -> None:
    client.post(f"{HERE}children/close/")
    assert "訂正を書く" not in text(client)
    count_session(session=dates[1], counts=NINE, actor=desk, now=NOW)
    figure = ClosedYear.objects.get().figures.get(value=8).pk
    address = f"{HERE}children/correct/{figure}/"
    assert f'action="{address}"' in text(client)
    answer = client.post(address, {"why": "あ" * 201})
    assert answer.status_code == 422
    assert "あ" * 201 in answer.content.decode()
    assert client.post(address, {"why": "  "}).status_code == 422
    client.post(address, {"why": "22日の人数がわかりました。"})
    assert "令和8年12月2日の訂正(17人):22日の人数がわかりました。" in text(client, "/office/plan/2025/")
    assert client.post(f"{HERE}children/correct/999999/", {"why": "x"}).status_code == 404


def test_words_stand_on_the_page_in_the_table_the_files_and_the_report(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    client.post(WORDS, SAID)
    assert ">2回しました。</textarea>" in text(client)
    page = text(client, "/office/plan/2025/")
    assert "実績の説明:2回しました。<br>課題:夏は人が集まりません。" in page
    assert "次年度の取組:" not in page
    assert "夏は人が集まりません。" in text(client, "/office/plan/2025/?as=csv")
    assert client.get("/office/plan/2025/?as=pdf").content.startswith(b"%PDF")
    call_command("plan_report", "--year", "2025")
    assert "課題: 夏は人が集まりません。" in capsys.readouterr().out


def test_who_writes_over_unread_words_is_told_and_keeps_their_own(client: Client) -> None:
    client.post(WORDS, SAID)
    answer = client.post(WORDS, {**SAID, "results": "わたしの言葉"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ">わたしの言葉</textarea>" in page
    assert "今の言葉:2回しました。" in page
    assert 'name="seen" value="1"' in page
    assert OwnWords.objects.get().results == "2回しました。"


def test_too_much_is_named_and_kept(client: Client) -> None:
    answer = client.post(WORDS, {**SAID, "issues": "長" * 601})
    assert answer.status_code == 422
    assert "課題: 600文字までにしてください。" in answer.content.decode()
    assert "長" * 601 in answer.content.decode()


def test_a_state_stands_where_the_target_does_and_a_slip_is_struck(client: Client) -> None:
    assert "今のようす:まだ入っていません" in text(client)
    client.post(STATE, {"stand": "considered", "on": "2025-06-01"})
    for address in (HERE, "/office/plan/2025/", "/office/plan/2025/?as=csv"):
        assert "今のようす:検討中(令和7年6月1日から)" in text(client, address)
    assert "検討中" not in text(client, "/office/plan/2024/")
    said = Department.objects.get(slug="children").aim_states.get()
    client.post(f"{HERE}children/strike/{said.pk}/")
    assert "検討中(" not in text(client)


def test_a_milestone_has_its_day_and_until_then_none(client: Client) -> None:
    assert "すんだ日:まだ入っていません" in text(client)
    client.post(f"{HERE}children/state/B4/", {"stand": "reached", "on": "2026-03-20"})
    assert "すんだ日:令和8年3月20日" in text(client, "/office/plan/2025/")


@pytest.mark.parametrize(
    "asked", [{}, {"stand": "considered"}, {"stand": "considered", "on": "2027-01-01"}, {"stand": "half"}]
)
def test_a_state_without_its_day_or_of_tomorrow_is_asked_for_again(
    client: Client, asked: dict[str, str]
) -> None:
    assert client.post(STATE, asked).status_code == 422


def test_what_is_no_row_of_the_department_is_not_there(client: Client) -> None:
    for address in (
        f"{HERE}welfare/close/",
        f"{HERE}nobody/close/",
        f"{HERE}children/words/B2/",
        f"{HERE}welfare/words/B1/",
        f"{HERE}children/strike/9999/",
        f"{HERE}children/state/B1/",
    ):
        told = {**SAID, "stand": "considered", "on": "2025-06-01"}
        assert client.post(address, told).status_code == 404, address
    for year in (2004, 2027):
        assert client.get(f"/office/year/children/{year}/").status_code == 404
        assert client.post(f"/office/year/children/{year}/children/words/B1/", SAID).status_code == 404


def test_the_first_year_of_the_plan_has_neither_words_nor_states_beside_it(client: Client) -> None:
    client.post(STATE, {"stand": "considered", "on": "2004-06-01"})
    assert "検討中(" not in text(client, "/office/plan/2004/")
    assert "検討中(" in text(client, "/office/plan/2005/")
