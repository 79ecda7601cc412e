"""記録: who did what, before and after, in words; undo for a day; an auditor's copy."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.bookings import book, cancel, move
from booking.actions.consent_requests import ask_for_consent
from booking.actions.consents import Answerer, receive_consent
from booking.actions.guardians import cancel_for_child
from booking.actions.rosters import set_on_duty
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Consent, ConsentRequest, Guardian, Membership, Person, Round
from booking.models.keys import fingerprint
from booking.queries.consents import needs
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.factories import (
    CONSENTING,
    DEMANDING,
    NOW,
    TODAY,
    a_booking,
    a_facility,
    a_hall,
    at,
    span,
    the_room,
)
from tests.people import a_band, a_guardian, a_high_schooler, a_third_grader, staff

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = span("2026-12-04", "17:00", "19:00"), span("2026-12-05", "13:00", "15:00")


@pytest.fixture
def desk(hall: Facility) -> Person:
    return staff(hall, name="大石 亮")


@pytest.fixture
def booking(hall: Facility) -> Booking:
    room = the_room(hall, "band")
    return book(
        person=a_high_schooler(name="森 遥", call_name="はるか"), wanted=Wanted(room, FRIDAY), now=NOW
    )


def page(person: Person, address: str = "/desk/higashi/acts/") -> str:
    client = Client()
    client.force_login(person)
    return text_of(client.get(address).content.decode())


def test_a_line_says_who_did_what_to_which_booking_before_and_after_and_why(
    desk: Person, booking: Booking
) -> None:
    move(booking=booking, actor=desk, room=booking.room, span=SATURDAY, now=NOW)
    cancel(booking=Booking.objects.get(pk=booking.pk), actor=desk, now=NOW, why="電話で聞いた")
    said = page(desk)
    assert "大石 亮 時間か部屋を変えました 音楽室 12月5日(土) 13:00–15:00" in said
    assert "始まり 12月4日(金) 17:00 → 12月5日(土) 13:00" in said
    assert "取り消しました" in said
    assert "状態 予約ずみ → 取り消しました" in said
    assert "わけ: 電話で聞いた" in said


def test_no_line_names_a_member(desk: Person, booking: Booking) -> None:
    said = page(desk)
    assert "利用者 予約しました" in said
    assert not [name for name in ("森 遥", "はるか") if name in said]


@pytest.mark.parametrize("here", [True, False])
def test_staff_who_give_up_as_deputies_are_members_in_the_log(
    hall: Facility, desk: Person, here: bool
) -> None:
    """Their name is their own, at whichever hall they serve; and there is nothing for the desk to undo."""
    band = a_band()
    deputy = staff(*([hall] if here else [a_facility("nukui")]), name="夜野 灯")
    Membership.objects.create(group=band, person=deputy, role=Membership.Role.DEPUTY)
    booking = a_booking(the_room(hall, "band"), SATURDAY, band.members.first(), group=band)
    cancel(booking=booking, actor=deputy, now=NOW)
    said = page(desk)
    assert "利用者 取り消しました" in said
    assert not [words for words in ("夜野", "もどす 16:10") if words in said]


def test_who_has_left_the_desk_stands_there_as_staff(hall: Facility, desk: Person, booking: Booking) -> None:
    """By name for as long as there is one; a card number, by which one signs in, is never told."""
    left = staff(hall, name="夜野 灯")
    cancel(booking=booking, actor=left, now=NOW)
    left.posts.all().delete()
    Person.objects.filter(pk=left.pk).update(is_staff=False)
    assert "夜野 灯 取り消しました" in page(desk)
    Person.objects.filter(pk=left.pk).update(name="")
    said = page(desk)
    assert "職員 取り消しました" in said
    assert left.card_number not in said
    Act.objects.filter(actor=left).update(actor=None)
    assert "職員 取り消しました" in page(desk)


def test_what_the_desk_did_has_a_button_and_what_a_member_did_has_none(
    desk: Person, booking: Booking
) -> None:
    assert "もどす 16:10" not in page(desk)
    cancel(booking=booking, actor=desk, now=NOW)
    assert "もどす 16:10 取り消しました" in page(desk)


def test_pressing_it_takes_the_act_back(client: Client, desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    act = Act.objects.get(verb="cancel")
    client.force_login(desk)
    answer = client.post(f"/desk/higashi/acts/{act.pk}/undo/", follow=True)
    assert "「取り消しました」を、もとにもどしました。" in text_of(answer.content.decode())
    assert Booking.objects.get(pk=booking.pk).state == State.BOOKED


@pytest.mark.parametrize("back", ["home", "a", "?x", "?next=a"])
def test_a_way_back_that_is_a_word_is_no_name_of_a_page(
    client: Client, desk: Person, booking: Booking, back: str
) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    client.force_login(desk)
    act = Act.objects.get(verb="cancel")
    answer = client.post(f"/desk/higashi/acts/{act.pk}/undo/", {"next": back})
    assert (answer.status_code, answer.headers["Location"]) == (302, back)
    assert Booking.objects.get(pk=booking.pk).state == State.BOOKED


def test_why_not_is_said(client: Client, desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    act = Act.objects.get(verb="cancel")
    a_booking(booking.room, FRIDAY, a_high_schooler())
    client.force_login(desk)
    taken = client.post(f"/desk/higashi/acts/{act.pk}/undo/")
    assert taken.status_code == 409
    assert "もどせませんでした。" in text_of(taken.content.decode())
    Booking.objects.exclude(pk=booking.pk).get().claims.all().delete()
    client.post(f"/desk/higashi/acts/{act.pk}/undo/")
    again = client.post(f"/desk/higashi/acts/{act.pk}/undo/")
    assert "もう、もとにもどしてあります。" in text_of(again.content.decode())
    made = Act.objects.filter(verb="book").earliest("pk")
    members = client.post(f"/desk/higashi/acts/{made.pk}/undo/")
    assert "ここからはもどせません" in text_of(members.content.decode())


def test_the_desk_sees_three_days_and_an_auditor_all(
    hall: Facility, desk: Person, booking: Booking, settings: Any
) -> None:
    auditor = staff(hall, role=Role.AUDITOR)
    settings.CLOCK = "2026-12-04T09:00:00+09:00"
    assert "予約しました" in page(desk)
    settings.CLOCK = "2026-12-05T09:00:00+09:00"
    assert "予約しました" not in page(desk)
    assert "予約しました" in page(auditor, "/desk/higashi/acts/all/")
    assert "予約しました" not in page(auditor, "/desk/higashi/acts/all/?day=2026-12-01")


def test_an_auditor_is_led_to_the_log_and_opens_no_booking(hall: Facility, booking: Booking) -> None:
    auditor = staff(hall, role=Role.AUDITOR)
    client = Client()
    client.force_login(auditor)
    answer = client.get("/desk/")
    assert answer.headers["Location"] == "/desk/higashi/acts/all/"
    assert f"/b/{booking.public_id}/" not in client.get("/desk/higashi/acts/all/").content.decode()


def test_a_copy_holds_keys_and_no_formula_and_is_an_act(client: Client, hall: Facility) -> None:
    desk, leader = staff(hall, name="=cmd"), a_high_schooler(name="森 遥")
    room = the_room(hall, "band")
    booking = a_booking(room, FRIDAY, leader, group=a_band(leader))
    cancel(booking=booking, actor=desk, now=NOW, why="=HYPERLINK(1)")
    client.force_login(staff(hall, role=Role.AUDITOR))
    answer = client.get("/desk/higashi/acts/all/export.csv?from=2026-12-01&to=2026-12-02")
    text = b"".join(answer).decode()
    done = f"取り消しました,cancel,booking,{booking.public_id},"
    assert f"2026-12-02T16:10:00+09:00,'=cmd,{desk.public_id},{done}" in text
    assert ",'=HYPERLINK(1)" in text
    assert "森" not in text
    assert Act.objects.get(verb="export_acts").after == {"from": "2026-12-01", "day": "2026-12-02"}


def test_a_copy_writes_instants_as_the_halls_clock_showed_them(
    client: Client, booking: Booking, desk: Person
) -> None:
    move(booking=booking, actor=desk, room=booking.room, span=SATURDAY, now=NOW)
    client.force_login(staff(booking.room.facility, role=Role.AUDITOR))
    answer = client.get("/desk/higashi/acts/all/export.csv?from=2026-12-01&to=2026-12-02")
    text = b"".join(answer).decode()
    assert "start=2026-12-04T17:00:00+09:00" in text
    assert "start=2026-12-05T13:00:00+09:00" in text
    assert str(FRIDAY.start) not in text


@pytest.mark.parametrize(
    "days", ["", "from=x&to=y", "from=2026-12-02&to=2026-12-01", "from=2024-01-01&to=2026-12-01"]
)
def test_days_that_are_no_span_are_told(client: Client, hall: Facility, days: str) -> None:
    client.force_login(staff(hall, role=Role.AUDITOR))
    answer = client.get(f"/desk/higashi/acts/all/export.csv?{days}")
    assert answer.status_code == 400
    assert "1年のうちでえらんでください" in text_of(answer.content.decode())


@pytest.mark.parametrize("query", ["before=x", "before=99999999999999999999", "day=2026-13-01", "undone=<b>"])
def test_a_made_up_address_is_a_page(client: Client, hall: Facility, desk: Person, query: str) -> None:
    client.force_login(desk)
    answer = client.get(f"/desk/higashi/acts/?{query}")
    assert answer.status_code == 200
    assert "<b></b>" not in answer.content.decode()


def test_what_has_no_words_stands_as_it_is(hall: Facility, desk: Person) -> None:
    told = {
        "state": "steeping",
        "role": "leader",
        "room_id": 999_999,
        "until": None,
        "x": {"a": 1},
        "y": [1, 2],
    }
    Act.objects.create(
        at=NOW,
        actor=desk,
        verb="brew",
        hall=hall,
        subject="tea",
        subject_id="abc",
        after=told,
        before={"z": True},
    )
    said = page(desk)
    assert "brew tea" in said
    assert "abc" not in said
    assert "状態 steeping" in said
    assert "部屋 999999" in said


def test_as_many_queries_for_many_acts_as_for_one(
    client: Client, hall: Facility, desk: Person, django_assert_max_num_queries: Any
) -> None:
    room = the_room(hall, "band")
    for hour in range(10, 40):
        when = span("2026-12-05", "13:00", "14:00")
        one = a_booking(room, when, None, state=State.CANCELLED)
        Act.objects.create(
            at=at("2026-12-02 12:00") + hour,
            actor=desk,
            by_desk=True,
            verb="cancel",
            hall=hall,
            subject="booking",
            subject_id=one.public_id,
            before={"state": "booked"},
            after={"state": "cancelled"},
        )
    client.force_login(desk)
    with django_assert_max_num_queries(12):
        answer = client.get("/desk/higashi/acts/")
    assert answer.content.decode().count("もどす") >= 30


def test_a_round_is_called_by_its_name_and_its_state_in_words(hall: Facility, desk: Person) -> None:
    """Its key is for a copy of the log; whoever reads a page knows it by the name it was given."""
    drawn = Round.objects.create(
        facility=hall,
        name_ja="1月の夜の抽選",
        opens_at=NOW,
        closes_at=NOW + 1,
        draws_at=NOW + 2,
        uses_from="2027-01-01",
        uses_until="2027-01-31",
    )
    Act.objects.create(
        at=NOW, actor=desk, verb="plan_round", hall=hall, subject="round", subject_id=drawn.public_id,
        before={"state": "planned"}, after={"state": "open"},
    )  # fmt: skip
    said = page(desk)
    assert "1月の夜の抽選" in said
    assert "状態 準備中(まだだれにも見えません) → 公開中" in said
    assert drawn.public_id not in said


def test_a_course_a_fault_and_what_was_noticed_are_said_in_words(hall: Facility, desk: Person) -> None:
    """Their keys are for a copy of the log, and so are the judge's codes beside a clause."""
    on = span("2026-12-05", "10:00", "10:15").start
    told = (
        ("set_course_date", {"date": "abc", "course": "band-room", "start": on}),
        ("report_fault", {"fault": 1, "thing_id": 2, "count": 1, "what": "silent"}),
        ("note_occurrence", {"kind": "noise", "at": NOW}),
        ("overrule", {"codes": ["AGE_MAX"], "clauses": ["M1"]}),
    )
    for verb, after in told:
        Act.objects.create(
            at=NOW, actor=desk, verb=verb, hall=hall, subject="hall", subject_id="higashi", after=after
        )
    said = page(desk)
    assert "講習会の日を決めました 12月5日(土)" in said
    for words in ("どうなっているか 音が出ない・動かない", "種類 音の苦情", "館のきまり M1"):
        assert words in said, words
    assert not [key for key in ("silent", "noise", "AGE_MAX", "codes") if key in said]


def test_a_course_is_called_as_the_hall_calls_it(client: Client) -> None:
    hall = a_hall(DEMANDING)
    teacher = staff(hall)
    told = {"at": NOW, "actor": teacher, "hall": hall, "subject": "hall", "after": {"course": "band-room"}}
    Act.objects.create(verb="set_course_date", **told)
    client.force_login(teacher)
    said = text_of(client.get("/desk/higashi/acts/").content.decode())
    assert "講習会 音楽室の講習会" in said
    assert "band-room" not in said


def test_of_a_consent_the_page_tells_what_for_and_how_and_no_key(client: Client) -> None:
    """The keys are for a copy of the log; who agreed and for whom the page of the member tells."""
    hall = a_hall(CONSENTING)
    desk, child = staff(hall, name="大石 亮"), a_third_grader()
    [need, *_] = needs(child, TODAY)
    told = {"child": child, "hall": hall, "purpose": need.purpose.key, "actor": desk, "now": NOW}
    ask_for_consent(**told, link="https://madoakari.example/{}".format)
    receive_consent(**told, answerer=Answerer("森 葉子", "母"), way=Consent.Way.PAPER)
    client.force_login(desk)
    said = text_of(client.get("/desk/higashi/acts/").content.decode())
    assert "大石 亮 紙の同意を受け取りました" in said
    assert "どうやって 紙" in said
    assert f"何の同意か {need.purpose.name.ja}" in said
    kept = {one.public_id for model in (Consent, ConsentRequest, Guardian) for one in model.objects.all()}
    internals = {
        *kept,
        child.public_id,
        "rulebook",
        "consent",
        "child",
        "way",
        "paper",
        need.purpose.rulebook,
    }
    assert not [word for word in internals if word in said]


def test_a_guardian_who_gives_up_for_a_child_is_neither_the_service_nor_a_name(
    desk: Person, hall: Facility
) -> None:
    child = a_third_grader()
    a_guardian(child, token_hash=fingerprint("5" * 40))
    cancel_for_child(link_token="5" * 40, booking=a_booking(the_room(hall, "band"), SATURDAY, child), now=NOW)
    said = page(desk)
    assert "保護者 取り消しました" in said
    assert not [words for words in ("自動 取り消しました", "森 葉子") if words in said]


def test_who_is_on_duty_stands_there_by_name(hall: Facility, desk: Person) -> None:
    set_on_duty(facility=hall, day=TODAY, people=[desk], actor=desk, now=NOW)
    assert "当番 – → 大石 亮" in page(desk)
    assert desk.public_id not in page(desk)
