"""What an English page has in Japanese only: the hall's own words, an address, a name without an English one.

Such words are marked as Japanese, so that a screen reader speaks them so and a browser takes Japanese shapes
for them. Halls write what they like in every field, and the words come into a page from many places: so they
are marked on the way out, as readings are, and not in each template.
"""

import re

from booking.web.furigana import with_text
from facilities import labels

LETTER = r"[々-〇ぁ-ヿ㐀-鿿！-ﾟ]"
# Marks and numbers within Japanese words belong to them; English words do not.
WORDS = re.compile(rf"{LETTER}(?:(?:{LETTER}|[0-9、。・「」()\-–:])*{LETTER})?")


def marked(html: str) -> str:
    """The page with each run of Japanese words in an element of that language."""
    return with_text(html, lambda text: WORDS.sub(r'<span lang="ja">\g<0></span>', text))


def is_left(text: str) -> bool:
    """Whether a reader of English finds Japanese words in it."""
    return labels.in_english() and WORDS.search(text) is not None
