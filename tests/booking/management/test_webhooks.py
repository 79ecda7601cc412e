"""A real listener on this machine hears what happened, signed; what would lead elsewhere is not sent."""

import hmac
import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from pytest_django import Settings

from booking.actions.attendance import check_in
from booking.actions.bookings import book
from booking.actions.wanted import Wanted
from booking.actions.webhooks import secret_of
from booking.management import webhooks
from booking.models import Delivery, Person, Webhook
from booking.rules.attendance import Heads, Part
from booking.rules.webhooks import Event
from facilities.clock import machine_time
from facilities.models import Room
from tests.factories import NOW, a_booking, at, span

pytestmark = pytest.mark.django_db
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")


class Listener(HTTPServer):
    """Keeps what it was sent, and answers with `status`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Hearing)
        self.heard: list[tuple[str, dict[str, str], bytes]] = []
        self.status, self.leads_to = 204, ""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Hearing(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.leads_to:
            self.send_header("Location", self.server.leads_to)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def listener(settings: Settings) -> Iterator[Listener]:
    with Listener() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.WEBHOOK_HOSTS = [server.host]
        Webhook.objects.create(url=f"http://{server.host}/hook?of=city", events=list(Event))
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def made(room: Room, haruka: Person, listener: Listener) -> Delivery:
    book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING, purpose="文化祭の練習"), now=NOW)
    # The tests' hour is not the machine's, which says when a message is due.
    Delivery.objects.update(due_at=machine_time())
    return Delivery.objects.get()


def now_it_is(delivery: Delivery) -> tuple[str, int, str]:
    delivery.refresh_from_db()
    return delivery.state, delivery.tries, delivery.met


def test_with_nothing_to_tell_nothing_is_due() -> None:
    assert not webhooks.due()
    webhooks.step()


def test_it_hears_what_happened_in_our_words_and_no_name(made: Delivery, listener: Listener) -> None:
    assert webhooks.due()
    webhooks.step()
    assert not webhooks.due()
    ((path, headers, body),) = listener.heard
    assert path == "/hook?of=city"
    assert (headers["Madoakari-Event"], headers["Madoakari-Delivery"]) == ("booking.made", made.public_id)
    told = json.loads(body)
    assert told["booking"] == {
        "id": made.act.subject_id, "hall": "higashi", "room": "band", "state": "booked", "expected": 1,
        "start": "2026-12-04T17:00:00+09:00", "end": "2026-12-04T19:00:00+09:00",
    }  # fmt: skip
    assert (told["event"], told["at"]) == ("booking.made", "2026-12-02T16:10:00+09:00")
    assert set(told) == {"id", "event", "at", "changed", "booking", "headcount"}
    assert "文化祭" not in body.decode()
    assert now_it_is(made) == ("sent", 1, "204")


def test_it_can_tell_by_the_signature_that_it_was_us(made: Delivery, listener: Listener) -> None:
    webhooks.step()
    ((_, headers, body),) = listener.heard
    t, v1 = (part.split("=")[1].encode() for part in headers["Madoakari-Signature"].split(","))
    secret = secret_of(made.webhook).encode()
    assert hmac.compare_digest(v1.decode(), hmac.new(secret, t + b"." + body, "sha256").hexdigest())
    assert int(t) == pytest.approx(machine_time(), abs=60)


def test_heads_are_told_by_part_and_band(
    room: Room, desk: Person, haruka: Person, listener: Listener
) -> None:
    booking = a_booking(room, FRIDAY_EVENING, haruka, headcount=5, counted={"high_school": 5})
    heads = {Heads(Part.TAKING_PART, "high_school"): 4, Heads(Part.HELPING, "junior_high"): 1}
    check_in(booking=booking, counts=heads, actor=desk, now=at("2026-12-04 17:02"))
    Delivery.objects.update(due_at=machine_time())
    while webhooks.due():
        webhooks.step()
    counted = [json.loads(body) for _, headers, body in listener.heard]
    (told,) = [one for one in counted if one["event"] == "headcount.entered"]
    assert told["headcount"] == {"help": {"junior_high": 1}, "part": {"high_school": 4}}


@pytest.mark.parametrize("status", [199, 301, 400, 410, 500])
def test_any_other_status_is_tried_again_later(made: Delivery, listener: Listener, status: int) -> None:
    listener.status = status
    webhooks.step()
    assert now_it_is(made)[:2] == ("waiting", 1)
    assert not webhooks.due()


def test_a_redirect_is_not_followed(made: Delivery, listener: Listener) -> None:
    listener.status, listener.leads_to = 307, f"http://{listener.host}/elsewhere"
    webhooks.step()
    assert len(listener.heard) == 1
    assert now_it_is(made) == ("waiting", 1, "307")


def test_a_host_that_is_no_longer_listed_is_not_called(
    made: Delivery, listener: Listener, settings: Settings
) -> None:
    settings.WEBHOOK_HOSTS = []
    webhooks.step()
    assert (listener.heard, now_it_is(made)) == ([], ("waiting", 1, "unlisted"))


def test_outside_a_trial_a_listed_host_that_leads_to_this_machine_is_not_called(
    made: Delivery, listener: Listener, settings: Settings
) -> None:
    settings.TRIAL = False
    Webhook.objects.update(url=f"https://localhost:{listener.server_port}/")
    settings.WEBHOOK_HOSTS = [f"localhost:{listener.server_port}"]
    webhooks.step()
    assert (listener.heard, now_it_is(made)) == ([], ("waiting", 1, "private"))


def test_https_in_capitals_is_no_leave_to_speak_in_the_clear(
    made: Delivery, listener: Listener, settings: Settings
) -> None:
    Webhook.objects.update(url=f"HTTPS://{listener.host}/hook")
    webhooks.step()
    # The listener speaks no TLS: what reaches it is no request.
    assert listener.heard == []
    assert now_it_is(made)[:2] == ("waiting", 1)


@pytest.mark.parametrize(
    "answers",
    [
        ["10.0.0.7"],
        ["203.0.114.5", "10.0.0.7"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::a00:7"],
    ],
)
def test_a_listed_name_that_is_answered_with_a_private_address_is_not_called(
    made: Delivery, settings: Settings, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    """Whoever answers for the name decides where it leads: one private address among them is enough, and no
    connection is even tried."""
    settings.TRIAL = False
    Webhook.objects.update(url="https://stats.city.example/")
    settings.WEBHOOK_HOSTS = ["stats.city.example"]
    family = {True: socket.AF_INET6, False: socket.AF_INET}
    told = [(family[":" in one], socket.SOCK_STREAM, 6, "", (one, 443)) for one in answers]
    tried: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
    monkeypatch.setattr(socket, "create_connection", lambda *given, **_: tried.append(given))
    webhooks.step()
    assert (tried, now_it_is(made)) == ([], ("waiting", 1, "private"))


def test_a_name_is_asked_for_once_and_what_was_looked_at_is_what_is_called(
    made: Delivery, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked again, it could be answered otherwise (DNS rebinding)."""
    settings.TRIAL = False
    Webhook.objects.update(url="https://stats.city.example/")
    settings.WEBHOOK_HOSTS = ["stats.city.example"]
    answers = iter(["203.0.114.5", "127.0.0.1"])
    called: list[object] = []

    def refused(address: object, **_: object) -> None:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 443))],
    )
    monkeypatch.setattr(socket, "create_connection", refused)
    webhooks.step()
    assert called == [("203.0.114.5", 443)]


def test_a_listener_that_is_away_is_no_reason_to_stop(made: Delivery, settings: Settings) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1:9"]
    Webhook.objects.update(url="http://127.0.0.1:9/")
    webhooks.step()
    assert now_it_is(made) == ("waiting", 1, "ConnectionRefusedError")


def test_what_failed_lets_the_next_one_pass(made: Delivery, listener: Listener) -> None:
    listener.status = 500
    second = Delivery.objects.create(webhook=made.webhook, act=made.act, event=made.event, due_at=made.due_at)
    webhooks.step()
    listener.status = 204
    webhooks.step()
    assert (now_it_is(made)[0], now_it_is(second)[0]) == ("waiting", "sent")
