"""Mail leaves one message at a time, each is marked, and one that fails is tried again later."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.timezone import now as django_now  # noqa: TID251  what post_office compares with
from post_office.models import STATUS, Email, Log
from pytest_django import Settings

from booking.management import mail
from booking.models import Enclosure

pytestmark = pytest.mark.django_db


BY = "django.core.mail.backends."


class Refusing(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[django_mail.EmailMessage]) -> int:
        raise SMTPRecipientsRefused(dict.fromkeys(email_messages[0].to, (550, b"no such user")))


@pytest.fixture(autouse=True)
def sent_here(settings: Settings) -> None:
    # Tests start with the outbox replaced; here it is what is looked at.
    settings.EMAIL_BACKEND = "booking.outbox.Outbox"
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": BY + "locmem.EmailBackend"}}


@pytest.fixture
def nobody_listens(settings: Settings, sent_here: None) -> None:
    """A mail server that refuses: nothing listens on the port that is meant for throwing away."""
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": BY + "smtp.EmailBackend"}}
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def write(subject: str) -> Email:
    django_mail.EmailMessage(subject, "本文です。", "hall@example.org", ["a@example.org"]).send()
    return Email.objects.get(subject=subject)


def test_with_nothing_written_nothing_is_due() -> None:
    assert not mail.due()
    mail.send_next()
    assert django_mail.outbox == []


def test_the_oldest_goes_first_and_alone() -> None:
    first, second = write("一通め"), write("二通め")
    assert mail.due()
    mail.send_next()
    assert [message.subject for message in django_mail.outbox] == ["一通め"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (STATUS.sent, STATUS.queued)
    mail.send_next()
    assert [message.subject for message in django_mail.outbox] == ["一通め", "二通め"]
    assert not mail.due()


def test_what_looks_like_a_template_is_sent_as_it_was_written() -> None:
    write("{{ password }} {% now %}")
    mail.send_next()
    assert django_mail.outbox[0].subject == "{{ password }} {% now %}"


def test_what_was_written_with_a_mail_leaves_with_it_and_is_taken_away_with_its_words() -> None:
    message = django_mail.EmailMessage("予約", "本文です。", "hall@example.org", ["a@example.org"])
    message.attach("madoakari.ics", "BEGIN:VCALENDAR\r\n", "text/calendar; method=REQUEST")
    message.send()
    mail.send_next()
    [part] = django_mail.outbox[0].attachments
    assert tuple(part) == ("madoakari.ics", "BEGIN:VCALENDAR\r\n", "text/calendar; method=REQUEST")
    mail.empty_old(a_month_later(Email.objects.get()))
    assert not Enclosure.objects.exists()


def test_a_server_that_refuses_is_tried_again_later(nobody_listens: None) -> None:
    email = write("一通め")
    mail.send_next()
    email.refresh_from_db()
    assert (email.status, email.number_of_retries) == (STATUS.requeued, 1)
    assert email.scheduled_time > django_now() + timedelta(minutes=14)
    assert Log.objects.get().exception_type == "ConnectionRefusedError"
    assert not mail.due()


def test_what_a_server_says_of_an_address_is_not_logged(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": f"{__name__}.Refusing"}}
    mail_to_somebody = write("一通め")
    mail.send_next()
    assert "a@example.org" not in caplog.text
    assert f"mail {mail_to_somebody.pk} was not sent: SMTPRecipientsRefused" in caplog.text


def test_after_the_last_try_it_is_marked_failed(nobody_listens: None) -> None:
    email = write("一通め")
    Email.objects.update(number_of_retries=10, status=STATUS.requeued)
    mail.send_next()
    email.refresh_from_db()
    assert email.status == STATUS.failed
    assert not mail.due()


def test_a_trial_keeps_its_mail_in_a_folder(settings: Settings, tmp_path: Path) -> None:
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": BY + "filebased.EmailBackend"}}
    settings.EMAIL_FILE_PATH = str(tmp_path)
    write("一通め")
    mail.send_next()
    [kept] = tmp_path.iterdir()
    assert "hall@example.org" in kept.read_text()


def a_month_later(email: Email) -> datetime:
    return email.last_updated + timedelta(days=30)


def test_what_a_mail_said_goes_30_days_after_it_left_and_that_it_left_stays() -> None:
    email = write("一通め")
    mail.send_next()
    email.refresh_from_db()
    assert mail.empty_old(a_month_later(email) - timedelta(seconds=1)) == 0
    assert mail.empty_old(a_month_later(email)) == 1
    email.refresh_from_db()
    assert (email.subject, email.message, email.html_message) == ("", "", "")
    assert (email.to, email.status) == (["a@example.org"], STATUS.sent)


def test_what_is_empty_is_not_emptied_again() -> None:
    email = write("一通め")
    mail.send_next()
    email.refresh_from_db()
    assert [mail.empty_old(a_month_later(email)) for _ in range(2)] == [1, 0]


def test_a_mail_that_failed_for_good_is_emptied_and_one_that_waits_is_not() -> None:
    failed, waiting, later = write("一通め"), write("二通め"), write("三通め")
    Email.objects.filter(pk=failed.pk).update(status=STATUS.failed)
    Email.objects.filter(pk=later.pk).update(status=STATUS.requeued)
    assert mail.empty_old(a_month_later(later)) == 1
    told = {email.pk: email.subject for email in Email.objects.all()}
    assert told == {failed.pk: "", waiting.pk: "二通め", later.pk: "三通め"}


def test_many_are_emptied_a_piece_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "AT_ONCE", 2)
    for number in range(3):
        last = write(f"{number}通め")
    Email.objects.update(status=STATUS.sent)
    assert [mail.empty_old(a_month_later(last)) for _ in range(3)] == [2, 1, 0]
