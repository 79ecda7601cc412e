"""More people than there are threads read the dearest that is allowed, again and again; a page is answered
all the same, in its turn."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from urllib.request import urlopen

import pytest

from booking.management.commands.serve import THREADS, WEB_WORKERS
from tests.races.rivals import Rival
from tests.service import PATIENCE, Service, wait_for

pytestmark = pytest.mark.timeout(300)
READERS = WEB_WORKERS * THREADS + 4
# Ninety-two days of a room, and every room that has ever been free: the most that anybody may ask at once.
DEAREST = (
    "/api/v1/rooms/higashi/craft/slots/?from=2026-12-02&to=2027-03-03",
    "/api/v1/search/?minutes=60",
)
PAGE = "/h/higashi/"
TRIES = 12


def status(service: Service, path: str) -> int:
    with urlopen(f"{service.url}{path}", timeout=PATIENCE) as answer:
        answer.read()
        code: int = answer.status
    return code


class Readers:
    """Each asks anew as soon as it is answered, so that the service always has more to read than threads."""

    def __init__(self, served: Service) -> None:
        self.served, self.enough, self.answered = served, Event(), list[int]()

    def read_on(self, number: int) -> None:
        while not self.enough.is_set():
            self.answered.append(status(self.served, DEAREST[number % len(DEAREST)]))


def test_while_all_threads_read_the_dearest_a_page_is_answered_in_its_turn(
    served: Service, rivals: Callable[[Service, int], list[Rival]]
) -> None:
    rivals(served, 1)[0].does("hall", rooms=["craft", "a", "ab", "band"])
    readers, passed = Readers(served), list[int]()
    assert status(served, PAGE) == 200, "what is read once and kept is read before"
    with ThreadPoolExecutor(READERS) as pool:
        reading = [pool.submit(readers.read_on, number) for number in range(READERS)]
        try:
            wait_for(lambda: len(readers.answered) >= READERS, "all of them to read", served.log)
            for _ in range(TRIES):
                before = len(readers.answered)
                assert status(served, PAGE) == 200
                passed.append(len(readers.answered) - before)
        finally:
            readers.enough.set()
        assert [one.result() for one in reading] == [None] * READERS
    assert set(readers.answered) == {200}
    assert sum(passed) > TRIES, "they never ceased to read"
    # Whoever is there before is served before, by either of the web's processes, of which one may be much the
    # faster: some pass, and nobody is passed for ever.
    assert max(passed) <= 10 * READERS, passed
