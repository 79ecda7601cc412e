"""What the log must not keep: an address that opens something for whoever holds it."""

import logging
import re

# A private feed, a password reset, a sign-in by link: the part after these words is a key.
KEYS_IN_ADDRESSES = re.compile(r"(/feeds/member/|/reset/key/|/confirm-email/)[^/\s\"']+")


class Discreet(logging.Filter):
    """Writes … in place of a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        record.msg, record.args = KEYS_IN_ADDRESSES.sub(r"\1…", message), ()
        return True
