"""Tries at passwords, remembered in the cache that all workers share."""

from dataclasses import astuple

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from booking.rules.tries import (
    ARTICLES_PACE,
    FORGOTTEN,
    MANY_ARTICLES,
    MANY_NEWCOMERS,
    MANY_REPORTS,
    NEWCOMERS_PACE,
    REPORTS_PACE,
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
    # Of the source only this try: a password of one's own must not buy tries at other people's.
    cache.delete(_pair(login, source))
    _write(_whole(source), source_right(_read(_whole(source)), now))


def seconds_to_join(source: str, now: int) -> int:
    """How long `source` must wait before it may register somebody. Where it need not, this one is counted."""
    return _at_a_pace(_key("join", source), now, MANY_NEWCOMERS, NEWCOMERS_PACE)


def seconds_to_report(source: str, now: int) -> int:
    """The same for whoever reports by labels that something is broken."""
    return _at_a_pace(_key("fault", source), now, MANY_REPORTS, REPORTS_PACE)


def seconds_to_write(source: str, now: int) -> int:
    """The same for whoever sends an article."""
    return _at_a_pace(_key("article", source), now, MANY_ARTICLES, ARTICLES_PACE)


def seconds_to_suggest(source: str, now: int) -> int:
    """The same for whoever suggests a programme without an account."""
    return _at_a_pace(_key("suggestion", source), now, MANY_ARTICLES, ARTICLES_PACE)


def seconds_to_open(source: str, now: int) -> int:
    """The same for whoever comes back to one by its code."""
    return _at_a_pace(_key("article-code", source), now, MANY_ARTICLES, ARTICLES_PACE)


def _at_a_pace(key: str, now: int, many: int, pace: int) -> int:
    tries = _read(key)
    wait = source_wait(tries, now, many, pace)
    if not wait:
        _write(key, source_tried(tries, now, pace))
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
