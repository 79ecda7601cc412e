"""A mail is never lost, and doubled only if the worker dies after the server has it and before the mark."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from queue import Queue
from threading import Event, Thread

import pytest

from tests.races.rivals import Rival
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
PATIENCE = 60  # seconds


class MailServer:
    """Takes mail by SMTP. While `silent`, it keeps what has come in and does not say so."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.taken: Queue[bytes] = Queue()
        self.silent = Event()
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        with suppress(OSError):  # the socket is closed when the test is over
            while True:
                connection, _ = self.socket.accept()
                with connection, suppress(OSError):
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        connection.sendall(b"220 here\r\n")
        for line in lines:
            word = line[:4].upper().strip()
            if word == b"DATA":
                connection.sendall(b"354 go on\r\n")
                self.taken.put(b"".join(iter(lines.readline, b".\r\n")))
                if self.silent.is_set():
                    connection.recv(1)  # until whoever sends is gone
                    return
            connection.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")

    def next(self) -> tuple[str, str]:
        """To whom the next mail is that came in, and what it says."""
        message = message_from_bytes(self.taken.get(timeout=PATIENCE))
        return str(message["To"]), str(message["Subject"])


@contextmanager
def mail_server(data: Service) -> Iterator[MailServer]:
    server = MailServer()
    data.environment["MAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
    try:
        yield server
    finally:
        server.socket.close()


def test_a_worker_that_is_killed_between_sending_and_marking_doubles_that_mail_and_loses_none(
    data: Service, rivals: Rivals
) -> None:
    with mail_server(data) as server:
        keeper, victim = rivals(data, 2)
        for reader in ("haruka@example.org", "riku@example.org"):
            keeper.does("write", to=reader)
        server.silent.set()
        victim.tell("send")
        first = server.next()
        assert first[0] == "haruka@example.org"
        victim.kill()
        server.silent.clear()
        assert keeper.does("letters") == {"queued": 2}, "it was not marked"
        for _ in range(3):
            keeper.does("send")
        assert keeper.does("letters") == {"sent": 2}
        assert [server.next(), server.next()] == [first, ("riku@example.org", first[1])]
        assert server.taken.empty()


def test_a_worker_that_is_killed_before_it_sends_has_sent_and_marked_nothing(
    data: Service, rivals: Rivals
) -> None:
    with mail_server(data) as server:
        keeper, victim = rivals(data, 2)
        keeper.does("write", to="haruka@example.org")
        victim.does("letters")
        victim.kill()
        assert keeper.does("letters") == {"queued": 1}
        keeper.does("send")
        assert (server.next()[0], keeper.does("letters")) == ("haruka@example.org", {"sent": 1})
