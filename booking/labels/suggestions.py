"""Suggested programmes in words: how one stands."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

STATES: Mapping[str, Promise] = {
    "sent": gettext_lazy("読むのを待っています"),
    "taken": gettext_lazy("やってみます"),
    "talked": gettext_lazy("いっしょに話したいです"),
    "declined": gettext_lazy("今はできません"),
}


def state_words(state: str) -> str:
    return str(STATES[state])
