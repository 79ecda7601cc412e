"""A calendar file from outside, read or refused: of all that the tests know, the one that costs most."""

import time
from contextlib import suppress
from functools import cache
from zoneinfo import ZoneInfo

from booking.ical import Unreadable, read
from tests.calendars import BOMBS, FULL, FULL_OF_EXCEPTIONS, RULES_THAT_NEVER_FALL

TOKYO = ZoneInfo("Asia/Tokyo")


def read_or_refuse(data: bytes, now: int) -> None:
    with suppress(Unreadable):
        read(data, TOKYO, now)


@cache
def dearest_file(now: int) -> bytes:
    files = (*BOMBS.values(), FULL, FULL_OF_EXCEPTIONS, RULES_THAT_NEVER_FALL)
    return max(files, key=lambda data: _cost(data, now))


def _cost(data: bytes, now: int) -> float:
    began = time.process_time()
    read_or_refuse(data, now)
    return time.process_time() - began
