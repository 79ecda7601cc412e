"""Whether a text may hold a telephone number or a mail address: it is asked about, never refused."""

import re
import unicodedata

# From nine digits, with what is written between them: 「042-000-0000」. No date is as long.
PHONE = re.compile(r"\+?\d(?:[-()‐−–ー\s.]{0,2}\d){8,}")
MAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+\.\w")


def may_reach(text: str) -> bool:
    """Wide letters count as the narrow ones do."""
    narrow = unicodedata.normalize("NFKC", text)
    return bool(PHONE.search(narrow) or MAIL.search(narrow))
