"""Files that a page offers of what it shows: each by what the address asks for, and told with its size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from booking.labels.copies import as_csv
from booking.xlsx import Sheet, workbook

PUBLIC = {"copy": "public"}
DEFINITIONS = {"part": "definitions"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Line = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Copy:
    """A table as a CSV. `asked` is what stands in the address besides `as=csv`; `of` is what the names of the
    page's files have in common."""

    words: str
    asked: dict[str, str]
    of: str
    lines: Sequence[Line]
    text: str

    @property
    def name(self) -> str:
        return "-".join([self.of, *self.asked.values()]) + ".csv"

    @property
    def query(self) -> str:
        return urlencode({"as": "csv", **self.asked})

    @property
    def size(self) -> int:
        """Bytes, as they are sent."""
        return len(self.text.encode())

    @property
    def public(self) -> bool:
        return PUBLIC.items() <= self.asked.items()


def csv_copy(words: str, asked: dict[str, str], name: str, lines: Iterable[Iterable[str | int]]) -> Copy:
    """Of these lines; `name` is the file's, without what it is."""
    kept = [list(line) for line in lines]
    return Copy(words, asked, name, kept, as_csv(kept))


def answered(request: HttpRequest, copies: Sequence[Copy]) -> HttpResponse:
    """The copy that the address asks for, word for word; `as=xlsx` is a workbook of all of the office's,
    with `copy=public` of those for everybody, each with the definitions. 404 for any other: who mistypes
    `public` must not publish the one of the office."""
    wanted = request.GET.dict()
    if wanted in ({"as": "xlsx"}, {"as": "xlsx", **PUBLIC}):
        return _workbook(copies, public="copy" in wanted)
    found = next((one for one in copies if {"as": "csv", **one.asked} == wanted), None)
    if found is None:
        raise Http404
    return _file(found.text.encode(), found.name, "text/csv; charset=utf-8")


def _workbook(copies: Sequence[Copy], *, public: bool) -> HttpResponse:
    chosen = [one for one in copies if one.public == public or one.asked == DEFINITIONS]
    file = workbook(Sheet(one.words, one.lines) for one in chosen)
    return _file(file, f"{copies[0].of}{'-public' if public else ''}.xlsx", XLSX)


def _file(body: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
