"""対応 as the desk sees it: by deadline, with what the rules say, answered and taken back."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.actions.closures import OneClosure, close
from booking.actions.displacements import Offers, accept
from booking.actions.lottery import cancel_round
from booking.actions.requests import request
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Caller, Consent, Displacement, Notice, Person, Registration
from booking.queries.nearby import Near
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import ASKING, CONSENTING, NOW, REGISTERING, TODAY, a_booking, a_hall, span, the_room
from tests.people import a_group, a_guardian, a_high_schooler, a_junior_high_student, consented, staff
from tests.rounds import a_round, entered

pytestmark = pytest.mark.django_db
OK = "/desk/higashi/ok/"
KEY = "higashi-rules"
LATER = span("2026-12-04", "13:00", "15:00")


def asked(hall: Facility, day: str = "2026-12-04", **who: Any) -> Booking:
    return request(
        person=a_high_schooler(**who),
        wanted=Wanted(the_room(hall, "craft"), span(day, "13:00", "15:00"), purpose="other"),
        said="文化祭のかざりを作ります。",
        now=NOW,
    )


def page(client: Client, address: str = OK) -> str:
    return text_of(client.get(address).content.decode())


def test_a_desk_without_work_says_so(client: Client) -> None:
    at_desk(client, a_hall())
    assert "対応待ちはありません" in page(client)


def test_what_waits_stands_under_its_deadline_the_nearest_first(client: Client) -> None:
    hall = a_hall(ASKING)
    asked(hall, "2026-12-20", call_name="あと")
    asked(hall, "2026-12-03", call_name="さき")
    at_desk(client, hall)
    said = page(client)
    assert said.index("あすまで") < said.index("さき") < said.index("そのあと") < said.index("あと ")


def test_the_rail_counts_what_this_reader_can_answer(client: Client) -> None:
    hall = a_hall(ASKING)
    asked(hall)
    at_desk(client, hall)
    assert "<sup>1<" in client.get("/desk/higashi/").content.decode()
    at_desk(client, hall, Role.CONTRACTOR)
    assert "<sup>" not in client.get("/desk/higashi/").content.decode()
    assert "承認" not in page(client)


def test_beside_the_queue_stands_what_the_rules_leave_to_the_hall_and_the_look_is_kept(
    client: Client,
) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    said = page(client, f"{OK}?i=ok.{made.request.pk}")
    assert "ほかのことに使うときは、館に聞いてください。" in said
    assert "文化祭のかざりを作ります。" in said
    assert "使った 0回、来なかった 0回、取り消し 0回" in said
    assert Act.objects.filter(verb="look", subject_id=made.person.public_id).exists()


def answer(client: Client, made: Booking, **form: str) -> Any:
    address = f"{OK}b/{made.public_id}/?i=ok.{made.request.pk}"
    return client.post(address, {"sequence": str(made.sequence), **form})


def test_an_approval_is_one_tap_and_can_be_taken_back(client: Client) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    assert answer(client, made, do="approve").status_code == 302
    made.refresh_from_db()
    assert made.state == State.BOOKED
    assert "返事をもどす" in page(client)
    answer(client, made, do="reopen")
    made.refresh_from_db()
    assert made.state == State.PROVISIONAL


def test_a_reason_that_was_chosen_is_sent_also_without_a_script(client: Client) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    given = {"do": "refuse", "words": "一つめ\r\nの文", "proposed": "一つめ\nの文", "reason": "二つめの文"}
    answer(client, made, **given)
    assert "二つめの文" in Notice.objects.get(kind="request_refused").body


def test_a_text_that_was_edited_is_sent_as_it_was_edited(client: Client) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    answer(client, made, do="refuse", words="書きかえた文", proposed="一つめの文", reason="一つめの文")
    assert "書きかえた文" in Notice.objects.get(kind="request_refused").body


def test_another_time_is_chosen_among_those_that_the_rules_allow(client: Client) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    answer(client, made, do="propose", to="a/2026-12-05T13:00/2026-12-05T15:00")
    made.refresh_from_db()
    assert (made.room.slug, made.state) == ("a", State.PROVISIONAL)
    assert "館からのご案内" in _seen_by(client, made)


def _seen_by(client: Client, made: Booking) -> str:
    client.force_login(made.person)  # type: ignore[arg-type]
    return page(client, f"/b/{made.public_id}/")


@pytest.mark.parametrize("to", ["", "a", "a/x/y", "nowhere/2026-12-05T13:00/2026-12-05T15:00", "\x00//"])
def test_another_time_that_is_none_is_asked_for_again(client: Client, to: str) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    got = answer(client, made, do="propose", to=to)
    assert got.status_code == 409
    assert "すすめる時間をえらんでください。" in got.content.decode()


def test_a_form_that_was_overtaken_changes_nothing(client: Client) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    assert answer(client, made, do="approve", sequence="7").status_code == 409
    made.refresh_from_db()
    assert made.state == State.PROVISIONAL


def test_the_member_reads_until_when_the_hall_answers(client: Client) -> None:
    said = _seen_by(client, asked(a_hall(ASKING)))
    assert "館の人がたしかめて、12月4日(金) 13:00までにお返事します。" in said


def test_clean_registrations_are_approved_together_and_the_others_stay(client: Client) -> None:
    hall = a_hall(REGISTERING)
    for person in (a_high_schooler(), a_high_schooler()):
        Registration.objects.create(person=person, registry=KEY, state="applied", registered_on=TODAY)
    at_desk(client, hall)
    assert "2件を承認しました。" in text_of(client.post(f"{OK}all/").content.decode())
    assert Registration.objects.filter(state="valid").count() == 2


def test_a_registration_is_approved_returned_with_a_word_and_taken_back(client: Client) -> None:
    hall = a_hall(REGISTERING)
    made = Registration.objects.create(
        person=a_high_schooler(), registry=KEY, state="applied", registered_on=TODAY
    )
    at_desk(client, hall)
    assert client.post(f"{OK}r/{made.pk}/", {"do": "return"}).status_code == 422
    client.post(f"{OK}r/{made.pk}/", {"do": "return", "words": "住所がわかるものをお持ちください。"})
    made.refresh_from_db()
    assert (made.state, made.returned_why) == ("returned", "住所がわかるものをお持ちください。")
    client.post(f"{OK}r/{made.pk}/", {"do": "reopen"})
    made.refresh_from_db()
    assert (made.state, made.returned_why) == ("applied", "")


def test_a_consent_through_the_childs_phone_waits_where_the_hall_wants_a_paper(client: Client) -> None:
    hall, child = a_hall(CONSENTING), a_junior_high_student(call_name="はる")
    ends = TODAY.replace(year=2027, month=3, day=31)
    of = {"guardian": a_guardian(child), "through_child": True}
    consented(child, hall, "evening", TODAY, ends, **of)  # enough as it is
    waits = consented(child, hall, "craft", TODAY, ends, **of)
    at_desk(client, hall)
    said = page(client, f"{OK}?i=paper.{waits.pk}")
    assert said.count("はるさんの保護者の同意") == 2  # its card and its panel
    client.post(f"{OK}p/{waits.public_id}/", {"name": "森 葉子", "relation": "母", "way": "paper"})
    assert Consent.objects.filter(purpose="craft", way="paper", through_child=False).exists()
    assert "対応待ちはありません" in page(client)


def test_whoever_has_no_mail_is_called_until_they_are_told(client: Client) -> None:
    hall, person = a_hall(), a_high_schooler(call_name="すず", phone="042-000-0000")
    booking = a_booking(the_room(hall, "craft"), span("2026-12-04", "13:00", "15:00"), person)
    notice = Notice.objects.create(
        person=person,
        kind="cancelled",
        subject="工事です",
        body="…",
        booking=booking,
        made_at=NOW,
        call="due",
    )
    at_desk(client, hall)
    assert "042-000-0000" not in page(client, f"{OK}?i=call.{notice.pk}")
    number = client.post(f"/desk/higashi/people/{person.public_id}/number/")
    assert "042-000-0000" in number.content.decode()
    assert Act.objects.filter(verb="see_number", subject_id=person.public_id).exists()
    client.post(f"{OK}c/{notice.public_id}/", {"do": "no_answer"})
    assert "出なかった" in page(client)
    client.post(f"{OK}c/{notice.public_id}/", {"do": "told"})
    assert "対応待ちはありません" in page(client)


def test_whom_the_hall_has_displaced_waits_with_what_is_offered_until_they_are_called_and_answer(
    client: Client,
) -> None:
    hall, person = a_hall(), a_high_schooler(call_name="すず")
    booking = a_booking(the_room(hall, "band"), span("2026-12-18", "17:00", "19:00"), person)
    booking.people.set([person])
    desk = at_desk(client, hall)
    when = span("2026-12-18", "17:00", "21:00")
    shut = OneClosure(when, ("band",), reason_ja="照明の工事のため", reason_en="Lighting works")
    instead = {booking.public_id: Near(the_room(hall, "craft"), span("2026-12-18", "17:00", "19:00"))}
    close(facility=hall, closures=[shut], offers=instead, actor=desk, now=NOW)
    said = page(client, f"{OK}?i=move.{Displacement.objects.get().pk}")
    assert "照明の工事のため" in said
    assert "工作室" in said
    assert "12月18日(金) 17:00まで" in said
    call = Notice.objects.get(call="due")
    assert "まだ電話で知らせていない人" in said
    panel = client.get(f"{OK}?i=move.{Displacement.objects.get().pk}").content.decode()
    assert f'href="{OK}?q=call&amp;i=call.{call.pk}#sel"' in panel.partition("まだ電話で")[2]
    assert f"{OK}c/{call.public_id}/" not in panel, "it is ticked off where what to say stands"
    client.post(f"{OK}c/{call.public_id}/", {"do": "told"})
    assert "まだ電話で知らせていない人" not in page(client, f"{OK}?i=move.{Displacement.objects.get().pk}")
    booking.refresh_from_db()
    accept(booking=booking, actor=person, now=NOW)
    assert "対応待ちはありません" in page(client)


def test_a_caller_whom_the_hall_has_displaced_is_called_until_told(client: Client) -> None:
    hall = a_hall()
    client.force_login(staff(hall))
    when = span("2026-12-04", "17:00", "19:00")
    booking = a_booking(the_room(hall, "band"), when, None, headcount=3)
    Caller.objects.create(booking=booking, name="田中", phone="090-1234-5678")
    wanted = OneClosure(when, ("band",), "工事", "Works")
    seen: Offers = {booking.public_id: None}
    close(facility=hall, closures=[wanted], offers=seen, actor=staff(hall), now=NOW)
    call = Notice.objects.get(person=None)
    shown = client.get(f"{OK}?i=call.{call.pk}").content.decode()
    assert "かわりの時間を、いっしょにさがします。" in shown
    assert "090-1234-5678" not in shown
    assert f"/b/{booking.public_id}/contact/" in shown
    said = client.get(f"{OK}?i=move.{booking.displacements.get().pk}").content.decode()
    assert f"i=call.{call.pk}#sel" in said.partition("まだ電話で知らせていない人")[2]
    client.post(f"{OK}c/{call.public_id}/", {"do": "no_answer"})
    assert "出なかった" in page(client)
    client.post(f"{OK}c/{call.public_id}/", {"do": "told"})
    call.refresh_from_db()
    assert call.call == "told"


def test_a_count_that_is_missing_leads_to_the_visit_on_the_board_of_its_day(client: Client) -> None:
    hall, person = a_hall(), a_high_schooler(call_name="すず")
    booking = a_booking(the_room(hall, "craft"), span("2026-11-29", "13:00", "15:00"), person)
    at_desk(client, hall)
    answer = client.get(f"{OK}?i=count.{booking.pk}").content.decode()
    visit = f"/desk/higashi/?d=2026-11-29&amp;b={booking.public_id}#sel"
    assert visit in answer
    assert "来た人数を入れる" in page(client, visit.replace("&amp;", "&").removesuffix("#sel"))
    given = {"do": "check_in", "sequence": "0", "part-high_school": "0"}
    client.post(f"/desk/higashi/visit/{booking.public_id}/", given)
    assert "対応待ちはありません" in page(client)


def test_people_are_called_in_the_queue_as_on_the_board(client: Client) -> None:
    """By the name on their card, which they say at the counter and on the telephone."""
    hall, person = a_hall(), a_high_schooler(name="高橋 ゆい", call_name="ゆいっち")
    booking = a_booking(the_room(hall, "craft"), span("2026-12-02", "13:00", "15:00"), person)
    told = {"kind": "cancelled", "subject": "工事です", "body": "…", "made_at": NOW, "call": "due"}
    Notice.objects.create(person=person, booking=a_booking(the_room(hall, "a"), LATER, person), **told)
    at_desk(client, hall)
    for address in (OK, "/desk/higashi/", "/desk/higashi/b/?day=2026-12-02"):
        assert "高橋 ゆい" in page(client, address)
        assert "ゆいっち" not in page(client, address)
    assert booking.person == person


def test_a_call_to_whoever_reads_english_is_said_in_the_desks_language_too(client: Client) -> None:
    """What is read out is theirs; what the desk reads of it is not in two languages at once."""
    hall, person = a_hall(), a_high_schooler(call_name="Maria", language="en")
    booking = a_booking(the_room(hall, "craft"), LATER, person)
    desk = at_desk(client, hall)
    shut = OneClosure(LATER, ("craft",), reason_ja="工事", reason_en="Works")
    close(facility=hall, closures=[shut], offers={booking.public_id: None}, actor=desk, now=NOW)
    call = Notice.objects.get(call="due")
    said = page(client, f"{OK}?q=call&i=call.{call.pk}")
    card, _, panel = said.partition("伝えること")
    assert "館の都合で使えなくなりました・12月4日(金) 13:00–15:00 工作室" in card
    assert "No longer available" not in card
    assert "英語で使っている人です。" in panel
    assert "No longer" in panel or "Sorry" in panel or "sorry" in panel, "as it was sent"


def test_another_halls_work_is_nobodys_here(client: Client) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    other = a_hall(ASKING.replace("higashi", "nishi"))
    at_desk(client, other)
    assert "対応待ちはありません" in page(client, "/desk/nishi/ok/")
    got = client.post(f"/desk/nishi/ok/b/{made.public_id}/", {"do": "approve", "sequence": "0"})
    assert got.status_code == 404


def test_twenty_things_that_wait_cost_no_more_queries_than_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    hall = a_hall(ASKING)
    for day in range(20):
        asked(hall, f"2026-12-{day + 3:02}") if day % 7 != 4 else None
    for leader in (a_high_schooler(), a_high_schooler()):
        band = a_group("band", leader)
        Registration.objects.create(group=band, registry=KEY, state="applied", registered_on=TODAY)
    person = a_high_schooler()
    for hour in range(10, 16):
        when = span("2026-11-30", f"{hour}:00", f"{hour + 1}:00")
        a_booking(the_room(hall, "a"), when, person)
        to_move = a_booking(the_room(hall, "a"), span("2026-12-21", f"{hour}:00", f"{hour + 1}:00"), person)
        place = {"room": to_move.room, "start": to_move.start, "end": to_move.end}
        Displacement.objects.create(booking=to_move, made_at=NOW, **place)
        told = {"kind": "x", "subject": "", "body": "", "made_at": NOW, "call": "due"}
        Notice.objects.create(person=person, booking=to_move, **told)
    at_desk(client, hall)
    assert "<sup>" in client.get(OK).content.decode()
    with django_assert_max_num_queries(13):
        client.get(OK)


def test_whoever_has_entered_a_round_that_is_called_off_is_rung_up_from_the_list(client: Client) -> None:
    lottery = a_round()
    person = entered(lottery, 1).person
    Person.objects.filter(pk=person.pk).update(call_name="すず", name="", phone="042-000-0000")
    cancel_round(lottery=lottery, actor=staff(lottery.facility), now=NOW)
    call = Notice.objects.get(call="due")
    at_desk(client, lottery.facility)
    said = page(client, f"{OK}?i=call.{call.pk}")
    assert said.count("すず") >= 2, "on its card and its panel"
    assert "「冬の夜の抽選」の抽選は、中止になりました。" in said
    client.post(f"{OK}c/{call.public_id}/", {"do": "no_answer"})
    assert "出なかった" in page(client)
    client.post(f"{OK}c/{call.public_id}/", {"do": "told"})
    assert "対応待ちはありません" in page(client)
    assert "電話で知らせました:すず" in page(client), "and it can be taken back"
