"""What the log must not keep: an address that opens something, and a line that somebody else made."""

import logging
import re

# A private feed, a password reset, a sign-in by link, a new address, a guardian's page, an invitation, the
# label on a thing, a tablet at a door: what follows these words is a key.
KEYS_IN_ADDRESSES = re.compile(
    r"(/feeds/member/|/reset/key/|/confirm-email/|/me/data/mail/|/consent/|/guardian/|/invited/|/fault/"
    r"|/door/[^\s?]*\?(?:[^\s]*&)?k=)[^/&\s\"']+"
)
LINE_ENDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Discreet(logging.Filter):
    """Writes … in place of a key, and control characters as escapes: an address may hold a forged line."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = LINE_ENDS.sub(lambda found: repr(found[0])[1:-1], record.getMessage())
        record.msg, record.args = KEYS_IN_ADDRESSES.sub(r"\1…", message), ()
        return True
