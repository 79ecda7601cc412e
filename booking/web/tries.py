"""Tries at passwords, remembered in the cache that all workers share."""

from dataclasses import astuple

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from booking.rules.tries import (
    FORGOTTEN,
    MANY_NEWCOMERS,
    NEWCOMERS_PACE,
    Tries,
    account_tried,
    account_wait,
    source_right,
    source_tried,
    source_wait,
)


def seconds_to_wait(login: str, source: str, now: int) -> int:
    """How long `source` must wait before it may try `login`. Where it need not, this try is counted.

    It is counted before it is judged: tries that come at once would else pass together.
    """
    pair, whole = _read(_pair(login, source)), _read(_whole(source))
    wait = max(account_wait(pair, now), source_wait(whole, now))
    if not wait:
        _write(_pair(login, source), account_tried(pair, now))
        _write(_whole(source), source_tried(whole, now))
    return wait


def was_right(login: str, source: str, now: int) -> None:
    """Takes back that the last try was counted, and forgets those before at this account."""
    cache.delete(_pair(login, source))
    _write(_whole(source), source_right(_read(_whole(source)), now))


def seconds_to_join(source: str, now: int) -> int:
    """How long `source` must wait before it may register somebody. Where it need not, this one is counted."""
    newcomers = _read(_key("join", source))
    wait = source_wait(newcomers, now, MANY_NEWCOMERS, NEWCOMERS_PACE)
    if not wait:
        _write(_key("join", source), source_tried(newcomers, now, NEWCOMERS_PACE))
    return wait


def _pair(login: str, source: str) -> str:
    return _key("pair", login, source)


def _whole(source: str) -> str:
    return _key("source", source)


def _key(*parts: str) -> str:
    # Neither a card number nor an address can be read out of the cache.
    return "tries:" + salted_hmac("booking.web.tries", repr(parts)).hexdigest()


def _read(key: str) -> Tries:
    return Tries(*cache.get(key, ()))


def _write(key: str, tries: Tries) -> None:
    cache.set(key, astuple(tries), timeout=FORGOTTEN)
