"""Files that a page offers of what it shows: each by what the address asks for, and told with its size."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from booking.labels.copies import as_csv

PUBLIC = {"copy": "public"}
DEFINITIONS = {"part": "definitions"}


@dataclass(frozen=True, slots=True)
class Copy:
    """A CSV. `asked` is what stands in the address besides `as=csv`."""

    words: str
    asked: dict[str, str]
    name: str
    text: str

    @property
    def query(self) -> str:
        return urlencode({"as": "csv", **self.asked})

    @property
    def size(self) -> int:
        """Bytes, as they are sent."""
        return len(self.text.encode())


def csv_copy(words: str, asked: dict[str, str], name: str, lines: Iterable[Iterable[str | int]]) -> Copy:
    """Of these lines; `name` is the file's, without what kind it is."""
    return Copy(words, asked, "-".join([name, *asked.values()]) + ".csv", as_csv(lines))


def answered(request: HttpRequest, copies: Iterable[Copy]) -> HttpResponse:
    """The copy that the address asks for, word for word. 404 for any other: who mistypes `public` must not
    publish the one of the office."""
    wanted = request.GET.dict()
    found = next((one for one in copies if {"as": "csv", **one.asked} == wanted), None)
    if found is None:
        raise Http404
    response = HttpResponse(found.text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response
