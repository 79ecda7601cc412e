"""Sending what waits in the outbox: one message, then its mark, so that a crash can double one at most."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import OperationalError, transaction
from post_office.connections import connections
from post_office.mail import get_queued
from post_office.models import STATUS, Email, Log
from post_office.settings import get_max_retries, get_retry_timedelta

from booking.actions.sweeping import AT_ONCE
from booking.models import Enclosure
from facilities.clock import machine_time

logger = logging.getLogger(__name__)

# Seconds between tries to mark what was sent: unmarked, it would be sent again.
PATIENCE = (0.1, 0.5, 1.0, 2.0, 5.0)
WORDS_KEPT = timedelta(days=30)
EMPTY = {"subject": "", "message": "", "html_message": ""}


def due() -> bool:
    """Whether a message waits; reads only."""
    return bool(get_queued().exists())


def send_next() -> None:
    """Sends the message that is first in line and marks it sent, or to be tried again later, or failed."""
    # One at a time, and marked before the next: who would send a batch could send all of it twice.
    email = get_queued().first()
    if email is None:
        return
    failure = _failure(email)
    _insist(lambda: _mark(email, failure))


def empty_old(at: datetime) -> int:
    """Empties messages that left, or failed for good, 30 days before `at`: at most AT_ONCE; how many.

    That something was sent, when and to whom, stays.
    """
    done = Email.objects.filter(status__in=(STATUS.sent, STATUS.failed), last_updated__lte=at - WORDS_KEPT)
    keys = list(done.exclude(**EMPTY).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    Email.objects.filter(pk__in=keys).update(**EMPTY)
    Enclosure.objects.filter(mail__in=keys).delete()
    return len(keys)


def _failure(email: Email) -> Exception | None:
    try:
        _enclose(email)
        # The mark is `_mark`'s alone: it is tried again until it stands, which the package would not do.
        email.dispatch(commit=False, connection=connections["default"])
    except Exception as error:  # a mail server may fail in any way, and the next message must still go
        # What a mail server says may hold the address: it is kept with the mail, and goes with it.
        logger.warning("mail %s was not sent: %s", email.pk, type(error).__name__)
        return error
    finally:
        connections.close()
    return None


def _enclose(email: Email) -> None:
    """Puts what was written with the mail into the message that is about to leave."""
    message = email.email_message()
    for enclosed in Enclosure.objects.filter(mail=email):
        message.attach(enclosed.name, enclosed.text, enclosed.mime_type)


@transaction.atomic
def _mark(email: Email, failure: Exception | None) -> None:
    # The package asks the machine's clock what is due, also where the house's hour stands still.
    at = datetime.fromtimestamp(machine_time(), UTC)
    changes: dict[str, object] = {"status": STATUS.sent, "last_updated": at}
    if failure:
        tries = (email.number_of_retries or 0) + 1
        again = tries <= get_max_retries()
        changes |= {"status": STATUS.requeued if again else STATUS.failed, "number_of_retries": tries}
        changes |= {"scheduled_time": at + get_retry_timedelta()}
        name = type(failure).__name__
        Log.objects.create(email=email, status=STATUS.failed, message=str(failure), exception_type=name)
    # By key and not by saving the row: in the meantime somebody may have been forgotten, and a saved row
    # would bring their address back.
    Email.objects.filter(pk=email.pk).update(**changes)


def _insist(mark: Callable[[], None]) -> None:
    for pause in PATIENCE:
        try:
            return mark()
        except OperationalError as error:
            logger.warning("a sent message waits for its mark: %s", error)
            time.sleep(pause)
    return mark()
