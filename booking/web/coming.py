"""How many come, and of which bands, as an address says it: `?n=5&age=junior_high`.

A search says it, and the sheet that it leads to judges the same people. Nothing in it says who anybody is.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import QueryDict

from booking.rules.bands import BANDS
from booking.web.written_numbers import whole

MOST_PEOPLE = 999
# Of an address they say who comes; the rest says when, where and with what.
NAMES = frozenset({"n", "age"})


@dataclass(frozen=True, slots=True)
class Coming:
    """`size` None: nobody said how many; no bands: nor of which."""

    size: int | None = None
    bands: tuple[str, ...] = ()

    @property
    def counted(self) -> dict[str, int]:
        """So many of each band: as even as can be, the younger first; nobody where no band is said."""
        if not self.bands:
            return {}
        each, over = divmod(self.size or len(self.bands), len(self.bands))
        return {band: each + (place < over) for place, band in enumerate(self.bands)}

    @property
    def told(self) -> dict[str, object]:
        """For an address."""
        said: dict[str, object] = {"n": self.size, "age": self.bands}
        return {name: value for name, value in said.items() if value}

    @property
    def more(self) -> str:
        """What follows in an address that says something already; "" where nobody said anything."""
        return f"&{urlencode(self.told, doseq=True)}" if self.told else ""


def coming_of(address: QueryDict) -> Coming:
    """What cannot be read says nothing: a search has corrected its own address before it leads anywhere."""
    asked = set(address.getlist("age"))
    bands = tuple(band for band in BANDS if band in asked)
    text = address.get("n", "")
    size = min(max(whole(text, 9) or 0, len(bands)), MOST_PEOPLE)
    return Coming(size or None, bands)


def without_coming(address: str) -> str:
    """The same address once somebody has chosen who comes: what it said of that gives way to the choice."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in NAMES]
    return parts._replace(query=urlencode(kept, safe=":,")).geturl()
