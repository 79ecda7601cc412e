"""What is on record about a member, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

TIES: Mapping[str, Promise] = {
    "lives": gettext_lazy("市内に住んでいる"),
    "works": gettext_lazy("市内で働いている"),
    "studies": gettext_lazy("市内の学校に通っている"),
}


def tie_words(kind: str) -> str:
    """「市内に住んでいる」."""
    return str(TIES[kind])
