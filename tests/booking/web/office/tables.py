"""A CSV as a spreadsheet reads it."""

import csv
from io import StringIO

from django.test import Client


def lines(client: Client, address: str) -> list[dict[str, str]]:
    """Each line by its columns. Every line has all of them (RFC 4180), and the mark stands in front."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rest = csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline=""), strict=True)
    assert {len(one) for one in rest} == {len(head)}
    return [dict(zip(head, one, strict=True)) for one in rest]
