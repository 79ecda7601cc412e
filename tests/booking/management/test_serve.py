"""`manage.py serve` keeps the web server and the worker running, and leaves nothing behind."""

import os
import signal
from collections.abc import Callable
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.service import Service, wait_for

pytestmark = pytest.mark.timeout(240)


def running(served: Service, what: str) -> set[int]:
    """The processes with that in their command line."""
    return {pid for pid, command in served.processes().items() if what in command}


def gone(served: Service) -> bool:
    return wait_for(lambda: not served.processes(), "every process to end", lambda: str(served.processes()))


def test_there_are_two_web_workers_at_least_and_a_background_worker(serve: Callable[..., Service]) -> None:
    served = serve()
    assert len(running(served, "gunicorn")) >= 3
    assert len(wait_for(lambda: running(served, "manage.py work"), "the worker")) == 1


def answers(served: Service) -> bool:
    """Whether the health page answers. A connection that a dying process still took may be cut off."""
    try:
        return urlopen(f"{served.url}/healthz", timeout=30).status == 200
    except (URLError, ConnectionError):
        return False


@pytest.mark.parametrize("what", ["gunicorn", "manage.py work"])
def test_what_is_killed_is_running_again(serve: Callable[..., Service], what: str) -> None:
    served = serve()
    before = wait_for(lambda: running(served, what), what)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: running(served, what) - before, f"another {what}", served.log)
    wait_for(lambda: answers(served), "an answer", served.log)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_stops_all(serve: Callable[..., Service], number: signal.Signals) -> None:
    served = serve()
    assert served.stop(number) == 0
    assert gone(served)


def test_nothing_stays_when_serve_itself_is_killed(serve: Callable[..., Service]) -> None:
    served = serve()
    served.stop(signal.SIGKILL)
    assert gone(served)


def test_a_port_that_is_taken_is_said(serve: Callable[..., Service]) -> None:
    served = serve()
    with pytest.raises(AssertionError, match="Another PORT may be free"):
        served.manage("serve", "--port", served.url.rpartition(":")[2])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"PORT": "99999"}, "PORT is '99999'"),
        ({"PORT": "abc"}, "PORT is 'abc'"),
        ({"PORT": "0", "WEB_CONCURRENCY": "x"}, "WEB_CONCURRENCY is 'x'"),
        ({"PORT": "0", "WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY is '0'"),
    ],
)
def test_a_number_that_is_none_is_said(
    serve: Callable[..., Service], given: dict[str, str], said: str
) -> None:
    served = serve(running=False)
    served.environment |= given
    with pytest.raises(AssertionError, match=said) as told:
        served.manage("serve")
    assert "Traceback" not in str(told.value)


def test_it_does_not_serve_without_the_guard_against_double_bookings(serve: Callable[..., Service]) -> None:
    served = serve(running=False)
    remove_guard(served)
    with pytest.raises(AssertionError, match="two bookings could overlap"):
        served.manage("serve", "--port", "0")


def remove_guard(served: Service) -> None:
    drop = (
        "from django.db import connection as c; from booking.models import Claim; k = c.cursor();"
        "[k.execute(q) for q in (['DROP TRIGGER claim_no_overlap_insert'] if c.vendor == 'sqlite'"
        " else ['ALTER TABLE booking_claim DROP CONSTRAINT claim_no_overlap'])]"
    )
    served.manage("shell", "--command", drop)


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        (
            "migration_qs.filter(app='booking').order_by('name').last().delete()",
            "of an earlier version, without",
        ),
        ("record_applied('booking', '9999_of_next_year')", "of a later version, which has 9999_of_next_year"),
    ],
)
def test_it_does_not_serve_a_database_of_another_version(
    serve: Callable[..., Service], recorded: str, said: str
) -> None:
    served = serve(running=False)
    recorder = "from django.db.migrations.recorder import MigrationRecorder as R"
    served.manage("shell", "--command", f"from django.db import connection as c; {recorder}; R(c).{recorded}")
    with pytest.raises(AssertionError, match=said) as told:
        served.manage("serve", "--port", "0")
    assert "Traceback" not in str(told.value)


def test_a_database_that_does_not_answer_is_said_in_a_line(serve: Callable[..., Service]) -> None:
    served = serve(running=False)
    with served.database_away(), pytest.raises(AssertionError, match="The database does not answer") as told:
        served.manage("serve", "--port", "0")
    assert "Traceback" not in str(told.value)


def test_mail_that_waits_is_sent_by_the_worker(serve: Callable[..., Service]) -> None:
    served = serve()
    write = "from django.core.mail import send_mail; send_mail('一通め', '本文', None, ['a@example.org'])"
    served.manage("shell", "--command", write)
    [kept] = wait_for(lambda: list((served.state / "mail").glob("*.log")), "the mail", served.log)
    wait_for(lambda: "a@example.org" in kept.read_text(), "its text")


def test_the_sign_ins_of_a_trial_are_shown(serve: Callable[..., Service]) -> None:
    served = serve(running=False)
    (served.state / "sign-ins.txt").write_text("高校生  1001  lit-window\n")
    served.start()
    assert "高校生  1001  lit-window" in served.log()
    assert served.url in served.log()


def test_the_log_of_a_quiet_minute_is_the_greeting_alone(serve: Callable[..., Service]) -> None:
    served = serve()
    urlopen(f"{served.url}/healthz", timeout=30).close()
    served.stop()
    assert served.log().splitlines() == [f"まどあかり  {served.url}/  (Ctrl-C で止まります / stops it)"]
