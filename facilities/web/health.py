"""Whether the service can do its work, for whoever watches over it."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse


def health(request: HttpRequest) -> HttpResponse:
    """200 when the database has our tables, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            # A table of ours: an empty file would answer, too.
            cursor.execute("SELECT 1 FROM facilities_facility LIMIT 1")
    except Error:
        return _plain("database away", 503)
    return _plain("ok", 200)


def _plain(text: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain", headers=headers)
