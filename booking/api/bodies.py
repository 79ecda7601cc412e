"""Request bodies: JSON in UTF-8 (RFC 8259), of bounded size and depth."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

MOST_BYTES = 64 * 1024


class JsonBody(BaseParser):
    """Refuses with a ParseError whatever could not be answered in JSON again."""

    media_type = "application/json"
    most = MOST_BYTES

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        raw = stream.read()
        if len(raw) > self.most:
            raise RequestDataTooBig
        try:
            data = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
            # "\ud800" is good JSON and no text: it could be neither stored nor echoed.
            json.dumps(data, ensure_ascii=False).encode("utf-8")
        # A thousand brackets are good JSON, too, and more than Python's stack holds.
        except (ValueError, RecursionError) as error:
            raise ParseError(_("本文が JSON として読めません。UTF-8 の JSON を送ってください。")) from error
        return data


class LongJsonBody(JsonBody):
    """For a body that holds what a whole file has said: four hundred dates with long titles, written out."""

    most = 512 * 1024


class CalendarFile(BaseParser):
    """A file as it is: how much of it is looked at, its reader says (booking/ical/lines.py)."""

    media_type = "text/calendar"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        return stream.read()


def _refuse(constant: str) -> None:
    # NaN and Infinity, which Python reads and RFC 8259 (6) does not know.
    raise ValueError(f"{constant} is not JSON")
