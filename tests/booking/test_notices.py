"""What is said to whom when something happens to a booking, and how it waits to be sent."""

from typing import Any

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from post_office.models import STATUS, Email

from booking import notices
from booking.actions.bookings import cancel
from booking.ical import uid
from booking.models import Booking, Enclosure, Notice, Payment
from booking.notices.telling import tell
from booking.rules.feeds import Audience
from booking.rules.lifecycle import HALL, State
from tests.factories import NOW, a_band_room, a_booking, span
from tests.ical_reader import Part, read
from tests.people import a_band, a_guardian, a_high_schooler, a_junior_high_student, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")


def of(**person: Any) -> Booking:
    return a_booking(a_band_room(), FRIDAY_EVENING, a_high_schooler(**person), code="0417")


@pytest.mark.parametrize(
    ("tell", "subject"),
    [
        (notices.booked, "予約しました:12月4日(金) 17:00–19:00 音楽室"),
        (notices.cancelled, "予約を取り消しました:12月4日(金) 17:00–19:00 音楽室"),
        (notices.moved, "予約を変えました:12月4日(金) 17:00–19:00 音楽室"),
        (notices.restored, "予約をもとにもどしました:12月4日(金) 17:00–19:00 音楽室"),
    ],
)
def test_a_mail_says_what_happened_when_and_where(tell: Any, subject: str) -> None:
    tell(of(email="haruka@example.org"))
    mail = Email.objects.get()
    assert (mail.subject, mail.to, mail.status) == (subject, ["haruka@example.org"], STATUS.queued)
    assert "東児童館 音楽室" in mail.message
    assert "0417" in mail.message


def test_each_reads_it_in_their_own_language() -> None:
    notices.booked(of(email="haruka@example.org", language="en"))
    assert "Fri 4 Dec 17:00–19:00 Music room" in Email.objects.get().subject


def test_a_group_hears_of_its_bookings_through_those_who_lead_it() -> None:
    booking = of(email="haruka@example.org")
    leader = a_high_schooler(email="leader@example.org")
    assert booking.person is not None
    booking.group = a_band(leader, booking.person, a_junior_high_student(email="member@example.org"))
    notices.cancelled(booking)
    assert sorted(mail.to for mail in Email.objects.all()) == [["haruka@example.org"], ["leader@example.org"]]


@pytest.mark.parametrize("tell", [notices.moved, lambda booking: notices.reminded(booking, NOW)])
def test_whoever_has_left_the_group_hears_nothing_of_its_bookings_and_neither_does_their_guardian(
    tell: Any,
) -> None:
    gone, room = a_junior_high_student(email="gone@example.org"), a_band_room()
    a_guardian(gone, mail="yoko@example.org")
    band = a_band(a_high_schooler(email="leader@example.org"), gone)
    booking = a_booking(room, FRIDAY_EVENING, gone, group=band, code="0417")
    booking.people.add(gone)
    band.memberships.filter(person=gone).delete()
    tell(booking)
    assert [mail.to for mail in Email.objects.all()] == [["leader@example.org"]]


def test_a_friend_whom_a_member_has_named_is_reminded() -> None:
    leader, friend = a_high_schooler(), a_high_schooler(email="friend@example.org")
    a_band(leader, friend)
    booking = a_booking(a_band_room(), FRIDAY_EVENING, leader, group=a_band(leader))
    booking.people.set([leader, friend])
    notices.reminded(booking, NOW)
    assert [mail.to for mail in Email.objects.all()] == [["friend@example.org"]]


@pytest.mark.parametrize("person", [{"email": ""}, {"email": "gone@example.org", "is_active": False}])
def test_without_an_address_or_an_account_nothing_is_written(person: dict[str, Any]) -> None:
    notices.booked(of(**person))
    assert not Email.objects.exists()


def test_what_is_told_stands_under_notices_also_for_those_without_an_address() -> None:
    booking = of(email="")
    notices.booked(booking)
    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.booking) == (booking.person, "booked", booking)
    assert (notice.subject, notice.made_at) == (
        "予約しました:12月4日(金) 17:00–19:00 音楽室",
        booking.changed_at,
    )
    assert notice.call == Notice.Call.NONE, "their own act needs no telephone call"


def test_whoever_does_not_want_mail_of_a_kind_still_finds_it_under_notices() -> None:
    notices.booked(of(email="haruka@example.org", unmailed=["bookings"]))
    assert not Email.objects.exists()
    assert Notice.objects.get().kind == "booked"


@pytest.mark.parametrize(("email", "call"), [("", Notice.Call.DUE), ("haruka@example.org", Notice.Call.NONE)])
def test_what_is_urgent_puts_those_without_an_address_onto_the_call_list(email: str, call: str) -> None:
    booking = of(email=email)
    assert booking.person is not None
    words = lambda: ("館からのお知らせ", "12月4日は使えなくなりました。")  # noqa: E731
    notices.tell([booking.person], "closed", words, now=booking.changed_at, booking=booking, urgent=True)
    assert Notice.objects.get().call == call


@pytest.mark.parametrize(("booker", "rung"), [("", "booker"), ("haruka@example.org", "leader")])
def test_of_a_group_one_is_rung_up_and_the_others_read_it(booker: str, rung: str) -> None:
    """Whoever booked, if no mail reaches them: the desk need not say the same to each who leads."""
    booking, leader = of(email=booker), a_high_schooler()
    assert booking.person is not None
    booking.group = a_band(leader, booking.person)
    told = [leader, booking.person]
    notices.tell(told, "closed", lambda: ("館から", "工事です。"), now=NOW, booking=booking, urgent=True)
    due = Notice.objects.get(call=Notice.Call.DUE)
    assert due.person == {"booker": booking.person, "leader": leader}[rung]
    assert Notice.objects.count() == 2


def a_child_with(**guardian: Any) -> Booking:
    """A junior-high student's booking of Friday evening, and their guardian."""
    child = a_junior_high_student(call_name="そら")
    a_guardian(child, **{"mail": "yoko@example.org", "language": "en", **guardian})
    return a_booking(a_band_room(), FRIDAY_EVENING, child)


@pytest.mark.parametrize(
    "tell",
    [notices.booked, notices.cancelled, notices.moved, notices.restored, notices.cancelled_by_guardian],
)
def test_a_guardian_gets_a_copy_in_their_own_language_without_names_and_codes(tell: Any) -> None:
    booking = a_child_with()
    tell(booking)
    mail = Email.objects.get(to="yoko@example.org")
    assert "Fri 4 Dec 17:00–19:00 Music room" in mail.subject
    assert "Higashi Children's Hall Music room" in mail.message
    assert [told for told in ("そら", booking.code, booking.public_id) if told in mail.message] == []


def test_a_child_who_comes_along_has_a_guardian_too_and_each_address_gets_one_copy() -> None:
    booking, brother = a_child_with(), a_junior_high_student()
    a_guardian(brother, mail="yoko@example.org", language="en")
    booking.people.set([booking.person, brother])
    notices.booked(booking)
    assert Email.objects.filter(to="yoko@example.org").count() == 1


@pytest.mark.parametrize("guardian", [{"may_see": False}, {"mail": ""}, {"stopped_at": 1}, {"until": 13}])
def test_who_may_not_see_or_has_no_address_gets_no_copy(guardian: dict[str, Any]) -> None:
    notices.booked(a_child_with(**guardian))
    assert not Email.objects.exists()


def test_of_a_closed_record_nobody_gets_a_copy() -> None:
    booking = a_child_with()
    assert booking.person is not None
    booking.person.closed = True
    booking.person.save()
    notices.booked(booking)
    assert not Email.objects.exists()


def test_a_mail_waits_exactly_as_it_was_written() -> None:
    raw = "{% now 'Y' %} {{ secret }} {# x #}"
    message = EmailMultiAlternatives(raw, raw, to=["a@example.org"])
    message.attach_alternative(f"<p>{raw}</p>", "text/html")
    assert get_connection().send_messages([message]) == 1
    mail = Email.objects.get()
    assert (mail.subject, mail.message, mail.html_message) == (raw, raw, f"<p>{raw}</p>")
    assert mail.email_message().subject == raw


def test_a_line_break_in_a_subject_begins_no_header() -> None:
    get_connection().send_messages([EmailMessage("x\r\nBcc: b@example.org", "y", to=["a@example.org"])])
    assert Email.objects.get().subject == "x Bcc: b@example.org"


def test_a_group_of_a_very_long_name_leaves_room_for_what_happened_to_it() -> None:
    person = a_high_schooler(email="a@example.org")
    band = a_band(person)
    band.name = "じゅげむ" * 260
    notices.dissolved(band, [person], NOW)
    [told], [mail] = Notice.objects.all(), Email.objects.all()
    assert told.subject == mail.subject
    assert told.subject.startswith("「じゅげむじゅげむ")
    assert told.subject.endswith("…」は解散しました")


def test_a_subject_is_no_longer_than_mail_can_keep() -> None:
    tell([a_high_schooler(email="a@example.org")], "booked", lambda: ("件" * 1000, "本文"), now=NOW)
    assert Notice.objects.get().subject == Email.objects.get().subject == "件" * 200


def entry() -> tuple[str, Part]:
    """What the only mail encloses: its type, and the entry for the reader's calendar."""
    enclosed = Enclosure.objects.get()
    calendar = read(enclosed.text.encode())
    assert calendar.value("METHOD") == enclosed.mime_type.rpartition("=")[2]
    [event] = calendar.named("VEVENT")
    return enclosed.mime_type, event


def test_a_mail_brings_the_booking_for_the_readers_calendar(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "まどあかり <hall@example.org>"
    booking = of(email="haruka@example.org")
    notices.booked(booking)
    mime_type, event = entry()
    assert mime_type == "text/calendar; method=REQUEST"
    assert (event.value("STATUS"), event.value("DTSTART")) == ("CONFIRMED", "20261204T170000")
    assert event.value("ORGANIZER") == "mailto:hall@example.org"
    assert event.value("ATTENDEE") == "mailto:haruka@example.org"
    assert event.value("UID") == uid(booking.public_id, Audience.MEMBER), "the entry of one's own feed"


def test_a_cancellation_takes_the_entry_away() -> None:
    booking = of(email="haruka@example.org")
    booking.state, booking.sequence = State.CANCELLED, 1
    notices.cancelled(booking)
    mime_type, event = entry()
    assert mime_type == "text/calendar; method=CANCEL"
    assert (event.value("STATUS"), event.value("SEQUENCE")) == ("CANCELLED", "1")


def test_what_the_hall_cancels_is_told_with_its_reason_and_that_the_money_comes_back() -> None:
    booking = of(email="haruka@example.org")
    desk = staff(booking.room.facility)
    Payment.objects.create(booking=booking, yen=300, at=NOW, staff=desk)
    cancel(booking=booking, actor=desk, now=NOW, why="設備の点検", cause=HALL)
    mail = Email.objects.get()
    assert mail.subject == "館の都合で取り消しました:12月4日(金) 17:00–19:00 音楽室"
    assert "わけ:設備の点検" in mail.message
    assert "はらった料金は、全部お返しします。" in mail.message
    assert Notice.objects.get().call == Notice.Call.NONE


def test_whoever_has_no_mail_is_called_about_what_the_hall_cancels() -> None:
    booking = of(email="")
    cancel(booking=booking, actor=staff(booking.room.facility), now=NOW, cause=HALL)
    told = Notice.objects.get()
    assert told.call == Notice.Call.DUE
    assert "料金" not in told.body


@pytest.mark.parametrize("cause", ["", None], ids=["they called", "undone"])
def test_nobody_is_called_about_what_they_called_off_or_what_is_undone(cause: str | None) -> None:
    booking = of(email="")
    cancel(booking=booking, actor=staff(booking.room.facility), now=NOW, cause=cause)
    told = Notice.objects.get()
    assert (told.call, told.subject) == (
        Notice.Call.NONE,
        "予約を取り消しました:12月4日(金) 17:00–19:00 音楽室",
    )
