"""Whoever sends half a request does not keep the service from everybody else."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from config.webserver import PATIENCE
from tests.service import Service, wait_for

HALVES = {
    "a body": b"POST /in/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\nlogin",
    "a head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ",
}


@contextmanager
def callers(served: Service, count: int, said: bytes) -> Iterator[list[socket.socket]]:
    """Connections on each of which that was said, and nothing more."""
    address = urlsplit(served.url)
    made = [socket.create_connection((address.hostname or "", address.port or 0)) for _ in range(count)]
    for one in made:
        one.sendall(said)
        one.settimeout(4 * PATIENCE)
    yield made
    for one in made:
        one.close()


@pytest.mark.parametrize("half", HALVES)
def test_a_few_callers_who_never_finish_do_not_stop_the_service(
    serve: Callable[..., Service], half: str
) -> None:
    served = serve()
    with callers(served, 9, HALVES[half]):
        assert urlopen(f"{served.url}/healthz", timeout=6 * PATIENCE).status == 200


def test_whoever_sends_half_a_body_is_told(serve: Callable[..., Service]) -> None:
    served = serve()
    with callers(served, 1, HALVES["a body"]) as (caller,):
        assert caller.recv(12) == b"HTTP/1.1 408"


def test_a_header_does_not_say_where_the_service_is_mounted(serve: Callable[..., Service]) -> None:
    served = serve()
    for name in ("SCRIPT_NAME", "SCRIPT-NAME"):
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"{served.url}/nowhere/", headers={name: "/elsewhere"}))
        assert "/elsewhere" not in refused.value.read().decode()


def test_what_the_server_says_of_a_malformed_request_keeps_no_key(serve: Callable[..., Service]) -> None:
    served = serve()
    with callers(served, 1, b"GET /feeds/member/s3cr3t.ics\r\n\r\n") as (caller,):
        assert caller.recv(12) == b"HTTP/1.1 400"
    wait_for(lambda: "/feeds/member/" in served.log(), "the log", served.log)
    assert "s3cr3t" not in served.log()
