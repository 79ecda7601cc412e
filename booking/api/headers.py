"""What a caller says beside the body: what they saw of what they change, and by which key they ask again."""

import re

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

IF_MATCH = "If-Match"
KEY = "Idempotency-Key"
LONGEST_KEY = 100
KEY_TAKEN = re.compile(f"[!-~]{{0,{LONGEST_KEY}}}")
VERSION = re.compile(r'"(\d{1,9})"', re.ASCII)


class VersionMissing(APIException):
    """A change does not say what it has seen: 428."""

    status_code = 428


def version_of(request: Request) -> int | None:
    """Which version of a thing the caller saw, by `If-Match`; None for `*`, whatever is there.

    VersionMissing without the header, ValidationError for one that is no version of ours. Asked before the
    thing is looked up: whether it is there is not told to a change that is not one yet.
    """
    told = request.headers.get(IF_MATCH)
    if told is None:
        raise VersionMissing
    if told == "*":
        return None
    version = VERSION.fullmatch(told)
    if version is None:
        raise ValidationError({IF_MATCH: [_("ETag で受け取ったとおりに送ってください。")]})
    return int(version[1])


def key_of(request: Request) -> str:
    """The caller's idempotency key, "" for none. ValidationError for one that cannot be kept."""
    key = request.headers.get(KEY, "")
    if not KEY_TAKEN.fullmatch(key):
        raise ValidationError({KEY: [_("100文字までの英数字と記号で、空白は入れずに書いてください。")]})
    return key
