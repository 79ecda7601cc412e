import pytest
from django.core.mail import EmailMessage
from post_office.models import STATUS, Email

from booking.outbox import Outbox
from booking.queries.outbox import Letter, latest

pytestmark = pytest.mark.django_db


def a_letter(subject: str) -> None:
    Outbox().send_messages([EmailMessage(subject, "本文です。", to=["a@example.org"])])


def test_the_newest_letters_come_first_whether_they_wait_or_were_sent() -> None:
    for subject in ("一通め", "二通め", "三通め"):
        a_letter(subject)
    Email.objects.filter(subject="二通め").update(status=STATUS.sent)
    assert latest(2) == [Letter(["a@example.org"], subject, "本文です。") for subject in ("三通め", "二通め")]
