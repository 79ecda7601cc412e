"""Every code has a way out, and every way leads to a page that is there for whoever asked."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from booking.models import Person, Round
from booking.queries.party import Asker, Company, asker_of
from booking.queries.verdicts import judge
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from booking.web.helps import HELPS, Help
from booking.web.leads import LEADS
from booking.web.question import Question
from booking.web.refusals import refusal
from booking.web.ways import ways_out
from facilities.models import Room
from tests.factories import NOW, REGISTERING, SAMPLE, a_band_room, a_booking, a_hall, span, the_room
from tests.people import a_band, a_high_schooler, a_young_adult
from tests.reasons import EXAMPLES
from tests.rounds import a_round

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
FORM = "/h/higashi/r/band/b/?s=2026-12-04T17:00"
VALUES = {code: values for code, values, _ in EXAMPLES if "booking" not in values}


@pytest.fixture
def room() -> Room:
    """The music room, and a round of its hall under the id that the examples name."""
    room = a_band_room()
    Round.objects.filter(pk=a_round(room.facility).pk).update(public_id="r0und")
    return room


@pytest.fixture
def person() -> Person:
    return a_high_schooler()


def asked(room: Room, asker: Asker | None, *codes: Code, finding: Finding = Finding.BROKEN) -> Question:
    """The music room on Friday, refused for these reasons."""
    reasons = tuple(Reason(finding, code, "W1", VALUES[code]) for code in codes)
    return Question(room, FRIDAY, Verdict(Outcome.REFUSE, reasons), asker, "", NOW, FORM)


def by(person: Person) -> Asker:
    return asker_of(person, Company(), NOW)


def words(question: Question) -> list[str]:
    return [way.words for way in ways_out(question, question.verdict.reasons).ways]


def answers(client: Client, question: Question) -> list[int]:
    """What each page answers to which a way leads; a telephone number is the hall's."""
    pages = [way.href for way in refusal(question).ways if way.href != f"tel:{question.hall.phone}"]
    return [client.get(href.partition("#")[0], follow=True).status_code for href in pages]


def test_each_code_says_what_helps_and_each_kind_of_help_leads_somewhere() -> None:
    assert set(HELPS) == set(Code)
    assert all(HELPS.values())
    assert set(LEADS) == set(Help)


@pytest.mark.parametrize("code", Code)
def test_each_code_has_a_way_out_and_each_way_is_there(
    as_member: Callable[..., Client], room: Room, person: Person, code: Code
) -> None:
    for phone in ("", "000-000-0000"):
        room.facility.phone = phone
        question = asked(room, by(person), code)
        assert 1 <= len(refusal(question).ways) <= 3
        assert set(answers(as_member(person), question)) <= {200}


@pytest.mark.parametrize("code", Code)
def test_a_stranger_is_sent_to_nothing_that_asks_who_they_are(client: Client, room: Room, code: Code) -> None:
    question = asked(room, None, code)
    assert refusal(question).ways
    assert set(answers(client, question)) == {200}
    assert not {"使う人を変える", "自分の予約を見る"} & set(words(question))


@pytest.mark.parametrize("code", Code)
def test_each_refusal_links_its_clause_on_the_halls_page(client: Client, room: Room, code: Code) -> None:
    (why,) = refusal(asked(room, None, code)).whys
    page, _, clause = why.href.partition("#")
    assert (page, clause) == ("/h/higashi/rules/", "W1")
    assert 'id="W1"' in client.get(page).content.decode()


def test_a_room_that_is_taken_is_answered_with_other_times_and_rooms_and_a_place_in_line(
    room: Room, person: Person
) -> None:
    a_booking(room, FRIDAY)
    said = words(asked(room, by(person), Code.TAKEN))
    assert said[2:] == ["空いたら知らせる"]
    assert all(way.endswith("を予約する") for way in said[:2])


def test_what_is_settled_at_the_counter_leaves_room_for_one_other_time(room: Room, person: Person) -> None:
    near, *others = words(asked(room, by(person), Code.INDUCTION))
    assert near.endswith("を予約する")
    assert others == ["講習会のことを館で聞く", "使う人を変える"]


def test_of_several_reasons_each_has_its_first_way_before_any_has_its_second(
    room: Room, person: Person
) -> None:
    said = words(asked(room, by(person), Code.PREPAY, Code.SANCTION, Code.REG_EXPIRED))
    assert said[0] == "館の窓口ではらう"
    assert said[1].endswith("を予約する")


def test_what_no_judge_is_told_of_promises_no_other_time(room: Room, person: Person) -> None:
    room.facility.phone = "000-000-0000"
    said = words(asked(room, by(person), Code.INSTRUMENT))
    assert said == ["ほかの部屋を見る", "館に電話する", "ほかの時間の空きを見る"]


def test_what_the_rules_leave_open_is_asked_of_the_hall(room: Room, person: Person) -> None:
    room.facility.phone = "000-000-0000"
    said = words(asked(room, by(person), Code.CLOSED, finding=Finding.OPEN))
    assert said[1:] == ["館に電話する", "館に来て相談する"]


def test_a_closed_day_leads_to_other_halls_where_these_people_find_a_room(room: Room, person: Person) -> None:
    closed = asked(room, by(person), Code.CLOSED)
    assert "ほかの館を見る" in words(closed)
    a_hall(SAMPLE.replace("higashi", "nishi"))
    (way,) = (way for way in ways_out(closed, closed.verdict.reasons).ways if "ほかの館" in way.words)
    assert way.words == "ほかの館の空きを見る"
    days = "when=days&from=2026-12-04&to=2026-12-04"
    assert way.href == f"/find/?{days}&part=evening&len=120&sound=loud"
    assert "ほかの館を見る" in words(asked(room, by(a_young_adult()), Code.CLOSED))


def test_a_quota_leads_to_ones_bookings(room: Room, person: Person) -> None:
    assert words(asked(room, by(person), Code.QUOTA))[0] == "自分の予約を見る"


def test_a_booking_that_moves_is_moved_and_not_made_anew(room: Room, person: Person) -> None:
    booking = a_booking(room, span("2026-12-05", "10:00", "12:00"), person)
    question = replace(asked(room, by(person), Code.TAKEN), moving=booking)
    assert all(way.endswith("に変える") for way in words(question)[:1])


def test_a_group_that_is_not_registered_is_led_to_its_page(as_member: Callable[..., Client]) -> None:
    text = REGISTERING.replace('of = "person"', 'of = "group"')
    room, leader = the_room(a_hall(text), "band"), a_high_schooler()
    band = a_band(leader, a_high_schooler())
    asker = asker_of(leader, Company(band.pk, (leader.pk,)), NOW)
    verdict = judge(room=room, span=FRIDAY, asker=asker, now=NOW)
    question = Question(room, FRIDAY, verdict, asker, "", NOW, FORM)
    [way] = [way for way in refusal(question).ways if way.words == "グループの登録を見る"]
    page = as_member(leader).get(way.href).content.decode()
    assert "東児童館のきまり(テスト用)に登録を申しこむ" in page
