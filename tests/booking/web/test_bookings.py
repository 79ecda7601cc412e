import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Person
from booking.rules.lifecycle import State
from tests.booking.web.conftest import WEEK, text_of
from tests.factories import DEMANDING, SAMPLE, a_band_room, a_booking, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_senior

pytestmark = pytest.mark.django_db
FRIDAY = f"{WEEK}b/?s=2026-12-04T17:00"


def form_of(html: str) -> dict[str, str]:
    """The hidden fields of the booking form."""
    return dict(re.findall(r'<input type="hidden" name="(key|company|sequence)" value="([^"]*)"', html))


def press_book(client: Client, address: str, **changed: str) -> Any:
    fields = form_of(client.get(address).content.decode())
    return client.post(address, {"e": "2026-12-04T19:00", **fields, **changed})


def test_a_free_window_is_booked_and_leads_to_the_booking(as_member: Callable[..., Client]) -> None:
    a_band_room()
    person = a_high_schooler()
    answer = press_book(as_member(person), FRIDAY)
    booking = Booking.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/b/{booking.public_id}/")
    assert (booking.person, booking.start, booking.end) == (
        person,
        at("2026-12-04 17:00"),
        at("2026-12-04 19:00"),
    )


def test_pressing_twice_books_once(as_member: Callable[..., Client]) -> None:
    a_band_room()
    client = as_member()
    fields = {"e": "2026-12-04T19:00", **form_of(client.get(FRIDAY).content.decode())}
    first, second = client.post(FRIDAY, fields), client.post(FRIDAY, fields)
    assert first["Location"] == second["Location"]
    assert Booking.objects.count() == 1


def test_a_window_that_a_rival_took_is_refused_with_what_else_is_possible(
    as_member: Callable[..., Client],
) -> None:
    room = a_band_room()
    client = as_member()
    fields = form_of(client.get(FRIDAY).content.decode())
    a_booking(room, span("2026-12-04", "17:00", "19:00"))
    answer = client.post(FRIDAY, {"e": "2026-12-04T19:00", **fields})
    page = text_of(answer.content.decode())
    assert answer.status_code == 409
    assert "ちょうどこの時間に、ほかの予約が入っています" in page
    assert "12月4日(金) 19:00–21:00を予約する" in page
    assert Booking.objects.count() == 1


def test_every_way_out_of_a_refusal_is_itself_allowed(as_member: Callable[..., Client]) -> None:
    room = a_band_room()
    a_booking(room, span("2026-12-04", "17:00", "19:00"))
    client = as_member(a_junior_high_student())
    page = client.get(FRIDAY).content.decode()
    ways = re.findall(r'href="(/h/[^"]+/b/\?s=[^"]+)"', page)
    assert ways
    for way in ways:
        assert "この時間を予約する" in client.get(way.replace("&amp;", "&")).content.decode()


@pytest.mark.parametrize(
    ("slot", "end", "status", "says"),
    [
        ("2026-12-04T17:00", "", 422, "どのくらい使うかをえらんでください。"),
        ("2026-12-04T17:00", "2026-12-04T16:00", 422, "どのくらい使うかをえらんでください。"),
        ("2026-12-04T17:00", "2026-12-04T17:00", 422, "どのくらい使うかをえらんでください。"),
        ("2026-12-04T17:00", "2026-12-04T18:30", 409, "決まった区切りの時間"),
        ("2026-12-04T17:00", "2027-12-04T19:00", 409, "決まった区切りの時間"),
        ("2026-12-04T17:00", "9999-12-31T23:59", 422, "どのくらい使うかをえらんでください。"),
        ("2026-11-04T17:00", "2026-11-04T19:00", 409, "終わりました"),
        ("2026-12-07T13:00", "2026-12-07T15:00", 409, "お休み"),
        ("2027-12-03T17:00", "2027-12-03T19:00", 409, "予約は、"),
        ("9999-12-31T23:59", "", 400, "時間が読み取れませんでした"),
        ("nonsense", "2026-12-04T19:00", 400, "時間が読み取れませんでした"),
        ("2026-12-04", "2026-12-04T19:00", 400, "時間が読み取れませんでした"),
        ("2026-02-30T10:00", "", 400, "時間が読み取れませんでした"),
        ("99999999999999999999", "", 400, "時間が読み取れませんでした"),
    ],
)
def test_whatever_is_sent_gets_a_clear_answer_and_writes_nothing(
    as_member: Callable[..., Client], slot: str, end: str, status: int, says: str
) -> None:
    a_band_room()
    client = as_member()
    company = form_of(client.get(FRIDAY).content.decode())["company"]
    answer = client.post(f"{WEEK}b/?s={slot}", {"e": end, "company": company, "key": "k"})
    assert answer.status_code == status
    assert says in text_of(answer.content.decode())
    assert not Booking.objects.exists()


@pytest.mark.parametrize("key", ["k" * 101, "a\u202eb", "a\x07b"])
def test_a_key_that_no_form_gave_is_asked_for_again(as_member: Callable[..., Client], key: str) -> None:
    a_band_room()
    answer = press_book(as_member(), FRIDAY, key=key)
    assert answer.status_code == 422
    assert "もう一度たしかめて" in answer.content.decode()


def test_a_form_for_other_people_than_now_is_shown_again(as_member: Callable[..., Client]) -> None:
    a_band_room()
    client = as_member()
    fields = form_of(client.get(FRIDAY).content.decode())
    client.post("/who/", {"people": [Person.objects.get().public_id], "high_school": "2", "next": "/"})
    answer = client.post(FRIDAY, {"e": "2026-12-04T19:00", **fields})
    assert answer.status_code == 409
    assert "使う人が変わっています" in answer.content.decode()


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_same_window(client: Client) -> None:
    a_band_room()
    page = client.get(FRIDAY).content.decode()
    assert f'name="next" value="{FRIDAY}&amp;e=2026-12-04T19:00"' in page
    assert client.post(FRIDAY, {"e": "2026-12-04T19:00"}).status_code == 200
    assert not Booking.objects.exists()


def test_a_sheet_asks_what_it_is_for_where_the_hall_does_and_books_for_that(
    as_member: Callable[..., Client],
) -> None:
    a_hall(DEMANDING)
    client, address = as_member(), "/h/higashi/r/craft/b/?s=2026-12-04T17:00"
    assert '<option value="study">勉強</option>' in client.get(address).content.decode()
    silent = press_book(client, address)
    assert (silent.status_code, "何に使うかをえらんでください。" in silent.content.decode()) == (422, True)
    refused = press_book(client, address, purpose="sales")
    assert refused.status_code == 409
    assert press_book(client, address, purpose="study").status_code == 302
    assert Booking.objects.get().purpose == "study"


def test_what_it_is_for_may_be_said_anywhere_and_is_there_again_the_next_time(
    as_member: Callable[..., Client],
) -> None:
    a_band_room()
    client = as_member()
    assert 'name="purpose" maxlength="200" value=""' in client.get(FRIDAY).content.decode()
    assert press_book(client, FRIDAY, purpose="文化祭の曲").status_code == 302
    assert Booking.objects.get().purpose == "文化祭の曲"
    later = client.get(FRIDAY.replace("12-04", "12-11")).content.decode()
    assert 'value="文化祭の曲"' in later
    assert '<details class="help" open>' in later, "nothing is sent that is not seen"
    stranger = as_member(a_high_schooler()).get(FRIDAY.replace("12-04", "12-11")).content.decode()
    assert "文化祭の曲" not in stranger


def test_what_it_was_for_is_chosen_already_where_the_hall_asks(as_member: Callable[..., Client]) -> None:
    craft, person = the_room(a_hall(DEMANDING), "craft"), a_high_schooler()
    a_booking(craft, span("2026-11-20", "17:00", "19:00"), person, purpose="study")
    page = as_member(person).get("/h/higashi/r/craft/b/?s=2026-12-04T17:00").content.decode()
    assert '<option value="study" selected>' in page


def test_what_was_typed_stands_in_a_form_that_is_shown_again(as_member: Callable[..., Client]) -> None:
    a_band_room()
    page = press_book(as_member(), FRIDAY, e="", purpose="合唱", help="車いすをおしてほしい").content.decode()
    assert 'value="合唱"' in page
    assert 'value="車いすをおしてほしい"' in page


def test_a_room_where_only_something_is_forbidden_may_be_for_anything_else(
    as_member: Callable[..., Client],
) -> None:
    a_hall(DEMANDING)
    client, address = as_member(), "/h/higashi/r/a/b/?s=2026-12-04T17:00"
    page = client.get(address).content.decode()
    assert re.findall(r'<option value="([^"]*)">', page) == ["", "sales", "other"]
    assert press_book(client, address, purpose="other").status_code == 302


def test_of_a_room_that_is_lent_freely_whole_hours_are_offered_and_what_was_asked_for(
    as_member: Callable[..., Client],
) -> None:
    a_hall(SAMPLE.replace('rooms = ["craft", "a", "b", "ab"]', 'rooms = ["a", "b", "ab"]'))
    client, address = as_member(), "/h/higashi/r/craft/b/?s=2026-12-04T10:00"
    ends = re.findall(r'name="e" value="2026-12-04T([^"]+)"', client.get(address).content.decode())
    assert ends == [f"{hour}:00" for hour in range(11, 22)]
    asked = client.get(f"{address}&e=2026-12-04T10:45").content.decode()
    assert 'data-until="2026-12-04T10:45" checked' in asked
    assert press_book(client, address, e="2026-12-04T10:45").status_code == 302
    assert press_book(client, address, e="2026-12-04T10:50").status_code == 409


def test_what_the_hall_must_know_first_is_said_instead_of_a_form(as_member: Callable[..., Client]) -> None:
    a_hall(DEMANDING)
    client = as_member()
    client.post("/who/", {"high_school": "3", "next": "/"})
    page = text_of(client.get(FRIDAY).content.decode())
    assert "まだわからないことがあります:講習会を受けたか" in page
    assert "この時間を予約する" not in page
    assert "使う人を変える" in page


def test_the_length_that_a_stranger_chose_is_kept_over_signing_in(client: Client) -> None:
    a_band_room()
    person, until = a_high_schooler(), f"{FRIDAY}&e=2026-12-04T21:00"
    person.set_password("akari-2026")
    person.save()
    told = {"login": person.card_number, "password": "akari-2026", "next": until}
    answer = client.post("/in/login/", told)
    assert answer["Location"] == until
    assert (
        'value="2026-12-04T21:00" data-until="2026-12-04T21:00" checked' in client.get(until).content.decode()
    )


def test_a_number_by_mail_leads_back_to_the_same_length_too(client: Client) -> None:
    a_band_room()
    until = f"{FRIDAY}&e=2026-12-04T21:00"
    page = client.post("/in/by-mail/", {"next": until}, follow=True)
    assert page.redirect_chain[-1][0].startswith("/in/login/code/?next=")
    assert f'name="next" value="{until.replace("&", "&amp;")}"' in page.content.decode()


def test_a_wrong_password_is_answered_in_the_words_of_the_form(client: Client) -> None:
    person = a_high_schooler()
    for login in (person.card_number, "nobody@example.org"):
        page = client.post("/in/login/", {"login": login, "password": "wrong"}).content.decode()
        assert "カード番号(メールアドレス)とパスワードの組み合わせ" in page
        assert "ユーザー名" not in page


def test_htmx_gets_the_sheet_alone(as_member: Callable[..., Client]) -> None:
    a_band_room()
    page = as_member().get(FRIDAY, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<section class="sheet" id="book"')


@pytest.mark.parametrize("slot", ["2026-12-04T17:00", "2026-12-07T10:00"])
def test_a_sheet_leaves_the_weeks_address_alone(as_member: Callable[..., Client], slot: str) -> None:
    a_band_room()
    answer = as_member().get(f"{WEEK}b/?s={slot}", headers={"HX-Request": "true"})
    assert answer["HX-Push-Url"] == "false"


def booked(as_member: Callable[..., Client]) -> tuple[Client, Booking]:
    person = a_high_schooler()
    booking = a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), person)
    booking.people.add(person)
    return as_member(person), booking


def test_a_booking_is_cancelled_and_taken_back(as_member: Callable[..., Client]) -> None:
    client, booking = booked(as_member)
    address = f"/b/{booking.public_id}/"
    client.post(f"{address}cancel/", {"sequence": "0"})
    booking.refresh_from_db()
    assert booking.state == State.CANCELLED
    assert "もとにもどす" in client.get(address).content.decode()
    client.post(f"{address}restore/", form_of(client.get(address).content.decode()))
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_a_form_of_an_older_state_changes_nothing(as_member: Callable[..., Client]) -> None:
    client, booking = booked(as_member)
    Booking.objects.update(sequence=3)
    answer = client.post(f"/b/{booking.public_id}/cancel/", {"sequence": "0"})
    assert answer.status_code == 409
    assert "この予約は、先に変わっていました" in answer.content.decode()


@pytest.mark.parametrize("what", ["cancel/", "move/?s=2026-12-03T13:00", "restore/"])
@pytest.mark.parametrize("sequence", [{}, {"sequence": ""}, {"sequence": "x"}, {"sequence": "-1"}])
def test_a_form_that_does_not_say_what_it_showed_changes_nothing(
    as_member: Callable[..., Client], what: str, sequence: dict[str, str]
) -> None:
    client, booking = booked(as_member)
    if what == "restore/":
        Booking.objects.update(state=State.CANCELLED)
    answer = client.post(f"/b/{booking.public_id}/{what}", {"e": "2026-12-03T15:00", **sequence})
    assert answer.status_code == 409
    booking.refresh_from_db()
    assert (booking.sequence, booking.start) == (0, at("2026-12-04 17:00"))


def test_a_mate_who_may_not_cancel_gets_no_form_to_do_it(as_member: Callable[..., Client]) -> None:
    leader, mate = a_high_schooler(), a_high_schooler()
    band = a_band(leader, mate)
    booking = a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), leader, group=band)
    client = as_member(mate)
    assert client.get(f"/b/{booking.public_id}/").status_code == 200
    assert client.get(f"/b/{booking.public_id}/cancel/").status_code == 404


def test_a_booking_is_moved(as_member: Callable[..., Client]) -> None:
    client, booking = booked(as_member)
    answer = client.post(
        f"/b/{booking.public_id}/move/?s=2026-12-03T13:00", {"e": "2026-12-03T15:00", "sequence": "0"}
    )
    booking.refresh_from_db()
    assert answer.status_code == 302
    assert (booking.start, booking.end) == (at("2026-12-03 13:00"), at("2026-12-03 15:00"))


@pytest.mark.parametrize("what", ["", "cancel/", "move/"])
def test_a_foreign_booking_and_none_at_all_answer_alike(as_member: Callable[..., Client], what: str) -> None:
    client, booking = booked(as_member)
    client.force_login(a_senior())
    foreign, absent = (client.get(f"/b/{key}/{what}") for key in (booking.public_id, "a" * 16))
    assert (foreign.status_code, absent.status_code) == (404, 404)
    said = [re.sub(r'value="[^"]+"', "", text_of(page.content.decode())) for page in (foreign, absent)]
    assert said[0] == said[1]


def test_the_text_for_friends_names_nobody(as_member: Callable[..., Client]) -> None:
    client, booking = booked(as_member)
    Person.objects.update(call_name="はるか", name="小金井はるか")
    page = client.get(f"/b/{booking.public_id}/").content.decode()
    shared = page[page.index('class="share') :].partition("</p>")[0]
    assert "12月4日(金) 17:00–19:00" in shared
    assert "はるか" not in shared


def said(clause: str, words: str, term: str) -> str:
    return f'\n[[clauses]]\nid = "{clause}"\nja = "{words}"\nen = "{words}"\n  [[clauses.says]]\n  {term}\n'


def test_a_booking_tells_of_the_day_and_of_nothing_that_is_past_by_then(
    as_member: Callable[..., Client],
) -> None:
    hall = a_hall(
        SAMPLE
        + said(
            "D1", "受付で利用証を見せます。", 'type = "procedure"\n  topic = "CHECKIN"\n  when = "arriving"'
        )
        + said("D2", "申請書を書きます。", 'type = "procedure"\n  topic = "PERMIT_FORM"\n  when = "booking"')
        + said("D3", "ドラムを借りられます。", 'type = "shown"\n  topic = "EQUIP_LOAN"')
        + said("D4", "館の会議があります。", 'type = "shown"\n  topic = "GOVERNANCE"')
    )
    booking = a_booking(the_room(hall, "band"), span("2026-12-04", "17:00", "19:00"), a_high_schooler())
    page = as_member(booking.person).get(f"/b/{booking.public_id}/").content.decode()
    told = [words in page for words in ("利用証を", "申請書を", "ドラムを", "会議が")]
    assert told == [True, False, True, False]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("長" * 201, "200文字までにしてください。"), ("\u202e手", "使えない文字が入っています (U+202E)。")],
)
def test_a_text_of_the_sheet_that_cannot_be_kept_is_named(
    as_member: Callable[..., Client], typed: str, says: str
) -> None:
    a_band_room()
    answer = press_book(as_member(), FRIDAY, help=typed)
    assert answer.status_code == 422
    assert f"館の人に手伝ってほしいこと {says}" in text_of(answer.content.decode())
    assert not Booking.objects.exists()


@pytest.mark.both
def test_a_nul_in_a_form_finds_nothing_on_either_database(as_member: Callable[..., Client]) -> None:
    room, person = a_band_room(), a_high_schooler()
    booking, client = a_booking(room, span("2026-12-04", "17:00", "19:00"), person), as_member(person)
    told = {"sequence": "0", "room": "craft\x00"}
    assert client.post(f"/b/{booking.public_id}/rooms/", told).status_code == 404
    asked = {"hall": "higashi\x00", "purpose": "evening"}
    assert client.post("/me/guardians/ask/", asked).status_code == 404
    first = {"card": "T0\x00", "code": "abcd-efgh-jkmn", "password": "kaze-no-oto-7"}
    assert Client().post("/join/first/", first).status_code == 422
