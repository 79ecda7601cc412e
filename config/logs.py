"""The log: its two forms, and what it must not keep, such as an address that opens something."""

import logging
import re
from contextvars import ContextVar
from typing import Any

from pythonjsonlogger.json import JsonFormatter

# The number of the request that this thread answers, if it answers one.
REQUEST: ContextVar[str] = ContextVar("request", default="")

# A private feed, a password reset, a sign-in by link, a new address, a guardian's page, a reporter's, an
# invitation, the label on a thing, a tablet at a door: what follows these words is a key, unless it is a gap
# of `urls.py`.
KEYS_IN_ADDRESSES = re.compile(
    r"(/feeds/member/|/reset/key/|/confirm-email/|/me/data/mail/|/consent/|/guardian/|/reporter/|/invited/|/fault/"
    r"|/door/[^\s?]*\?(?:[^\s]*&)?k=)(?!<)[^/&\s\"']+",
    # An address in capitals leads nowhere, and holds the key all the same.
    re.IGNORECASE,
)
# PostgreSQL says which row it would not take: "DETAIL:  Key (email)=(haruka@example.com) already exists."
# A value may have many lines: what ends it is the next exception of the chain, or nothing.
QUOTED = re.compile(r"(\nDETAIL: ).*?(?=\n\nDuring handling of|\n\nThe above exception|\Z)", re.DOTALL)
LINE_ENDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Discreet(logging.Filter):
    """Writes … in place of a key, and control characters as escapes: an address may hold a forged line."""

    def filter(self, record: logging.LogRecord) -> bool:
        # Filled in first, as a key may be an argument; filled in once, as what comes out may hold a %.
        message = LINE_ENDS.sub(lambda found: repr(found[0])[1:-1], record.getMessage())
        record.msg, record.args = KEYS_IN_ADDRESSES.sub(r"\1…", message), ()
        asked = getattr(record, "request", None)
        if not isinstance(asked, str):  # each handler filters, the record is one
            # Django says what went wrong after the last middleware, and hands the request itself over.
            record.request = getattr(asked, "META", {}).get("REQUEST_NUMBER") or REQUEST.get() or "-"
        return True


class Line(logging.Formatter):
    """A line for people. An exception keeps its traceback and loses the values that the database quoted."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's name
        return _without_values(str(super().formatException(ei)))


class Json(JsonFormatter):
    """The same as one JSON object a line, for programs."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's name
        return _without_values(str(super().formatException(ei)))


def _without_values(traceback: str) -> str:
    return KEYS_IN_ADDRESSES.sub(r"\1…", QUOTED.sub(r"\1…", traceback))


def logging_of(form: str, level: str) -> dict[str, Any]:
    """What Django's LOGGING says: everything from `level` on to standard error, as "line" or "json"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"discreet": {"()": Discreet}},
        "formatters": {
            "line": {
                "()": Line,
                "format": "{asctime} {levelname} {name} {request}: {message}",
                "style": "{",
            },
            "json": {
                "()": Json,
                "format": "{asctime}{levelname}{name}{request}{message}",
                "style": "{",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "json_ensure_ascii": False,
            },
        },
        # The filter sits on the handler: on a logger it would not see what reaches it from below.
        "handlers": {
            "console": {"class": "logging.StreamHandler", "filters": ["discreet"], "formatter": form}
        },
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers print only while debugging or by mail; everything goes one way here.
        "loggers": {"django": {"handlers": [], "propagate": True}},
    }
